/** Decides which feeds need the texts of their items, because a filter can be decided by them. */

import { needsText } from '../filter/match/needs-text.ts'
import { storedFilter } from '../filter/query/likeliest-filter.ts'
import { limits } from '../limits.ts'
import type { ChannelId } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Subscriptions } from '../store/subscriptions.ts'
import { ValueCache } from '../value-cache.ts'

const known = new ValueCache<string, boolean>(limits.filter.cachedQueries)

/** Whether a stored query looks at the texts of items. Remembered, as each cycle asks for every channel. */
export function needsTextOf(query: string): boolean {
  return query !== '' && known.get(query, () => needsText(storedFilter(query)))
}

/**
 * Ids of the feeds whose texts some filter looks at: that of a channel, or the feed's own in it.
 * @param channels whose filter looks at texts
 */
export function feedsToSearch(
  subscriptions: Pick<Subscriptions, 'filteredUses'>,
  feeds: readonly Feed[],
  channels: ReadonlySet<ChannelId>,
): ReadonlySet<number> {
  // A baseline has no news.
  const ids = feeds.filter(({ needsBaseline }) => !needsBaseline).map(({ id }) => id)
  if (ids.length === 0) return new Set()
  const uses = subscriptions.filteredUses(ids, [...channels])
  return new Set(
    uses.flatMap(({ channel, feed, filter }) => (channels.has(channel) || needsTextOf(filter) ? feed : [])),
  )
}
