/** How a feed's news comes: pushed by a hub, or found by polling. */
import { type PollState, pollIntervalMs } from '../feed/schedule.ts'
import type { EpochMs } from '../model.ts'
import type { FeedArrival } from './feed-view.ts'

export function arrivalOf(
  feed: Pick<PollState, 'publishHistory' | 'pollingHints' | 'isPushed'>,
  now: EpochMs,
): FeedArrival {
  return feed.isPushed ? { kind: 'pushed' } : { kind: 'polled', everyMs: pollIntervalMs(feed, now) }
}
