/** A cell's state at the end of a cycle. Status requests return it, so that they need not count again. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { CycleProblem } from '../result.ts'
import type { FeedPollState } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import { readSpent, type Spent, type Stored, storedSpent } from '../store/spending.ts'
import type { Governed } from './governor.ts'

export interface CellSummary {
  readonly channels: number
  readonly paused: number
  /** Readers' selections, which are no channels. */
  readonly readers: number
  readonly feeds: { readonly ok: number; readonly failing: number }
  /** Headlines that wait for a digest. */
  readonly waiting: number
  /** Usage of the cycle's day (UTC). */
  readonly spent: Spent
  readonly stored: Stored
  readonly governed: Governed
  /** Problems that kept the cycle from finishing its work. */
  readonly problems: readonly CycleProblem[]
}

/** @param feeds every feed that some channel uses */
export function summarise(
  ledger: Ledger,
  feeds: readonly FeedPollState[],
  governed: Governed,
  problems: readonly CycleProblem[],
  isHourly: boolean,
  now: EpochMs,
): CellSummary {
  const channels = ledger.channels.all()
  const used = new Set(feeds.map(({ id }) => id))
  const failing = ledger.feeds.failing().filter((id) => used.has(id)).length
  const last = lastSummary(ledger)
  const before = last?.waiting ?? 0
  return {
    channels: channels.length,
    paused: channels.filter(({ channel }) => channel.pause !== null).length,
    readers: isHourly || last === null ? ledger.channels.countSelections() : last.readers,
    feeds: { ok: feeds.length - failing, failing },
    waiting: isHourly || before <= limits.cycle.countedHeadlines ? ledger.deliveries.waitingInAll() : before,
    spent: ledger.spending.of(now),
    stored: ledger.spending.stored(),
    governed,
    problems: problems.map(withoutDetails),
  }
}

/** Without the fields for the log. */
function withoutDetails(problem: CycleProblem): CycleProblem {
  if (problem.kind === 'kv-failed') return { kind: problem.kind, key: problem.key }
  return problem.kind === 'channel-failed' ? { kind: problem.kind, channel: problem.channel } : problem
}

/** The form in which the ledger stores it. */
export function storedSummary(summary: CellSummary): object {
  return { ...summary, spent: storedSpent(summary.spent) }
}

/** The summary of the last cycle; null before the first. Reads at most one row. */
export function lastSummary(ledger: Ledger): CellSummary | null {
  // Only `storedSummary` makes it.
  const stored = (ledger.lastCycle()?.summary ?? null) as CellSummary | null
  // Earlier versions stored no readers.
  return stored === null ? null : { ...stored, readers: stored.readers ?? 0, spent: readSpent(stored.spent) }
}
