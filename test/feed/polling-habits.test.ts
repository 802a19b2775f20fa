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
  daily((day, midnight) =>
    Array.from({ length: 6 }, (_, n) => midnight + hourOf(day) * HOUR + jitter(day + n, 8)),
  )
const newsroom = daily((day, midnight) =>
  Array.from({ length: 60 }, (_, n) => midnight + 7 * HOUR + n * 15 * MINUTE + jitter(day + n, 10)),
)
const every = (days: number, hour: number) =>
  daily((day, midnight) => (day % days === 0 ? [midnight + hour * HOUR + jitter(day, 10)] : []), -364)
const bursts = daily(
  (day, midnight) =>
    day % 28 === 9 ? Array.from({ length: 15 }, (_, n) => midnight + 10 * HOUR + n * 12 * MINUTE + jitter(day + n, 8)) : [],
  -364,
)

interface Figures {
  readonly requests: number
  readonly median: number
  readonly worst: number
}

function figures({ requestsADay, found, missed }: Replayed): Figures & { readonly missed: number } {
  const delays = delaysOf(found)
  const minutes = (delay = 0) => Math.round(delay / MINUTE)
  return {
    requests: Math.round(requestsADay),
    median: minutes(delays[Math.floor(delays.length / 2)]),
    worst: minutes(delays.at(-1)),
    missed,
  }
}

const run = (feed: ReplayedFeed, cycleMs = MINUTE, isEvicted?: (now: number) => boolean) =>
  replay([feed], learningPolicy({ cycleMs, ...(isEvicted === undefined ? {} : { isEvicted }) }), {
    start: START,
    from: FROM,
    end: END,
  })

describe('requests a day, and minutes from publication to the poll that finds it', () => {
  it.each<[string, readonly number[], Figures]>([
    ['a paper at six', paper(() => 6), { requests: 0, median: 0, worst: 0 }],
    ['a paper at six that clocks move to five', paper((day) => (day < 42 ? 6 : 5)), { requests: 0, median: 0, worst: 0 }],
    ['a podcast on Fridays at five', every(7, 5), { requests: 0, median: 0, worst: 0 }],
    ['a newsroom from 7:00 to 22:00', newsroom, { requests: 0, median: 0, worst: 0 }],
    ['a post every third day at nine', every(3, 9), { requests: 0, median: 0, worst: 0 }],
    ['fifteen posts within three hours, once in four weeks', bursts, { requests: 0, median: 0, worst: 0 }],
    ['silent for almost a year', [START - 300 * DAY], { requests: 0, median: 0, worst: 0 }],
  ])('%s', (_, times, expected) => {
    expect(figures(run(publisher(times)))).toEqual({ ...expected, missed: 0 })
  })
})

import { it as it2 } from 'vitest'
it2('x', () => {
  const r = run(publisher(paper(() => 6)))
  const last = r.polls[0]!.filter((t) => t >= END - DAY).map((t) => (t - (END - DAY)) / MINUTE)
  console.log(last.map((m) => `${Math.floor(m/60)}:${String(m%60).padStart(2,'0')}`).join(' '))
  const d = run(publisher(paper((day) => (day < 42 ? 6 : 5))))
  for (const off of [-16,-15, -14, -13, -12, -11]) console.log(off, d.found.filter((f) => f.story.at >= END + off*DAY + 0 && f.story.at < END + (off+1)*DAY).map((f) => Math.round((f.at - f.story.at)/MINUTE)).join(' '))
  const grows = run(publisher([...daily((day, m) => day < 42 ? [m + 9*HOUR + jitter(day, 500)] : Array.from({length: 40}, (_, n) => m + n*36*MINUTE + jitter(day+n, 30)))]))
  for (const off of [-15, -14, -13, -12, -11]) { const f = grows.found.filter((f) => f.story.at >= END + off*DAY && f.story.at < END + (off+1)*DAY).map((f) => Math.round((f.at - f.story.at)/MINUTE)); console.log('grows', off, f.join(' '), 'polls', grows.polls[0]!.filter((t)=> t>=END+off*DAY && t<END+(off+1)*DAY).length) }
  const shrinks = run(publisher([...daily((day, m) => day < 42 ? Array.from({length: 40}, (_, n) => m + n*36*MINUTE + jitter(day+n, 30)) : [m + 9*HOUR + jitter(day, 500)])]))
  for (const off of [-15, -14, -13, -12, -11, -8, -4]) console.log('shrinks', off, 'polls', shrinks.polls[0]!.filter((t)=> t>=END+off*DAY && t<END+(off+1)*DAY).length)
  const fresh = replay([publisher(daily((day, m) => [m + 9*HOUR], -364))], learningPolicy({cycleMs: MINUTE}), {start: START + 12*HOUR, from: START, end: START + DAY+12*HOUR})
  console.log('fresh', fresh.polls[0]!.map((t) => (t - START)/MINUTE - 720).join(' '))
})
