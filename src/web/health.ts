/** What `/health` says: whether cycles come when they should, how the feeds are, and what the day has cost. No secrets. */
import type { CellHealth } from '../cell/api.ts'
import { limits } from '../limits.ts'

export interface Health {
  /** Every cell answers, and had a cycle when it should. */
  readonly ok: boolean
  /** ISO 8601; null before the first. */
  readonly lastCycle: string | null
  readonly channels: { readonly total: number; readonly paused: number }
  readonly feeds: { readonly ok: number; readonly failing: number }
  readonly waitingHeadlines: number
  /** Today's, in UTC, and the day's quota on the Workers Free plan. */
  readonly spending: Readonly<Record<'kvReads' | 'kvWrites', { readonly spent: number; readonly quota: number }>> & {
    readonly cycles: number
    readonly feedReads: number
    readonly messages: number
  }
  /** Cells that did not answer. */
  readonly silentCells: number
}

/** @param cells null for one that did not answer */
export function healthOf(cells: readonly (CellHealth | null)[]): Health {
  const answered = cells.flatMap((cell) => cell ?? [])
  const sum = (count: (cell: CellHealth) => number) => answered.reduce((total, cell) => total + count(cell), 0)
  const times = answered.flatMap(({ lastCycleAt }) => lastCycleAt ?? [])
  return {
    ok: answered.length === cells.length && answered.every(({ alive }) => alive),
    lastCycle: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
    channels: { total: sum(({ channels }) => channels), paused: sum(({ paused }) => paused) },
    feeds: { ok: sum(({ feeds }) => feeds.ok), failing: sum(({ feeds }) => feeds.failing) },
    waitingHeadlines: sum(({ waiting }) => waiting),
    spending: {
      kvReads: { spent: sum(({ spent }) => spent.kvReads), quota: limits.free.kvReadsADay },
      kvWrites: { spent: sum(({ spent }) => spent.kvWrites), quota: limits.free.kvWritesADay },
      cycles: sum(({ spent }) => spent.cycles),
      feedReads: sum(({ spent }) => spent.feedReads),
      messages: sum(({ spent }) => spent.messages),
    },
    silentCells: cells.length - answered.length,
  }
}
