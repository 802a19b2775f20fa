/** Notes what polled documents show about hubs: which ones a feed announces, and whether its hub failed to deliver an item. */
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
 * Notes what the documents of polled feeds announce, and which hubs are not to be trusted. Runs before the items count as seen: if the
 * cycle dies in between, the next one reads them again, and the items that a hub failed to deliver are still new.
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
      // An unread document may contain the items.
      if (!waiting.has(id) && hubSubscriptions.pushed().has(id) && hasMissed(reading.items, now))
        hubSubscriptions.distrust(id)
    }
  })
}

/** While the cell refuses requests, it refuses hubs too: what they would have delivered has to be polled. */
export function distrustHubs({ hubSubscriptions }: Ledger): void {
  if (hubSubscriptions.pushed().size > 0) hubSubscriptions.distrustAll()
}

/** Notes the hubs that a feed announces, if they have changed: ends the former subscription, and adds one. @param feed id */
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

/** The announced hubs; null: none that may be asked. No hub learns the address of a private feed. */
function usable(url: FeedUrl, hub: HubLinks | undefined): HubLinks | null {
  if (hub === undefined || hub.hubs.length === 0 || isPrivateFeed(url)) return null
  return hub.topic.length <= limits.hub.topicUnits ? hub : null
}

/** Whether the topic changed within the last day: some documents name another one at each request. */
function isRestless({ since }: HubSubscription, now: EpochMs): boolean {
  return now - since < limits.hub.topicKeptMs
}

/** Whether a hub should have delivered some of a poll's new items: they are older than a push on its way, or have no date. */
export function hasMissed(items: readonly Pick<ReadItem, 'published' | 'updated'>[], now: EpochMs): boolean {
  return items.some(({ published, updated }) => {
    const at = published ?? updated
    return at === null || at < now - limits.push.graceMs
  })
}
