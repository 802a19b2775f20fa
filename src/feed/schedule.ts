/** Decides which feeds a cycle polls, and when a failing feed is retried. Pure. */
import { hourMs, limits, minuteMs } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { PollingHints, PollQueue, PublishHistory } from '../polling.ts'
import type { FeedProblem } from '../result.ts'
import { skippedSince } from './feed-hints.ts'
import { ownInterval } from './publish-history.ts'

const { slotMs, intervalAtMostMs, skippedAtMostMs, wholeEveryMs } = limits.feed
const slotsAnHour = hourMs / slotMs
/** Multiples of the shortest interval. Each divides the next, so due times of a longer interval are also due times of shorter ones. */
const multiples = [2, 6, 12, 36, 72]

/** What polling a feed depends on. */
export interface PollState {
  /** Spreads feeds over the slots. */
  readonly id: number
  readonly url: FeedUrl
  readonly publishHistory: PublishHistory
  readonly pollingHints: PollingHints
  /** Consecutive failures. */
  readonly failures: number
  readonly problem: FeedProblem | null
  /** Not polled earlier. */
  readonly retryAt: EpochMs | null
}

/**
 * The feeds that became due since the last cycle, in the order of polling: those that had to wait come first. Due times follow from
 * the id and the interval, so they are not stored, and a missed cycle loses none.
 * @param soon feeds of digests that are due now; their publish history is ignored
 * @param stretch factor for the intervals of quiet feeds
 */
export function dueFeeds<Feed extends PollState>(
  feeds: readonly Feed[],
  now: EpochMs,
  progress: PollQueue,
  soon: ReadonlySet<FeedUrl> = new Set(),
  stretch = 1,
): readonly Feed[] {
  const byId = new Map(feeds.map((feed) => [feed.id, feed]))
  // If the clock was set back, the last cycle's time is useless.
  const previous = progress.at === null || progress.at > now ? null : progress.at
  const waiting = progress.waiting
    .flatMap((id) => byId.get(id) ?? [])
    .filter((feed) => mayBePolled(feed, now) && skippedSince(feed.pollingHints, now) === null)
  const isWaiting = new Set(waiting)
  const due = feeds.filter(
    (feed) => !isWaiting.has(feed) && isDue(feed, now, previous, soon.has(feed.url) ? 0 : stretch),
  )
  return [...waiting, ...due]
}

/**
 * A feed's interval in slots: what the feed and its server ask for, or a multiple of it that fits the publish history.
 * @param stretch factor for the intervals of quiet feeds; 0: ignore the publish history
 */
export function intervalOf(
  { publishHistory, pollingHints }: Pick<PollState, 'publishHistory' | 'pollingHints'>,
  now: EpochMs,
  stretch = 1,
): number {
  // After missed items the feed's own hint is too long. The server's still holds: a cache would answer with the same document.
  const minutes = now < (publishHistory.hurried ?? 0) ? 0 : pollingHints.minutes
  const requested = Math.min(intervalAtMostMs, Math.max(slotMs, minutes * minuteMs, pollingHints.server * minuteMs))
  const shortest = Math.ceil(requested / slotMs)
  const natural = ownInterval(publishHistory, now)
  const own = natural <= slotMs || stretch === 0 ? slotMs : Math.min(intervalAtMostMs, natural * stretch)
  return multiples.reduce(
    (slots, multiple) => (shortest * multiple * slotMs <= own ? shortest * multiple : slots),
    shortest,
  )
}

function isDue(feed: PollState, now: EpochMs, previous: EpochMs | null, stretch: number): boolean {
  if (!mayBePolled(feed, now)) return false
  if (previous === null) return true
  const slots = intervalOf(feed, now, stretch)
  const count = (at: EpochMs) => Math.floor((at - (feed.id % slots) * slotMs) / (slots * slotMs))
  const skippedFrom = skippedSince(feed.pollingHints, now)
  if (skippedFrom !== null) {
    const isCheckDue = checks(feed, skippedFrom, now) > Math.max(0, checks(feed, skippedFrom, previous))
    // The cycle is late for a due time before the skipped hours.
    const isLate = slots > 1 && count(skippedFrom - 1) > count(servedUntil(feed, previous))
    return isCheckDue || isLate
  }
  if (feed.failures > 0 || slots === 1) return true
  return count(now) > count(servedUntil(feed, previous))
}

function mayBePolled({ problem, retryAt }: PollState, now: EpochMs): boolean {
  return problem?.kind !== 'gone' && (retryAt === null || retryAt <= now)
}

/** The number of checks that were due by `at` in skipped hours that began at `start`. */
function checks(feed: PollState, start: EpochMs, at: EpochMs): number {
  return Math.floor((at - start - checkOffset(feed)) / skippedAtMostMs)
}

function checkOffset({ id }: PollState): number {
  return (id % slotsAnHour) * slotMs
}

/** The time up to which due times were served; those in skipped hours were not. */
function servedUntil(feed: PollState, previous: EpochMs): EpochMs {
  const start = skippedSince(feed.pollingHints, previous)
  if (start === null) return previous
  const done = checks(feed, start, previous)
  return done > 0 ? start + checkOffset(feed) + done * skippedAtMostMs : start - 1
}

/**
 * When a failing feed is retried: after 5 minutes, twice as long after each further failure, at most 6 hours; and at the time of the
 * owners' notice. Later if the server asks for it, up to the same maximum.
 * @param failures consecutive ones
 */
export function retryAt(failures: number, failingSince: EpochMs, now: EpochMs, retryAfterMs: number | null): EpochMs {
  const { backOffAtLeastMs, backOffAtMostMs, failureNoticeMs } = limits.feed
  const backOff = Math.min(backOffAtMostMs, backOffAtLeastMs * 2 ** Math.min(30, Math.max(0, failures - 1)))
  const untilNotified = failingSince + failureNoticeMs - now
  const own = untilNotified > 0 ? Math.min(backOff, untilNotified) : backOff
  return now + Math.min(backOffAtMostMs, Math.max(own, retryAfterMs ?? 0))
}

/** Whether the document is requested without validators: 18 to 24 hours after the last whole one. */
export function isWholeDue({ id }: Pick<PollState, 'id'>, wholeAt: EpochMs, now: EpochMs): boolean {
  // Spread out, so that feeds that were added together are not due together.
  const early = (id % (6 * slotsAnHour)) * slotMs
  return now < wholeAt || now - wholeAt >= wholeEveryMs - early
}
