/** How feeds are: notes each failure and recovery, and tells the owners of a feed what they ought to know, once. */
import { retryAt } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Notice } from '../store/notices.ts'
import type { CycleDeps } from './deps.ts'

type Deps = Pick<CycleDeps, 'ledger'>

/** A feed could be read. Its owners are told if they were told that it could not. */
export function feedWorks(deps: Deps, feed: Feed): void {
  if (feed.told) tellOwners(deps, feed, (notice) => ({ kind: 'feed-back', ...notice }))
  deps.ledger.feeds.healthy(feed)
}

/**
 * A feed could not be read. Its owners are told when that has been so for a whole day. One that is gone is given up at once:
 * a server says 410 only where it knows that a thing is meant to be gone (RFC 9110, section 15.5.11), and says 404 otherwise; its owners are
 * told, and can add it again.
 */
export function feedFails(deps: Deps, feed: Feed, found: FeedProblem, retryAfterMs: number | null, now: EpochMs): void {
  const { feeds } = deps.ledger
  // The cause is for the log alone.
  const problem: FeedProblem = found.kind === 'reader-failed' ? { kind: 'reader-failed' } : found
  if (problem.kind === 'gone') {
    tellOwners(deps, feed, (notice) => ({ kind: 'feed-gone', ...notice }))
    feeds.failed(feed, problem, now, null, false)
    return
  }
  const since = feed.failingSince ?? now
  const told = feed.told || now - since >= limits.feed.failingToldMs
  if (told && !feed.told) tellOwners(deps, feed, (notice) => ({ kind: 'feed-failing', ...notice, problem }))
  feeds.failed(feed, problem, now, retryAt(feed.failures + 1, since, now, retryAfterMs), told)
}

type FeedPlaces = Pick<Extract<Notice, { kind: 'feed-back' }>, 'feed' | 'url' | 'places'>

/** One notice to each owner, with all their channels that use the feed, in the language of the first. */
export function tellOwners(
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
    ledger.tell(owner, first.language, notice({ feed: title, url, places }))
  }
}
