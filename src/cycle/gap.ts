/** Decides whether items may have been missed between two polls, as when no item of a document was in the one before. Pure. */
import { count, dateOf, isListed, unpack } from '../feed/item-record.ts'
import { limits } from '../limits.ts'
import type { EpochMs, PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { ReadFeed } from './absorb.ts'

/** From the newest known item to the oldest item of the document. Epoch ms. */
export interface Gap {
  readonly since: EpochMs
  readonly until: EpochMs
}

/**
 * Null if nothing suggests a gap: a known item is still there, nothing was known before, the items are older than the known ones,
 * the feed replaces its whole document each time, or dates are missing.
 * @param known the keys remembered of the feed
 */
export function gapIn(
  { needsBaseline, publishHistory }: Pick<Feed, 'needsBaseline' | 'publishHistory'>,
  reading: ReadFeed,
  known: PackedKeys,
): Gap | null {
  const { items, window } = reading
  const since = publishHistory.times[0]
  if (needsBaseline || since === undefined || publishHistory.replaces === true) return null
  // Feeds of one or two items show only their newest.
  if (!isReplaced(reading) || items.length < limits.feed.gapItems || isOfOneDate(window, known)) return null
  let until = Number.POSITIVE_INFINITY
  for (const { published, updated } of items) {
    const at = published ?? updated
    if (at === null) return null
    until = Math.min(until, at)
  }
  return until > since ? { since, until } : null
}

/** Whether every item of the document is new. */
export function isReplaced({ items, window }: Pick<ReadFeed, 'items' | 'window'>): boolean {
  return items.length > 0 && items.length === count(window)
}

/** Whether all items have one date, as the earlier ones had: each document is a separate issue. */
function isOfOneDate(window: PackedKeys, known: PackedKeys): boolean {
  const dates = (keys: PackedKeys) => new Set(unpack(keys).filter(isListed).map(dateOf))
  const [ofWindow, ofKnown] = [dates(window), dates(known)]
  return ofWindow.size === 1 && ofKnown.size === 1 && !ofWindow.has(null)
}
