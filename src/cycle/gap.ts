/** Tells from a reading whether a feed may have lost items between two readings: none of what it shows was there before. Pure. */
import { count, dateOf, isListed, unpack } from '../feed/item-record.ts'
import { limits } from '../limits.ts'
import type { EpochMs, PackedKeys } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { ReadFeed } from './absorb.ts'

/** Between the newest item that was known and the oldest that is shown now others may have come and gone. Epoch ms. */
export interface Gap {
  readonly since: EpochMs
  readonly until: EpochMs
}

/**
 * Null where nothing speaks for it: an item that was known is still there, or nothing was known before, or dates say that
 * what is shown is older than what was known, or the feed replaces its whole document each time, or there is no telling.
 * @param known what is remembered of the feed
 */
export function gapIn(
  { needsBaseline, publishHistory }: Pick<Feed, 'needsBaseline' | 'publishHistory'>,
  reading: ReadFeed,
  known: PackedKeys,
): Gap | null {
  const { items, window } = reading
  const since = publishHistory.times[0]
  if (needsBaseline || since === undefined || publishHistory.replaces === true) return null
  // Of one item or two nobody can tell: such feeds show their newest, and always another one.
  if (!isReplaced(reading) || items.length < limits.feed.gapItems || isOfOneDate(window, known)) return null
  let until = Number.POSITIVE_INFINITY
  for (const { published, updated } of items) {
    const at = published ?? updated
    if (at === null) return null
    until = Math.min(until, at)
  }
  return until > since ? { since, until } : null
}

/** All that the document lists is new. */
export function isReplaced({ items, window }: Pick<ReadFeed, 'items' | 'window'>): boolean {
  return items.length > 0 && items.length === count(window)
}

/** All items share one date, and so did those before: each document is an issue of its own. */
function isOfOneDate(window: PackedKeys, known: PackedKeys): boolean {
  const dates = (keys: PackedKeys) => new Set(unpack(keys).filter(isListed).map(dateOf))
  return dates(window).size === 1 && dates(known).size === 1
}
