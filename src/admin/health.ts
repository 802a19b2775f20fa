/** The answer of `/health`: whether cycles run on time, the state of feeds and channels, and today's usage. No secrets. */
import type { CellHealth } from '../cell/cell-status.ts'
import { type QuotaView, quotaView } from '../cell/quota-view.ts'
import { textsFor } from '../i18n/texts.ts'
import { secondMs } from '../limits.ts'
import type { CycleProblem } from '../result.ts'
import { plainOf } from '../text/telegram-html.ts'

export interface Health {
  /** Every cell answers, runs cycles on time, and reports no problem. */
  readonly ok: boolean
  /** ISO 8601; null: no cycle yet. */
  readonly lastCycle: string | null
  /** The longest time between two cycles, as cron is configured. */
  readonly everySeconds: number
  readonly channels: { readonly total: number; readonly paused: number }
  readonly feeds: { readonly ok: number; readonly failing: number }
  readonly waitingHeadlines: number
  /** Today (UTC): spent, projected until midnight, and the plan's quota. */
  readonly spending: QuotaView['lines'] & {
    readonly kvBytes: { readonly spent: number; readonly quota: number | null }
    readonly cycles: number
    readonly feedReads: number
    readonly messages: number
  }
  /** How polling is slowed to stay within the quotas: intervals of quiet feeds, cycles that share the polls, and the longest cycle (ms). */
  readonly slowed: Pick<QuotaView, 'stretch' | 'every' | 'wallMs' | 'because'>
  /** Requests from outside are refused until midnight UTC, as their quota is spent. */
  readonly dark: boolean
  /** What is wrong and what to do about it, in words. */
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
    everySeconds: Math.max(0, ...answered.map(({ everyMs }) => everyMs)) / secondMs,
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
    dark: quota.isRequestQuotaSpent,
    problems: [...new Set([...silent, ...answered.flatMap(({ problems }) => problems.map(inWords))])],
  }
}

/** The bot's text, which is Telegram HTML, as plain text. */
function inWords(problem: CycleProblem): string {
  return plainOf(textsFor('en').problem(problem))
}

/** A stale KV read resolves itself within two cycles. */
function isWell({ alive, problems }: CellHealth): boolean {
  return alive && problems.every(({ kind }) => kind === 'seen-stale')
}
