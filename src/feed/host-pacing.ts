/** Decides which feeds of a cycle may be requested, by what their hosts have refused, and learns from refusals. Pure. */
import { dayMs, limits, minuteMs, secondMs } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { HostPace } from '../polling.ts'
import type { FeedReading } from '../result.ts'

const { backOffAtMostMs, hostBackOffAtLeastMs, hostBackOffAtMostMs, hostSpacingAtMostMs, hostShortMs } = limits.feed
/** A spacing that was never refused shrinks by this factor after each cycle without a refusal. */
const FASTER = 0.85
/** After a refusal that names no time. */
const SLOWER = 1.25
/** Distance to the longest refused spacing. */
const MARGIN = 1.07
/** How much of the longest refused spacing is still believed after a day without a refusal. */
const REMEMBERED = 0.75

export interface HostedFeed {
  readonly id: number
  readonly url: FeedUrl
  /** The address that sent its last document, if redirected. */
  readonly answeredBy: FeedUrl | null
}

/** The host that answers for a feed, with a port that is not the scheme's. Addresses are normalised, so the host ends at a slash. */
export function hostOf({ url, answeredBy }: Pick<HostedFeed, 'url' | 'answeredBy'>): string {
  const address = answeredBy ?? url
  const start = address.indexOf('//') + 2
  const end = address.indexOf('/', start)
  return address.slice(start, end < 0 ? undefined : end)
}

/** The feeds that one cycle requests from a host that has refused requests. */
export interface PacedHost<Feed> {
  readonly pace: HostPace
  /** ms from the cycle's time to the first request. */
  readonly startMs: number
  readonly feeds: readonly Feed[]
}

export interface Admitted<Feed> {
  readonly paced: readonly PacedHost<Feed>[]
  /** Feeds of other hosts. */
  readonly others: readonly Feed[]
}

/**
 * The due feeds that a cycle requests; the rest waits, and comes first in the next one.
 * @param due in the order of polling
 * @param windowMs how long after the cycle's time requests may be spread
 */
export function admit<Feed extends HostedFeed>(
  due: readonly Feed[],
  paces: readonly HostPace[],
  windowMs: number,
  now: EpochMs,
): Admitted<Feed> {
  const feedsACycle = limits.feed.feedsACall * limits.feed.callsACycle
  if (paces.length === 0) return { paced: [], others: due.slice(0, feedsACycle) }
  const queues = new Map<string, Feed[]>(paces.map(({ host }) => [host, []]))
  const others: Feed[] = []
  for (const feed of due) (queues.get(hostOf(feed)) ?? others).push(feed)
  const paced = paces.flatMap((pace) => pacedHost(pace, queues.get(pace.host) ?? [], windowMs, now) ?? [])
  const room = feedsACycle - paced.reduce((sum, { feeds }) => sum + feeds.length, 0)
  return { paced, others: others.slice(0, Math.max(0, room)) }
}

function pacedHost<Feed extends HostedFeed>(
  pace: HostPace,
  queue: readonly Feed[],
  windowMs: number,
  now: EpochMs,
): PacedHost<Feed> | null {
  // A time far ahead comes from a wrong clock.
  const startMs = pace.notBefore - now > backOffAtMostMs + hostBackOffAtLeastMs ? 0 : Math.max(0, pace.notBefore - now)
  if (queue.length === 0 || startMs > windowMs) return null
  const fitting = (ms: number) => 1 + Math.max(0, Math.floor(ms / pace.spacingMs))
  // Waiting delays every other feed of the cycle, so half of them wait for the next one.
  const wanted = Math.max(fitting(hostShortMs), Math.ceil(queue.length / 2))
  const count = Math.min(wanted, fitting(windowMs - startMs))
  return { pace, startMs, feeds: inOrder(queue, pace).slice(0, count) }
}

/** A feed that was refused goes second: if the host answers another one just before, the refusal may be the feed's own. */
function inOrder<Feed extends HostedFeed>(queue: readonly Feed[], pace: HostPace): readonly Feed[] {
  const [first, second, ...rest] = queue
  if (first === undefined || second === undefined || first.id !== pace.suspect || hasAnsweredSince(pace)) return queue
  return [second, first, ...rest]
}

/** Whether the host's last request, in an earlier cycle, was answered after its last refusal: `notBefore` is then a spacing after it. */
function hasAnsweredSince({ strikes, notBefore, spacingMs, refusedAt }: HostPace): boolean {
  return strikes === 0 && notBefore - spacingMs > refusedAt
}

/** A reading that is a host's refusal: 429, or 503 with Retry-After (RFC 6585, section 4; RFC 9110, section 15.6.4). */
export function isRefusal(reading: FeedReading): boolean {
  if (reading.kind !== 'failed' || reading.problem.kind !== 'http-status') return false
  return reading.problem.status === 429 || (reading.problem.status === 503 && reading.retryAfterMs !== null)
}

/** Whether the host answered and did not refuse. */
export function isAnswer(reading: FeedReading): boolean {
  if (isRefusal(reading)) return false
  return reading.kind !== 'failed' || !['timeout', 'unreachable', 'reader-failed'].includes(reading.problem.kind)
}

/** What a host answered in one cycle. */
export interface HostAnswers {
  readonly host: string
  /** Ids of the feeds that it answered before the first refusal. */
  readonly answered: readonly number[]
  readonly refused: Refusal | null
  /** When its first and its last feed of the cycle were read; absent: unknown. */
  readonly asked?: { readonly first: EpochMs; readonly last: EpochMs }
}

interface Refusal {
  readonly feed: number
  readonly retryAfterMs: number | null
  readonly at: EpochMs
}

/** Whether a refusal concerns the feed alone: its last request was refused too, and now another feed of the host was answered before. */
export function isOwnRefusal(pace: HostPace | null, { answered, refused }: HostAnswers): boolean {
  if (pace === null || refused === null || pace.suspect !== refused.feed) return false
  return answered.length > 0 || hasAnsweredSince(pace)
}

/**
 * The host's pace after a cycle; null: none is needed. The same object if nothing changed.
 * @param now the cycle's time
 * @param everyMs the longest time until the next cycle
 */
export function nextPace(pace: HostPace | null, answers: HostAnswers, now: EpochMs, everyMs: number): HostPace | null {
  const { answered, refused } = answers
  if (refused === null || isOwnRefusal(pace, answers))
    return pace === null ? null : answeredPace(pace, answers, now, everyMs)
  if (answered.length > 0) return slowerPace(pace, answers, refused)
  return pace !== null && isAtPace(pace, answers)
    ? slowerPace(pace, { ...answers, answered: [refused.feed] }, refused)
    : barredPace(pace, answers.host, refused)
}

function answeredPace(pace: HostPace, answers: HostAnswers, now: EpochMs, everyMs: number): HostPace | null {
  const { answered, asked } = answers
  if (answered.length === 0) return pace
  const suspect = pace.suspect !== null && answered.includes(pace.suspect) ? null : pace.suspect
  const recovered: HostPace = { ...pace, suspect, strikes: 0 }
  const next = answered.length > 1 || isAtPace(pace, answers) ? fasterPace(recovered, now) : recovered
  // A suspect is remembered longer: the host must not be left alone for it again.
  if (next.spacingMs === secondMs && next.suspect === null) return null
  // The spacing also holds between the last request of a cycle and the first of the next.
  const freeAt = (asked?.last ?? now) + next.spacingMs
  const spaced = freeAt > now + everyMs / 2 ? { ...next, notBefore: freeAt } : next
  return isEqual(spaced, pace) ? pace : spaced
}

/** Whether the first request of a cycle followed an answered one of an earlier cycle at the host's spacing, or a little later. */
function isAtPace(pace: HostPace, { asked }: HostAnswers): boolean {
  if (asked === undefined || !hasAnsweredSince(pace)) return false
  return asked.first >= pace.notBefore && asked.first - pace.notBefore <= pace.spacingMs / 2
}

/** Two answers at the spacing show that it is long enough; one answer does not. */
function fasterPace(pace: HostPace, now: EpochMs): HostPace {
  const isForgetting = pace.tooShortMs > 0 && now - pace.refusedAt >= dayMs
  const tooShortMs = isForgetting ? Math.floor(pace.tooShortMs * REMEMBERED) : pace.tooShortMs
  const spacingMs = Math.ceil(Math.max(pace.spacingMs * FASTER, tooShortMs * MARGIN, secondMs))
  return {
    ...pace,
    tooShortMs,
    spacingMs: Math.min(pace.spacingMs, spacingMs),
    refusedAt: isForgetting ? now : pace.refusedAt,
  }
}

function isEqual(one: HostPace, other: HostPace): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** The first request of a cycle was refused: the host is left alone, longer after each further refusal. */
function barredPace(pace: HostPace | null, host: string, { feed, retryAfterMs, at }: Refusal): HostPace {
  const strikes = (pace?.strikes ?? 0) + 1
  const backOff = Math.min(hostBackOffAtMostMs, hostBackOffAtLeastMs * 2 ** Math.min(30, strikes - 1))
  // The first time the host's own word counts alone.
  const waitMs = strikes === 1 && retryAfterMs !== null ? retryAfterMs : Math.max(backOff, retryAfterMs ?? 0)
  return {
    host,
    spacingMs: pace?.spacingMs ?? secondMs,
    tooShortMs: pace?.tooShortMs ?? 0,
    notBefore: at + Math.min(backOffAtMostMs, waitMs),
    strikes,
    suspect: feed,
    refusedAt: at,
  }
}

/** The host answered some requests and refused the next one: that many in this time are allowed. */
function slowerPace(
  pace: HostPace | null,
  { host, answered }: HostAnswers,
  { feed, retryAfterMs, at }: Refusal,
): HostPace {
  const before = pace?.spacingMs ?? 0
  const isShort = retryAfterMs !== null && retryAfterMs > 0 && retryAfterMs <= hostSpacingAtMostMs
  // Without a time, most hosts count by the minute.
  const guess = before === 0 ? minuteMs / answered.length : before * SLOWER
  // Retry-After is in whole seconds.
  const spacing = isShort ? before + retryAfterMs / answered.length + secondMs : guess
  const spacingMs = Math.ceil(Math.min(hostSpacingAtMostMs, Math.max(secondMs, spacing)))
  return {
    host,
    spacingMs,
    tooShortMs: isShort ? Math.floor(spacingMs / MARGIN) : before,
    notBefore: at + Math.min(backOffAtMostMs, retryAfterMs ?? spacingMs),
    strikes: 0,
    suspect: feed,
    refusedAt: at,
  }
}
