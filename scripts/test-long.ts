/** `npm run test:long`: every test, with many more seeds and random inputs than `npm test`. */
process.env['RUNS_FACTOR'] = '20'
await import('./test.ts')

export {}
