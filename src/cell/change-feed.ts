/** Changes a feed's address or credentials for one channel. What it has seen stays seen, and number, name and filter stay. */
import { feedWorks } from '../cycle/feed-health.ts'
import { isForgotten, knownOf, type SeenKeys } from '../cycle/known-keys.ts'
import { feedUrl } from '../feed/http/address.ts'
import { changedCredentials, mayReceive } from '../feed/http/credentials.ts'
import { sharesItems, union } from '../feed/seen-keys.ts'
import { type ChannelId, type EpochMs, type FeedUrl, noKeys, type PackedKeys } from '../model.ts'
import type { Credentials, PageRule } from '../polling.ts'
import type { Feed } from '../store/feed-row.ts'
import { atOnce } from '../store/journal.ts'
import { addressOf, isPrivateFeed, readdressed } from '../text/private-feed-url.ts'
import type { FeedChange, FeedChanged, FeedChoice } from './channel-api.ts'
import { findWrittenFeed, readAddress, readWatched } from './find-feed.ts'
import { joinFeed } from './join-feed.ts'
import { chosenFeed, feedViews } from './list-feeds.ts'
import { offerOf, readAsFeed } from './page-rules.ts'
import { privateUrl, type SubscribeDeps } from './subscribe.ts'
import { type PackDeps, seenNow } from './transfer-channel.ts'

export type ChangeFeedDeps = SubscribeDeps &
  Omit<PackDeps, 'stopwatch'> & {
    readonly stopwatch: SubscribeDeps['stopwatch'] & PackDeps['stopwatch']
    /** Runs work between two cycles. */
    readonly runExclusive: <Value>(work: () => Promise<Value>) => Promise<Value>
  }

/** What a feed is to become. */
interface Target {
  readonly address: FeedUrl
  /** Null: the feed is public. */
  readonly credentials: Credentials | null
  /** The keys of the items that it shows. */
  readonly window: PackedKeys
  /** Null: the address has a feed. */
  readonly pageRule: PageRule | null
}

export async function changeFeed(
  deps: ChangeFeedDeps,
  channel: ChannelId,
  which: FeedChoice,
  change: FeedChange,
  now: EpochMs,
): Promise<FeedChanged> {
  const { ledger } = deps
  const chosen = chosenFeed(ledger, channel, which)
  const feed = chosen === null ? null : ledger.feeds.byId(chosen.id)
  if (chosen === null || feed === null) return { kind: 'no-such-feed' }
  const typed = change.address === null ? null : feedUrl(change.address, { allowPrivate: deps.allowPrivate })
  if (typed?.ok === false) return { kind: 'failed', problem: typed.problem }
  const address = typed?.value ?? chosen.url
  const credentials =
    change.credentials === null ? feed.credentials : changedCredentials(feed.credentials, change.credentials)
  if (credentials === 'full') return { kind: 'too-many-headers' }
  if (address === chosen.url && JSON.stringify(credentials) === JSON.stringify(feed.credentials))
    return { kind: 'same', feed: chosen }

  const others = feedViews(ledger, channel).filter(({ id }) => id !== feed.id)
  const reading = { ...deps, credentials: credentialsFor(address, credentials), ruleOf: () => null }
  const watched = feed.pageRule === null ? null : await readWatched(reading, address, feed.pageRule)
  const found =
    watched?.kind === 'found' || (watched !== null && address === chosen.url)
      ? watched
      : address === chosen.url
        ? await readAddress(reading, address)
        : await findWrittenFeed(reading, change.address ?? address, address, (url) =>
            others.some((other) => other.url === url),
          )
  if (found.kind === 'known') {
    const other = others.find(({ url }) => url === found.url)
    return other === undefined ? { kind: 'later' } : { kind: 'already', feed: other }
  }
  if (found.kind === 'watchable') return offerOf(found)
  if (found.kind !== 'found') return found
  const { url, window, pageRule = null } = found.reading
  return put(
    deps,
    channel,
    feed,
    { address: url, credentials: credentialsFor(url, credentials), window, pageRule },
    now,
  )
}

function credentialsFor(address: FeedUrl, credentials: Credentials | null): Credentials | null {
  return credentials !== null && mayReceive(credentials.origin, address) ? credentials : null
}

/** Between two cycles, as a cycle keeps addresses and seen keys in memory. */
function put(
  deps: ChangeFeedDeps,
  channel: ChannelId,
  { id, credentials: had }: Feed,
  target: Target,
  now: EpochMs,
): Promise<FeedChanged> {
  const { ledger, finish = atOnce } = deps
  return deps.runExclusive(async () => {
    const seen = await seenNow(deps)
    if (seen === null) return { kind: 'later' }
    return finish(() =>
      ledger.transaction((): FeedChanged => {
        // Another command may have changed the channel since the feed was read.
        const before = chosenFeed(ledger, channel, { id })
        const feed = ledger.feeds.byId(id)
        if (before === null || feed === null) return { kind: 'no-such-feed' }
        const already = feedViews(ledger, channel).find((each) => each.id !== id && each.url === target.address)
        if (already !== undefined) return { kind: 'already', feed: already }
        const isLost = isForgotten(feed, seen)
        if (isLost) ledger.feeds.requireBaselines([id])
        const moved = move(deps, channel, isLost ? { ...feed, needsBaseline: true } : feed, target, seen, now)
        const after = chosenFeed(ledger, channel, { id: moved })
        if (after === null) return { kind: 'no-such-feed' }
        const isLoggedOut = had !== null && target.credentials === null && target.address !== before.url
        return { kind: 'changed', feed: after, before: { address: before.url, credentials: had }, isLoggedOut }
      }),
    )
  })
}

/** @returns the id of the channel's feed */
function move(
  deps: Pick<ChangeFeedDeps, 'ledger' | 'random'>,
  channel: ChannelId,
  feed: Feed,
  { address, credentials, window, pageRule }: Target,
  seen: SeenKeys,
  now: EpochMs,
): number {
  const { ledger } = deps
  const to = urlFor(deps, feed.url, address, credentials)
  const isShared = ledger.subscriptions.isShared(channel, feed.id)
  const there = to === feed.url ? null : ledger.feeds.get(to)
  const remembered = knownOf(feed, seen)
  // A document without any known item is another feed: its items are a baseline, as when a feed is added.
  const known = sharesItems(window, remembered) ? remembered : union(window, remembered)
  if (to !== feed.url) ledger.outcomes.readdress(feed.url, to, channel)
  if (there !== null) {
    feedWorks(deps, there)
    const baseline = joinFeed(ledger, there, { ...feed, known }, seen, now)
    ledger.subscriptions.moveUse(channel, feed.id, there.id, baseline)
    return there.id
  }
  // KV may remember an earlier feed of this cell at that address.
  const earlier = seen.get(to) ?? noKeys
  let { id } = feed
  if (isShared) {
    id = ledger.feeds.copy(feed, to, known, earlier)
    ledger.subscriptions.moveUse(channel, feed.id, id, noKeys)
  } else {
    feedWorks(deps, feed)
    if (to !== feed.url) ledger.feeds.readdress(feed, to, known, earlier)
  }
  ledger.feeds.setCredentials(id, credentials)
  // Its hub delivers the documents of the old address.
  ledger.hubSubscriptions.leave(id, now)
  const moved = ledger.feeds.byId(id)
  if (moved === null) return id
  if (pageRule === null) readAsFeed(ledger, moved)
  ledger.feeds.wake(moved, now)
  return id
}

/** A private feed keeps its tag. */
function urlFor(
  deps: Pick<ChangeFeedDeps, 'ledger' | 'random'>,
  url: FeedUrl,
  address: FeedUrl,
  credentials: Credentials | null,
): FeedUrl {
  if (credentials === null) return addressOf(address)
  return isPrivateFeed(url) ? readdressed(url, address) : privateUrl(deps, address)
}
