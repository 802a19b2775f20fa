/** How a cell is at the end of a cycle, from what the cycle knows anyway: whoever asks later is told this, and nothing is counted again. */
import type { EpochMs } from '../model.ts'
import type { CycleProblem } from '../result.ts'
import type { FeedTurn } from '../store/feed-row.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Spent, Stored } from '../store/spending.ts'
import type { Governed } from './governor.ts'

export interface CellSummary {
  readonly channels: number
  readonly paused: number
  readonly feeds: { readonly ok: number; readonly failing: number }
  /** Headlines that wait for a digest. */
  readonly waiting: number
  /** Of the cycle's day (UTC). */
  readonly spent: Spent
  readonly stored: Stored
  readonly governed: Governed
  /** What kept the cycle from doing all of its work. */
  readonly problems: readonly CycleProblem[]
}

/** Up to so many waiting headlines are counted in every cycle; more, which are a row each, once an hour. */
const COUNTED = 200

/** @param feeds all that some channel uses */
export function summarise(
  ledger: Ledger,
  feeds: readonly FeedTurn[],
  governed: Governed,
  problems: readonly CycleProblem[],
  isHourly: boolean,
  now: EpochMs,
): CellSummary {
  const channels = ledger.channels.all()
  const used = new Set(feeds.map(({ id }) => id))
  const failing = ledger.feeds.failing().filter((id) => used.has(id)).length
  const before = lastSummary(ledger)?.waiting ?? 0
  return {
    channels: channels.length,
    paused: channels.filter(({ channel }) => channel.pause !== null).length,
    feeds: { ok: feeds.length - failing, failing },
    waiting: isHourly || before <= COUNTED ? ledger.deliveries.waitingInAll() : before,
    spent: ledger.spending.of(now),
    stored: ledger.spending.stored(),
    governed,
    problems: problems.map(forEverybody),
  }
}

/** Without what is for the log only. */
function forEverybody(problem: CycleProblem): CycleProblem {
  if (problem.kind === 'kv-failed') return { kind: problem.kind, key: problem.key }
  return problem.kind === 'channel-failed' ? { kind: problem.kind, channel: problem.channel } : problem
}

/** What the last cycle left; null before the first. At most one row. */
export function lastSummary(ledger: Ledger): CellSummary | null {
  // Written by `summarise`, by way of the runner, and by nothing else.
  return (ledger.lastCycle()?.summary ?? null) as CellSummary | null
}
