/** Lists the feeds of a channel, as the bot shows them. */
import { medianLateness } from '../feed/lateness.ts'
import { pollIntervalMs } from '../feed/schedule.ts'
import type { ChannelId, EpochMs } from '../model.ts'
import type { Feed } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Subscription } from '../store/subscriptions.ts'
import { addressOf } from '../text/private-feed-url.ts'
import type { FeedChoice } from './channel-api.ts'
import { chooseFeed } from './choose-feed.ts'
import type { FeedArrival, FeedOverview, FeedView } from './feed-view.ts'

/** The feeds of a channel, in the order of their numbers. */
export function feedViews(ledger: Ledger, channel: ChannelId): readonly FeedView[] {
  return feedsOf(ledger, channel).map(({ feed, subscription }) => viewOf(feed, subscription))
}

/** The same, with how the news of each feed comes. */
export function feedOverviews(ledger: Ledger, channel: ChannelId, now: EpochMs): readonly FeedOverview[] {
  const pushed = ledger.hubSubscriptions.pushed()
  return feedsOf(ledger, channel).map(({ feed, subscription }) => ({
    ...viewOf(feed, subscription),
    arrival: arrivalOf(feed, pushed, now),
    latenessMs: medianLateness(feed.publishHistory, now),
  }))
}

/** @param pushed ids of the feeds whose news hubs send */
export function arrivalOf(feed: Feed, pushed: ReadonlySet<number>, now: EpochMs): FeedArrival {
  return pushed.has(feed.id)
    ? { kind: 'pushed' }
    : { kind: 'polled', everyMs: pollIntervalMs({ ...feed, isPushed: false }, now) }
}

function feedsOf(ledger: Ledger, channel: ChannelId) {
  const feeds = new Map(ledger.feeds.usedBy(channel).map((feed) => [feed.url, feed]))
  return ledger.subscriptions.of(channel).flatMap((subscription) => {
    const feed = feeds.get(subscription.feed)
    return feed === undefined ? [] : [{ feed, subscription }]
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
  return chooseFeed(feedViews(ledger, channel), which)
}
