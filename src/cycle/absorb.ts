/** Decides which items are news for which channel, and which repeat a story that the channel has. Pure. */

import type { EditionItem } from '../edition-item.ts'
import { keyOf, pack, unpack } from '../feed/item-record.ts'
import { remember } from '../feed/seen-keys.ts'
import type { Verdict } from '../filter/match/matcher.ts'
import { SearchableItem } from '../filter/match/searchable-item.ts'
import { lazy } from '../lazy.ts'
import {
  type ArticleText,
  type Body,
  type Channel,
  type ChannelId,
  type FeedUrl,
  type FullText,
  noKeys,
  type PackedKeys,
  type ReadItem,
  type SearchedField,
} from '../model.ts'
import type { FeedReading } from '../result.ts'
import type { Bodies } from '../store/bodies.ts'
import type { PostRequest } from '../store/deliveries.ts'
import { EditionRoom } from './edition-room.ts'
import type { FeedUse } from './feed-uses.ts'
import { type Judge, judgesByFeed } from './judges-by-feed.ts'
import { type ComparedItem, comparedItem, type Repeated, type Story, type StoryHeadline } from './merge-stories.ts'
import { newAmong } from './new-among.ts'
import { isReadableBody } from './readable-body.ts'

export type ReadFeed = Extract<FeedReading, { kind: 'read' }>

export interface AbsorbInput {
  readonly feeds: readonly ReadFeed[]
  /** Keys of each feed that are seen but not in KV yet. */
  readonly pendingKeys: ReadonlyMap<FeedUrl, PackedKeys>
  /** Every key of a feed that counts as seen. */
  readonly known: (feed: FeedUrl) => PackedKeys
  /** Whether there is room for more recognised items of a feed. */
  readonly hasRoom: (feed: FeedUrl) => boolean
  /** Feeds without remembered items: every item counts as seen, and none is news. */
  readonly needsBaseline: ReadonlySet<FeedUrl>
  readonly channels: readonly Channel[]
  /** The channels' uses of these feeds. */
  readonly subscriptions: readonly FeedUse[]
  readonly requests: readonly PostRequest[]
  /** A channel's stories of the last 48 hours, oldest first; called for channels with new items. */
  readonly stories: (channel: ChannelId) => readonly Story[]
  /** Codes of a channel's headlines that wait for its next digest; called when an item repeats a story. */
  readonly waiting: (channel: ChannelId) => ReadonlySet<string>
}

/** What happens to an item in one channel. */
export interface Decision {
  readonly channel: ChannelId
  readonly item: EditionItem
  readonly kept: boolean
  /** The deciding term, as its owner wrote it. */
  readonly term: string | null
  /** Where the filter found it; null: nowhere. Absent: nobody needs to know, or the item's text was not searched. */
  readonly field?: SearchedField | null
  /** The filter that drops it. */
  readonly by: 'channel' | 'feed' | null
  /** The headline that it becomes, or is merged into; null for a dropped item. */
  readonly headline: StoryHeadline | null
  readonly isMerged: boolean
  /** The headline whose story it certainly repeats. */
  readonly repeats: Repeated | null
  /** Its publisher's own short link. */
  readonly alias: string | null
  /** Its key for dedup; null: an owner asked for it when the feed was added. */
  readonly key: string | null
  /** For comparing later items with it; null: it is not compared. */
  readonly compared: ComparedItem | null
  /** What became of its page; absent: it was not asked for, or the channel wants no full texts. */
  readonly fullText?: FullText
}

/** An item as a headline of one channel. */
export interface NewHeadline {
  readonly channel: ChannelId
  readonly position: number
  readonly urgent: boolean
  readonly source: string
  /** The waiting or new headline whose story it certainly repeats: both share a line. */
  readonly repeats: Repeated | null
  /** Whether it has a reading page. */
  readonly isReadable: boolean
}

export interface News {
  /** Items that at least one channel gets, oldest first within a feed. The index is the position in short links. */
  readonly items: readonly EditionItem[]
  /** Texts of the items that a channel with reading pages gets. */
  readonly bodies: Bodies
  readonly size: EditionRoom['size']
  readonly headlines: readonly NewHeadline[]
  readonly decisions: readonly Decision[]
  /** The pending keys of each feed once this news is in the ledger. */
  readonly pendingKeys: ReadonlyMap<FeedUrl, PackedKeys>
  /** Feeds with recognised items to store. */
  readonly recognised: readonly ReadFeed[]
  /** Feeds with no item left for the next cycle. The others keep their old validators, so that the rest is sent again. */
  readonly absorbed: readonly ReadFeed[]
  /** The requests that became items; the others wait. */
  readonly requests: readonly PostRequest[]
}

/** An item as it was read, and as an edition keeps it. */
interface Candidate {
  readonly item: EditionItem
  readonly body: Body | null
  /** Its words for filters, which nothing stores; null: not at hand. */
  readonly text: string | null
  /** What its page brought; null: it was not asked for. */
  readonly article: ArticleText | null
  readonly alias: string | null
  readonly key: string
}

/** The news of all feeds that were read, as far as it fits into one edition. The rest stays unseen for the next cycle. */
export function absorb(input: AbsorbInput): News {
  const judges = judgesByFeed(input)
  const room = new EditionRoom()
  const headlines: NewHeadline[] = []
  const decisions: Decision[] = []
  const pendingKeys = new Map<FeedUrl, PackedKeys>()
  const absorbed: ReadFeed[] = []
  const recognised: ReadFeed[] = []

  const addHeadline = (headline: NewHeadline) => {
    room.addReader(headline.position, headline.channel)
    headlines.push(headline)
  }
  /** Whether its story was sent, or is being sent. If the story still waits for the digest, both share a line. */
  const isAlreadySent = (channel: ChannelId, repeats: Repeated | null) =>
    repeats?.headline.kind === 'earlier' && !input.waiting(channel).has(repeats.headline.code)

  const requests = input.requests.filter(({ channel, item: { body = null, alias = null, ...item } }) => {
    const position = room.add(item, body)
    if (position === null) return false
    const isReadable = isReadableBody(body, item.title)
    addHeadline({ channel, position, urgent: true, source: item.source, repeats: null, isReadable })
    const why = { kept: true, term: null, by: null }
    const own = { headline: { kind: 'new', position }, isMerged: false, repeats: null, compared: null } as const
    decisions.push({ channel, item, ...why, ...own, alias, key: null })
    return true
  })

  /** Decides about an item for each channel. @returns false: the edition has no room for it */
  const judge = ({ item, body, text, article, alias, key }: Candidate, judging: readonly Judge[]): boolean => {
    const prepared = new SearchableItem({ ...item, text })
    // A channel's filter must not depend on what other channels want.
    const whole =
      article === null || article.text === null ? prepared : new SearchableItem({ ...item, text: article.text })
    const judged = judging.map((each) => ({
      judge: each,
      verdict: each.verdict(each.wantsFullText ? whole : prepared),
    }))
    let made: ComparedItem | null = null
    const decided = judged.map(({ judge: each, verdict }) => {
      if (!verdict.keep || each.stories === null)
        return { judge: each, verdict, compared: null, repeats: null, isMerged: false }
      const compared: ComparedItem = made ?? comparedItem(item, item.source, alias)
      made = compared
      const repeats = each.stories.find(item.feed, compared)
      return { judge: each, verdict, compared, repeats, isMerged: isAlreadySent(each.use.channel, repeats) }
    })
    const takers = decided.filter(({ verdict, isMerged }) => verdict.keep && !isMerged)
    const isNew = takers.length > 0
    const isRead = takers.some(({ judge: { isReading } }) => isReading)
    // An item has one reading page: if a channel wants full texts, the others show it too.
    const isWhole = article !== null && takers.some(({ judge: each }) => each.wantsFullText)
    const kept = isWhole ? (article.body ?? body) : isRead ? body : null
    const position = isNew ? room.add(item, kept) : null
    if (isNew && position === null) return false
    const hasPage = isReadableBody(kept, item.title)
    for (const { judge: each, verdict, compared, repeats, isMerged } of decided) {
      const { channel } = each.use
      const source = each.use.name || item.source
      const own = verdict.keep && !isMerged && position !== null ? ({ kind: 'new', position } as const) : null
      const headline = own ?? (isMerged ? (repeats?.headline ?? null) : null)
      const { keep, term, by } = verdict
      const why = { kept: keep, term, ...placeOf(verdict, text !== null), by }
      const fullText = each.wantsFullText && article !== null ? { fullText: article.result } : {}
      decisions.push({ channel, item, ...why, headline, isMerged, repeats, alias, compared, key, ...fullText })
      if (headline === null) continue
      if (compared !== null)
        each.stories?.add({ ...compared, headline: repeats?.headline ?? headline, feed: item.feed })
      const isReadable = each.isReading && hasPage
      if (own !== null) addHeadline({ channel, position: own.position, urgent: false, source, repeats, isReadable })
    }
    return true
  }

  for (const feed of input.feeds) {
    if (input.needsBaseline.has(feed.url)) {
      pendingKeys.set(feed.url, remember(input.pendingKeys.get(feed.url) ?? noKeys, feed.window))
      absorbed.push(feed)
      continue
    }
    const left: string[] = []
    const own = judges.get(feed.url) ?? []
    // If the feed was removed and added again during the reading, the items shown then count as seen.
    const isNew = lazy(() => newAmong(feed.window, input.known(feed.url)))
    const isNewTo = new Map(own.map(({ use }) => [use, newAmong(feed.window, use.baseline)]))
    for (const item of feed.items.toReversed()) {
      if (!isNew()(item.keys)) continue
      const judging = own.filter(({ use }) => isNewTo.get(use)?.(item.keys) === true)
      if (!judge(candidate(item, feed), judging)) left.push(item.keys)
    }
    if (feed.recognised.length > 0 && input.hasRoom(feed.url)) recognised.push(feed)
    // Without new or changed items, every key is remembered already.
    if (feed.items.length > 0 || feed.isChanged === true) {
      pendingKeys.set(
        feed.url,
        remember(input.pendingKeys.get(feed.url) ?? noKeys, without(feed.window, new Set(left))),
      )
    }
    if (left.length === 0) absorbed.push(feed)
  }
  return {
    items: room.items(input.channels),
    bodies: room.bodies,
    size: room.size,
    headlines,
    decisions,
    pendingKeys,
    recognised,
    absorbed,
    requests,
  }
}

/** What is worth remembering of where a term was found. @param hasText whether the item's text was searched */
function placeOf({ keep, term, field }: Verdict, hasText: boolean): Pick<Decision, 'field'> {
  if (term === null || (keep && field !== 'text')) return {}
  return field === null && !hasText ? {} : { field }
}

function candidate({ keys, body, text, article, alias, ...item }: ReadItem, feed: ReadFeed): Candidate {
  return {
    item: { ...item, feed: feed.url, source: feed.title },
    body: body ?? null,
    text: text ?? null,
    article: article ?? null,
    alias: alias ?? null,
    key: keyOf(keys),
  }
}

function without(window: PackedKeys, records: ReadonlySet<string>): PackedKeys {
  return records.size === 0 ? window : pack(unpack(window).filter((record) => !records.has(record)))
}
