/** Tells from a reading whether a feed may have lost items between two readings: none of what it shows was there before. Pure. */
import { count } from '../feed/identify.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { ReadFeed } from './absorb.ts'

/** Between the newest item that was known and the oldest that is shown now others may have come and gone. Epoch ms. */
export interface Gap {
  readonly since: EpochMs
  readonly until: EpochMs
}

/**
 * Null where nothing speaks for it: an item that was known is still there, or nothing was known before, or dates say that
 * what is shown is older than what was known, or there is no telling.
 */
export function gapIn({ fresh, rhythm }: Pick<Feed, 'fresh' | 'rhythm'>, reading: ReadFeed): Gap | null {
  const { items, window, renamed } = reading
  const since = rhythm.times[0]
  if (fresh || renamed || since === undefined) return null
  // Of one item or two nobody can tell: such feeds show their newest, and always another one.
  if (items.length < limits.feed.gapItems || items.length !== count(window)) return null
  let until = Number.POSITIVE_INFINITY
  for (const { published, updated } of items) {
    const at = published ?? updated
    if (at === null) return null
    until = Math.min(until, at)
  }
  return until > since ? { since, until } : null
}
