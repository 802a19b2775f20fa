/** The schedule at its boundaries: the moments at which one rule ends and the next begins. */
import { describe, expect, it } from 'vitest'
import { ownInterval } from '../../src/feed/publish-history.ts'
import { dueFeeds as dueAmong, intervalOf, type PollState, retryAt } from '../../src/feed/schedule.ts'
import { limits } from '../../src/limits.ts'
import type { FeedUrl } from '../../src/model.ts'
import type { PollingHints, PollQueue } from '../../src/polling.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const SLOT = 5 * MINUTE
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
  isPushed: false,
})

const dueFeeds = (feeds: readonly PollState[], now: number, queue: PollQueue) =>
  dueAmong(feeds, now, { ...queue, polledAt: new Map(), forgottenUntil: 0 }, { everyMs: SLOT })

describe('after a gap a feed is polled as often as allowed', () => {
  it.each([
    ['until the last millisecond', NOW + 1, 2],
    ['but no longer', NOW, 60],
  ])('%s', (_, hurried, minutes) => {
    const history = { ...quiet, awake: NOW, hurried }
    const state = { publishHistory: history, pollingHints: { ...nothing, minutes: 60 }, isPushed: false }
    expect(intervalOf(state, NOW)).toBe(minutes * MINUTE)
  })
})

describe('after news a feed is polled', () => {
  it.each([
    ['every five minutes', 0, 5],
    ['for 25 minutes', 25, 5],
    ['then less often', 30, 6],
    ['and less often', 100, 20],
    ['until the usual interval', 600, 29],
  ])('%s', (_, ago, minutes) => {
    const interval = ownInterval({ ...quiet, awake: NOW - ago * MINUTE }, NOW)
    expect(Math.round(interval / MINUTE)).toBe(minutes)
  })
})

describe('a silent feed is polled', () => {
  const { silentMs, dormantMs, usualIntervalAtMostMs, intervalAtMostMs } = limits.feed
  it.each([
    ['hourly at first', silentMs, usualIntervalAtMostMs],
    ['less often with each day', (silentMs + dormantMs) / 2, (usualIntervalAtMostMs + intervalAtMostMs) / 2],
    ['every six hours after half a year', dormantMs, intervalAtMostMs],
    ['and no less often', 10 * dormantMs, intervalAtMostMs],
  ])('%s', (_, silence, interval) => {
    const [newest, oldest] = [NOW - silence, NOW - silence - 200 * 24 * HOUR]
    expect(ownInterval({ awake: newest, times: [newest, oldest] }, NOW)).toBe(interval)
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
    ['is polled behind them, if a due time was in them', 60, true],
    ['is not polled behind them, if no due time was in them', 90, false],
  ])('of two hours %s', (_, id, expected) => {
    const hints = { minutes: 120, skipHours: [id === 60 ? 13 : 12] }
    const end = NOW + (id === 60 ? 2 : 1) * HOUR
    expect(isDue(hints, end - SLOT, end + SLOT, id)).toBe(expected)
  })
  it('is checked after six hours, spread by its id', () => {
    const hints = { minutes: 0, skipHours: [8, 9, 10, 11, 12, 13, 14, 15] }
    const check = Date.UTC(2026, 0, 5, 8 + 6)
    expect(isDue(hints, check - SLOT, check, 0)).toBe(true)
    expect(isDue(hints, check - SLOT, check, 15)).toBe(false)
    expect(isDue(hints, check + 2 * SLOT, check + 3 * SLOT, 15)).toBe(true)
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
