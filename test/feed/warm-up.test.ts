/** What a Worker reads when it starts, before anybody asks: enough to be quick, and little enough for a start. */
import { expect, it } from 'vitest'
import { warmUp } from '../../src/feed/warm-up.ts'

it('the warm-up reads its documents whole, and no more than a start has time for', () => {
  const bytes = warmUp()
  // `npm run bench:start` shows the milliseconds, which go by the bytes.
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(200_000)
})
