/** What polled documents say about hubs: which the feed announces, and whether its hub has delivered what it should have. */

import { limits } from '../limits.ts'
import type { EpochMs, FeedUrl, ReadItem } from '../model.ts'
import type { HubLinks } from '../polling.ts'
import { makeNonce } from '../push/callback-token.ts'
import type { HubSubscription } from '../store/hub-subscriptions.ts'
import type { Ledger } from '../store/ledger.ts'
import { isPrivateFeed } from '../text/private-feed-url.ts'
import type { ReadFeed } from './absorb.ts'
import type { CycleDeps } from './deps.ts'

type Deps = Pick<CycleDeps, 'ledger' | 'random'>

/**
 * Notes what the documents of polled feeds announce. Before their items count as seen: after a death they are read again, and what a
 * hub has failed to deliver is still new.
 */
export function noteHubs(deps: Deps, polled: readonly ReadFeed[], now: EpochMs): void {
  const { hubSubscriptions, feeds, pushes } = deps.ledger
  const concerned = polled.filter(({ hub }) => hub !== undefined || hubSubscriptions.all().length > 0)
  if (concerned.length === 0) return
  const ids = new Map(feeds.pollStates().map(({ id, url }) => [url, id]))
  const waiting = new Set(pushes.waiting().map(({ feed }) => feed))
  deps.ledger.transaction(() => {
    for (const reading of concerned) {
      const id = ids.get(reading.url)
      if (id === undefined) continue
      noteHubsOfFeed(deps, id, reading, now)
      // What waits to be read may have brought them.
      if (!waiting.has(id) && hubSubscriptions.pushed().has(id) && hasMissed(reading.items, now))
        hubSubscriptions.distrust(id)
    }
  })
}

/** Notes the hubs that a feed announces, if they have changed. @param feed id */
export function noteHubsOfFeed(
  {
    ledger: { hubSubscriptions },
    random,
  }: { readonly ledger: Pick<Ledger, 'hubSubscriptions'> } & Pick<Deps, 'random'>,
  feed: number,
  { url, hub, pageRule }: Pick<ReadFeed, 'url' | 'hub' | 'pageRule'>,
  now: EpochMs,
): void {
  const before = hubSubscriptions.of(feed)
  const announced = pageRule === undefined ? usable(url, hub) : null
  if (before !== null && announced !== null) {
    if (before.topic === announced.topic && announced.hubs.includes(before.hub)) {
      if (before.hubs.join() !== announced.hubs.join()) hubSubscriptions.setHubs(before, announced.hubs)
      return
    }
    if (isRestless(before, now)) return
  }
  if (before !== null) hubSubscriptions.leave(feed, now)
  if (announced !== null) hubSubscriptions.add(feed, announced, makeNonce(random), now)
}

/** A private feed's address is nobody else's business. */
function usable(url: FeedUrl, hub: HubLinks | undefined): HubLinks | null {
  if (hub === undefined || hub.hubs.length === 0 || isPrivateFeed(url)) return null
  return hub.topic.length <= limits.hub.topicUnits ? hub : null
}

/** Whether the topic has changed lately: some documents have another one at each request. */
function isRestless({ since }: HubSubscription, now: EpochMs): boolean {
  return now - since < limits.hub.topicKeptMs
}

/** Whether new items of a poll are too old for a push that is still on its way, or have no date. */
export function hasMissed(items: readonly Pick<ReadItem, 'published' | 'updated'>[], now: EpochMs): boolean {
  return items.some(({ published, updated }) => {
    const at = published ?? updated
    return at === null || at < now - limits.push.graceMs
  })
}
