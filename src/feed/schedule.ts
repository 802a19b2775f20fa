/** Decides which feeds a cycle polls, and when a failing feed is retried. Pure. */
import { dayMs, hourMs, limits, minuteMs } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { PollingHints, PollQueue, PublishHistory } from '../polling.ts'
import type { FeedProblem } from '../result.ts'
import { skippedSince } from './feed-hints.ts'
import { ownInterval } from './publish-history.ts'

const { intervalAtLeastMs, intervalAtMostMs, pushedIntervalMs, skippedAtMostMs, wholeEveryMs } = limits.feed

/** What polling a feed depends on. */
export interface PollState {
  /** Spreads feeds over time. */
  readonly id: number
  readonly url: FeedUrl
  readonly publishHistory: PublishHistory
  readonly pollingHints: PollingHints
  /** Consecutive failures. */
  readonly failures: number
  readonly problem: FeedProblem | null
  /** Not polled earlier. */
  readonly retryAt: EpochMs | null
  /** A trusted hub sends its news, so a poll only checks. */
  readonly isPushed: boolean
}

type IntervalState = Pick<PollState, 'publishHistory' | 'pollingHints' | 'isPushed'>

/** What is known about earlier polls. */
export interface PollProgress extends PollQueue {
  /** When feeds were polled, by id, as far as the cell remembers. */
  readonly polledAt: ReadonlyMap<number, EpochMs>
  /** Until then feeds may have been polled after `at`, and the cell has forgotten which. */
  readonly forgottenUntil: EpochMs
}

/** How a cycle polls. */
export interface PollPlan {
  /** The time from one cycle to the next. */
  readonly everyMs: number
  /** Feeds of digests that are due now; their publish history is ignored. */
  readonly soon?: ReadonlySet<FeedUrl>
  /** Factor for the intervals that follow from publish histories. */
  readonly stretch?: number
}

/**
 * The feeds that are due, in the order of polling: those that had to wait come first. A feed that the cell remembers to have polled is
 * due after its interval. Due times of the others follow from the id and the interval: they are due if one came since the last cycle.
 * So a cell that forgets everything between two cycles still polls each feed in time.
 */
export function dueFeeds<Feed extends PollState>(
  feeds: readonly Feed[],
  now: EpochMs,
  progress: PollProgress,
  plan: PollPlan,
): readonly Feed[] {
  const due = feeds.filter((feed) => isDue(feed, now, progress, plan))
  if (progress.waiting.length === 0) return due
  const byId = new Map(feeds.map((feed) => [feed.id, feed]))
  const waiting = progress.waiting
    .flatMap((id) => byId.get(id) ?? [])
    .filter((feed) => mayBePolled(feed, now) && skippedSince(feed.pollingHints, now) === null)
  const isWaiting = new Set(waiting)
  return [...waiting, ...due.filter((feed) => !isWaiting.has(feed))]
}

/**
 * A feed's interval in ms: what fits its publish history, and at least what the feed and its server ask for.
 * @param stretch factor for what fits the publish history
 */
export function intervalOf(feed: IntervalState, now: EpochMs, stretch = 1): number {
  const requested = requestedMs(feed, now)
  if (feed.isPushed) return Math.max(requested, pushedIntervalMs)
  const own = ownInterval(feed.publishHistory, now)
  return Math.max(requested, own > intervalAtLeastMs ? Math.min(intervalAtMostMs, own * stretch) : own)
}

/** "Polled every N minutes" at this time of the day, in ms. */
export function pollIntervalMs(feed: IntervalState, now: EpochMs): number {
  return Math.round(intervalOf(feed, now) / minuteMs) * minuteMs
}

/** The least time between two polls. */
function requestedMs({ publishHistory, pollingHints }: IntervalState, now: EpochMs): number {
  // After missed items the feed's own hint is too long. The server's still holds: a cache would answer with the same document.
  const minutes = now < (publishHistory.hurried ?? 0) ? 0 : pollingHints.minutes
  const requested = Math.ceil(Math.max(minutes, pollingHints.server)) * minuteMs
  return Math.min(intervalAtMostMs, Math.max(intervalAtLeastMs, requested))
}

function isDue(
  feed: PollState,
  now: EpochMs,
  { at, polledAt, forgottenUntil }: PollProgress,
  { everyMs, soon, stretch = 1 }: PollPlan,
): boolean {
  if (!mayBePolled(feed, now)) return false
  // If the clock was set back, the last cycle's time is useless.
  if (at === null || at > now) return true
  const known = polledAt.get(feed.id)
  const polled = known === undefined || known > now ? null : known
  const requested = requestedMs(feed, now)
  const { awake } = feed.publishHistory
  // Most feeds, in most cycles.
  if (polled !== null && now - polled < requested && awake <= polled && feed.failures === 0) return false
  // A feed that must not be polled early might have been polled since.
  const previous = requested > intervalAtLeastMs ? Math.max(at, forgottenUntil) : at
  const isSoon = soon?.has(feed.url) === true && !feed.isPushed
  const times: PollTimes = { previous, polled, everyMs, stretch: isSoon ? 0 : stretch }
  const skippedFrom = skippedSince(feed.pollingHints, now)
  if (skippedFrom !== null) {
    const isCheckDue = checks(feed, skippedFrom, now) > Math.max(0, checks(feed, skippedFrom, polled ?? previous))
    const isSlow = intervalOf(feed, skippedFrom - 1, stretch) > everyMs
    // The cycle is late for a due time before the skipped hours.
    const isLate = isSlow && previous < skippedFrom && hasElapsed(feed, skippedFrom - 1, times)
    return isCheckDue || isLate
  }
  if (feed.failures > 0) return true
  // Added, or added again, since then; but pushed feeds have news between polls.
  const isAwake = awake > (polled ?? previous) && awake <= now && !feed.isPushed
  if (isAwake && (requested <= intervalAtLeastMs || now - awake >= requested)) return true
  return hasElapsed(feed, now, times)
}

/** When a feed was polled, and how often it may be. */
interface PollTimes {
  /** The cycle before. */
  readonly previous: EpochMs
  /** Null: unknown. */
  readonly polled: EpochMs | null
  readonly everyMs: number
  /** 0: the publish history is ignored. */
  readonly stretch: number
}

function hasElapsed(feed: PollState, at: EpochMs, { previous, polled, everyMs, stretch }: PollTimes): boolean {
  const requested = requestedMs(feed, at)
  const interval = stretch === 0 ? requested : intervalOf(feed, at, stretch)
  if (polled === null) {
    if (stretch === 0 && requested <= intervalAtLeastMs) return true
    const step = stepOf(feed, requested, interval)
    return dueTimes(feed, step, at) > dueTimes(feed, step, servedUntil(feed, previous))
  }
  const age = at - polled
  // Rounded to the nearest cycle, unless the feed must not be polled early.
  if (age < requested || age < interval - everyMs / 2) return false
  if (stretch === 0 || requested <= intervalAtLeastMs || age >= 1.5 * requested) return true
  // Soon after a due time, so that a cell that has forgotten this poll is not early for the next one.
  return (at - offset(feed, requested)) % requested < Math.max(everyMs, requested / 4)
}

/** The interval as a multiple of the least one by a power of two: due times of a longer one are also due times of shorter ones. */
function stepOf({ isPushed }: PollState, requested: number, interval: number): number {
  if (isPushed) return interval
  return requested * 2 ** Math.max(0, Math.round(Math.log2(interval / requested)))
}

/** The number of due times until then. */
function dueTimes(feed: PollState, step: number, at: EpochMs): number {
  return Math.floor((at - offset(feed, step)) / step)
}

/** Spreads feeds over an interval by whole minutes. */
function offset({ id }: Pick<PollState, 'id'>, interval: number): number {
  return (id % Math.floor(interval / minuteMs)) * minuteMs
}

function mayBePolled({ problem, retryAt }: PollState, now: EpochMs): boolean {
  return problem?.kind !== 'gone' && (retryAt === null || retryAt <= now)
}

/** The number of checks that were due by `at` in skipped hours that began at `start`. */
function checks(feed: PollState, start: EpochMs, at: EpochMs): number {
  return Math.floor((at - start - offset(feed, hourMs)) / skippedAtMostMs)
}

/** The time up to which due times were served; those in skipped hours were not. */
function servedUntil(feed: PollState, previous: EpochMs): EpochMs {
  const start = skippedSince(feed.pollingHints, previous)
  if (start === null) return previous
  const done = checks(feed, start, previous)
  return done > 0 ? start + offset(feed, hourMs) + done * skippedAtMostMs : start - 1
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
  // Spread out, so that feeds that were added together, with ids in a row, are not due together.
  const early = offset({ id: 7 * id }, dayMs / 4)
  return now < wholeAt || now - wholeAt >= wholeEveryMs - early
}
