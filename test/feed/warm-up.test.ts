/** The warm-up of a Worker. */
import { expect, it } from 'vitest'
import { warmUp } from '../../src/feed/warm-up.ts'

it('the warm-up reads its documents completely, within the time of a start', () => {
  const bytes = warmUp()
  // `npm run bench:start` shows the milliseconds, which go by the bytes.
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(200_000)
})
