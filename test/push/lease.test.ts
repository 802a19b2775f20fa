/** When subscriptions are renewed, and when hubs are asked again. */
import { describe, expect, it, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../src/limits.ts'
import { askAgainAt, askDeniedAt, grantedLeaseMs, renewAt } from '../../src/push/lease.ts'

const NOW = Date.UTC(2026, 0, 5, 12)

describe('the lease that a hub grants', () => {
  test.each<readonly [string, string | null, number]>([
    ['Google usually, 5 days', '432000', 5 * dayMs],
    ['Google at most, 10 days', '864000', 10 * dayMs],
    ['Switchboard, 7 days and an hour', '608400', 7 * dayMs + hourMs],
    ['Webubbub at least, 1 day', '86400', dayMs],
    ['rsscloud-server at least, 5 minutes', '300', hourMs],
    ['PuSHPress, 10 years', '315360000', 14 * dayMs],
    ['a hub of PubSubHubbub 0.3, for ever', '0', dayMs],
    ['a hub that names none', null, dayMs],
    ['a hub that names nothing', '', dayMs],
    ['a hub that writes words', 'ten days', dayMs],
    ['a hub that writes a fraction', '8640.5', dayMs],
    ['a hub that counts backwards', '-864000', dayMs],
    ['a hub that exceeds all numbers', '9'.repeat(400), dayMs],
    ['a hub that writes space around it', ' 432000 ', 5 * dayMs],
  ])('%s', (_, seconds, lease) => {
    expect(grantedLeaseMs(seconds)).toBe(lease)
  })
})

describe('a lease', () => {
  test.each([2, 5, 10, 14])('of %i days is renewed in the 12 hours before its last day', (days) => {
    const times = Array.from({ length: 500 }, (_, feed) => renewAt(NOW, days * dayMs, feed) - NOW)
    const end = (days - 1) * dayMs
    expect(Math.max(...times)).toBeLessThanOrEqual(end)
    expect(Math.min(...times)).toBeGreaterThan(end - 12 * hourMs)
  })

  test.each([1, 5, 24, 47])('of %i hours is renewed half-way', (hours) => {
    expect(renewAt(NOW, hours * hourMs, 17)).toBe(NOW + (hours * hourMs) / 2)
  })

  it('that 500 feeds got at once is renewed by no more than three of them in a minute', () => {
    const minutes = Array.from({ length: 500 }, (_, feed) => Math.floor(renewAt(NOW, 5 * dayMs, feed) / minuteMs))
    const counts = [...Map.groupBy(minutes, (minute) => minute).values()].map(({ length }) => length)
    expect(Math.max(...counts)).toBeLessThanOrEqual(3)
  })
})

describe('a hub that refused', () => {
  test.each([
    [1, hourMs],
    [2, 2 * hourMs],
    [3, 4 * hourMs],
    [8, 128 * hourMs],
    [9, 7 * dayMs],
    [2000, 7 * dayMs],
  ])('%i times is asked again after about %i ms', (refusals, ms) => {
    expect(askAgainAt(NOW, refusals, 0)).toBe(NOW + ms)
    const times = Array.from({ length: 200 }, (_, feed) => askAgainAt(NOW, refusals, feed) - NOW)
    expect(Math.max(...times)).toBeLessThan(ms * 1.25)
    expect(new Set(times).size).toBeGreaterThan(10)
  })

  it('because it denied is asked again after a week', () => {
    expect(askDeniedAt(NOW, 0)).toBe(NOW + 7 * dayMs)
    expect(askDeniedAt(NOW, 1)).toBeGreaterThan(NOW + 7 * dayMs)
  })
})
