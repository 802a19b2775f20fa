/** What `/health` says: whether cycles come when they should, how the feeds are, and what the day has cost. No secrets. */

import { wordsFor } from '../bot/words/languages.ts'
import type { CellHealth } from '../cell/api.ts'
import { plainOf } from '../digest/html.ts'
import { limits } from '../limits.ts'
import type { CycleProblem } from '../result.ts'

export interface Health {
  /** Every cell answers, had a cycle when it should, and could do all of its work. */
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
  /** In words: what keeps the work from being done, and what to do about it. */
  readonly problems: readonly string[]
}

/** @param cells for one that did not answer, why */
export function healthOf(cells: readonly (CellHealth | { readonly silent: string })[]): Health {
  const answered = cells.flatMap((cell) => ('silent' in cell ? [] : cell))
  const silent = cells.flatMap((cell) => ('silent' in cell ? cell.silent : []))
  const sum = (count: (cell: CellHealth) => number) => answered.reduce((total, cell) => total + count(cell), 0)
  const times = answered.flatMap(({ lastCycleAt }) => lastCycleAt ?? [])
  return {
    ok: silent.length === 0 && answered.every(isWell),
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
    problems: [...new Set([...silent, ...answered.flatMap(({ problems }) => problems.map(inWords))])],
  }
}

/** The bot's words are Telegram HTML; here they are plain. */
function inWords(problem: CycleProblem): string {
  return plainOf(wordsFor('en').problem(problem))
}

/** A stale read mends itself in a cycle or two. */
function isWell({ alive, problems }: CellHealth): boolean {
  return alive && problems.every(({ kind }) => kind === 'seen-stale')
}
