/** How often tests repeat what is random. */

/** `npm run test:long` sets it; vitest.config.ts hands it to every test. */
const factor = Number(process.env['RUNS_FACTOR'] ?? 1)

/** Whether this is `npm run test:long`, which runs what `npm test` samples. */
export const isLong = factor > 1

/** `count` in `npm test`, many times that in `npm run test:long`. */
export function runs(count: number): number {
  return count * factor
}
