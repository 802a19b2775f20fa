/** Today's usage of all cells, its projection, and how polling is slowed to stay within the quotas. */
import { eachQuota, type Governed, type QuotaName } from '../cycle/governor.ts'
import { limits } from '../limits.ts'
import type { CellHealth } from './cell-status.ts'

export interface QuotaLine {
  readonly spent: number
  /** Expected until midnight UTC. */
  readonly projected: number
  /** Null: unlimited. */
  readonly quota: number | null
}

export interface QuotaView extends Pick<Governed, 'stretch' | 'every' | 'wallMs' | 'because' | 'spent'> {
  readonly lines: Readonly<Record<QuotaName, QuotaLine>>
  /** Neurons of Workers AI; null: there is no language model. `quota`: what the bot may spend. */
  readonly neurons: { readonly spent: number; readonly quota: number } | null
  /** Bytes in KV. */
  readonly stored: { readonly bytes: number; readonly quota: number | null }
  /** Requests from outside are refused until midnight UTC. */
  readonly isRequestQuotaSpent: boolean
  /** The longest time between two cycles, ms. */
  readonly everyMs: number
  readonly feedReads: number
  readonly messages: number
}

/** Sums over all cells; the slowing is that of the slowest cell. */
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
    neurons: cells.every(({ neuronsADay = null }) => neuronsADay === null)
      ? null
      : { spent: Math.ceil(sum(({ spent }) => spent.neurons)), quota: sum(({ neuronsADay }) => neuronsADay ?? 0) },
    stored: { bytes: sum(({ stored }) => stored.bytes), quota: limit(sum(({ quotas }) => quotas.kvBytes)) },
    everyMs: Math.max(0, ...cells.map(({ everyMs }) => everyMs)),
    feedReads: sum(({ spent }) => spent.feedReads),
    messages: sum(({ spent }) => spent.messages),
    stretch: worst?.stretch ?? 1,
    every: worst?.every ?? 1,
    wallMs: Math.min(limits.cycle.wallMs, ...governed.map(({ wallMs }) => wallMs)),
    isRequestQuotaSpent: cells.some((cell) => cell.isRequestQuotaSpent),
    because: worst?.because ?? null,
    spent: worst?.spent ?? null,
  }
}

const weight = ({ spent, every, stretch }: Governed) => (spent === null ? 0 : 100) + every * 8 + stretch
