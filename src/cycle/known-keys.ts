/** What dedup knows of a feed, from KV's `seen` and the ledger together. Pure. */
import { isPartial, unpack } from '../feed/item-record.ts'
import { minus, remember } from '../feed/seen-keys.ts'
import { type FeedUrl, noKeys, type PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'

/** What KV holds of a feed. */
export interface SeenKeys {
  get(url: FeedUrl): PackedKeys | undefined
  has(url: FeedUrl): boolean
}

/** Whether the ledger alone knows all that a feed showed last: its last document was whole, and is not in KV yet. */
export function isInLedger({ pendingKeys }: Pick<Feed, 'pendingKeys'>): boolean {
  return pendingKeys !== noKeys && !unpack(pendingKeys).some(isPartial)
}

/**
 * Whether a feed was remembered and is no longer, as after another bot wrote a memory of its own over this one's: all that it shows
 * would be news. A feed that never had an item is not remembered either.
 */
export function isForgotten({ url, needsBaseline, pendingKeys, publishHistory }: Feed, seen: SeenKeys): boolean {
  return !needsBaseline && pendingKeys === noKeys && publishHistory.times.length > 0 && !seen.has(url)
}

/** What dedup knows of a feed: KV's `seen`, and what the ledger has to add to it and to take from it. */
export function knownOf(feed: Pick<Feed, 'url' | 'pendingKeys' | 'revokedKeys'>, seen: SeenKeys): PackedKeys {
  const known = stillSeen(feed, seen)
  return feed.pendingKeys === noKeys ? known : remember(known, feed.pendingKeys)
}

/** What KV holds of a feed, and counts. */
function stillSeen({ url, revokedKeys }: Pick<Feed, 'url' | 'revokedKeys'>, seen: SeenKeys): PackedKeys {
  return minus(seen.get(url) ?? noKeys, revokedKeys)
}
