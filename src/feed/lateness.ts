/** How late a feed's news arrives after its publication. Pure. */
import { dayMs, hourMs, limits, secondMs } from '../limits.ts'
import type { EpochMs, Item } from '../model.ts'
import type { PublishHistory } from '../polling.ts'

type Dated = Pick<Item, 'published' | 'updated'>
type Lateness = NonNullable<PublishHistory['lateness']>

const { latenessPolls, latenessMs } = limits.feed
const hoursADay = dayMs / hourMs

/** The history with the lateness of a poll's new items. One value a poll, as one call brings what came since the last. */
export function withLateness(history: PublishHistory, items: readonly Dated[], now: EpochMs): PublishHistory {
  const late = median(items.flatMap((item) => latenessOf(item, now) ?? []))
  if (late === null) return history
  const hour = Math.floor(now / hourMs)
  const added: Lateness = [[hour, Math.round(late / secondMs)], ...recentLateness(history, now)]
  return { ...history, lateness: added.length > latenessPolls ? thinned(added) : added }
}

/** The median lateness of the last week's news, ms; null: none is known. */
export function medianLateness(history: PublishHistory, now: EpochMs): number | null {
  return median(recentLateness(history, now).map(([, seconds]) => seconds * secondMs))
}

/** Null: the item has no date, a date without a time of day, or a date of more than a week ago, like an old item that is listed again. */
function latenessOf({ published, updated }: Dated, now: EpochMs): number | null {
  const at = published ?? updated
  // Dates alone are read as midnight.
  if (at === null || at % dayMs === 0) return null
  const late = Math.max(0, now - at)
  return late <= latenessMs ? late : null
}

/** The lateness of the last week's news: the hour (since the epoch) in which a poll found it, and seconds. */
export function recentLateness({ lateness = [] }: PublishHistory, now: EpochMs): Lateness {
  return lateness.filter(([hour]) => now - hour * hourMs < latenessMs + hourMs)
}

/** Without the oldest poll of the day that has the most, so that a busy feed's polls cover the week too. */
function thinned(lateness: Lateness): Lateness {
  const byDay = Map.groupBy(lateness, ([hour]) => Math.floor(hour / hoursADay))
  const [most = []] = [...byDay.values()].toSorted((one, other) => other.length - one.length)
  const left = most.at(-1)
  return lateness.filter((each) => each !== left)
}

/** The lower one of two in the middle. */
function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null
}
