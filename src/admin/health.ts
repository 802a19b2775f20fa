/** The report of `/health`: cycles, feeds and today's usage. Contains no secrets. */

import type { CellHealth } from '../cell/api.ts'
import { type QuotaView, quotaView } from '../cell/quota-view.ts'
import { wordsFor } from '../i18n/languages.ts'
import type { CycleProblem } from '../result.ts'
import { plainOf } from '../text/telegram-html.ts'

export interface Health {
  /** Every cell answers, runs its cycles on time and has no problem. */
  readonly ok: boolean
  /** ISO 8601; null: none yet. */
  readonly lastCycle: string | null
  readonly channels: { readonly total: number; readonly paused: number }
  readonly feeds: { readonly ok: number; readonly failing: number }
  readonly waitingHeadlines: number
  /** Today's usage, UTC: spent, projected until midnight, and the plan's quota. */
  readonly spending: QuotaView['lines'] & {
    readonly kvBytes: { readonly spent: number; readonly quota: number | null }
    readonly cycles: number
    readonly feedReads: number
    readonly messages: number
  }
  /** Slowdowns to stay within quotas: quiet feeds' intervals, the slots in which feeds are read, and a cycle's maximum time in ms. */
  readonly slowed: Pick<QuotaView, 'stretch' | 'every' | 'wallMs' | 'because'>
  /** Public requests have used up their share, and are refused until midnight, UTC. */
  readonly dark: boolean
  /** Each problem and its remedy, in English. */
  readonly problems: readonly string[]
}

/** @param cells `silent`: why a cell did not answer */
export function healthOf(cells: readonly (CellHealth | { readonly silent: string })[]): Health {
  const answered = cells.flatMap((cell) => ('silent' in cell ? [] : cell))
  const silent = cells.flatMap((cell) => ('silent' in cell ? cell.silent : []))
  const sum = (count: (cell: CellHealth) => number) => answered.reduce((total, cell) => total + count(cell), 0)
  const quota = quotaView(answered)
  const times = answered.flatMap(({ lastCycleAt }) => lastCycleAt ?? [])
  return {
    ok: silent.length === 0 && answered.every(isWell),
    lastCycle: times.length === 0 ? null : new Date(Math.min(...times)).toISOString(),
    channels: { total: sum(({ channels }) => channels), paused: sum(({ paused }) => paused) },
    feeds: { ok: sum(({ feeds }) => feeds.ok), failing: sum(({ feeds }) => feeds.failing) },
    waitingHeadlines: sum(({ waiting }) => waiting),
    spending: {
      ...quota.lines,
      kvBytes: { spent: quota.stored.bytes, quota: quota.stored.quota },
      cycles: sum(({ spent }) => spent.cycles),
      feedReads: quota.feedReads,
      messages: quota.messages,
    },
    slowed: { stretch: quota.stretch, every: quota.every, wallMs: quota.wallMs, because: quota.because },
    dark: quota.isDark,
    problems: [...new Set([...silent, ...answered.flatMap(({ problems }) => problems.map(describe))])],
  }
}

function describe(problem: CycleProblem): string {
  return plainOf(wordsFor('en').problem(problem))
}

/** A stale read resolves itself within a few cycles. */
function isWell({ alive, problems }: CellHealth): boolean {
  return alive && problems.every(({ kind }) => kind === 'seen-stale')
}
