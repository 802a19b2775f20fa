/** READ FIRST: one cycle of one cell, as a line of steps. What each step decides is in cycle/. */

import { ageOut, forgetClosed } from './cycle/age-out.ts'
import { alertOperators } from './cycle/alert-operators.ts'
import { beginFeeds } from './cycle/begin-feeds.ts'
import { type CellSummary, summarise } from './cycle/cell-summary.ts'
import { deliver } from './cycle/deliver.ts'
import type { CycleDeps } from './cycle/deps.ts'
import { composeDueDigests } from './cycle/due-digests.ts'
import { type Opened, openEdition, putOpenEdition } from './cycle/edition.ts'
import { tellImports } from './cycle/import-progress.ts'
import { type CycleFailure, metered } from './cycle/metered-deps.ts'
import { governDay, planReading, wallOf } from './cycle/plan.ts'
import { readDueFeeds } from './cycle/read-due-feeds.ts'
import { readdressFeeds } from './cycle/readdress-feeds.ts'
import { retryLockedOut, settleUnknown } from './cycle/reconcile.ts'
import { recover, saveSeen } from './cycle/seen-memory.ts'
import { tellPeople } from './cycle/tell-people.ts'
import { hourMs } from './limits.ts'
import type { EpochMs } from './model.ts'
import type { CycleProblem, Result, StoreProblem } from './result.ts'
import type { Spent } from './store/spending.ts'

/** `scheduled`: cron's own, the whole line. `urgent`: an owner asked for something now; no feed is read. */
export type CycleKind = 'scheduled' | 'urgent'

export interface CycleReport {
  readonly spent: Spent
  /** Items that at least one channel wanted. */
  readonly news: number
  /** What kept the cycle from doing all of its work. */
  readonly problems: readonly CycleProblem[]
  /** What went wrong with single feeds and messages. */
  readonly failures: readonly CycleFailure[]
  readonly summary: CellSummary
}

const hourOf = (at: EpochMs): number => Math.floor(at / hourMs)

/**
 * One cycle. Whenever it dies, the next one takes up what the ledger says: see docs/guarantees.md.
 * @param now the cycle's time, epoch ms: everything is decided by it
 */
export async function runCycle(outside: CycleDeps, kind: CycleKind, now: EpochMs): Promise<CycleReport> {
  const deps = metered(outside, wallOf(outside, now))
  const { ledger } = deps
  const problems: CycleProblem[] = []
  const note = (done: Result<unknown, StoreProblem>) => {
    if (!done.ok) problems.push(done.problem)
  }

  // recover: settle what an earlier cycle left unknown, and finish the cycle that died
  if (kind === 'scheduled') {
    await settleUnknown(deps, now)
    await retryLockedOut(deps, now)
  }
  const seen = await recover(deps, now, problems)

  // plan → read feeds → absorb → put edition
  let opened: Opened | null = null
  let isRead = false
  const feeds = ledger.feeds.turns()
  const governed = governDay(deps, feeds, now)
  const sharedWith = !seen.ok && seen.problem.kind === 'namespace-shared' ? seen.problem.bot : null
  if (!seen.ok) problems.push(seen.problem)
  else if (governed.spent !== null) problems.push({ kind: 'quota-spent', quota: governed.spent })
  else {
    const before = ledger.subscriptions.newUses()
    const plan = kind === 'scheduled' ? planReading(deps, feeds, governed, now) : null
    const read = plan === null ? null : await readDueFeeds(deps, seen.value, plan, now)
    isRead = read !== null
    if (read?.isSeenLost === true) problems.push({ kind: 'seen-lost' })
    opened = openEdition(deps, seen.value, read?.feeds ?? [], ledger.deliveries.wanted(), before, now)
    if (read !== null) ledger.turnsTaken(read.turns)
    if (read !== null) readdressFeeds(deps, seen.value, now)
    if (opened !== null) note(await putOpenEdition(deps, opened.cycle, seen.value, now))
  }
  // Nothing is news while KV holds another bot's memory: feeds begin anew in the ledger.
  if (sharedWith !== null && kind === 'scheduled' && governed.spent === null)
    await beginFeeds(deps, feeds, governed, now)

  // compose → send: intent, call, receipt
  problems.push(...composeDueDigests(deps, now, isRead && problems.length === 0))
  problems.push(...(await deliver(deps, now)))
  const isHourly = hourOf(ledger.lastCycleAt() ?? 0) !== hourOf(now)
  ageOut(deps, opened?.channels ?? new Set(), isHourly, now)

  // put seen → commit
  if (seen.ok && ledger.openCycle()?.editionPut === true) note(await saveSeen(deps, seen.value))

  // tell: operators and owners, what they ought to know
  if (kind === 'scheduled') await alertOperators(deps, sharedWith, now)
  await tellPeople(deps)
  if (kind === 'scheduled') await tellImports(deps)

  if (isHourly) await forgetClosed(deps, now)
  if (isHourly) ledger.prune(now)
  // What is read after the account is written would have to be written down as well.
  const counted = summarise(ledger, feeds, governed, problems, isHourly, now)
  ledger.spending.add(now, { ...deps.spent(), cycles: 1 }, outside.elsewhere)
  const summary = { ...counted, spent: ledger.spending.of(now) }
  return { spent: deps.spent(), news: opened?.cycle.items.length ?? 0, problems, failures: deps.failures, summary }
}
