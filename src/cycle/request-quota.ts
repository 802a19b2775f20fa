/** Requests from outside: what they may use of a day, so that cycles have what they need. Pure. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { Spent } from '../store/spending.ts'
import { projected, type Quotas } from './governor.ts'

/** Quotas that requests from outside use up. */
const doorQuotas = ['objectRequests', 'rowsRead', 'rowsWritten', 'gbSeconds'] as const

export interface DoorsInput {
  readonly today: Spent
  /** Nothing, if there was none. */
  readonly yesterday: Spent
  readonly quotas: Quotas
}

/**
 * Whether a cell's doors are closed until midnight, UTC: pages and strangers have used up their share, or what cycles leave
 * of it. Owners are still answered.
 */
export function areDoorsDark({ today, yesterday, quotas }: DoorsInput, now: EpochMs): boolean {
  const { share, guaranteedShare, totalShare } = limits.doors
  return doorQuotas.some((name) => {
    const used = (spent: Spent) => spent.doors[name] + spent.elsewhere.doors[name]
    const cycles = projected(today[name] - used(today), yesterday[name] - used(yesterday), now)
    const left = Math.min(share * quotas[name], totalShare * quotas[name] - cycles)
    return used(today) >= Math.max(guaranteedShare * quotas[name], left)
  })
}

/** The same for the directory, which does not know what cells need: they tell it when theirs are closed. */
export function isDirectoryDark({ today, quotas }: Pick<DoorsInput, 'today' | 'quotas'>): boolean {
  return doorQuotas.some((name) => today.doors[name] >= limits.doors.directoryShare * quotas[name])
}

/** Thrown to a caller whose door is closed for today. */
export class DoorsAreDark extends Error {
  override readonly name = 'DoorsAreDark'
}
