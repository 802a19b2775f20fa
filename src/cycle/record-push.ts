/** Stores what a feed's pushed documents brought, in the transaction that makes their items pending. */
import { withLateness } from '../feed/lateness.ts'
import { nextPublishHistory } from '../feed/publish-history.ts'
import type { EpochMs, PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PushedFeed } from './read-pushes.ts'

/**
 * Stores the keys and the publish history of a pushed feed, and trusts its hub. Validators, title and health come from polls only.
 * @param isAbsorbed no item of the documents is left for the next cycle; otherwise they are read again
 */
export function recordPush(
  { pollResults, pushes, hubSubscriptions }: Ledger,
  feed: Feed,
  { reading, pushes: read }: PushedFeed,
  pendingKeys: PackedKeys,
  isAbsorbed: boolean,
  now: EpochMs,
): void {
  if (!isAbsorbed) {
    pollResults.readPartly(feed, pendingKeys)
    return
  }
  const { items } = reading
  const publishHistory = withLateness(nextPublishHistory(feed.publishHistory, items, now), items, now)
  pollResults.pushed(feed, { publishHistory, pendingKeys })
  pushes.remove(read)
  hubSubscriptions.trust(feed.id)
}
