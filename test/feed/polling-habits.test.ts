/** How often feeds with habits are polled, and how late their news is found: replays of whole months. */
import { describe, expect, it } from 'vitest'
import { learningPolicy } from '../simulation/polling-policies.ts'
import { delaysOf, type Replayed, type ReplayedFeed, replay } from '../simulation/replay.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Monday. */
const START = Date.UTC(2026, 0, 5)
/** From here on polls count: the habit has been learnt for four weeks. */
const FROM = START + 28 * DAY
const END = FROM + 28 * DAY

/** Published at these times, with the newest 20 items in the document. */
function publisher(times: readonly number[], maxAgeMinutes = 0): ReplayedFeed {
  const stories = times
    .toSorted((one, other) => one - other)
    .map((at, index) => ({ token: `x${index}`, at, sponsored: false }))
  let published = 0
  return {
    stories,
    manners: { ttlMinutes: 0, maxAgeMinutes },
    show: (now) => {
      while ((stories[published]?.at ?? Number.POSITIVE_INFINITY) <= now) published += 1
      return stories.slice(Math.max(0, published - 20), published).reverse()
    },
  }
}

/** Times in each day from a year before the start, by day number and the day's midnight. */
function daily(timesOf: (day: number, midnight: number) => readonly number[], since = -60): readonly number[] {
  const days = Array.from({ length: (END - START) / DAY - since }, (_, index) => since + index)
  return days.flatMap((day) => timesOf(day, START + day * DAY))
}

/** Some minutes of jitter, the same in each run. */
const jitter = (day: number, minutes: number) => ((Math.abs(day) * 7919) % (minutes * 60)) * 1000

const paper = (hourOf: (day: number) => number) =>
  daily((day, midnight) => Array.from({ length: 6 }, (_, n) => midnight + hourOf(day) * HOUR + jitter(day + n, 8)))
const newsroom = daily((day, midnight) =>
  Array.from({ length: 60 }, (_, n) => midnight + 7 * HOUR + n * 15 * MINUTE + jitter(day + n, 10)),
)
const every = (days: number, hour: number) =>
  daily((day, midnight) => (day % days === 0 ? [midnight + hour * HOUR + jitter(day, 10)] : []), -364)
const bursts = daily(
  (day, midnight) =>
    day % 28 === 9
      ? Array.from({ length: 15 }, (_, n) => midnight + 10 * HOUR + n * 12 * MINUTE + jitter(day + n, 8))
      : [],
  -364,
)

/** A story a day, and forty a day after six weeks. */
const growing = daily((day, midnight) =>
  day < 42
    ? [midnight + 9 * HOUR + jitter(day, 500)]
    : Array.from({ length: 40 }, (_, n) => midnight + n * 36 * MINUTE + jitter(day + n, 30)),
)

type Eviction = (now: number) => boolean

function run(feed: ReplayedFeed): Replayed {
  return replay([feed], learningPolicy({ cycleMs: MINUTE }), { start: START, from: FROM, end: END })
}

/** A week after a week of learning. */
function runWeek(feed: ReplayedFeed, cycleMinutes: number, isEvicted: Eviction): Replayed {
  const policy = learningPolicy({ cycleMs: cycleMinutes * MINUTE, isEvicted })
  return replay([feed], policy, { start: START, from: START + 7 * DAY, end: START + 14 * DAY })
}

/** Minutes after the start of polls and stories. */
const minutesIn = (times: readonly number[], from: number, to: number) =>
  times.filter((at) => at >= from && at < to).map((at) => (at - from) / MINUTE)

const longestGap = (times: readonly number[]) =>
  Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)))

describe('maximum requests a day, and minutes until the news is found (median, longest)', () => {
  it.each<[string, readonly number[], requests: number, median: number, longest: number]>([
    ['a paper at six', paper(() => 6), 95, 3, 5],
    ['a paper at six that clocks move to five', paper((day) => (day < 42 ? 6 : 5)), 100, 3, 6],
    ['a podcast on Fridays at five', every(7, 5), 30, 8, 15],
    ['a post every third day at nine', every(3, 9), 35, 10, 20],
    ['a newsroom from 7:00 to 22:00', newsroom, 480, 2, 7],
    ['fifteen posts within three hours, once in four weeks', bursts, 60, 1, 30],
    ['one a day, then forty', growing, 210, 3, 60],
    ['silent for almost a year', [START - 300 * DAY], 4, 0, 0],
  ])('%s', (_, times, requests, median, longest) => {
    const { requestsADay, found, missed } = run(publisher(times))
    const delays = delaysOf(found)
    expect(missed).toBe(0)
    expect(Math.ceil(requestsADay)).toBeLessThanOrEqual(requests)
    expect(delays[Math.floor(delays.length / 2)] ?? 0).toBeLessThanOrEqual(median * MINUTE)
    expect(delays.at(-1) ?? 0).toBeLessThanOrEqual(longest * MINUTE)
  })
})

describe('a paper at six', () => {
  const [polls = []] = run(publisher(paper(() => 6))).polls

  it('is polled every five minutes or more often from 5:50 to 6:50, on each day', () => {
    for (let day = FROM; day < END; day += DAY) {
      const minutes = minutesIn(polls, day + 5 * HOUR + 45 * MINUTE, day + 6 * HOUR + 50 * MINUTE)
      expect(longestGap([0, ...minutes, 65])).toBeLessThanOrEqual(6)
    }
  })

  it('is polled about twice an hour in the afternoon and at night', () => {
    for (let day = FROM; day < END - DAY; day += DAY) {
      const minutes = minutesIn(polls, day + 12 * HOUR, day + 27 * HOUR)
      expect(minutes.length).toBeLessThanOrEqual(45)
      expect(longestGap(minutes)).toBeLessThanOrEqual(35)
    }
  })
})

it('a feed that publishes more is polled more often on the same day', () => {
  const { found } = run(publisher(growing))
  const first = START + 42 * DAY
  const delays = delaysOf(found.filter(({ story }) => story.at > first + 2 * HOUR && story.at < first + DAY))
  expect(delays.at(-1)).toBeLessThanOrEqual(10 * MINUTE)
})

it('a new feed with a post a day is polled after a few minutes, then less and less often', () => {
  const posts = publisher(every(1, 9))
  const start = START + 12 * HOUR
  const { polls } = replay([posts], learningPolicy({ cycleMs: MINUTE }), { start, from: start, end: start + DAY / 2 })
  const minutes = minutesIn(polls[0] ?? [], start, start + DAY / 2)
  expect(minutes.filter((minute) => minute <= 60)).toHaveLength(9)
  expect(minutes.filter((minute) => minute > 240).length).toBeLessThanOrEqual(20)
})

describe('a cell that keeps nothing in memory between cycles', () => {
  it.each<[string, readonly number[], cycleMinutes: number]>([
    ['a newsroom, a minute', newsroom, 1],
    ['a newsroom, five minutes', newsroom, 5],
    ['a newsroom, thirty minutes', newsroom, 30],
    ['a paper, a minute', paper(() => 6), 1],
    ['a paper, five minutes', paper(() => 6), 5],
    ['a paper, thirty minutes', paper(() => 6), 30],
  ])('polls about as often as one that does: %s', (_, times, cycleMinutes) => {
    const remembering = runWeek(publisher(times), cycleMinutes, () => false)
    const median = ({ found }: Replayed) => delaysOf(found)[Math.floor(found.length / 2)] ?? 0
    for (const isEvicted of [() => true, (now: number) => (now / MINUTE / cycleMinutes) % 3 === 0]) {
      const forgetful = runWeek(publisher(times), cycleMinutes, isEvicted)
      expect(forgetful.requestsADay / remembering.requestsADay).toBeGreaterThan(0.9)
      expect(forgetful.requestsADay / remembering.requestsADay).toBeLessThan(1.25)
      expect(median(forgetful)).toBeLessThanOrEqual(median(remembering) + MINUTE)
    }
  })

  it.each([1, 5, 30])('never polls earlier than the server asks, in cycles of %i minutes', (cycleMinutes) => {
    for (const isEvicted of [() => false, () => true, (now: number) => (now / MINUTE / cycleMinutes) % 3 === 0]) {
      const [polls = []] = runWeek(publisher(newsroom, 20), cycleMinutes, isEvicted).polls
      const gaps = polls.slice(1).map((at, index) => (at - (polls[index] ?? at)) / MINUTE)
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20)
      expect(Math.max(...gaps)).toBeLessThanOrEqual(30)
    }
  })
})
