/** `npm run test:long`: every test, with many more seeds and random inputs than `npm test` has. */
export const FACTOR = 20
process.env['RUNS_FACTOR'] = String(FACTOR)
await import('./test.ts')
