/** Judges a simulation: compares the worst day and the worst invocation with the plan's quotas. Pure. */
import { limits } from '../../src/limits.ts'
import type { DaySpending, SimulationResult } from '../../test/simulation/simulate.ts'

/** Targets of the delay in live channels, in minutes after publication. */
const MEDIAN_MINUTES = 3
const P95_MINUTES = 15
/** Delays above this are not acceptable. */
const LATE_MINUTES = 15
/** Targets of a day on the Free plan, far below its quotas, for 500 feeds; in proportion for others. */
const TARGETS = { feeds: 500, kvWrites: 100, rowsRead: 1_000_000, rowsWritten: 30_000, gbSeconds: 4000 }

export interface DelayMinutes {
  readonly median: number
  readonly p95: number
  readonly p99: number
}

interface Limit {
  readonly what: string
  readonly worst: number
  readonly most: number
}

export interface Verdict {
  readonly worstDay: DaySpending
  readonly delayMinutes: DelayMinutes
  readonly quotas: readonly Limit[]
  /** Self-imposed: a run that misses some can still pass. */
  readonly targets: readonly Limit[]
  /** Whether the median is acceptable. */
  readonly isPrompt: boolean
  readonly pass: boolean
}

/** @param delays in ms, ascending */
export function delayMinutes(delays: readonly number[]): DelayMinutes {
  const at = (share: number) => {
    const delay = delays[Math.min(delays.length - 1, Math.floor(delays.length * share))] ?? 0
    return Math.round(delay / 6000) / 10
  }
  return { median: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** @param plan the paid plan has no daily quotas */
export function judge(result: SimulationResult, plan: 'free' | 'paid', feeds: number = TARGETS.feeds): Verdict {
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
  const delays = delayMinutes(result.delays)
  const scale = Math.max(1, feeds / TARGETS.feeds)
  const targets = [
    { what: 'Minutes to delivery, median', worst: delays.median, most: MEDIAN_MINUTES },
    { what: 'Minutes to delivery, 95 %', worst: delays.p95, most: P95_MINUTES },
    { what: 'KV writes a day', worst: worstDay.kvWrites, most: TARGETS.kvWrites },
    { what: 'Rows read a day', worst: worstDay.objectRowsRead, most: TARGETS.rowsRead * scale },
    { what: 'Rows written a day', worst: worstDay.objectRowsWritten, most: TARGETS.rowsWritten * scale },
    { what: 'GB-seconds a day', worst: worstDay.objectGbSeconds, most: TARGETS.gbSeconds * scale },
  ]
  const isPrompt = delays.median < LATE_MINUTES
  const isExact = result.lost.length + result.repeated.length === 0
  const pass = isPrompt && isExact && quotas.every((quota) => quota.worst <= quota.most)
  return { worstDay, delayMinutes: delays, quotas, targets, isPrompt, pass }
}
