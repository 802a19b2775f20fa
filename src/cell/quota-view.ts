/** What the day has cost in all cells, what it will cost, and what was slowed for it, as people are told it. */
import { eachQuota, type Governed, type QuotaName } from '../cycle/governor.ts'
import { limits } from '../limits.ts'
import type { CellHealth } from './cell-status.ts'

export interface QuotaLine {
  readonly spent: number
  /** By midnight, UTC, if it goes on like this. */
  readonly projected: number
  /** Null where nobody counts. */
  readonly quota: number | null
}

export interface QuotaView extends Pick<Governed, 'stretch' | 'every' | 'wallMs' | 'because' | 'spent'> {
  readonly lines: Readonly<Record<QuotaName, QuotaLine>>
  /** Bytes that KV holds, of all that it may. */
  readonly stored: { readonly bytes: number; readonly quota: number | null }
  /** Pages and strangers are turned away until midnight, UTC. */
  readonly isDark: boolean
  readonly feedReads: number
  readonly messages: number
}

/** Of several cells the sums, and of what is slowed the worst. */
export function quotaView(cells: readonly CellHealth[]): QuotaView {
  const sum = (count: (cell: CellHealth) => number) => cells.reduce((total, cell) => total + count(cell), 0)
  const limit = (quota: number) => (Number.isFinite(quota) ? quota : null)
  const line = (name: QuotaName): QuotaLine => ({
    spent: Math.ceil(sum(({ spent }) => spent[name])),
    projected: sum(({ governed }) => governed.projected[name]),
    quota: limit(sum(({ quotas }) => quotas[name])),
  })
  const governed = cells.map((cell) => cell.governed)
  const worst = governed.toSorted((one, other) => weight(other) - weight(one))[0]
  return {
    lines: eachQuota(line),
    stored: { bytes: sum(({ stored }) => stored.bytes), quota: limit(sum(({ quotas }) => quotas.kvBytes)) },
    feedReads: sum(({ spent }) => spent.feedReads),
    messages: sum(({ spent }) => spent.messages),
    stretch: worst?.stretch ?? 1,
    every: worst?.every ?? 1,
    wallMs: Math.min(limits.cycle.wallMs, ...governed.map(({ wallMs }) => wallMs)),
    isDark: cells.some((cell) => cell.isDark),
    because: worst?.because ?? null,
    spent: worst?.spent ?? null,
  }
}

const weight = ({ spent, every, stretch }: Governed) => (spent === null ? 0 : 100) + every * 8 + stretch
