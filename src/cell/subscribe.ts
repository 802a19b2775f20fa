/** Adds feeds to a channel, lists, names, removes and restores them. */
import { feedWorks } from '../cycle/feed-health.ts'
import { feedUrl, spellingsOf } from '../feed/http/address.ts'
import { mayReceive } from '../feed/http/credentials.ts'
import { firstPublishHistory } from '../feed/publish-history.ts'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys, type Subscription } from '../model.ts'
import type { Credentials } from '../polling.ts'
import type { FeedProblem } from '../result.ts'
import type { Feed } from '../store/feed-row.ts'
import { atOnce, type Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import { addressOf, taggedUrl } from '../text/private-feed-url.ts'
import type { Added, FeedChoice, FeedView } from './channel-api.ts'
import { type FindDeps, findFeed, type ReadReading } from './find-feed.ts'
import { roomOf } from './holdings.ts'
import { headlinesOf, watchBy } from './page-rules.ts'

export interface SubscribeDeps extends Omit<FindDeps, 'ruleOf'> {
  readonly ledger: Ledger
  readonly finish?: Finish
  readonly random: () => number
}

export function feedViews(ledger: Ledger, channel: ChannelId): readonly FeedView[] {
  const feeds = new Map(ledger.feeds.usedBy(channel).map((feed) => [feed.url, feed]))
  return ledger.subscriptions.of(channel).flatMap((subscription) => {
    const feed = feeds.get(subscription.feed)
    return feed === undefined ? [] : [viewOf(feed, subscription)]
  })
}

function viewOf(feed: Feed, { number, filter, name }: Pick<Subscription, 'number' | 'filter' | 'name'>): FeedView {
  const { id, url, title, failingSince, problem, pollingHints, publishHistory, needsBaseline } = feed
  const { credentials, pageRule } = feed
  const hours = Math.max(pollingHints.minutes, pollingHints.server) / 60
  // A page is polled once an hour whether its site asks for it or not.
  const isAsked = hours >= 1 && (pageRule === null || hours > 1)
  return {
    id,
    number,
    feed: url,
    url: addressOf(url),
    title: name || title,
    ownTitle: title,
    filter,
    failingSince,
    problem,
    everyHours: isAsked ? hours : null,
    lastItemAt: publishHistory.times[0] ?? null,
    isUnread: needsBaseline && failingSince === null,
    pageRule,
    access:
      credentials === null
        ? null
        : {
            origin: credentials.origin,
            hasLogin: credentials.login !== null,
            headers: credentials.headers.map((header) => header.name),
          },
  }
}

/** Null: the channel has no such feed. */
export function chosenFeed(ledger: Ledger, channel: ChannelId, which: FeedChoice): FeedView | null {
  const feeds = feedViews(ledger, channel)
  if ('id' in which) return feeds.find(({ id }) => id === which.id) ?? null
  const text = which.text.trim().replace(/^#/u, '')
  const chosen = feeds.find(({ number, url }) => String(number) === text || url === text || sameAddress(url, text))
  return chosen ?? feeds.find(({ title }) => title.toLowerCase() === text.toLowerCase()) ?? null
}

/** @param name empty: the feed's own title @returns null: the channel has no such feed */
export function nameFeed(ledger: Ledger, channel: ChannelId, which: FeedChoice, name: string): FeedView | null {
  const feed = chosenFeed(ledger, channel, which)
  if (feed === null) return null
  ledger.subscriptions.setName(channel, feed.feed, name)
  return chosenFeed(ledger, channel, { id: feed.id })
}

/**
 * Finds the feed at an address and subscribes the channel to it. Its present items are the baseline: only later ones are new.
 * A feed that is read with credentials is the channel's own.
 * @param most the most feeds that the channel's owner may have in this cell; null: any number
 */
export async function addFeed(
  deps: SubscribeDeps,
  channel: ChannelId,
  address: string,
  most: number | null,
  now: EpochMs,
  credentials: Credentials | null = null,
): Promise<Added> {
  const { ledger, finish = atOnce } = deps
  const url = feedUrl(address, { allowPrivate: deps.allowPrivate })
  if (!url.ok) return { kind: 'failed', problem: url.problem }
  const before = new Map(feedViews(ledger, channel).map((feed) => [feed.url, feed]))
  if (before.size >= limits.feed.feedsAChannel && !before.has(url.value))
    return { kind: 'full', most: limits.feed.feedsAChannel }
  if (!before.has(url.value) && roomOf(ledger, channel, most) === 0) return { kind: 'over' }

  // A feed that was gone is polled once more, and the list of a page that has changed is found again.
  const isKnown = (each: FeedUrl) => before.has(each) && !mayBeAddedAgain(before.get(each)?.problem ?? null)
  const ruleOf = (page: FeedUrl) => {
    const feed = ledger.feeds.get(page)
    return feed === null || mayBeAddedAgain(feed.problem) ? null : feed.pageRule
  }
  const found = await findFeed({ ...deps, credentials, ruleOf }, url.value, isKnown)
  if (found.kind === 'watchable') {
    const { reading, rule } = found
    return { kind: 'watchable', url: reading.url, title: reading.title, rule, headlines: headlinesOf(reading) }
  }
  if (found.kind === 'found')
    return finish(() => subscribe(ledger, channel, placed(deps, found.reading, credentials), most, now))
  if (found.kind !== 'known') return found
  const feed = before.get(found.url)
  return feed === undefined ? { kind: 'failed', problem: { kind: 'reader-failed' } } : { kind: 'already', feed }
}

function mayBeAddedAgain(problem: FeedProblem | null): boolean {
  return problem?.kind === 'gone' || problem?.kind === 'page-changed'
}

/** A feed as it was read, and as the ledger will know it. */
interface PlacedReading {
  readonly reading: ReadReading
  /** Null: the feed is public. */
  readonly credentials: Credentials | null
}

/** Credentials make a feed private; a page may have led to a feed elsewhere, which does not get them. */
function placed(deps: SubscribeDeps, reading: ReadReading, credentials: Credentials | null): PlacedReading {
  if (credentials === null || !mayReceive(credentials.origin, reading.url))
    return { reading: respelt(deps.ledger, reading), credentials: null }
  return { reading: { ...reading, url: privateUrl(deps, reading.url) }, credentials }
}

/** An address for a new private feed. */
export function privateUrl({ ledger, random }: Pick<SubscribeDeps, 'ledger' | 'random'>, address: FeedUrl): FeedUrl {
  const url = taggedUrl(address, random().toString(36))
  return ledger.feeds.get(url) === null ? url : privateUrl({ ledger, random }, address)
}

/** If the cell has the feed under another spelling of its address, uses that one. */
function respelt(ledger: Ledger, reading: ReadReading): ReadReading {
  const there = ledger.feeds.at(spellingsOf(reading.url))
  const known = there.find(({ url }) => url === reading.url) ?? there.find(({ title }) => title === reading.title)
  return known === undefined ? reading : { ...reading, url: known.url }
}

/** In one transaction. Another command may have changed the channel since the feed was read. */
export function subscribe(
  ledger: Ledger,
  channel: ChannelId,
  { reading, credentials }: PlacedReading,
  most: number | null,
  now: EpochMs,
): Added {
  return ledger.transaction(() => {
    if (ledger.channels.get(channel) === null) return { kind: 'gone', found: addressOf(reading.url) }
    const known = ledger.feeds.get(reading.url)
    if (known !== null) {
      feedWorks({ ledger }, known)
      ledger.feeds.wake(known, now)
      if (reading.pageRule !== undefined) watchBy(ledger, known, reading, reading.pageRule)
    }
    const already = feedViews(ledger, channel).find(({ url }) => url === addressOf(reading.url))
    if (already !== undefined) return { kind: 'already', feed: already }
    if (roomOf(ledger, channel, most) === 0) return { kind: 'over' }
    const shown = reading.items.slice(0, limits.cell.newestHeadlines)
    const newest = shown.map(({ keys: _, body: __, ...item }) => item)
    if (known === null) ledger.feeds.add(reading, firstPublishHistory(reading.items, now), now)
    const added = credentials === null ? null : ledger.feeds.get(reading.url)
    if (added !== null) ledger.feeds.setCredentials(added.id, credentials)
    // For other channels of the feed its latest items may still be new, so the baseline is this channel's own.
    ledger.subscriptions.subscribe(channel, reading.url, {
      at: now,
      baseline: known === null ? noKeys : reading.window,
      newest,
      ...(shown.some(({ body }) => body !== undefined) ? { bodies: shown.map(({ body }) => body ?? null) } : {}),
    })
    const feed = feedViews(ledger, channel).find((each) => each.feed === reading.url)
    if (feed === undefined) return { kind: 'failed', problem: { kind: 'reader-failed' } }
    return { kind: 'added', feed, newest }
  })
}

/** Removes a feed, which can be restored for a day. */
export function removeFeed(ledger: Ledger, channel: ChannelId, which: FeedChoice, now: EpochMs): FeedView | null {
  const feed = chosenFeed(ledger, channel, which)
  if (feed !== null) ledger.subscriptions.unsubscribe(channel, feed.feed, now)
  return feed
}

/** Restores a feed with its number and filter. What it published meanwhile is new. */
export function restoreFeed(
  ledger: Ledger,
  channel: ChannelId,
  feedId: number,
  most: number | null,
): FeedView | 'over' | null {
  const feed = ledger.feeds.byId(feedId)
  if (roomOf(ledger, channel, most) === 0) return 'over'
  // The channel may have got the address again as another feed, public or private.
  const isBack = feed !== null && feedViews(ledger, channel).some(({ url }) => url === addressOf(feed.url))
  if (feed === null || isBack || !ledger.subscriptions.resubscribe(channel, feed.url)) return null
  return feedViews(ledger, channel).find(({ id }) => id === feedId) ?? null
}

function sameAddress(url: FeedUrl, text: string): boolean {
  const address = feedUrl(text, { allowPrivate: true })
  return address.ok && address.value === url
}

/** Queues the headlines that an added feed showed. @returns how many */
export function wantNewest(ledger: Ledger, channel: ChannelId, feedId: number): number {
  const feed = ledger.feeds.byId(feedId)
  if (feed === null) return 0
  const isReading = ledger.channels.get(channel)?.channel.reading === true
  return ledger.transaction(() => {
    const items = ledger.subscriptions.takeNewest(channel, feed.url).toReversed()
    ledger.deliveries.request(
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
