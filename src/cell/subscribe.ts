/** Adds feeds to a channel, names, removes and restores them. */
import { feedWorks } from '../cycle/feed-health.ts'
import { noteHubsOfFeed } from '../cycle/note-hubs.ts'
import { feedUrl, spellingKey, spellingsOf } from '../feed/http/address.ts'
import { mayReceive } from '../feed/http/credentials.ts'
import { firstPublishHistory } from '../feed/publish-history.ts'
import { sharesItems } from '../feed/seen-keys.ts'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys } from '../model.ts'
import type { Credentials } from '../polling.ts'
import type { Feed } from '../store/feed-row.ts'
import { atOnce, type Finish } from '../store/journal.ts'
import type { Ledger } from '../store/ledger.ts'
import { addressOf, isPrivateFeed, taggedUrl } from '../text/private-feed-url.ts'
import type { Added, FeedChoice, RequestedAddress } from './channel-api.ts'
import type { FeedView } from './feed-view.ts'
import { type FindDeps, type Found, findWrittenFeed, type ReadReading, readAgain } from './find-feed.ts'
import { roomOf } from './holdings.ts'
import { chosenFeed, feedViews } from './list-feeds.ts'
import { mayBeAddedAgain, offerOf, readAsFeed, usableRules, watchBy } from './page-rules.ts'

export interface SubscribeDeps extends Omit<FindDeps, 'ruleOf'> {
  readonly ledger: Ledger
  readonly finish?: Finish
  readonly random: () => number
}

type StoreDeps = Pick<SubscribeDeps, 'ledger' | 'random'>

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
  const { finish = atOnce } = deps
  const found = await find(deps, channel, { address, credentials }, most)
  const stored = () => store(deps, channel, found, most, now)
  return found.kind === 'found' ? finish(stored) : stored()
}

/** The same for several addresses, at the same time, and in the time that one may take. */
export async function addFeeds(
  deps: SubscribeDeps,
  channel: ChannelId,
  addresses: readonly RequestedAddress[],
  most: number | null,
  now: EpochMs,
): Promise<readonly Added[]> {
  const { ledger, finish = atOnce } = deps
  const found = await Promise.all(addresses.map((address) => find(deps, channel, address, most)))
  const readings = found.flatMap((each) => (each.kind === 'found' ? [each.reading] : []))
  const distinct = found.map((each) =>
    each.kind === 'found' ? { ...each, reading: firstSpelling(readings, each.reading) } : each,
  )
  const stored = () => ledger.transaction(() => distinct.map((each) => store(deps, channel, each, most, now)))
  return readings.length > 0 ? finish(stored) : stored()
}

/** The reading with the address of the first one of the same feed. */
function firstSpelling(readings: readonly ReadReading[], reading: ReadReading): ReadReading {
  const key = spellingKey(reading.url)
  const isPrivate = isPrivateFeed(reading.url)
  const first = readings.find(
    (each) => isPrivateFeed(each.url) === isPrivate && spellingKey(each.url) === key && haveSameItems(each, reading),
  )
  return { ...reading, url: first?.url ?? reading.url }
}

/** A feed as it was read, and as the ledger will know it. */
interface PlacedReading {
  readonly kind: 'found'
  readonly reading: ReadReading
  /** Null: the feed is public. */
  readonly credentials: Credentials | null
}

type FoundOrRefused = PlacedReading | Exclude<Found, { kind: 'found' }> | Extract<Added, { kind: 'full' | 'over' }>

/** Reads what an address leads to, unless the channel has it already or may have no more feeds. */
async function find(
  deps: SubscribeDeps,
  channel: ChannelId,
  { address, credentials }: RequestedAddress,
  most: number | null,
): Promise<FoundOrRefused> {
  const { ledger } = deps
  const url = feedUrl(address, { allowPrivate: deps.allowPrivate })
  if (!url.ok) return { kind: 'failed', problem: url.problem }
  const before = new Map(feedViews(ledger, channel).map((feed) => [feed.url, feed]))
  const mayBeThere = [...before.keys()].some((each) => spellingKey(each) === spellingKey(url.value))
  if (before.size >= limits.feed.feedsAChannel && !mayBeThere) return { kind: 'full', most: limits.feed.feedsAChannel }
  if (!mayBeThere && roomOf(ledger, channel, most) === 0) return { kind: 'over' }

  // A feed that was gone is polled once more, and the list of a page that has changed is found again.
  const isKnown = (each: FeedUrl) => before.has(each) && !mayBeAddedAgain(before.get(each)?.problem ?? null)
  const reading = { ...deps, credentials, ruleOf: usableRules(ledger) }
  const found = await findWrittenFeed(reading, address, url.value, isKnown)
  return found.kind === 'found' ? placed(deps, found.reading, credentials, before) : found
}

/** Subscribes the channel to a feed that was read, and says what became of the others. */
function store(deps: StoreDeps, channel: ChannelId, found: FoundOrRefused, most: number | null, now: EpochMs): Added {
  if (found.kind === 'found') return subscribe(deps, channel, found, most, now)
  const { ledger } = deps
  if (found.kind === 'watchable') return offerOf(found)
  if (found.kind !== 'known') return found
  const feed = feedViews(ledger, channel).find(({ url }) => url === found.url)
  return feed === undefined ? { kind: 'failed', problem: { kind: 'reader-failed' } } : { kind: 'already', feed }
}

/** Credentials make a feed private; a page may have led to a feed elsewhere, which does not get them. */
async function placed(
  deps: SubscribeDeps,
  reading: ReadReading,
  credentials: Credentials | null,
  own: ReadonlyMap<FeedUrl, FeedView>,
): Promise<PlacedReading> {
  const isPublic = credentials === null || !mayReceive(credentials.origin, reading.url)
  const there = await otherSpelling(deps, reading, own, isPublic)
  if (isPublic) return { kind: 'found', reading: { ...reading, url: there ?? reading.url }, credentials: null }
  return { kind: 'found', reading: { ...reading, url: there ?? privateUrl(deps, reading.url) }, credentials }
}

/** An address for a new private feed. */
export function privateUrl({ ledger, random }: StoreDeps, address: FeedUrl): FeedUrl {
  const url = taggedUrl(address, random().toString(36))
  return ledger.feeds.get(url) === null ? url : privateUrl({ ledger, random }, address)
}

/**
 * The feed under any spelling of its address: the channel's private one, or for a public reading one that the cell has, the channel's
 * first. Null: there is none.
 */
async function otherSpelling(
  deps: SubscribeDeps,
  reading: ReadReading,
  own: ReadonlyMap<FeedUrl, FeedView>,
  isPublic: boolean,
): Promise<FeedUrl | null> {
  const { feeds } = deps.ledger
  const key = spellingKey(reading.url)
  const ownPrivate = [...own.values()].filter(({ access, url }) => access !== null && spellingKey(url) === key)
  const there = isPublic ? feeds.at(spellingsOf(reading.url)) : []
  const candidates = [
    ...ownPrivate.flatMap(({ feed }) => feeds.get(feed) ?? []),
    ...there.toSorted((a, b) => Number(own.has(b.url)) - Number(own.has(a.url))),
  ]
  for (const known of candidates)
    if (known.url === reading.url || (await isSameFeed(deps, reading, known))) return known.url
  return null
}

/** Whether both addresses answer with the same feed. One that is not read at present is another. */
async function isSameFeed(deps: SubscribeDeps, reading: ReadReading, known: Feed): Promise<boolean> {
  if (known.failingSince !== null) return false
  const answer = await readAgain({ ...deps, credentials: known.credentials }, known.url)
  return answer === null ? known.title === reading.title : haveSameItems(reading, answer)
}

/** Whether two documents have an item in common; of one without items, the title decides. */
function haveSameItems(one: ReadReading, other: ReadReading): boolean {
  const isEmpty = one.window === noKeys || other.window === noKeys
  return isEmpty ? one.title === other.title : sharesItems(one.window, other.window)
}

/** In one transaction. Another command may have changed the channel since the feed was read. */
export function subscribe(
  { ledger, random }: StoreDeps,
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
      if (reading.pageRule === undefined) readAsFeed(ledger, known)
      else watchBy(ledger, known, reading, reading.pageRule)
    }
    const before = feedViews(ledger, channel)
    const already = before.find(({ url }) => url === addressOf(reading.url))
    if (already !== undefined) return { kind: 'already', feed: already }
    if (before.length >= limits.feed.feedsAChannel) return { kind: 'full', most: limits.feed.feedsAChannel }
    if (roomOf(ledger, channel, most) === 0) return { kind: 'over' }
    const shown = reading.items.slice(0, limits.cell.newestHeadlines)
    const newest = shown.map(({ keys: _, body: __, text: ___, ...item }) => item)
    if (known === null) ledger.feeds.add(reading, firstPublishHistory(reading.items, now), now)
    const added = ledger.feeds.get(reading.url)
    if (added !== null && credentials !== null) ledger.feeds.setCredentials(added.id, credentials)
    if (added !== null) noteHubsOfFeed({ ledger, random }, added.id, reading, now)
    // For other channels of the feed its latest items may still be new, so the baseline is this channel's own.
    ledger.subscriptions.subscribe(channel, reading.url, {
      at: now,
      baseline: known === null ? noKeys : reading.window,
      newest,
      ...(shown.some(({ body }) => body !== undefined) ? { bodies: shown.map(({ body }) => body ?? null) } : {}),
    })
    const feed = feedViews(ledger, channel).find((each) => each.feed === reading.url)
    if (feed === undefined) return { kind: 'failed', problem: { kind: 'reader-failed' } }
    return { kind: 'added', feed, newest, exceedsLimit: reading.exceedsLimit === true }
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
