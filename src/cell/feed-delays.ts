/** How long news took from its publication to this cell in the last week, from what the cell has in memory of each feed. Pure. */
import { medianLateness, recentLateness } from '../feed/lateness.ts'
import { dayMs, hourMs, limits, minuteMs, secondMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { FeedPollState } from '../store/feed-row.ts'
import { dayOf } from '../store/spending.ts'

/** Upper bounds of delays, ms: delays are counted by them, so that the counts of several cells can be added. The last also counts longer ones. */
export const delayBounds: readonly number[] = [
  ...[10, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 3, 5, 10, 15, 20, 30, 45].map((minutes) => minutes * minuteMs),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * hourMs),
  limits.feed.latenessMs,
]

/** How many polls of a day (UTC) brought news, by the delay of that news: a count for each of `delayBounds`. */
export interface DelaysOfDay {
  readonly day: string
  readonly counts: readonly number[]
}

type FeedHistory = Pick<FeedPollState, 'id' | 'publishHistory'>

/** @returns the days with news, in no order */
export function delaysByDay(feeds: readonly FeedHistory[], now: EpochMs): readonly DelaysOfDay[] {
  const days = new Map<string, number[]>()
  for (const { publishHistory } of feeds)
    for (const [hour, seconds] of recentLateness(publishHistory, now)) {
      const day = dayOf(hour * hourMs)
      const counts = days.get(day) ?? delayBounds.map(() => 0)
      const found = delayBounds.findIndex((bound) => seconds * secondMs <= bound)
      const at = found < 0 ? delayBounds.length - 1 : found
      counts[at] = (counts[at] ?? 0) + 1
      days.set(day, counts)
    }
  return [...days].map(([day, counts]) => ({ day, counts }))
}

/** The delay, ms, that this share of the news does not exceed; null: there was no news. */
export function delayOf(counts: readonly (readonly number[])[], share: number): number | null {
  const sums = delayBounds.map((_, at) => counts.reduce((sum, each) => sum + (each[at] ?? 0), 0))
  const all = sums.reduce((sum, each) => sum + each, 0)
  let left = share * all
  const at = sums.findIndex((each) => {
    left -= each
    return left <= 0
  })
  return all === 0 ? null : (delayBounds[at] ?? dayMs)
}

/** The feeds whose news takes longest, by the median of the last week. @param count at most */
export function slowestFeeds(
  feeds: readonly FeedHistory[],
  count: number,
  now: EpochMs,
): readonly { readonly id: number; readonly latenessMs: number }[] {
  return feeds
    .flatMap(({ id, publishHistory }) => {
      const latenessMs = medianLateness(publishHistory, now)
      return latenessMs === null ? [] : [{ id, latenessMs }]
    })
    .toSorted((one, other) => other.latenessMs - one.latenessMs)
    .slice(0, count)
}
