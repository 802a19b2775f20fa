/** Judges a simulation: compares the worst day and the worst invocation with the plan's quotas. Pure. */
import { limits } from '../../src/limits.ts'
import type { DaySpending, SimulationResult } from '../../test/simulation/simulate.ts'

/** Upper limit of the median delay in live channels, in minutes after publication. */
const MEDIAN_MINUTES = 15

export interface Verdict {
  readonly worstDay: DaySpending
  readonly delayMinutes: { readonly median: number; readonly p95: number; readonly p99: number }
  readonly quotas: readonly { readonly what: string; readonly worst: number; readonly most: number }[]
  /** Whether news is delivered in time. */
  readonly isPrompt: boolean
  readonly pass: boolean
}

/** @param plan the paid plan has no daily quotas */
export function judge(result: SimulationResult, plan: 'free' | 'paid'): Verdict {
  const worst = (name: keyof DaySpending) => Math.max(0, ...result.days.map((day) => day[name]))
  const worstDay: DaySpending = {
    kvReads: worst('kvReads'),
    kvWrites: worst('kvWrites'),
    kvLists: worst('kvLists'),
    kvDeletes: worst('kvDeletes'),
    objectRequests: worst('objectRequests'),
    objectGbSeconds: worst('objectGbSeconds'),
    objectRowsWritten: worst('objectRowsWritten'),
    messages: worst('messages'),
    objectRowsRead: worst('objectRowsRead'),
    stories: worst('stories'),
    feedReads: worst('feedReads'),
  }
  const { free } = limits
  const invocation = [
    {
      what: 'External subrequests an invocation',
      worst: result.invocation.external.most,
      most: limits[plan].externalSubrequests,
    },
    {
      what: 'Internal subrequests an invocation',
      worst: result.invocation.internal.most,
      most: free.internalSubrequests,
    },
  ]
  const daily = [
    { what: 'KV reads a day', worst: worstDay.kvReads, most: free.kvReadsADay },
    { what: 'KV writes a day', worst: worstDay.kvWrites, most: free.kvWritesADay },
    { what: 'KV lists a day', worst: worstDay.kvLists, most: free.kvListsADay },
    { what: 'KV deletes a day', worst: worstDay.kvDeletes, most: free.kvDeletesADay },
    { what: 'KV bytes in all', worst: result.kvUnits, most: free.kvBytes },
    { what: 'Requests to objects a day', worst: worstDay.objectRequests, most: free.objectRequestsADay },
    { what: 'GB-seconds of objects a day', worst: worstDay.objectGbSeconds, most: free.objectGbSecondsADay },
    { what: 'Rows written a day', worst: worstDay.objectRowsWritten, most: free.objectRowsWrittenADay },
    { what: 'Rows read a day, estimated', worst: worstDay.objectRowsRead, most: free.objectRowsReadADay },
  ]
  const quotas = plan === 'free' ? [...invocation, ...daily] : invocation
  const { delays } = result
  const at = (share: number) => {
    const delay = delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0
    return Math.round(delay / 6000) / 10
  }
  const delayMinutes = { median: at(0.5), p95: at(0.95), p99: at(0.99) }
  const isPrompt = delayMinutes.median < MEDIAN_MINUTES
  const isExact = result.lost.length + result.repeated.length === 0
  const pass = isPrompt && isExact && quotas.every((quota) => quota.worst <= quota.most)
  return { worstDay, delayMinutes, quotas, isPrompt, pass }
}
