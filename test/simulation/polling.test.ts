/** The intervals that follow from publishers' habits, compared with those of the version before. */
import { expect, it } from 'vitest'
import { comparePolling } from '../../bench/simulate/compare-polling.ts'

it('fewer requests find the news of the same publishers earlier', () => {
  const options = { feeds: 150, storiesADay: 450, seed: 1, days: 1, cronMinutes: 1 }
  const { former, learning, withoutHints, asAllowed } = comparePolling(options)
  expect([former.missed, learning.missed]).toEqual([0, 0])
  expect(learning.requestsADay).toBeLessThan(former.requestsADay)
  expect(learning.delayMinutes.median).toBeLessThan(0.8 * former.delayMinutes.median)
  expect(learning.delayMinutes.p95).toBeLessThan(former.delayMinutes.p95)
  expect(withoutHints.delayMinutes.median).toBeLessThan(learning.delayMinutes.median)
  expect(asAllowed.delayMinutes.p95).toBeLessThan(learning.delayMinutes.p95)
  expect(asAllowed.requestsADay).toBeGreaterThan(5 * learning.requestsADay)
})
