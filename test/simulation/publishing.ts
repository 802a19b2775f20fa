/** When synthetic publishers publish: evenly around the clock's noon, at a fixed hour, once a week, or in bursts. */
import type { Random } from '../torture/random.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * `newsroom`: at any time, seldom at night. `paper`: once a day at a fixed hour, and now and then at others. `podcast`: once a week.
 * `bursts`: many stories within some hours, then silence.
 */
export type Habit = 'newsroom' | 'paper' | 'podcast' | 'bursts'

export interface Publishing {
  readonly habit: Habit
  /** On a mean day. A podcast has one a week. */
  readonly storiesADay: number
  readonly start: number
}

/** Publishers with more stories a day than this are newsrooms. */
const BUSY_STORIES = 20
/** More than a podcast has. */
const WEEKLY_STORIES = 0.6
const STORIES_A_BURST = { least: 4, most: 16 }
/** Mean time between two stories of a burst. */
const BURST_GAP_MS = 12 * MINUTE
/** A paper's issue appears within this. */
const ISSUE_MS = 12 * MINUTE
/** Percentage of a paper's stories outside its issue. */
const BREAKING = 10

export function habitOf(random: Random, storiesADay: number): Habit {
  const drawn = random.next() * 100
  if (storiesADay === 0 || storiesADay > BUSY_STORIES) return 'newsroom'
  if (storiesADay < WEEKLY_STORIES && drawn < 20) return 'podcast'
  if (drawn < 38) return 'paper'
  return drawn < 46 ? 'bursts' : 'newsroom'
}

/** Times of publication, ascending, without an end unless nothing is published. */
export function* publishingTimes(publishing: Publishing, random: Random): Generator<number, void, undefined> {
  // Publishers in many time zones, each with a night.
  const hour = random.whole(0, 23) * HOUR
  if (publishing.storiesADay === 0) return
  if (publishing.habit === 'newsroom') yield* newsroom(publishing, hour, random)
  else if (publishing.habit === 'bursts') yield* bursts(publishing, random)
  else yield* issues(publishing, hour, random)
}

/** A time until the next event of a Poisson process. */
const waiting = (random: Random, meanMs: number) => -Math.log(1 - random.next()) * meanMs

function* newsroom({ storiesADay, start }: Publishing, noon: number, random: Random): Generator<number> {
  // The bundles are counted in.
  const meanMs = (DAY * 1.2) / storiesADay
  // Twice the rate, half of it dropped, mostly at night.
  for (let at = start + waiting(random, meanMs / 2); ; at += waiting(random, meanMs / 2)) {
    if (random.next() > 0.5 + 0.45 * Math.cos(((at - noon) / DAY) * 2 * Math.PI)) continue
    yield at
    // Some publish several stories at once.
    if (random.percent(8)) for (let more = random.whole(1, 4); more > 0; more -= 1) yield at + more
  }
}

function* issues({ habit, storiesADay, start }: Publishing, hour: number, random: Random): Generator<number> {
  const weekday = random.whole(0, 6)
  const meanStories = habit === 'podcast' ? 1 : storiesADay
  for (let day = Math.floor(start / DAY) * DAY; ; day += DAY) {
    if (habit === 'podcast' && new Date(day).getUTCDay() !== weekday) continue
    const stories = Math.floor(meanStories) + (random.next() < meanStories % 1 ? 1 : 0)
    const times = Array.from({ length: stories }, () =>
      habit === 'paper' && random.percent(BREAKING) ? day + random.next() * DAY : day + hour + random.next() * ISSUE_MS,
    )
    yield* times.filter((at) => at > start).sort((one, other) => one - other)
  }
}

function* bursts({ storiesADay, start }: Publishing, random: Random): Generator<number> {
  const { least, most } = STORIES_A_BURST
  const meanMs = ((least + most) / 2 / storiesADay) * DAY
  for (let at = start + waiting(random, meanMs); ; at += waiting(random, meanMs)) {
    for (let stories = random.whole(least, most); stories > 0; stories -= 1) {
      yield at
      at += waiting(random, BURST_GAP_MS)
    }
  }
}
