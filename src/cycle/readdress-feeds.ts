/** Changes the addresses of feeds that moved permanently: nothing is repeated or lost, and the owners get a notice. */
import { minus, union, unrecognised } from '../feed/seen-keys.ts'
import { type EpochMs, noKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import { addressOf } from '../text/private-feed-url.ts'
import { feedWorks, notifyOwners } from './feed-health.ts'
import { knownOf, type SeenKeys } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'

/**
 * One transaction for each feed, after its items were absorbed. `seen` in KV goes by address and is put later: until then the ledger
 * has the keys to add and to revoke.
 */
export function readdressFeeds(deps: MeteredDeps, seen: SeenKeys, now: EpochMs): void {
  const { ledger } = deps
  for (const { id } of ledger.feeds.moved()) {
    ledger.transaction(() => {
      // Another feed may have joined it just now.
      const feed = ledger.feeds.byId(id)
      const to = feed?.movedTo ?? null
      if (feed === null || to === null) return
      notifyOwners(deps, feed, (notice) => ({ kind: 'feed-moved', ...notice, to: addressOf(to) }))
      const there = ledger.feeds.get(to)
      ledger.outcomes.readdress(feed.url, to)
      if (there !== null) join(deps, feed, there, seen, now)
      // KV may remember an earlier feed of this cell at that address.
      else ledger.feeds.readdress(feed, to, knownOf(feed, seen), seen.get(to) ?? noKeys)
    })
  }
}

/**
 * The new address is a feed already: it takes over the channels of the old one. Items that only one of the two feeds knew are new to
 * the channels of the other: their keys are revoked, and added to the baselines of the channels that had them.
 */
function join(deps: MeteredDeps, from: Feed, into: Feed, seen: SeenKeys, now: EpochMs): void {
  const { ledger } = deps
  // It was just read at the old address.
  feedWorks(deps, into)
  const [ofFrom, ofInto] = [knownOf(from, seen), knownOf(into, seen)]
  const onlyInto = unrecognised(ofInto, ofFrom)
  const onlyFrom = unrecognised(ofFrom, ofInto)
  ledger.subscriptions.moveUses(from.url, into.url, onlyFrom, onlyInto)
  ledger.feeds.join(into, from, minus(into.pendingKeys, onlyInto), union(into.revokedKeys, onlyInto), {
    ...into.publishHistory,
    awake: now,
  })
  // What is new again is only found by a poll.
  ledger.hubSubscriptions.owe(into.id)
}
