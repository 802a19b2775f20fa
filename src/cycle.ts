/** READ FIRST: one cycle of one cell, as a line of steps. What each step decides is in cycle/. */

import { ageOut, forgetClosed } from './cycle/age-out.ts'
import { alertOperators } from './cycle/alert.ts'
import { beginFeeds } from './cycle/begin.ts'
import { deliver } from './cycle/deliver.ts'
import { composeDueDigests } from './cycle/due-digests.ts'
import type { CycleEdges } from './cycle/edges.ts'
import { type Opened, openEdition, putOpenEdition } from './cycle/edition.ts'
import { tellImports } from './cycle/imports.ts'
import { recover, saveSeen } from './cycle/memory.ts'
import { type CycleFailure, metered } from './cycle/meter.ts'
import { tellPeople } from './cycle/notices.ts'
import { governDay, planReading, wallOf } from './cycle/plan.ts'
import { readDueFeeds } from './cycle/read.ts'
import { readdressFeeds } from './cycle/readdress.ts'
import { retryLockedOut, settleUnknown } from './cycle/settle.ts'
import { type CellSummary, summarise } from './cycle/summary.ts'
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

const hourOf = (at: EpochMs): number => Math.floor(at / (60 * 60 * 1000))

/**
 * One cycle. Whenever it dies, the next one takes up what the ledger says: see docs/guarantees.md.
 * @param now the cycle's time, epoch ms: everything is decided by it
 */
export async function runCycle(outside: CycleEdges, kind: CycleKind, now: EpochMs): Promise<CycleReport> {
  const edges = metered(outside, wallOf(outside, now))
  const { ledger } = edges
  const problems: CycleProblem[] = []
  const note = (done: Result<unknown, StoreProblem>) => {
    if (!done.ok) problems.push(done.problem)
  }

  // recover: settle what an earlier cycle left unknown, and finish the cycle that died
  if (kind === 'scheduled') {
    await settleUnknown(edges, now)
    await retryLockedOut(edges, now)
  }
  const seen = await recover(edges, now, problems)

  // plan → read feeds → absorb → put edition
  let opened: Opened | null = null
  let isRead = false
  const feeds = ledger.feeds.turns()
  const governed = governDay(edges, feeds, now)
  const sharedWith = !seen.ok && seen.problem.kind === 'namespace-shared' ? seen.problem.bot : null
  if (!seen.ok) problems.push(seen.problem)
  else if (governed.spent !== null) problems.push({ kind: 'quota-spent', quota: governed.spent })
  else {
    const before = ledger.subscriptions.newUses()
    const plan = kind === 'scheduled' ? planReading(edges, feeds, governed, now) : null
    const read = plan === null ? null : await readDueFeeds(edges, seen.value, plan, now)
    isRead = read !== null
    if (read?.isSeenLost === true) problems.push({ kind: 'seen-lost' })
    opened = openEdition(edges, seen.value, read?.feeds ?? [], ledger.deliveries.wanted(), before, now)
    if (read !== null) ledger.turnsTaken(read.turns)
    if (read !== null) readdressFeeds(edges, seen.value, now)
    if (opened !== null) note(await putOpenEdition(edges, opened.cycle, seen.value, now))
  }
  // Nothing is news while KV holds another bot's memory: feeds begin anew in the ledger.
  if (sharedWith !== null && kind === 'scheduled' && governed.spent === null)
    await beginFeeds(edges, feeds, governed, now)

  // compose → send: intent, call, receipt
  problems.push(...composeDueDigests(edges, now, isRead && problems.length === 0))
  problems.push(...(await deliver(edges, now)))
  const isHourly = hourOf(ledger.lastCycleAt() ?? 0) !== hourOf(now)
  ageOut(edges, opened?.channels ?? new Set(), isHourly, now)

  // put seen → commit
  if (seen.ok && ledger.openCycle()?.editionPut === true) note(await saveSeen(edges, seen.value))

  // tell: operators and owners, what they ought to know
  if (kind === 'scheduled') await alertOperators(edges, sharedWith, now)
  await tellPeople(edges)
  if (kind === 'scheduled') await tellImports(edges)

  if (isHourly) await forgetClosed(edges, now)
  if (isHourly) ledger.prune(now)
  // What is read after the account is written would have to be written down as well.
  const counted = summarise(ledger, feeds, governed, problems, isHourly, now)
  ledger.spending.add(now, { ...edges.spent(), cycles: 1 }, outside.elsewhere)
  const summary = { ...counted, spent: ledger.spending.of(now) }
  return { spent: edges.spent(), news: opened?.cycle.items.length ?? 0, problems, failures: edges.failures, summary }
}
