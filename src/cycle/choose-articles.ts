/** Chooses the new items whose pages are worth fetching, because their feeds have only a part of the text. Pure. */
import { mayHaveArticle } from '../feed/article/article-link.ts'
import { isExcerpt } from '../feed/article/is-excerpt.ts'
import { plainText } from '../feed/html-to-text/plain-text.ts'
import { matcherOf } from '../filter/match/matcher.ts'
import { SearchableItem } from '../filter/match/searchable-item.ts'
import { limits } from '../limits.ts'
import { wantsFullText } from '../look.ts'
import type { Channel, ChannelId, FeedUrl, ReadItem } from '../model.ts'
import type { ReadFeed } from './absorb.ts'
import type { FeedUse } from './feed-uses.ts'
import { needsTextOf } from './text-filters.ts'

/** An item whose page is worth fetching. */
export interface WantedArticle {
  readonly item: ReadItem
  readonly link: string
  readonly host: string
  /** The text of its feed as people see it. */
  readonly known: string
}

export interface ArticleInput {
  /** Feeds whose items are new. */
  readonly feeds: readonly ReadFeed[]
  readonly channels: readonly Channel[]
  readonly uses: readonly Pick<FeedUse, 'channel' | 'feed' | 'filter'>[]
  /** Feeds whose pages are not fetched: private ones, and those without known items. */
  readonly excluded: ReadonlySet<FeedUrl>
}

/** The channels that get full texts. A paused channel's headlines keep the text of their feed. */
export function fullTextChannels(channels: readonly Channel[]): readonly Channel[] {
  return channels.filter((channel) => wantsFullText(channel) && channel.pause === null)
}

/** The items, in an order in which each feed gets its turn, the newest of each first. */
export function chooseArticles({ feeds, channels, uses, excluded }: ArticleInput): readonly WantedArticle[] {
  const wanting = new Map(fullTextChannels(channels).map((channel) => [channel.id, channel]))
  const queues = feeds.map((feed) => {
    const own = uses.filter((use) => use.feed === feed.url && wanting.has(use.channel))
    if (own.length === 0 || excluded.has(feed.url)) return []
    return feed.items.flatMap((item) => wantedOf(item, feed, own, wanting) ?? [])
  })
  const rounds = Math.max(0, ...queues.map((queue) => queue.length))
  const wanted = Array.from({ length: rounds }, (_, at) => queues.flatMap((queue) => queue[at] ?? [])).flat()
  // A link that several items share is that of a list or a status page.
  const links = Map.groupBy(wanted, ({ link }) => link)
  return wanted.filter(({ link }) => links.get(link)?.length === 1)
}

function wantedOf(
  item: ReadItem,
  feed: ReadFeed,
  uses: ArticleInput['uses'],
  channels: ReadonlyMap<ChannelId, Channel>,
): WantedArticle | null {
  const { link } = item
  if (!mayHaveArticle(link)) return null
  const searched = new SearchableItem({ ...item, source: feed.title, text: null })
  const passes = (query: string) => needsTextOf(query) || matcherOf(query)(searched).keep
  const isWanted = uses.some(({ channel, filter }) => passes(channels.get(channel)?.filter ?? '') && passes(filter))
  if (!isWanted) return null
  const { readUnits } = limits.article
  const known = item.body === undefined ? item.summary : plainText(item.body.html, readUnits).slice(0, readUnits)
  if (!isExcerpt(known)) return null
  const url = new URL(link)
  url.hash = ''
  return { item, link: url.href, host: url.host, known }
}
