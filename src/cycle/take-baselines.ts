/** Reads new feeds while KV holds another bot's memory and nothing can be news. */
import type { EpochMs } from '../model.ts'
import type { FeedPollState } from '../store/feed-row.ts'
import { nothingSeen, SeenMemory } from '../store/seen.ts'
import type { Governed } from './governor.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { planReading } from './plan.ts'
import { readDueFeeds } from './read-due-feeds.ts'
import { recordNews } from './record-news.ts'

/**
 * Every item of these feeds counts as seen, in the ledger, until the bot has a KV namespace of its own. Items published later are
 * news there. Feeds with a baseline are not polled until then.
 */
export async function takeBaselines(
  deps: MeteredDeps,
  feeds: readonly FeedPollState[],
  governed: Governed,
  now: EpochMs,
): Promise<void> {
  const needsBaseline = deps.ledger.feeds.needsBaseline()
  const rest = feeds.filter(({ id }) => needsBaseline.has(id))
  const plan = rest.length === 0 ? null : planReading(deps, rest, governed, now)
  if (plan === null) return
  const nothing = SeenMemory.of(nothingSeen)
  const read = await readDueFeeds(deps, nothing, plan, now)
  recordNews(deps, nothing, read.feeds, [], [], now)
}
