/** The share of a day's quotas that requests from outside may use, so that cycles keep what they need. Pure. */
import { dayMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { Spending, Spent } from '../store/spending.ts'
import { projected, type Quotas } from './governor.ts'

/** The quotas that requests from outside use. */
const requestQuotas = ['objectRequests', 'rowsRead', 'rowsWritten', 'gbSeconds'] as const

export interface RequestQuotaInput {
  readonly today: Spent
  /** `nothingSpent` where there was none. */
  readonly yesterday: Spent
  readonly quotas: Quotas
}

/**
 * Whether requests have used up their share of the day, or the part of it that cycles do not need. Pages and people who are not
 * owners are then refused until midnight UTC; owners are still answered.
 */
export function isRequestQuotaSpent({ today, yesterday, quotas }: RequestQuotaInput, now: EpochMs): boolean {
  const { share, guaranteedShare, totalShare } = limits.requests
  return requestQuotas.some((name) => {
    const used = (spent: Spent) => spent.requests[name] + spent.elsewhere.requests[name]
    const cycles = projected(today[name] - used(today), yesterday[name] - used(yesterday), now)
    const left = Math.min(share * quotas[name], totalShare * quotas[name] - cycles)
    return used(today) >= Math.max(guaranteedShare * quotas[name], left)
  })
}

/** The same for a cell, by what it has recorded. */
export function refusesRequests(spending: Pick<Spending, 'of'>, quotas: Quotas, now: EpochMs): boolean {
  return isRequestQuotaSpent({ today: spending.of(now), yesterday: spending.of(now - dayMs), quotas }, now)
}

/** The same for the directory. It does not know what cycles need; cron tells it when a cell's share is used up. */
export function isDirectoryQuotaSpent({ today, quotas }: Pick<RequestQuotaInput, 'today' | 'quotas'>): boolean {
  return requestQuotas.some((name) => today.requests[name] >= limits.requests.directoryShare * quotas[name])
}

/** Thrown to a caller that is refused until midnight UTC. */
export class RequestQuotaSpent extends Error {
  override readonly name = 'RequestQuotaSpent'
}
