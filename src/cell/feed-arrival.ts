/** How a feed's news comes: pushed by a hub, or found by polling. */
import { intervalOf, type PollState } from '../feed/schedule.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { FeedArrival } from './feed-view.ts'

export function arrivalOf(feed: Pick<PollState, 'publishHistory' | 'pollingHints'>, now: EpochMs): FeedArrival {
  return { kind: 'polled', everyMs: intervalOf(feed, now) * limits.feed.slotMs }
}
