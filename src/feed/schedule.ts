/** Decides which feeds a cycle reads, and how long a failing one rests: pure arithmetic on the clock. */
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import { hashText } from './hash.ts'

/** The grid that turns are counted on: cron's own. */
const slotMs = 5 * 60 * 1000

/** A feed as far as its turn depends on it. */
export interface FeedTurn {
  readonly url: FeedUrl
  /** Failures in a row. */
  readonly failures: number
  /** Not to be asked before this; null: any time. */
  readonly retryAt: EpochMs | null
  /** When it was last read, where that is known: those waiting longest go first when not all can. */
  readonly readAt?: EpochMs | null
}

/**
 * The feeds to read in a cycle, at most `capacity`. Up to that number, all that are not resting. With more, the feeds fall
 * into groups of equal size (by the rank of their hash) that take turns by the clock; turns since `previousCycleAt`
 * that a skipped cycle missed count as well, and where they are too many, a draw that differs each cycle decides.
 */
export function dueFeeds(
  feeds: readonly FeedTurn[],
  now: EpochMs,
  previousCycleAt: EpochMs | null,
  capacity: number,
): readonly FeedUrl[] {
  const rested = (feed: FeedTurn) => feed.retryAt === null || feed.retryAt <= now
  if (feeds.length <= capacity) return feeds.filter(rested).map((feed) => feed.url)
  if (capacity < 1) return []

  const groups = Math.ceil(feeds.length / capacity)
  const slot = Math.floor(now / slotMs)
  const previous = previousCycleAt === null ? slot - 1 : Math.floor(previousCycleAt / slotMs)
  const turns = Math.min(groups, Math.max(1, slot - previous))
  const isTurn = (group: number) => (((slot - group) % groups) + groups) % groups < turns

  const due = sortedBy(feeds, (feed) => hashText(feed.url)).filter(
    (feed, rank) => isTurn(rank % groups) && rested(feed),
  )
  if (due.length <= capacity) return due.map((feed) => feed.url)
  return sortedBy(due, (feed) => hashText(`${slot} ${feed.url}`))
    .sort((a, b) => (a.readAt ?? 0) - (b.readAt ?? 0))
    .slice(0, capacity)
    .map((feed) => feed.url)
}

/**
 * When a feed that has failed `failures` times in a row may be asked again: 5 minutes after the first failure, twice as long
 * after each further one, 6 hours at most; later if the server asked for it, up to the same cap.
 */
export function retryAt(failures: number, now: EpochMs, retryAfterMs: number | null): EpochMs {
  const { backOffAtLeastMs, backOffAtMostMs } = limits.feed
  const own = backOffAtLeastMs * 2 ** Math.min(30, Math.max(0, failures - 1))
  return now + Math.min(backOffAtMostMs, Math.max(own, retryAfterMs ?? 0))
}

function sortedBy<Value>(values: readonly Value[], key: (value: Value) => string): Value[] {
  return values
    .map((value) => ({ value, key: key(value) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((entry) => entry.value)
}
