/** Derives a feed's polling interval from its publish history. Pure. */
import { dayMs, limits } from '../limits.ts'
import type { EpochMs, Item } from '../model.ts'
import type { PublishHistory } from '../polling.ts'

type Dated = Pick<Item, 'published' | 'updated'>

/** The history of a feed that is added now. */
export function firstPublishHistory(items: readonly Dated[], now: EpochMs): PublishHistory {
  return { awake: now, times: newestOf(items.map((item) => timeOf(item, now))) }
}

/** The history after new items. An item with an old date counts as published a day ago. */
export function nextPublishHistory(before: PublishHistory, items: readonly Dated[], now: EpochMs): PublishHistory {
  if (items.length === 0) return before
  const times = items.map((item) => Math.max(timeOf(item, now), now - dayMs))
  return { ...before, awake: now, times: newestOf([...times, ...before.times]) }
}

/**
 * The polling interval in ms: the shortest after new items; then a third of the mean gap between the newest items, including the time
 * since the last, 5 to 30 minutes; after months of silence up to the longest.
 */
export function ownInterval({ awake, times, hurried = 0 }: PublishHistory, now: EpochMs): number {
  const { slotMs, usualIntervalAtMostMs, pollOftenAfterNewsMs, silentMs, dormantMs, intervalAtMostMs } = limits.feed
  if (now - awake < pollOftenAfterNewsMs || now < hurried) return slotMs
  const silence = now - (times[0] ?? awake)
  if (silence > silentMs) {
    const share = Math.min(1, (silence - silentMs) / (dormantMs - silentMs))
    return usualIntervalAtMostMs + share * (intervalAtMostMs - usualIntervalAtMostMs)
  }
  const gap = (now - (times.at(-1) ?? awake)) / Math.max(1, times.length)
  return Math.min(usualIntervalAtMostMs, Math.max(slotMs, gap / 3))
}

function timeOf({ published, updated }: Dated, now: EpochMs): EpochMs {
  return Math.min(now, published ?? updated ?? now)
}

function newestOf(times: readonly EpochMs[]): EpochMs[] {
  return times.toSorted((a, b) => b - a).slice(0, limits.feed.publishHistoryItems)
}
