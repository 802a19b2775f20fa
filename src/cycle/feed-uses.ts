/** The uses of feeds by their channels, with the feeds' addresses. */

import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Subscription } from '../store/subscriptions.ts'

/** A feed as one channel uses it. */
export type FeedUse = Pick<Subscription, 'channel' | 'feed' | 'name' | 'filter' | 'baseline'>

export function feedUses({ subscriptions }: Ledger, feeds: readonly Pick<Feed, 'id' | 'url'>[]): readonly FeedUse[] {
  const urls = new Map(feeds.map(({ id, url }) => [id, url]))
  return subscriptions.usesOf([...urls.keys()]).flatMap((use) => {
    const feed = urls.get(use.feed)
    return feed === undefined ? [] : [{ ...use, feed }]
  })
}
