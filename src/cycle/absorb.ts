/** Decides, from what the feeds hold, what is news for which channel, and what is a story that it has already. Pure. */
import { type Known, knownFrom, pack, recordsOf, remember } from '../feed/identify.ts'
import { matcherOf, type Verdict } from '../filter/match.ts'
import { Prepared } from '../filter/prepared.ts'
import { limits } from '../limits.ts'
import {
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
import type { Wanted } from '../store/deliveries.ts'
import { type Likeness, likenessOf, Stories, type Story, type StoryHead } from './merge.ts'

export type ReadFeed = Extract<FeedReading, { kind: 'read' }>

export interface AbsorbInput {
  readonly feeds: readonly ReadFeed[]
  /** What is seen of a feed but not yet in KV. */
  readonly marks: ReadonlyMap<FeedUrl, PackedKeys>
  /** Feeds of which nothing is remembered though they were read before: they begin anew, and nothing in them is news. */
  readonly fresh: ReadonlySet<FeedUrl>
  readonly channels: readonly Channel[]
  /** Who uses these feeds. */
  readonly subscriptions: readonly FeedUse[]
  readonly wanted: readonly Wanted[]
  /** A channel's stories of the last 48 hours, oldest first; asked for channels that have something new. */
  readonly stories: (channel: ChannelId) => readonly Story[]
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
}

/** An item as a headline of one channel. */
export interface NewHeadline {
  readonly channel: ChannelId
  readonly position: number
  readonly urgent: boolean
  readonly source: string
  /** Other feeds that brought the same story in this cycle. */
  readonly also: readonly string[]
}

/** A feed that brings a story which the channel has from an earlier cycle. */
export interface Repetition {
  readonly channel: ChannelId
  readonly code: string
  readonly source: string
}

export interface News {
  /** Each is wanted by at least one channel; oldest first within a feed. The index is the position in short links. */
  readonly items: readonly EditionItem[]
  readonly headlines: readonly NewHeadline[]
  readonly repetitions: readonly Repetition[]
  readonly decisions: readonly Decision[]
  /** What is seen of each feed, but not yet in KV, once this news is in the ledger. */
  readonly marks: ReadonlyMap<FeedUrl, PackedKeys>
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
  readonly baseline: Known
  readonly verdict: (item: Prepared) => Judgement
  /** Null: the channel wants every feed's own headline. */
  readonly stories: Stories | null
}

/** News of all feeds that were read, up to what one edition holds. What is over stays unseen, for the next cycle. */
export function absorb(input: AbsorbInput): News {
  const judges = judgesByFeed(input)
  const items: EditionItem[] = []
  const headlines: (NewHeadline & { readonly also: string[] })[] = []
  const repetitions: Repetition[] = []
  const decisions: Decision[] = []
  const marks = new Map<FeedUrl, PackedKeys>()
  const whole: ReadFeed[] = []
  let bytes = 0

  const take = (item: EditionItem): number | null => {
    const size = sizeOf(item)
    if (items.length >= limits.cycle.editionItems || bytes + size > limits.cycle.editionBytes) return null
    bytes += size
    return items.push(item) - 1
  }
  const headlineAt = (channel: ChannelId, position: number) =>
    headlines.find((headline) => headline.channel === channel && headline.position === position)

  const wanted = input.wanted.filter(({ channel, item }) => {
    const position = take(item)
    if (position === null) return false
    headlines.push({ channel, position, urgent: true, source: item.source, also: [] })
    const why = { kept: true, term: null, by: null }
    decisions.push({ channel, item, ...why, head: { kind: 'new', position }, isMerged: false })
    return true
  })

  /** What its channels make of an item. @returns false: there is no room for it */
  const judge = (item: EditionItem, judging: readonly Judge[]): boolean => {
    const prepared = new Prepared(item)
    const judged = judging.map((each) => ({ judge: each, verdict: each.verdict(prepared) }))
    let likeness: Likeness | null = null
    const settled = judged.map(({ judge: each, verdict }) => {
      if (!verdict.keep || each.stories === null) return { judge: each, verdict, told: null }
      likeness ??= likenessOf(item)
      return { judge: each, verdict, told: each.stories.find(item.feed, likeness) }
    })
    const isNew = settled.some(({ verdict, told }) => verdict.keep && told === null)
    const position = isNew ? take(item) : null
    if (isNew && position === null) return false
    for (const { judge: each, verdict, told } of settled) {
      const { channel } = each.use
      const source = each.use.name || item.source
      const head = told ?? (verdict.keep && position !== null ? ({ kind: 'new', position } as const) : null)
      decisions.push({ channel, item, ...outcomeOf(verdict), head, isMerged: told !== null })
      if (head === null) continue
      if (likeness !== null) each.stories?.add({ head, feed: item.feed, title: item.title, link: item.link }, likeness)
      if (told === null) headlines.push({ channel, position: position ?? 0, urgent: false, source, also: [] })
      else if (told.kind === 'earlier') repetitions.push({ channel, code: told.code, source })
      else headlineAt(channel, told.position)?.also.push(source)
    }
    return true
  }

  for (const feed of input.feeds) {
    if (input.fresh.has(feed.url)) {
      marks.set(feed.url, remember(input.marks.get(feed.url) ?? noKeys, feed.window))
      whole.push(feed)
      continue
    }
    const left: string[] = []
    const before = input.marks.get(feed.url) ?? noKeys
    // It may have been removed and added again while it was read: what the adding showed is seen.
    const marked = knownFrom(before)
    for (const item of feed.items.toReversed()) {
      if (marked.seen(item.keys)) continue
      const judging = (judges.get(feed.url) ?? []).filter(({ baseline }) => !baseline.seen(item.keys))
      if (!judge(editionItem(item, feed), judging)) left.push(item.keys)
    }
    // A quiet feed shows nothing that is not remembered already.
    if (feed.items.length > 0 || feed.renamed) {
      marks.set(feed.url, remember(before, without(feed.window, new Set(left))))
    }
    if (left.length === 0) whole.push(feed)
  }
  return { items, headlines, repetitions, decisions, marks, whole, wanted }
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
      baseline: knownFrom(use.baseline),
      verdict: (item) => {
        const first = ofChannel(item)
        if (!first.keep) return { ...first, by: 'channel' }
        const second = ofFeed(item)
        return { ...second, by: second.keep ? null : 'feed' }
      },
      get stories() {
        return storiesOf(channel)
      },
    }
    judges.set(use.feed, [...(judges.get(use.feed) ?? []), judge])
  }
  return judges
}

function outcomeOf({ keep, term, by }: Judgement): Pick<Decision, 'kept' | 'term' | 'by'> {
  return { kept: keep, term, by }
}

function editionItem({ keys: _, ...item }: ReadItem, feed: ReadFeed): EditionItem {
  return { ...item, feed: feed.url, source: feed.title }
}

function without(window: PackedKeys, records: ReadonlySet<string>): PackedKeys {
  return records.size === 0 ? window : pack(recordsOf(window).filter((record) => !records.has(record)))
}

function sizeOf(item: EditionItem): number {
  return new TextEncoder().encode(JSON.stringify(item)).length
}
