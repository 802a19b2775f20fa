/** Decides which feeds a cycle reads, and how long a failing one rests: pure arithmetic on the clock. */
import { hourMs, limits, minuteMs } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { PollingHints, PublishHistory } from '../polling.ts'
import type { FeedProblem } from '../result.ts'
import { skippedSince } from './http/polling-hints.ts'
import { ownInterval } from './publish-history.ts'

const { slotMs, intervalAtMostMs, skippedAtMostMs, wholeEveryMs } = limits.feed
const slotsAnHour = hourMs / slotMs
/** Each divides the next: a turn of a longer interval is one of every shorter, so none is missed when an interval changes. */
const longer = [2, 6, 12, 36, 72]

/** A feed as far as its turn depends on it. */
export interface FeedTurn {
  /** Feeds are spread over the grid by it: it is even, and differs from one Paperboy to the next. */
  readonly id: number
  readonly url: FeedUrl
  readonly publishHistory: PublishHistory
  readonly pollingHints: PollingHints
  /** Failures in a row. */
  readonly failures: number
  readonly problem: FeedProblem | null
  /** Not to be asked before this; null: any time. */
  readonly retryAt: EpochMs | null
}

/** Where the taking of turns stands. */
export interface Turns {
  /** Time of the last cycle that read feeds; null before the first. */
  readonly at: EpochMs | null
  /** Ids of feeds whose turn it was, and that there was no room for, those that have waited longest first. */
  readonly waiting: readonly number[]
}
export const noTurns: Turns = { at: null, waiting: [] }

/**
 * The feeds whose turn has come since the last cycle, in the order in which they are to be read: those that had to wait go
 * first. Turns lie on the grid, so nothing has to be stored for them, and a cycle that was left out misses none.
 * @param soon feeds that a digest waits for: their own rhythm does not count now
 * @param stretch quiet feeds' own intervals are longer by so much
 */
export function dueFeeds<Feed extends FeedTurn>(
  feeds: readonly Feed[],
  now: EpochMs,
  turns: Turns,
  soon: ReadonlySet<FeedUrl> = new Set(),
  stretch = 1,
): readonly Feed[] {
  const byId = new Map(feeds.map((feed) => [feed.id, feed]))
  // A clock that was set back knows nothing of when feeds were read.
  const previous = turns.at === null || turns.at > now ? null : turns.at
  const first = turns.waiting
    .flatMap((id) => byId.get(id) ?? [])
    .filter((feed) => mayBeAsked(feed, now) && skippedSince(feed.pollingHints, now) === null)
  const before = new Set(first)
  const others = feeds.filter(
    (feed) => !before.has(feed) && isTurn(feed, now, previous, soon.has(feed.url) ? 0 : stretch),
  )
  return [...first, ...others]
}

/**
 * In slots of the grid: what the feed and its server ask for, or a multiple of it that the feed's own rhythm allows.
 * @param stretch makes the intervals of quiet feeds longer; 0: the feed's own rhythm does not count
 */
export function intervalOf(
  { publishHistory, pollingHints }: Pick<FeedTurn, 'publishHistory' | 'pollingHints'>,
  now: EpochMs,
  stretch = 1,
): number {
  const least = slotMs
  // Where items were missed, what the document asks for is too long; of a server's own a cache would answer with the same.
  const minutes = now < (publishHistory.hurried ?? 0) ? 0 : pollingHints.minutes
  const wanted = Math.min(intervalAtMostMs, Math.max(least, minutes * minuteMs, pollingHints.server * minuteMs))
  const floor = Math.ceil(wanted / slotMs)
  const natural = ownInterval(publishHistory, now)
  const own = natural <= least || stretch === 0 ? least : Math.min(intervalAtMostMs, natural * stretch)
  return longer.reduce((slots, times) => (floor * times * slotMs <= own ? floor * times : slots), floor)
}

function isTurn(feed: FeedTurn, now: EpochMs, previous: EpochMs | null, stretch: number): boolean {
  if (!mayBeAsked(feed, now)) return false
  if (previous === null) return true
  const slots = intervalOf(feed, now, stretch)
  const turn = (at: EpochMs) => Math.floor((at - (feed.id % slots) * slotMs) / (slots * slotMs))
  const start = skippedSince(feed.pollingHints, now)
  if (start !== null) {
    const isLook = looks(feed, start, now) > Math.max(0, looks(feed, start, previous))
    // A turn from before these hours, which a cycle that is late has still to take.
    const isLate = slots > 1 && previous < start && turn(start - 1) > turn(doneUntil(feed, previous))
    return isLook || isLate
  }
  if (feed.failures > 0 || slots === 1) return true
  return turn(now) > turn(doneUntil(feed, previous))
}

function mayBeAsked({ problem, retryAt }: FeedTurn, now: EpochMs): boolean {
  return problem?.kind !== 'gone' && (retryAt === null || retryAt <= now)
}

/** How often a feed was to be looked at by `at`, in hours to be skipped that began at `start`. */
function looks(feed: FeedTurn, start: EpochMs, at: EpochMs): number {
  return Math.floor((at - start - lookOffset(feed)) / skippedAtMostMs)
}

function lookOffset({ id }: FeedTurn): number {
  return (id % slotsAnHour) * slotMs
}

/** Until when turns are over: those that fell into hours to be skipped are still owed. */
function doneUntil(feed: FeedTurn, previous: EpochMs): EpochMs {
  const start = skippedSince(feed.pollingHints, previous)
  if (start === null) return previous
  const looked = looks(feed, start, previous)
  return looked > 0 ? start + lookOffset(feed) + looked * skippedAtMostMs : start - 1
}

/**
 * When a feed that has failed `failures` times in a row, since `failingSince`, may be asked again: 5 minutes after the first
 * failure, twice as long after each further one, 6 hours at most, and at the end of the day after which its owners are told;
 * later if the server asked for it, up to the same cap.
 */
export function retryAt(failures: number, failingSince: EpochMs, now: EpochMs, retryAfterMs: number | null): EpochMs {
  const { backOffAtLeastMs, backOffAtMostMs, failingToldMs } = limits.feed
  const backOff = Math.min(backOffAtMostMs, backOffAtLeastMs * 2 ** Math.min(30, Math.max(0, failures - 1)))
  const untilTold = failingSince + failingToldMs - now
  const own = untilTold > 0 ? Math.min(backOff, untilTold) : backOff
  return now + Math.min(backOffAtMostMs, Math.max(own, retryAfterMs ?? 0))
}

/** Whether a feed is to be asked for its whole document, without conditions: 18 to 24 hours after it last came. */
export function isWholeDue({ id }: Pick<FeedTurn, 'id'>, wholeAt: EpochMs, now: EpochMs): boolean {
  // Feeds that were added together are not to be heavy together.
  const early = (id % (6 * slotsAnHour)) * slotMs
  return now < wholeAt || now - wholeAt >= wholeEveryMs - early
}
