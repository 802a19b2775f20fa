/** The keys of a feed that count as seen, from KV's `seen` and the ledger together. Pure. */
import { isPartial, unpack } from '../feed/item-record.ts'
import { minus, remember } from '../feed/seen-keys.ts'
import { type FeedUrl, noKeys, type PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'

/** The keys in KV by feed. */
export interface SeenKeys {
  get(url: FeedUrl): PackedKeys | undefined
  has(url: FeedUrl): boolean
}

/** Whether the ledger has all keys of the feed's last document, which was whole and is not in KV yet. */
export function isInLedger({ pendingKeys }: Pick<Feed, 'pendingKeys'>): boolean {
  return pendingKeys !== noKeys && !unpack(pendingKeys).some(isPartial)
}

/**
 * Whether KV has lost the keys of a feed, as after another bot overwrote them: every item would be news. A feed that never had an
 * item has no keys either.
 */
export function isForgotten(
  {
    url,
    needsBaseline,
    pendingKeys,
    publishHistory,
  }: Pick<Feed, 'url' | 'needsBaseline' | 'pendingKeys' | 'publishHistory'>,
  seen: SeenKeys,
): boolean {
  return !needsBaseline && pendingKeys === noKeys && publishHistory.times.length > 0 && !seen.has(url)
}

/** KV's `seen`, without revoked keys and with pending ones. */
export function knownOf(feed: Pick<Feed, 'url' | 'pendingKeys' | 'revokedKeys'>, seen: SeenKeys): PackedKeys {
  const known = stillSeen(feed, seen)
  return feed.pendingKeys === noKeys ? known : remember(known, feed.pendingKeys)
}

/** The keys in KV that still count. */
function stillSeen({ url, revokedKeys }: Pick<Feed, 'url' | 'revokedKeys'>, seen: SeenKeys): PackedKeys {
  return minus(seen.get(url) ?? noKeys, revokedKeys)
}
