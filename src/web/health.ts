/** What `/health` says: whether cycles come when they should, how the feeds are, and what the day has cost. No secrets. */

import type { CellHealth } from '../cell/api.ts'
import { type QuotaView, quotaView } from '../cell/quota-view.ts'
import { wordsFor } from '../i18n/words.ts'
import type { CycleProblem } from '../result.ts'
import { plainOf } from '../text/telegram-html.ts'

export interface Health {
  /** Every cell answers, had a cycle when it should, and could do all of its work. */
  readonly ok: boolean
  /** ISO 8601; null before the first. */
  readonly lastCycle: string | null
  readonly channels: { readonly total: number; readonly paused: number }
  readonly feeds: { readonly ok: number; readonly failing: number }
  readonly waitingHeadlines: number
  /** Today's, in UTC: spent, projected until midnight, and the plan's quota. */
  readonly spending: QuotaView['lines'] & {
    readonly kvBytes: { readonly spent: number; readonly quota: number | null }
    readonly cycles: number
    readonly feedReads: number
    readonly messages: number
  }
  /** What was slowed so that the quotas last: quiet feeds' intervals, in how many slots feeds are read, and how long a cycle may take (ms). */
  readonly slowed: Pick<QuotaView, 'stretch' | 'every' | 'wallMs' | 'because'>
  /** Requests from outside have used up their share: pages and strangers are turned away until midnight, UTC. */
  readonly dark: boolean
  /** In words: what keeps the work from being done, and what to do about it. */
  readonly problems: readonly string[]
}

/** @param cells for one that did not answer, why */
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
