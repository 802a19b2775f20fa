/** When feeds are polled. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dueFeeds as dueAmong,
  intervalOf,
  isWholeDue,
  type PollProgress,
  type PollState,
  pollIntervalMs,
  retryAt,
} from '../../src/feed/schedule.ts'
import { limits } from '../../src/limits.ts'
import { emptyPollQueue, type PollingHints, type PollQueue } from '../../src/polling.ts'
import { runs } from '../runs.ts'
import { address, now } from './fixtures/documents.ts'
import { noHints, pollState, steady } from './fixtures/poll-state.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const cycle = 5 * minute

/** A history with recent news: the feed is polled in every cycle of five minutes. */
const lively = { awake: now, times: [now] }

function feeds(number: number, change: Partial<PollState> = {}): readonly PollState[] {
  return Array.from({ length: number }, (_, n) =>
    pollState({ id: n + 1, url: address(`https://example.org/${n}`), publishHistory: lively, ...change }),
  )
}

/** Without a memory of earlier polls, unless one is given. */
function dueFeeds<Feed extends PollState>(
  all: readonly Feed[],
  at: number,
  queue: PollQueue,
  soon: ReadonlySet<PollState['url']> = new Set(),
  memory: Partial<PollProgress> = {},
): readonly Feed[] {
  return dueAmong(all, at, { polledAt: new Map(), forgottenUntil: 0, ...queue, ...memory }, { everyMs: cycle, soon })
}

const since = (ms: number) => ({ at: now - ms, waiting: [] })
const idsOf = (due: readonly PollState[]) => due.map(({ id }) => id)

describe('due feeds', () => {
  test('include all feeds with recent news', () => {
    expect(dueFeeds(feeds(10), now, since(cycle))).toHaveLength(10)
  })
  test('are all feeds in the first cycle, and after the clock was set back', () => {
    const slow = feeds(10, { publishHistory: steady(day) })
    expect(dueFeeds(slow, now, emptyPollQueue)).toHaveLength(10)
    expect(dueFeeds(slow, now, { at: now + hour, waiting: [] })).toHaveLength(10)
    expect(dueFeeds(slow, now, since(cycle)).length).toBeLessThan(3)
  })
  test('exclude failing feeds during their back-off', () => {
    expect(dueFeeds(feeds(3, { failures: 1, retryAt: now + 1 }), now, since(cycle))).toEqual([])
  })
  test('include failing feeds after their back-off, whatever their interval', () => {
    expect(
      dueFeeds(feeds(3, { failures: 1, retryAt: now, publishHistory: steady(day) }), now, since(cycle)),
    ).toHaveLength(3)
  })
  test('never include one that is gone', () => {
    expect(dueFeeds(feeds(3, { failures: 1, problem: { kind: 'gone' } }), now, emptyPollQueue)).toEqual([])
  })
  test('begin with those that had to wait, in their order', () => {
    expect(idsOf(dueFeeds(feeds(5), now, { at: now - cycle, waiting: [4, 99, 2] }))).toEqual([4, 2, 1, 3, 5])
  })
  test('include those of a due digest, within their server’s limits', () => {
    const slow = feeds(12, { publishHistory: steady(day) })
    const soon = new Set(slow.map(({ url }) => url))
    expect(dueFeeds(slow, now, since(cycle), soon)).toHaveLength(12)
    const limited = feeds(12, { pollingHints: { ...noHints, server: 60 } })
    expect(idsOf(dueFeeds(limited, now + cycle, since(0), soon))).toEqual([1, 2, 3, 4, 5])
    const polledAt = new Map(limited.map(({ id }) => [id, now - (58 + id) * minute]))
    expect(idsOf(dueFeeds(limited, now, since(cycle), soon, { polledAt }))).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
  })
  test('are spread evenly over an interval', () => {
    const slow = feeds(64, { publishHistory: steady(30 * day) })
    const rounds = Array.from({ length: 16 }, (_, n) =>
      dueFeeds(slow, now + (n + 1) * 4 * minute, { at: now + n * 4 * minute, waiting: [] }),
    )
    expect(new Set(rounds.map(({ length }) => length))).toEqual(new Set([4]))
    expect(new Set(rounds.flatMap(idsOf)).size).toBe(64)
  })
})

describe('the interval of a feed, in minutes', () => {
  const cases: readonly (readonly [name: string, state: Partial<PollState>, minutes: number])[] = [
    ['just added or just had news', {}, 2],
    ['an item a minute', { publishHistory: steady(minute) }, 2],
    ['two an hour', { publishHistory: steady(30 * minute) }, 4],
    ['one an hour', { publishHistory: steady(hour) }, 6],
    ['one in three hours', { publishHistory: steady(3 * hour) }, 10],
    ['one a week', { publishHistory: steady(7 * day) }, 60],
    ['silent for 50 days', { publishHistory: steady(hour, now - 50 * day) }, 60],
    ['silent for 90 days', { publishHistory: steady(hour, now - 90 * day) }, 134],
    ['silent for half a year', { publishHistory: steady(hour, now - 182 * day) }, 360],
    ['silent for ten years', { publishHistory: steady(hour, now - 3650 * day) }, 360],
    ['silent for ten years, and added now', { publishHistory: { ...steady(hour, now - 3650 * day), awake: now } }, 5],
    ['without an item', { publishHistory: { awake: now - 3 * day, times: [] } }, 51],
    ['asks for 40', { pollingHints: { ...noHints, minutes: 40 } }, 40],
    [
      'asks for 40, and has one item a week',
      { pollingHints: { ...noHints, minutes: 40 }, publishHistory: steady(7 * day) },
      60,
    ],
    [
      'asks for 15, and has one item a week',
      { pollingHints: { ...noHints, minutes: 15 }, publishHistory: steady(7 * day) },
      60,
    ],
    ['its server asks for an hour, it for less', { pollingHints: { ...noHints, minutes: 15, server: 60 } }, 60],
    ['asks for a year', { pollingHints: { ...noHints, minutes: 525_600 } }, 360],
  ]
  test.each(cases)('follows from its history and hints: %s', (_name, state, minutes) => {
    const [feed] = feeds(1, state)
    expect(feed && pollIntervalMs(feed, now) / minute).toBe(minutes)
  })
})

describe('skipped hours and days', () => {
  const hours = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)
  const midnight = Date.UTC(2026, 10, 23)
  /** When a feed is polled within two days, in hours after midnight. */
  function readAt(pollingHints: Partial<PollingHints>, every = cycle): readonly number[] {
    const [feed] = feeds(1, { pollingHints: { ...noHints, ...pollingHints } })
    if (feed === undefined) return []
    const times: number[] = []
    for (let at = midnight; at < midnight + 2 * day; at += every) {
      const lately = { ...feed, publishHistory: { awake: at, times: [] } }
      if (dueFeeds([lately], at, { at: at - every, waiting: [] }).length > 0) times.push((at - midnight) / hour)
    }
    return times
  }

  test('have no polls', () => {
    const read = readAt({ skipHours: hours(0, 4) })
    expect(read.filter((at) => at % 24 < 5)).toEqual([])
    expect(read.filter((at) => at % 24 >= 5)).toHaveLength(2 * 19 * 12)
  })
  test('have one poll after every six hours', () => {
    expect(readAt({ skipHours: hours(0, 19) }).filter((at) => at % 24 < 20)).toHaveLength(2 * 3)
    expect(readAt({ skipHours: hours(0, 5) }).filter((at) => at % 24 < 6)).toEqual([])
  })
  test('are skipped by the day of the week', () => {
    // The day is a Monday.
    const read = readAt({ skipDays: [1] })
    expect(read.filter((at) => at < 24)).toHaveLength(3)
    expect(read.filter((at) => at >= 24)).toHaveLength(24 * 12)
  })
  test('do not stop a late cycle from serving a due time before them', () => {
    // It is eight o'clock. The feed is due at 8:55 and skips the hour from nine.
    const hourly = feeds(1, { id: 55, pollingHints: { ...noHints, minutes: 60, skipHours: [9] } })
    const isDue = (previous: number, then: number) =>
      dueFeeds(hourly, now + then * minute, { at: now + previous * minute, waiting: [] }).length > 0
    expect(isDue(54, 62)).toBe(true)
    expect(isDue(57, 62)).toBe(false)
    expect(isDue(62, 67)).toBe(false)
    expect(isDue(118, 121)).toBe(true)
  })
  test('make feeds due at their end', () => {
    // It is due every six hours: after midnight, at six, at noon.
    const read = readAt({ minutes: 360, skipHours: [...hours(5, 8), ...hours(17, 20)] })
    expect(read.map((at) => Math.floor(at))).toEqual([0, 9, 12, 21, 24, 33, 36, 45])
  })
})

/** Times of cycles, at most 15 minutes apart, from `now`. */
const cycles = fc
  .array(fc.integer({ min: 1, max: 15 * 60 }), { minLength: 1, maxLength: 400, size: 'max' })
  .map((gaps) => {
    const times = [now]
    for (const gap of gaps) times.push((times.at(-1) ?? now) + gap * 1000)
    return times
  })

const anyState = fc.record({
  id: fc.integer({ min: 1, max: 1000 }),
  publishHistory: fc.record({
    awake: fc.integer({ min: now - 400 * day, max: now }),
    times: fc
      .array(fc.integer({ min: now - 400 * day, max: now }), { maxLength: 8 })
      .map((times) => times.sort((a, b) => b - a)),
  }),
  minutes: fc.integer({ min: 0, max: 72 }).map((slots) => 5 * slots),
  skipHours: fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 23 })),
  skipDays: fc.oneof(fc.constant<number[]>([]), fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 6 })),
})

test('no feed is polled later than its interval and one cycle after the last poll, skipped hours aside', () => {
  fc.assert(
    fc.property(anyState, cycles, ({ id, publishHistory, minutes, skipHours, skipDays }, times) => {
      const [feed] = feeds(1, { id, publishHistory, pollingHints: { minutes, skipHours, skipDays, server: 0 } })
      if (feed === undefined) return
      const skips = skipHours.length + skipDays.length > 0 ? 7 * hour : 0
      let last = now
      let previous = now
      for (const at of times.slice(1)) {
        if (dueFeeds([feed], at, { at: previous, waiting: [] }).length > 0) last = at
        const longest = 2 * intervalOf(feed, at)
        expect(at - last).toBeLessThan(longest + (at - previous) + skips + 1)
        previous = at
      }
    }),
    { numRuns: runs(300) },
  )
})

test('no feed is polled more often than it asks', () => {
  fc.assert(
    fc.property(anyState, cycles, ({ id, publishHistory, minutes }, times) => {
      const [feed] = feeds(1, { id, publishHistory, pollingHints: { ...noHints, minutes } })
      if (feed === undefined) return
      let previous = now
      let reads = 0
      for (const at of times.slice(1)) {
        if (dueFeeds([feed], at, { at: previous, waiting: [] }).length > 0) reads++
        previous = at
      }
      if (minutes > 5) expect(reads).toBeLessThanOrEqual(1 + (previous - now) / (minutes * minute))
    }),
    { numRuns: runs(300) },
  )
})

test('no feed starves if more feeds are due than a cycle can poll', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 20 }), cycles, (number, capacity, times) => {
      // Failing feeds are due in every cycle.
      const all = feeds(number, { failures: 1, problem: { kind: 'not-a-feed' } })
      const lastRead = new Map(all.map(({ id }) => [id, 0]))
      let queue = { at: now, waiting: [] as readonly number[] }
      for (const [round, at] of times.entries()) {
        const due = dueFeeds(all, at, queue)
        for (const { id } of due.slice(0, capacity)) lastRead.set(id, round)
        queue = { at, waiting: idsOf(due.slice(capacity)) }
        const longest = Math.ceil(number / capacity)
        expect(round - Math.min(...lastRead.values())).toBeLessThanOrEqual(longest)
      }
    }),
    { numRuns: runs(200) },
  )
})

describe('the back-off of a failing feed', () => {
  const cases: readonly (readonly [name: string, failures: number, retryAfterMs: number | null, minutes: number])[] = [
    ['5 minutes at first', 1, null, 5],
    ['10 then', 2, null, 10],
    ['80 after the fifth', 5, null, 80],
    ['6 hours at most', 9, null, 360],
    ['6 hours for ever', 1000, null, 360],
    ['longer if the server asks', 1, 60 * minute, 60],
    ['not shorter if it asks for less', 3, minute, 20],
    ['within the cap', 1, 48 * 60 * minute, 360],
  ]
  test.each(cases)('is %s', (_name, failures, retryAfterMs, minutes) => {
    for (const failingSince of [now, now - 30 * day])
      expect(retryAt(failures, failingSince, now, retryAfterMs)).toBe(now + minutes * minute)
  })
  test('ends when its owners are notified, unless the server asks for more', () => {
    expect(retryAt(9, now - 22 * hour, now, null)).toBe(now + 2 * hour)
    expect(retryAt(9, now - 22 * hour, now, 4 * hour)).toBe(now + 4 * hour)
  })
})

test('whole documents are requested once a day, at different times for feeds that were added together', () => {
  const ages = feeds(100).map((feed) => {
    let age = 0
    while (!isWholeDue(feed, now - age, now)) age += cycle
    return age
  })
  expect([Math.min(...ages), Math.max(...ages)]).toEqual([18 * hour + cycle, day])
  expect(new Set(ages).size).toBeGreaterThan(60)
  expect(feeds(1).every((feed) => isWholeDue(feed, now + 1, now))).toBe(true)
  expect(limits.feed.wholeEveryMs).toBe(day)
})
