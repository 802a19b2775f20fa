/** Decides, from what the feeds hold, what is news for which channel, and what is a story that it has already. Pure. */
import { recognise } from '../feed/identity.ts'
import { type ItemRecord, keyOf, pack, unpack } from '../feed/item-record.ts'
import { remember } from '../feed/seen-keys.ts'
import { matcherOf, type Verdict } from '../filter/match.ts'
import { Prepared } from '../filter/prepared.ts'
import {
  type Body,
  type Channel,
  type ChannelId,
  type EditionItem,
  type FeedUrl,
  noKeys,
  type PackedKeys,
  type ReadItem,
  type Subscription,
} from '../model.ts'
import type { FeedReading } from '../result.ts'
import type { Bodies } from '../store/bodies.ts'
import type { Wanted } from '../store/deliveries.ts'
import { EditionRoom } from './edition-room.ts'
import { type Marks, marksOf, type Repeated, Stories, type Story, type StoryHead } from './merge-stories.ts'

export type ReadFeed = Extract<FeedReading, { kind: 'read' }>

export interface AbsorbInput {
  readonly feeds: readonly ReadFeed[]
  /** What is seen of a feed but not yet in KV. */
  readonly pendingKeys: ReadonlyMap<FeedUrl, PackedKeys>
  /** What dedup knows of a feed by now. */
  readonly known: (feed: FeedUrl) => PackedKeys
  /** Whether there is room for more recognised items of a feed. */
  readonly hasRoom: (feed: FeedUrl) => boolean
  /** Feeds of which nothing is remembered though they were read before: they begin anew, and nothing in them is news. */
  readonly needsBaseline: ReadonlySet<FeedUrl>
  readonly channels: readonly Channel[]
  /** Who uses these feeds. */
  readonly subscriptions: readonly FeedUse[]
  readonly wanted: readonly Wanted[]
  /** A channel's stories of the last 48 hours, oldest first; asked for channels that have something new. */
  readonly stories: (channel: ChannelId) => readonly Story[]
  /** Codes of a channel's headlines that wait for its next digest; asked for where one of its stories is told again. */
  readonly waiting: (channel: ChannelId) => ReadonlySet<string>
}

/** What became of an item in one channel. */
export interface Decision {
  readonly channel: ChannelId
  readonly item: EditionItem
  readonly kept: boolean
  /** The deciding term, as its owner wrote it. */
  readonly term: string | null
  /** Whose filter it is that dropped it. */
  readonly by: 'channel' | 'feed' | null
  /** The headline that it is, or that it was merged into; null for what was dropped. */
  readonly head: StoryHead | null
  readonly isMerged: boolean
  /** The headline whose story it certainly tells again; null: none's. */
  readonly repeats: Repeated | null
  /** Its publisher's own short link. */
  readonly alias: string | null
  /** What dedup knows it by; null: it was asked for when its feed was added. */
  readonly key: string | null
  /** As it is compared with later ones; null: it is not. */
  readonly pendingKeys: Marks | null
}

/** An item as a headline of one channel. */
export interface NewHeadline {
  readonly channel: ChannelId
  readonly position: number
  readonly urgent: boolean
  readonly source: string
  /** The headline, waiting or new, whose story it certainly tells: both come in one line. */
  readonly repeats: Repeated | null
  /** It has a reading page, as its channel wants. */
  readonly hasBody: boolean
}

export interface News {
  /** Each is wanted by at least one channel; oldest first within a feed. The index is the position in short links. */
  readonly items: readonly EditionItem[]
  /** Texts of the items that a channel with reading pages has as headlines. */
  readonly bodies: Bodies
  readonly headlines: readonly NewHeadline[]
  readonly decisions: readonly Decision[]
  /** What is seen of each feed, but not yet in KV, once this news is in the ledger. */
  readonly pendingKeys: ReadonlyMap<FeedUrl, PackedKeys>
  /** Feeds whose recognised items are to be noted. */
  readonly recognised: readonly ReadFeed[]
  /** Feeds whose every item was taken: only of these may the validators be kept, so that the rest is read again. */
  readonly whole: readonly ReadFeed[]
  /** What was asked for and is among the items; the rest waits. */
  readonly wanted: readonly Wanted[]
}

/** A feed as one channel uses it. */
export type FeedUse = Pick<Subscription, 'channel' | 'feed' | 'name' | 'filter' | 'baseline'>

type Judgement = Verdict & Pick<Decision, 'by'>

interface Judge {
  readonly use: FeedUse
  readonly verdict: (item: Prepared) => Judgement
  /** Null: the channel wants every feed's own headline. */
  readonly stories: Stories | null
  readonly isReading: boolean
}

/** An item as it was read, and as an edition keeps it. */
interface Candidate {
  readonly item: EditionItem
  readonly body: Body | null
  readonly alias: string | null
  readonly key: string
}

/** News of all feeds that were read, up to what one edition holds. What is over stays unseen, for the next cycle. */
export function absorb(input: AbsorbInput): News {
  const judges = judgesByFeed(input)
  const room = new EditionRoom()
  const headlines: NewHeadline[] = []
  const decisions: Decision[] = []
  const pendingKeys = new Map<FeedUrl, PackedKeys>()
  const whole: ReadFeed[] = []
  const recognised: ReadFeed[] = []

  const addHeadline = (headline: NewHeadline) => {
    room.isFor(headline.position, headline.channel)
    headlines.push(headline)
  }
  /** Its story was sent, or is being sent. A story that still waits for the digest is no reason: both come in one line. */
  const isTold = (channel: ChannelId, repeats: Repeated | null) =>
    repeats?.head.kind === 'earlier' && !input.waiting(channel).has(repeats.head.code)

  const wanted = input.wanted.filter(({ channel, item: { body = null, alias = null, ...item } }) => {
    const position = room.take(item, body)
    if (position === null) return false
    addHeadline({ channel, position, urgent: true, source: item.source, repeats: null, hasBody: body !== null })
    const why = { kept: true, term: null, by: null }
    const own = { head: { kind: 'new', position }, isMerged: false, repeats: null, pendingKeys: null } as const
    decisions.push({ channel, item, ...why, ...own, alias, key: null })
    return true
  })

  /** What its channels make of an item. @returns false: there is no room for it */
  const judge = ({ item, body, alias, key }: Candidate, judging: readonly Judge[]): boolean => {
    const prepared = new Prepared(item)
    const judged = judging.map((each) => ({ judge: each, verdict: each.verdict(prepared) }))
    let made: Marks | null = null
    const settled = judged.map(({ judge: each, verdict }) => {
      if (!verdict.keep || each.stories === null)
        return { judge: each, verdict, pendingKeys: null, repeats: null, isMerged: false }
      const pendingKeys: Marks = made ?? marksOf(item, item.source, alias)
      made = pendingKeys
      const repeats = each.stories.find(item.feed, pendingKeys)
      return { judge: each, verdict, pendingKeys, repeats, isMerged: isTold(each.use.channel, repeats) }
    })
    const takers = settled.filter(({ verdict, isMerged }) => verdict.keep && !isMerged)
    const isNew = takers.length > 0
    const isRead = takers.some(({ judge: { isReading } }) => isReading)
    const position = isNew ? room.take(item, isRead ? body : null) : null
    if (isNew && position === null) return false
    for (const { judge: each, verdict, pendingKeys, repeats, isMerged } of settled) {
      const { channel } = each.use
      const source = each.use.name || item.source
      const own = verdict.keep && !isMerged && position !== null ? ({ kind: 'new', position } as const) : null
      const head = own ?? (isMerged ? (repeats?.head ?? null) : null)
      decisions.push({ channel, item, ...outcomeOf(verdict), head, isMerged, repeats, alias, pendingKeys, key })
      if (head === null) continue
      if (pendingKeys !== null) each.stories?.add({ ...pendingKeys, head: repeats?.head ?? head, feed: item.feed })
      const hasBody = each.isReading && body !== null
      if (own !== null) addHeadline({ channel, position: own.position, urgent: false, source, repeats, hasBody })
    }
    return true
  }

  for (const feed of input.feeds) {
    if (input.needsBaseline.has(feed.url)) {
      pendingKeys.set(feed.url, remember(input.pendingKeys.get(feed.url) ?? noKeys, feed.window))
      whole.push(feed)
      continue
    }
    const left: string[] = []
    const own = judges.get(feed.url) ?? []
    // It may have been removed and added again while it was read: what the adding showed is seen.
    const isNew = feed.items.length === 0 ? nothing : newAmong(feed.window, input.known(feed.url))
    const isNewTo = new Map(own.map(({ use }) => [use, newAmong(feed.window, use.baseline)]))
    for (const item of feed.items.toReversed()) {
      if (!isNew(item.keys)) continue
      const judging = own.filter(({ use }) => isNewTo.get(use)?.(item.keys) === true)
      if (!judge(candidate(item, feed), judging)) left.push(item.keys)
    }
    if (feed.recognised.length > 0 && input.hasRoom(feed.url)) recognised.push(feed)
    // A quiet feed shows nothing that is not remembered already.
    if (feed.items.length > 0 || feed.isChanged === true) {
      pendingKeys.set(
        feed.url,
        remember(input.pendingKeys.get(feed.url) ?? noKeys, without(feed.window, new Set(left))),
      )
    }
    if (left.length === 0) whole.push(feed)
  }
  const { bodies } = room
  return { items: room.items(input.channels), bodies, headlines, decisions, pendingKeys, recognised, whole, wanted }
}

type IsNew = (record: ItemRecord) => boolean

const nothing: IsNew = () => false

/** Tells which items of a document are not among the known ones. */
function newAmong(window: PackedKeys, known: PackedKeys): IsNew {
  if (known === noKeys) return () => true
  const document = unpack(window)
  const judgements = recognise(document, unpack(known))
  const found = new Set(document.filter((_, at) => judgements[at]?.kind === 'known'))
  return (record) => !found.has(record)
}

function judgesByFeed(input: AbsorbInput): ReadonlyMap<FeedUrl, readonly Judge[]> {
  const channels = new Map(input.channels.map((channel) => [channel.id, channel]))
  const filters = new Map(input.channels.map((channel) => [channel.id, matcherOf(channel.filter)]))
  const stories = new Map<ChannelId, Stories>()
  const storiesOf = ({ id, stories: isMerging }: Channel) => {
    if (!isMerging) return null
    const made = stories.get(id) ?? new Stories(input.stories(id))
    stories.set(id, made)
    return made
  }
  const judges = new Map<FeedUrl, Judge[]>()
  for (const use of input.subscriptions) {
    const channel = channels.get(use.channel)
    const ofChannel = filters.get(use.channel)
    if (channel === undefined || ofChannel === undefined) continue
    const ofFeed = matcherOf(use.filter)
    const judge: Judge = {
      use,
      verdict: (item) => {
        const first = ofChannel(item)
        if (!first.keep) return { ...first, by: 'channel' }
        const second = ofFeed(item)
        return { ...second, by: second.keep ? null : 'feed' }
      },
      get stories() {
        return storiesOf(channel)
      },
      isReading: channel.reading,
    }
    judges.set(use.feed, [...(judges.get(use.feed) ?? []), judge])
  }
  return judges
}

function outcomeOf({ keep, term, by }: Judgement): Pick<Decision, 'kept' | 'term' | 'by'> {
  return { kept: keep, term, by }
}

function candidate({ keys, body, alias, ...item }: ReadItem, feed: ReadFeed): Candidate {
  return {
    item: { ...item, feed: feed.url, source: feed.title },
    body: body ?? null,
    alias: alias ?? null,
    key: keyOf(keys),
  }
}

function without(window: PackedKeys, records: ReadonlySet<string>): PackedKeys {
  return records.size === 0 ? window : pack(unpack(window).filter((record) => !records.has(record)))
}
