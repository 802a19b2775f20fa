/** Derives a feed's polling interval from its publish history. Pure. */
import { dayMs, hourMs, limits, minuteMs } from '../limits.ts'
import type { EpochMs, Item } from '../model.ts'
import type { PublishHistory } from '../polling.ts'
import { expectedShare, nextHabit } from './publish-habit.ts'

type Dated = Pick<Item, 'published' | 'updated'>

/** The history of a feed that is added now. */
export function firstPublishHistory(items: readonly Dated[], now: EpochMs): PublishHistory {
  const times = newestOf(items.map((item) => timeOf(item, now)))
  return { awake: now, times, habit: habitOf(times, now) }
}

/** The history after new items. An item with an old date counts as published a day ago. */
export function nextPublishHistory(before: PublishHistory, items: readonly Dated[], now: EpochMs): PublishHistory {
  if (items.length === 0) return before
  const published = items.map((item) => timeOf(item, now))
  const times = newestOf([...published.map((at) => Math.max(at, now - dayMs)), ...before.times])
  // An item that is older than the polls before this one was not shown then: it has a date without a time, or a wrong one.
  const lateMs = Math.max(hourMs, 2 * ownInterval(before, now))
  const appeared = published.map((at) => (now - at > lateMs ? now : at))
  const known = before.habit ?? habitOf(before.times, now)
  return { ...before, awake: now, times, habit: nextHabit(known, before.times[0] ?? null, appeared, now) }
}

/** The habit that the dates of items show. Dates at midnight have no time. */
function habitOf(times: readonly EpochMs[], now: EpochMs) {
  const { silentMs } = limits.feed
  const timed = times.filter((at) => at % dayMs !== 0 && now - at < silentMs)
  return nextHabit(undefined, null, timed, now)
}

/**
 * The polling interval in ms. With r items expected in a time, an interval i lets them wait r × i² / 2 in all; it is chosen so that this
 * is the same for every poll of every feed, which is how a number of polls makes the least delay. Shorter for a while after news,
 * and after items may have been missed; after months of silence up to the longest.
 */
export function ownInterval({ awake, times, hurried = 0, habit }: PublishHistory, now: EpochMs): number {
  const { intervalAtLeastMs, usualIntervalAtMostMs, waitingAPollMs, silentMs, dormantMs, intervalAtMostMs } =
    limits.feed
  if (now < hurried) return intervalAtLeastMs
  const silence = now - (times[0] ?? awake)
  const rate = Math.max(1, times.length) / Math.max(minuteMs, now - (times.at(-1) ?? awake))
  const fitting = Math.sqrt((2 * waitingAPollMs) / (rate * expectedShare(habit, now)))
  const silent = Math.min(1, Math.max(0, (silence - silentMs) / (dormantMs - silentMs)))
  const atMost = usualIntervalAtMostMs + silent * (intervalAtMostMs - usualIntervalAtMostMs)
  const usual = silent > 0 ? atMost : Math.min(atMost, fitting)
  return Math.max(intervalAtLeastMs, Math.min(usual, intervalAfterNews(now - awake)))
}

/** News often comes with more. @param age ms since the news, or since the feed was added */
function intervalAfterNews(age: number): number {
  const { afterNewsIntervalMs, afterNewsShare } = limits.feed
  return Math.max(afterNewsIntervalMs, age * afterNewsShare)
}

function timeOf({ published, updated }: Dated, now: EpochMs): EpochMs {
  return Math.min(now, published ?? updated ?? now)
}

function newestOf(times: readonly EpochMs[]): EpochMs[] {
  return times.toSorted((a, b) => b - a).slice(0, limits.feed.publishHistoryItems)
}
