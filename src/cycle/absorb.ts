/** Decides, from what the feeds hold, what is news for which channel. Pure. */
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
import type { Outcome } from '../store/outcomes.ts'

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
}

export interface News {
  /** Each is wanted by at least one channel; oldest first within a feed. The index is the position in short links. */
  readonly items: readonly EditionItem[]
  readonly headlines: readonly { readonly channel: ChannelId; readonly position: number; readonly urgent: boolean }[]
  readonly outcomes: readonly Outcome[]
  /** What is seen of each feed, but not yet in KV, once this news is in the ledger. */
  readonly marks: ReadonlyMap<FeedUrl, PackedKeys>
  /** Feeds whose every item was taken: only of these may the validators be kept, so that the rest is read again. */
  readonly whole: readonly ReadFeed[]
  /** What was asked for and is among the items; the rest waits. */
  readonly wanted: readonly Wanted[]
}

/** A feed as one channel uses it. */
export type FeedUse = Pick<Subscription, 'channel' | 'feed' | 'filter' | 'baseline'>

interface Judge {
  readonly subscription: FeedUse
  readonly baseline: Known
  readonly verdict: (item: ReadItem) => Verdict
}

/** News of all feeds that were read, up to what one edition holds. What is over stays unseen, for the next cycle. */
export function absorb(input: AbsorbInput): News {
  const judges = judgesByFeed(input)
  const items: EditionItem[] = []
  const headlines: News['headlines'][number][] = []
  const outcomes: Outcome[] = []
  const marks = new Map<FeedUrl, PackedKeys>()
  const whole: ReadFeed[] = []
  let bytes = 0

  const take = (item: EditionItem, channels: readonly ChannelId[], urgent: boolean): boolean => {
    const size = sizeOf(item)
    if (items.length >= limits.cycle.editionItems || bytes + size > limits.cycle.editionBytes) return false
    bytes += size
    const position = items.push(item) - 1
    for (const channel of channels) headlines.push({ channel, position, urgent })
    return true
  }

  const wanted = input.wanted.filter(({ channel, item }) => take(item, [channel], true))
  for (const { channel, item } of wanted) {
    const { feed, title, summary, categories } = item
    outcomes.push({ channel, feed, item: { title, summary, categories }, kept: true, term: null })
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
      const verdicts = (judges.get(feed.url) ?? [])
        .filter(({ baseline }) => !baseline.seen(item.keys))
        .map((judge) => ({ channel: judge.subscription.channel, ...judge.verdict(item) }))
      const keepers = verdicts.filter(({ keep }) => keep).map(({ channel }) => channel)
      if (keepers.length > 0 && !take(editionItem(item, feed), keepers, false)) {
        left.push(item.keys)
        continue
      }
      for (const { channel, keep, term } of verdicts) {
        const { title, summary, categories } = item
        outcomes.push({ channel, feed: feed.url, item: { title, summary, categories }, kept: keep, term })
      }
    }
    // A quiet feed shows nothing that is not remembered already.
    if (feed.items.length > 0 || feed.renamed) {
      marks.set(feed.url, remember(before, without(feed.window, new Set(left))))
    }
    if (left.length === 0) whole.push(feed)
  }
  return { items, headlines, outcomes, marks, whole, wanted }
}

function judgesByFeed(input: AbsorbInput): ReadonlyMap<FeedUrl, readonly Judge[]> {
  const filters = new Map(input.channels.map((channel) => [channel.id, matcherOf(channel.filter)]))
  const judges = new Map<FeedUrl, Judge[]>()
  for (const subscription of input.subscriptions) {
    const ofChannel = filters.get(subscription.channel)
    if (ofChannel === undefined) continue
    const ofFeed = matcherOf(subscription.filter)
    const judge: Judge = {
      subscription,
      baseline: knownFrom(subscription.baseline),
      verdict: (item) => {
        const prepared = new Prepared(item)
        const first = ofChannel(prepared)
        return first.keep ? ofFeed(prepared) : first
      },
    }
    judges.set(subscription.feed, [...(judges.get(subscription.feed) ?? []), judge])
  }
  return judges
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
