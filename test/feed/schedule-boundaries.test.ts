/** The schedule at its boundaries: the moments at which one rule ends and the next begins. */
import { describe, expect, it } from 'vitest'
import { ownInterval } from '../../src/feed/publish-history.ts'
import { dueFeeds, intervalOf, retryAt } from '../../src/feed/schedule.ts'
import { limits } from '../../src/limits.ts'
import type { FeedUrl } from '../../src/model.ts'
import type { PollingHints } from '../../src/polling.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SLOT = limits.feed.slotMs
const NOW = Date.UTC(2026, 0, 5, 12)
const nothing: PollingHints = { minutes: 0, skipHours: [], skipDays: [], server: 0 }
const quiet = { awake: NOW - 30 * 24 * HOUR, times: [1, 2, 3].map((day) => NOW - day * 24 * HOUR) }

const feed = (pollingHints: Partial<PollingHints>, publishHistory = quiet, id = 0) => ({
  id,
  url: 'https://news.example/feed' as FeedUrl,
  publishHistory,
  pollingHints: { ...nothing, ...pollingHints },
  failures: 0,
  problem: null,
  retryAt: null,
})

describe('after a gap a feed is polled as often as allowed', () => {
  it.each([
    ['until the last millisecond', NOW + 1, 1],
    ['but no longer', NOW, 12],
  ])('%s', (_, hurried, slots) => {
    const history = { ...quiet, awake: NOW, hurried }
    expect(intervalOf({ publishHistory: history, pollingHints: { ...nothing, minutes: 60 } }, NOW)).toBe(slots)
  })
})

describe('after news a feed is polled in every slot', () => {
  it.each([
    ['for two hours', limits.feed.pollOftenAfterNewsMs - 1, true],
    ['but no longer', limits.feed.pollOftenAfterNewsMs, false],
  ])('%s', (_, ago, isShortest) => {
    expect(ownInterval({ ...quiet, awake: NOW - ago }, NOW) === SLOT).toBe(isShortest)
  })
})

it('a cycle that runs again at the same time polls no feed twice', () => {
  expect(dueFeeds([feed({ minutes: 60 })], NOW, { at: NOW, waiting: [] })).toEqual([])
})

describe('a feed that has failed for a day is retried', () => {
  it.each([
    ['at the end of the day', limits.feed.failureNoticeMs - MINUTE, MINUTE],
    ['with the usual back-off after it', limits.feed.failureNoticeMs, 20 * MINUTE],
  ])('%s', (_, ago, wait) => {
    expect(retryAt(3, NOW - ago, NOW, null)).toBe(NOW + wait)
  })
})

describe('in the hours that it skips, a feed', () => {
  const isDue = (hints: Partial<PollingHints>, previous: number, now: number, id = 0) =>
    dueFeeds([feed({ skipHours: [12], ...hints }, { ...quiet, awake: NOW }, id)], now, { at: previous, waiting: [] })
      .length > 0

  it('of every slot is not polled after a late cycle', () => {
    expect(isDue({ minutes: 0 }, NOW - 2 * SLOT, NOW + SLOT)).toBe(false)
  })
  it('of every slot is polled before them', () => {
    expect(isDue({ minutes: 0 }, NOW - 3 * SLOT, NOW - 2 * SLOT)).toBe(true)
  })
  it.each([
    ['is polled behind them, if a due time was in them', 12, true],
    ['is not polled behind them, if no due time was in them', 18, false],
  ])('of two hours %s', (_, id, expected) => {
    const hints = { minutes: 120, skipHours: [id === 12 ? 13 : 12] }
    const end = NOW + (id === 12 ? 2 : 1) * HOUR
    expect(isDue(hints, end - SLOT, end + SLOT, id)).toBe(expected)
  })
  it('is checked after six hours, spread by its id', () => {
    const hints = { minutes: 0, skipHours: [8, 9, 10, 11, 12, 13, 14, 15] }
    const check = Date.UTC(2026, 0, 5, 8 + 6)
    expect(isDue(hints, check - SLOT, check, 0)).toBe(true)
    expect(isDue(hints, check - SLOT, check, 3)).toBe(false)
    expect(isDue(hints, check + 2 * SLOT, check + 3 * SLOT, 3)).toBe(true)
  })
})

describe('a due feed that a cycle had no room for', () => {
  const polled = (change: object, hints: Partial<PollingHints> = {}) =>
    dueFeeds([{ ...feed(hints), ...change }], NOW, { at: NOW, waiting: [0] }).length
  it('is polled in the next cycle', () => {
    expect(polled({})).toBe(1)
  })
  it.each([
    ['while it must not be retried', { retryAt: NOW + 1 }, {}],
    ['in hours that it skips', {}, { skipHours: [12] }],
  ])('is not polled %s', (_, change, hints) => {
    expect(polled(change, hints)).toBe(0)
  })
})
