/** Begins feeds anew while KV holds another bot's memory. */
import type { EpochMs } from '../model.ts'
import type { FeedTurn } from '../store/feed-row.ts'
import { nothingSeen, SeenMemory } from '../store/seen.ts'
import { openEdition } from './edition.ts'
import type { Governed } from './governor.ts'
import type { MeteredDeps } from './metered-deps.ts'
import { planReading } from './plan.ts'
import { readDueFeeds } from './read-due-feeds.ts'

/**
 * What these feeds show counts as seen, and waits in the ledger until the bot has a KV namespace of its own: what they publish
 * from then on is news there. A feed that was begun is not read again before.
 */
export async function beginFeeds(
  deps: MeteredDeps,
  feeds: readonly FeedTurn[],
  governed: Governed,
  now: EpochMs,
): Promise<void> {
  const needsBaseline = deps.ledger.feeds.needsBaseline()
  const rest = feeds.filter(({ id }) => needsBaseline.has(id))
  const plan = rest.length === 0 ? null : planReading(deps, rest, governed, now)
  if (plan === null) return
  const nothing = SeenMemory.of(nothingSeen)
  const read = await readDueFeeds(deps, nothing, plan, now)
  openEdition(deps, nothing, read.feeds, [], [], now)
}
