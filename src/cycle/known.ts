/** What dedup knows of a feed, from KV's `seen` and the ledger together. Pure. */
import { knownFrom, pack, recordsOf } from '../feed/identify.ts'
import { type FeedUrl, noKeys, type PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'

/** What KV holds of a feed. */
export interface SeenKeys {
  get(url: FeedUrl): PackedKeys | undefined
}

/** What dedup knows of a feed: KV's `seen`, and what the ledger has to add to it and to take from it. */
export function knownOf(feed: Feed, seen: SeenKeys): PackedKeys {
  const known = stillSeen(feed, seen)
  return feed.marks === noKeys ? known : pack([known, feed.marks])
}

/** What KV holds of a feed, and counts. */
export function stillSeen({ url, unmarks }: Pick<Feed, 'url' | 'unmarks'>, seen: SeenKeys): PackedKeys {
  const known = seen.get(url) ?? noKeys
  if (unmarks === noKeys) return known
  const gone = new Set(recordsOf(unmarks))
  return pack(recordsOf(known).filter((record) => !gone.has(record)))
}

/** The records that the other keys do not hold, under any of their names. */
export function without(keys: PackedKeys, other: PackedKeys): PackedKeys {
  const known = knownFrom(other)
  return pack(recordsOf(keys).filter((record) => !known.seen(record)))
}
