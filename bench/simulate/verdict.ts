/** Judges a simulation: compares the worst day and the worst invocation with the plan's quotas. Pure. */
import { limits } from '../../src/limits.ts'
import type { DaySpending } from '../../test/simulation/account.ts'
import type { Delay } from '../../test/simulation/arrivals.ts'
import type { SimulationResult } from '../../test/simulation/simulate.ts'
import { type DelayMinutes, delayMinutes, delaysOf, secondsWithin } from './delays.ts'

/** Targets of the delay in live channels that do not wait, in minutes after publication; and for pushed news in seconds. */
const MEDIAN_MINUTES = 3
const P95_MINUTES = 15
const PUSHED_SECONDS = 10
/** Delays above this are not acceptable. */
const LATE_MINUTES = 15
/** Stories that leave a short document before a poll, when a publisher writes many at once: of a day's, at most. */
const MISSED_SHARE = 0.001
/** Targets of a day on the Free plan, far below its quotas, for 500 feeds; in proportion for others. */
const TARGETS = { feeds: 500, kvWrites: 100, rowsRead: 1_000_000, rowsWritten: 30_000, gbSeconds: 4000 }

interface Limit {
  readonly what: string
  readonly worst: number
  readonly most: number
}

export interface Verdict {
  readonly worstDay: DaySpending
  /** In all live channels. */
  readonly delayMinutes: DelayMinutes
  /** Where nothing waits for the channel: in instant channels, and after a pause that is longer than the gap. */
  readonly promptMinutes: DelayMinutes
  /** The same of what hubs push, within which 95 % arrive. */
  readonly pushedSeconds: number
  readonly quotas: readonly Limit[]
  /** Self-imposed: a run that misses some can still pass. */
  readonly targets: readonly Limit[]
  /** Whether the median is acceptable. */
  readonly isOnTime: boolean
  /** Whether the share of stories that were in no answer is acceptable. */
  readonly isWhole: boolean
  readonly pass: boolean
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
  const delays = delayMinutes(delaysOf(result.delays))
  const isPrompt = (delay: Delay) => delay.wait !== 'gathered'
  const prompt = delayMinutes(delaysOf(result.delays, isPrompt))
  const pushedSeconds = secondsWithin(
    delaysOf(result.delays, (delay) => delay.route === 'pushed' && isPrompt(delay)),
    0.95,
  )
  const scale = Math.max(1, feeds / TARGETS.feeds)
  const targets = [
    { what: 'Minutes without a gap, median', worst: prompt.median, most: MEDIAN_MINUTES },
    { what: 'Minutes without a gap, 95 %', worst: prompt.p95, most: P95_MINUTES },
    { what: 'Seconds if pushed, 95 %', worst: pushedSeconds, most: PUSHED_SECONDS },
    { what: 'KV writes a day', worst: worstDay.kvWrites, most: TARGETS.kvWrites },
    { what: 'Rows read a day', worst: worstDay.objectRowsRead, most: TARGETS.rowsRead * scale },
    { what: 'Rows written a day', worst: worstDay.objectRowsWritten, most: TARGETS.rowsWritten * scale },
    { what: 'GB-seconds a day', worst: worstDay.objectGbSeconds, most: TARGETS.gbSeconds * scale },
  ]
  const isOnTime = delays.median < LATE_MINUTES
  const isExact = result.lost.length + result.repeated.length === 0
  const stories = result.days.reduce((sum, day) => sum + day.stories, 0)
  const isWhole = result.missed.length <= MISSED_SHARE * stories
  const pass = isOnTime && isExact && isWhole && quotas.every((quota) => quota.worst <= quota.most)
  return {
    worstDay,
    delayMinutes: delays,
    promptMinutes: prompt,
    pushedSeconds,
    quotas,
    targets,
    isOnTime,
    isWhole,
    pass,
  }
}
