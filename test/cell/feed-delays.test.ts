/** How long news took in the last week, for the status page. */
import { describe, expect, it } from 'vitest'
import { delayBounds, delayOf, delaysByDay, slowestFeeds } from '../../src/cell/feed-delays.ts'
import { dayMs, hourMs, minuteMs } from '../../src/limits.ts'

const NOW = Date.UTC(2026, 0, 5, 12, 30)
const hour = Math.floor(NOW / hourMs)
/** @param late hours ago, and the minutes from publication to arrival */
const feed = (id: number, ...late: readonly (readonly [ago: number, minutes: number])[]) => ({
  id,
  publishHistory: {
    awake: 0,
    times: [],
    lateness: late.map(([ago, minutes]): [number, number] => [hour - ago, minutes * 60]),
  },
})
const week = (...feeds: readonly ReturnType<typeof feed>[]) => delaysByDay(feeds, NOW)
const counts = (...feeds: readonly ReturnType<typeof feed>[]) => week(...feeds).map((each) => each.counts)

describe('the delays of a week', () => {
  it('are counted by the day (UTC) on which the news arrived', () => {
    const days = week(feed(1, [0, 2], [1, 2], [30, 2]), feed(2, [13, 2]))
    expect(days.map(({ day, counts: of }) => [day, of.reduce((sum, each) => sum + each, 0)]).toSorted()).toEqual([
      ['2026-01-04', 2],
      ['2026-01-05', 2],
    ])
  })

  it('leave out what is older than a week', () => {
    expect(week(feed(1, [9 * 24, 2]))).toEqual([])
  })

  it.each<[string, minutes: number[], share: number, within: number | null]>([
    ['are unknown without news', [], 0.5, null],
    ['have a median', [1, 1, 2, 60, 60], 0.5, 2 * minuteMs],
    ['have a 95th percentile', [...Array.from({ length: 19 }, () => 1), 60], 0.95, minuteMs],
    ['have a highest value', [1, 1, 60], 1, hourMs],
    ['are rounded up to a bound', [4], 0.5, 5 * minuteMs],
    ['of a week are within a week', [7 * 24 * 60], 0.5, 7 * dayMs],
  ])('%s', (_, minutes, share, within) => {
    const one = feed(1, ...minutes.map((each) => [0, each] as const))
    expect(delayOf(counts(one), share)).toBe(within)
  })

  it('of several cells are added', () => {
    expect(delayOf([...counts(feed(1, [0, 1])), ...counts(feed(2, [0, 60], [1, 60]))], 0.5)).toBe(hourMs)
  })

  it('have bounds in ascending order', () => {
    expect(delayBounds).toEqual(delayBounds.toSorted((one, other) => one - other))
  })
})

it('the slowest feeds are those with the highest median', () => {
  const feeds = [feed(1, [0, 5], [1, 5]), feed(2), feed(3, [0, 90]), feed(4, [0, 500], [1, 1], [2, 1])]
  expect(slowestFeeds(feeds, 2, NOW)).toEqual([
    { id: 3, latenessMs: 90 * minuteMs },
    { id: 1, latenessMs: 5 * minuteMs },
  ])
})
