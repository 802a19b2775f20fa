/** "Post the newest now": queues the headlines that an added feed showed. */
import type { ChannelId } from '../model.ts'
import type { Ledger } from '../store/ledger.ts'

/** @returns how many headlines */
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
