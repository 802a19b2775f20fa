/** Adding feeds to a channel, listing and removing them, and posting at once what an addition showed. */
import { feedWorks } from '../cycle/feed-health.ts'
import { feedUrl, spellingsOf } from '../feed/http/address.ts'
import { firstPublishHistory } from '../feed/publish-history.ts'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys, type Subscription } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import { atOnce, type Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Added, FeedChoice, FeedView } from './channel-api.ts'
import { type FindDeps, findFeed, type ReadReading } from './find-feed.ts'
import { roomOf } from './holdings.ts'

export interface SubscribeDeps extends FindDeps {
  readonly ledger: Ledger
  readonly finish?: Finish
}

/** How many of the newest items an addition shows, and posts if asked to. */
const NEWEST = 5

export function feedViews(ledger: Ledger, channel: ChannelId): readonly FeedView[] {
  const feeds = new Map(ledger.feeds.usedBy(channel).map((feed) => [feed.url, feed]))
  return ledger.subscriptions.of(channel).flatMap((subscription) => {
    const feed = feeds.get(subscription.feed)
    return feed === undefined ? [] : [viewOf(feed, subscription)]
  })
}

function viewOf(feed: Feed, { number, filter, name }: Pick<Subscription, 'number' | 'filter' | 'name'>): FeedView {
  const { id, url, title, failingSince, problem, asked, publishHistory, needsBaseline } = feed
  const hours = Math.max(asked.minutes, asked.server) / 60
  return {
    id,
    number,
    url,
    title: name || title,
    ownTitle: title,
    filter,
    failingSince,
    problem,
    everyHours: hours >= 1 ? hours : null,
    lastItemAt: publishHistory.times[0] ?? null,
    isUnread: needsBaseline && failingSince === null,
  }
}

/** The feed that an owner means by its number, a button or its address. */
export function chosenFeed(ledger: Ledger, channel: ChannelId, which: FeedChoice): FeedView | null {
  const feeds = feedViews(ledger, channel)
  if ('id' in which) return feeds.find(({ id }) => id === which.id) ?? null
  const wanted = which.text.trim().replace(/^#/u, '')
  const chosen = feeds.find(
    ({ number, url }) => String(number) === wanted || url === wanted || sameAddress(url, wanted),
  )
  return chosen ?? feeds.find(({ title }) => title.toLowerCase() === wanted.toLowerCase()) ?? null
}

/** @param name empty: its own title again. @returns null where there is no such feed */
export function nameFeed(ledger: Ledger, channel: ChannelId, which: FeedChoice, name: string): FeedView | null {
  const feed = chosenFeed(ledger, channel, which)
  if (feed === null) return null
  ledger.subscriptions.setName(channel, feed.url, name)
  return chosenFeed(ledger, channel, { id: feed.id })
}

/**
 * Finds the feed that the address leads to, and subscribes the channel to it. What it holds now is the baseline: only what
 * comes later is news.
 * @param most how many feeds the channel's owner may have in this cell; null: any number
 */
export async function addFeed(
  deps: SubscribeDeps,
  channel: ChannelId,
  address: string,
  most: number | null,
  now: EpochMs,
): Promise<Added> {
  const { ledger, finish = atOnce } = deps
  const url = feedUrl(address, { allowPrivate: deps.allowPrivate })
  if (!url.ok) return { kind: 'failed', problem: url.problem }
  const before = new Map(feedViews(ledger, channel).map((feed) => [feed.url, feed]))
  if (before.size >= limits.feed.feedsAChannel && !before.has(url.value))
    return { kind: 'full', most: limits.feed.feedsAChannel }
  if (!before.has(url.value) && roomOf(ledger, channel, most) === 0) return { kind: 'over' }

  // One that was given up is asked once more.
  const isKnown = (each: FeedUrl) => before.has(each) && before.get(each)?.problem?.kind !== 'gone'
  const found = await findFeed(deps, url.value, isKnown)
  if (found.kind === 'found') return finish(() => subscribe(ledger, channel, respelt(ledger, found.reading), most, now))
  if (found.kind !== 'known') return found
  const feed = before.get(found.url)
  return feed === undefined ? { kind: 'failed', problem: { kind: 'reader-failed' } } : { kind: 'already', feed }
}

/** A feed that the cell has under another spelling of its address goes by that one. */
function respelt(ledger: Ledger, reading: ReadReading): ReadReading {
  const there = ledger.feeds.at(spellingsOf(reading.url))
  const known = there.find(({ url }) => url === reading.url) ?? there.find(({ title }) => title === reading.title)
  return known === undefined ? reading : { ...reading, url: known.url }
}

/** All or nothing; another command may have changed the channel while the feed was read. */
function subscribe(ledger: Ledger, channel: ChannelId, reading: ReadReading, most: number | null, now: EpochMs): Added {
  return ledger.transaction(() => {
    if (ledger.channels.get(channel) === null) return { kind: 'gone', found: reading.url }
    const known = ledger.feeds.get(reading.url)
    if (known !== null) {
      feedWorks({ ledger }, known)
      ledger.feeds.wake(known, now)
    }
    const already = feedViews(ledger, channel).find(({ url }) => url === reading.url)
    if (already !== undefined) return { kind: 'already', feed: already }
    if (roomOf(ledger, channel, most) === 0) return { kind: 'over' }
    const shown = reading.items.slice(0, NEWEST)
    const newest = shown.map(({ keys: _, body: __, ...item }) => item)
    if (known === null) ledger.feeds.add(reading, firstPublishHistory(reading.items, now), now)
    // Others use the feed already, and to them its latest items may still be news: the baseline is this channel's own.
    ledger.subscriptions.subscribe(channel, reading.url, {
      at: now,
      baseline: known === null ? noKeys : reading.window,
      newest,
      ...(shown.some(({ body }) => body !== undefined) ? { bodies: shown.map(({ body }) => body ?? null) } : {}),
    })
    const feed = feedViews(ledger, channel).find(({ url }) => url === reading.url)
    if (feed === undefined) return { kind: 'failed', problem: { kind: 'reader-failed' } }
    return { kind: 'added', feed, newest }
  })
}

/** For a day it can be put back. */
export function removeFeed(ledger: Ledger, channel: ChannelId, which: FeedChoice, now: EpochMs): FeedView | null {
  const feed = chosenFeed(ledger, channel, which)
  if (feed !== null) ledger.subscriptions.unsubscribe(channel, feed.url, now)
  return feed
}

/** Puts a feed back in its place, with its filter; what was published meanwhile is news. */
export function restoreFeed(
  ledger: Ledger,
  channel: ChannelId,
  feedId: number,
  most: number | null,
): FeedView | 'over' | null {
  const feed = ledger.feeds.byId(feedId)
  if (roomOf(ledger, channel, most) === 0) return 'over'
  if (feed === null || !ledger.subscriptions.resubscribe(channel, feed.url)) return null
  return feedViews(ledger, channel).find(({ id }) => id === feedId) ?? null
}

function sameAddress(url: FeedUrl, text: string): boolean {
  const address = feedUrl(text, { allowPrivate: true })
  return address.ok && address.value === url
}

/** Queues what an addition showed, for the next cycle. @returns how many */
export function wantNewest(ledger: Ledger, channel: ChannelId, feedId: number): number {
  const feed = ledger.feeds.byId(feedId)
  if (feed === null) return 0
  const isReading = ledger.channels.get(channel)?.channel.reading === true
  return ledger.transaction(() => {
    const items = ledger.subscriptions.takeNewest(channel, feed.url).toReversed()
    ledger.deliveries.want(
      channel,
      items.map(({ body, ...item }) => ({
        ...item,
        feed: feed.url,
        source: feed.title,
        ...(isReading && body !== null ? { body } : {}),
      })),
    )
    return items.length
  })
}
