/** Records failures and recoveries of feeds, and documents above the limit, with one notice each to the owners. */
import { retryAt } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Notice } from '../store/notices.ts'
import { addressOf } from '../text/private-feed-url.ts'
import type { CycleDeps } from './deps.ts'

type Deps = Pick<CycleDeps, 'ledger'>

/** A feed was read. Its owners get a notice if they got one about its failure. */
export function feedWorks(deps: Deps, feed: Feed): void {
  if (feed.ownersNotified) notifyOwners(deps, feed, (notice) => ({ kind: 'feed-back', ...notice }))
  deps.ledger.pollResults.healthy(feed)
}

/** Only the beginning of a feed's document was read. Its owners get one notice, even if the document fits again at times. */
export function feedExceedsLimit(deps: Deps, feed: Feed): void {
  if (feed.cutNotified) return
  notifyOwners(deps, feed, (notice) => ({ kind: 'feed-cut', ...notice, limitBytes: limits.feed.bodyBytes }))
  deps.ledger.pollResults.cutNotified(feed)
}

/**
 * A feed was not read. Its owners get a notice once it has failed for a day. After a 410 it is never polled again, because 410 means
 * removed on purpose (RFC 9110, section 15.5.11); the owners get a notice, and can add the feed again.
 */
export function feedFails(deps: Deps, feed: Feed, found: FeedProblem, retryAfterMs: number | null, now: EpochMs): void {
  const { pollResults } = deps.ledger
  // The cause is for the log only.
  const problem: FeedProblem = found.kind === 'reader-failed' ? { kind: 'reader-failed' } : found
  if (problem.kind === 'gone') {
    notifyOwners(deps, feed, (notice) => ({ kind: 'feed-gone', ...notice }))
    pollResults.failed(feed, problem, { failures: feed.failures + 1, retryAt: null, ownersNotified: false }, now)
    return
  }
  const failures = feed.failures + 1
  const retry = retryAt(failures, feed.failingSince ?? now, now, retryAfterMs)
  pollResults.failed(
    feed,
    problem,
    { failures, retryAt: retry, ownersNotified: notifyOnce(deps, feed, problem, now) },
    now,
  )
}

/** The feed's host refused the first request of a cycle: the host is left alone (`hosts`), so the feed needs no longer pause of its own. */
export function hostRefuses(deps: Deps, feed: Feed, problem: FeedProblem, now: EpochMs): void {
  const ownersNotified = notifyOnce(deps, feed, problem, now)
  deps.ledger.pollResults.failed(
    feed,
    problem,
    { failures: Math.max(1, feed.failures), retryAt: null, ownersNotified },
    now,
  )
}

/** Notifies the owners of a feed that has failed for a day, or at once if they have to give its credentials again. @returns whether they know */
function notifyOnce(deps: Deps, feed: Feed, problem: FeedProblem, now: EpochMs): boolean {
  // Owners who know that the site fails still have to know that they are asked.
  if (problem.kind === 'credentials-lost') {
    if (feed.problem?.kind !== problem.kind)
      notifyOwners(deps, feed, (notice) => ({ kind: 'credentials-lost', ...notice }))
    return true
  }
  if (feed.ownersNotified) return true
  if (now - (feed.failingSince ?? now) < limits.feed.failureNoticeMs) return false
  notifyOwners(deps, feed, (notice) => ({ kind: 'feed-failing', ...notice, problem }))
  return true
}

type FeedPlaces = Pick<Extract<Notice, { kind: 'feed-back' }>, 'feed' | 'url' | 'places'>

/** One notice per owner, naming all their channels with the feed, in the language of the first. */
export function notifyOwners(
  { ledger }: Deps,
  { url, title }: { readonly url: FeedUrl; readonly title: string },
  notice: (about: FeedPlaces) => Notice,
): void {
  const numbers = new Map(
    ledger.subscriptions.all().flatMap(({ feed, channel, number }) => (feed === url ? [[channel, number]] : [])),
  )
  const channels = ledger.channels.all().flatMap(({ channel }) => (numbers.has(channel.id) ? channel : []))
  for (const [owner, own] of Map.groupBy(channels, (channel) => channel.owner)) {
    const [first] = own
    if (first === undefined) continue
    const places = own.map(({ id, title: name }) => ({ channel: name, number: numbers.get(id) ?? 0 }))
    ledger.notices.add(owner, first.language, notice({ feed: title, url: addressOf(url), places }))
  }
}
