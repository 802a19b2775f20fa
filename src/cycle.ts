/** READ FIRST: one cycle of one cell, as a line of steps. What each step decides is in cycle/. */
import { ageOut } from './cycle/age-out.ts'
import { deliver } from './cycle/deliver.ts'
import type { CycleEdges } from './cycle/edges.ts'
import { type Opened, openEdition, putOpenEdition } from './cycle/edition.ts'
import { recover, saveSeen } from './cycle/memory.ts'
import { metered } from './cycle/meter.ts'
import { tellPeople } from './cycle/notices.ts'
import { readDueFeeds } from './cycle/read.ts'
import { readdressFeeds } from './cycle/readdress.ts'
import { retryLockedOut, settleUnknown } from './cycle/settle.ts'
import type { EpochMs } from './model.ts'
import type { CycleProblem, Result, StoreProblem } from './result.ts'
import type { Spent } from './store/ledger.ts'

/** `scheduled`: cron's own, the whole line. `urgent`: an owner asked for something now; no feed is read. */
export type CycleKind = 'scheduled' | 'urgent'

export interface CycleReport {
  readonly spent: Spent
  /** Items that at least one channel wanted. */
  readonly news: number
  /** What kept the cycle from doing all of its work. */
  readonly problems: readonly CycleProblem[]
}

const hourOf = (at: EpochMs): number => Math.floor(at / (60 * 60 * 1000))
/** KV writes that a cycle with news needs: its edition and `seen`. */
const WRITES_FOR_NEWS = 2

/**
 * One cycle. Whenever it dies, the next one takes up what the ledger says: see docs/guarantees.md.
 * @param now the cycle's time, epoch ms: everything is decided by it
 */
export async function runCycle(outside: CycleEdges, kind: CycleKind, now: EpochMs): Promise<CycleReport> {
  const edges = metered(outside)
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
  if (!seen.ok) problems.push(seen.problem)
  else if (ledger.spent(now).kvWrites + WRITES_FOR_NEWS > edges.settings.kvWritesADay)
    problems.push({ kind: 'kv-spent' })
  else {
    const before = ledger.channels.newUses()
    const read = kind === 'scheduled' ? await readDueFeeds(edges, seen.value, now) : null
    opened = openEdition(edges, read?.feeds ?? [], before, now)
    if (read !== null) ledger.turnsTaken(read.turns)
    if (read !== null) readdressFeeds(edges, seen.value, now)
    if (opened !== null) note(await putOpenEdition(edges, opened.cycle))
  }

  // compose → send: intent, call, receipt
  problems.push(...(await deliver(edges, now, kind === 'scheduled' && problems.length === 0)))
  const isHourly = hourOf(ledger.lastCycleAt() ?? 0) !== hourOf(now)
  ageOut(edges, opened?.channels ?? new Set(), isHourly, now)

  // put seen → commit
  if (seen.ok && ledger.openCycle()?.editionPut === true) note(await saveSeen(edges, seen.value))
  await tellPeople(edges)

  if (isHourly) ledger.prune(now)
  ledger.spend(now, { ...edges.spent(), cycles: 1 })
  return { spent: edges.spent(), news: opened?.cycle.items.length ?? 0, problems }
}
