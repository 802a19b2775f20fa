/** Rewrites the addresses of feeds that redirect for good, so that nothing is repeated or lost, and tells their owners. */
import { minus, union, unrecognised } from '../feed/seen-keys.ts'
import { type EpochMs, noKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import { feedWorks, tellOwners } from './feed-health.ts'
import { knownOf, type SeenKeys } from './known-keys.ts'
import type { MeteredDeps } from './metered-deps.ts'

/**
 * One transaction a feed, after its reading was absorbed. `seen` in KV goes by address and is put later, if ever: until
 * then the ledger says what of it counts. Should the cycle die in between, the next one finds either all of it done or nothing.
 */
export function readdressFeeds(deps: MeteredDeps, seen: SeenKeys, now: EpochMs): void {
  const { ledger } = deps
  for (const { id } of ledger.feeds.moved()) {
    ledger.transaction(() => {
      // Another one may have joined it just now.
      const feed = ledger.feeds.byId(id)
      const to = feed?.movedTo ?? null
      if (feed === null || to === null) return
      tellOwners(deps, feed, (notice) => ({ kind: 'feed-moved', ...notice, to }))
      const there = ledger.feeds.get(to)
      ledger.outcomes.readdress(feed.url, to)
      if (there !== null) join(deps, feed, there, seen, now)
      // Of an address that was a feed of this cell before, KV may still remember something.
      else ledger.feeds.readdress(feed, to, knownOf(feed, seen), seen.get(to) ?? noKeys)
    })
  }
}

/**
 * The new address is a feed already: its channels are joined by those of the old one. What only one of the two knew is
 * still to be told to the channels of the other: it is unknown again, and in the baseline of those that had it. The document
 * that decides it is read whole, as its channels differ in what they have had of it.
 */
function join(deps: MeteredDeps, from: Feed, into: Feed, seen: SeenKeys, now: EpochMs): void {
  const { ledger } = deps
  // By the other address it was just read.
  feedWorks(deps, into)
  const [ofFrom, ofInto] = [knownOf(from, seen), knownOf(into, seen)]
  const onlyInto = unrecognised(ofInto, ofFrom)
  const onlyFrom = unrecognised(ofFrom, ofInto)
  ledger.subscriptions.resettle(from.url, into.url, onlyFrom, onlyInto)
  ledger.feeds.joined(into, from, minus(into.pendingKeys, onlyInto), union(into.revokedKeys, onlyInto), {
    ...into.publishHistory,
    awake: now,
  })
}
