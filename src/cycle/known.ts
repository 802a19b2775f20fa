/** What dedup knows of a feed, from KV's `seen` and the ledger together. Pure. */
import { isPartial, unpack } from '../feed/item-record.ts'
import { minus, remember } from '../feed/remember.ts'
import { type FeedUrl, noKeys, type PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'

/** What KV holds of a feed. */
export interface SeenKeys {
  get(url: FeedUrl): PackedKeys | undefined
  has(url: FeedUrl): boolean
}

/** Whether the ledger alone knows all that a feed showed last: its last document was whole, and is not in KV yet. */
export function isInLedger({ marks }: Pick<Feed, 'marks'>): boolean {
  return marks !== noKeys && !unpack(marks).some(isPartial)
}

/**
 * Whether a feed was remembered and is no longer, as after another bot wrote a memory of its own over this one's: all that it shows
 * would be news. A feed that never had an item is not remembered either.
 */
export function isForgotten({ url, fresh, marks, rhythm }: Feed, seen: SeenKeys): boolean {
  return !fresh && marks === noKeys && rhythm.times.length > 0 && !seen.has(url)
}

/** What dedup knows of a feed: KV's `seen`, and what the ledger has to add to it and to take from it. */
export function knownOf(feed: Pick<Feed, 'url' | 'marks' | 'unmarks'>, seen: SeenKeys): PackedKeys {
  const known = stillSeen(feed, seen)
  return feed.marks === noKeys ? known : remember(known, feed.marks)
}

/** What KV holds of a feed, and counts. */
function stillSeen({ url, unmarks }: Pick<Feed, 'url' | 'unmarks'>, seen: SeenKeys): PackedKeys {
  return minus(seen.get(url) ?? noKeys, unmarks)
}
