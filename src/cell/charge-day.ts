/** Books what the operator's commands spend, within their share of the day's quotas. */
import type { Quotas } from '../cycle/governor.ts'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { nothingSpent, type Spending } from '../store/spending.ts'
import type { OperatorCost } from './cell-api.ts'

const { quotaShare } = limits.operator

interface ChargeDeps {
  readonly spending: Pick<Spending, 'of' | 'add'>
}

/** @returns whether there was room; only then is the cost booked */
export function chargeDay({ spending }: ChargeDeps, quotas: Quotas, cost: OperatorCost, now: EpochMs): boolean {
  const today = spending.of(now)
  const hasRoom =
    today.kvReads + cost.kvReads <= quotaShare * quotas.kvReads &&
    today.kvWrites + cost.kvWrites <= quotaShare * quotas.kvWrites
  if (hasRoom) spending.add(now, { ...nothingSpent, ...cost })
  return hasRoom
}
