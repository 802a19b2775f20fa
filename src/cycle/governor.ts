/** Keeps a day within its quotas: projects what the day will cost, and slows polling where needed. Pure. */
import { intervalOf } from '../feed/schedule.ts'
import { dayMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { FeedPollState } from '../store/feed-row.ts'
import type { Spent, Stored } from '../store/spending.ts'

/** What a cell may spend in a day and store in KV; Infinity where there is no quota. */
export interface Quotas {
  readonly kvReads: number
  readonly kvWrites: number
  readonly rowsRead: number
  readonly rowsWritten: number
  readonly objectRequests: number
  /** Time awake times memory. */
  readonly gbSeconds: number
  /** In total, not a day. */
  readonly kvBytes: number
}

export const quotaNames = ['kvReads', 'kvWrites', 'rowsRead', 'rowsWritten', 'objectRequests', 'gbSeconds'] as const
export type QuotaName = (typeof quotaNames)[number]

/** A value for each quota. */
export function eachQuota<Value>(make: (name: QuotaName) => Value): Readonly<Record<QuotaName, Value>> {
  return {
    kvReads: make('kvReads'),
    kvWrites: make('kvWrites'),
    rowsRead: make('rowsRead'),
    rowsWritten: make('rowsWritten'),
    objectRequests: make('objectRequests'),
    gbSeconds: make('gbSeconds'),
  }
}

/** A cell's share of a plan's quotas. */
export function quotasFor(plan: 'free' | 'paid', cells: number): Quotas {
  if (plan === 'paid') {
    const none = Number.POSITIVE_INFINITY
    return { ...eachQuota(() => none), kvBytes: none }
  }
  const { free } = limits
  const share = (quota: number) => Math.floor(quota / cells)
  return {
    kvReads: share(free.kvReadsADay),
    kvWrites: share(free.kvWritesADay),
    rowsRead: share(free.objectRowsReadADay),
    rowsWritten: share(free.objectRowsWrittenADay),
    objectRequests: share(free.objectRequestsADay),
    gbSeconds: share(free.objectGbSecondsADay),
    kvBytes: share(free.kvBytes),
  }
}

const { plannedShare, spentShare, pollsAtLeastEveryMs, fullShare, linkDaysAtLeast } = limits.quotas
/** Factors for the intervals of quiet feeds. */
const stretches = [1, 2, 4, 8] as const
/** Feeds that a cycle can poll. */
const feedsACycle = limits.feed.feedsACall * limits.feed.callsACycle

/** The forecast for a day, and the limits for polling that follow from it. */
export interface Governed {
  /** What the whole day will cost at the present rate. */
  readonly projected: Readonly<Record<QuotaName, number>>
  /** Factor for the intervals of quiet feeds. */
  readonly stretch: number
  /** Feeds are polled in every n-th cycle; 1: in each. */
  readonly every: number
  /** Maximum wall time of a cycle, ms. */
  readonly wallMs: number
  /** The quota that is used up: no polling until midnight UTC. */
  readonly spent: QuotaName | null
  /** The reason for slowing down; null: none. */
  readonly because: QuotaName | 'feeds' | null
}

export interface DayInput {
  readonly today: Spent
  /** `nothingSpent` where there was none. */
  readonly yesterday: Spent
  readonly quotas: Quotas
}

export interface GovernorInput extends DayInput {
  readonly feeds: readonly Pick<FeedPollState, 'publishHistory' | 'pollingHints' | 'isPushed'>[]
  /** The longest time between two cycles, ms. */
  readonly everyMs: number
}

/** What a day will cost at the present rate, and each sum as a part of what is planned for. */
export function forecast({ today, yesterday, quotas }: DayInput, now: EpochMs) {
  const byMidnight = eachQuota((name) => projected(today[name], yesterday[name], now))
  return { byMidnight, load: (name: QuotaName) => byMidnight[name] / (plannedShare * quotas[name]) }
}

/** @param now the cycle's time; quotas count by its day (UTC) */
export function govern({ today, yesterday, quotas, feeds, everyMs }: GovernorInput, now: EpochMs): Governed {
  const { byMidnight, load } = forecast({ today, yesterday, quotas }, now)
  const heaviest = quotaNames.reduce((one, other) => (load(other) > load(one) ? other : one))
  const forQuota = stretches.find((stretch) => load(heaviest) <= 1 + (stretch - 1) / 4) ?? 8
  const isRoom = (stretch: number) => pollsACycle(feeds, everyMs, stretch, now) <= plannedShare * feedsACycle
  const forFeeds = stretches.find(isRoom) ?? 8
  const spent = quotaNames.find((name) => today[name] > spentShare * quotas[name]) ?? null
  const wallMs = cycleWall({ today, yesterday, quotas, everyMs }, now)
  const everyAtMost = Math.max(1, Math.floor(pollsAtLeastEveryMs / everyMs))
  const every = Math.min(everyAtMost, Math.ceil(limits.cycle.readingMs / Math.max(1, wallMs)))
  const because =
    every > 1 ? 'gbSeconds' : forQuota > 1 && forQuota >= forFeeds ? heaviest : forFeeds > 1 ? 'feeds' : null
  return {
    projected: byMidnight,
    stretch: Math.max(forQuota, forFeeds),
    every,
    wallMs,
    spent,
    because: spent ?? because,
  }
}

/** Forecast of a day's cost from today's so far and yesterday's. */
export function projected(today: number, yesterday: number, now: EpochMs): number {
  const elapsedShare = (now % dayMs) / dayMs
  // Early in the day its own rate means little.
  const rate = Math.max(yesterday, elapsedShare > 0.1 ? today / elapsedShare : 0)
  return Math.round(today + (1 - elapsedShare) * rate)
}

/**
 * Maximum wall time of a cycle, ms. Waiting for a slow Telegram or for slow feeds keeps the object awake: when the day's time
 * would run out, each cycle gets an equal share of the rest.
 */
export function cycleWall(
  { today, yesterday, quotas, everyMs }: Pick<GovernorInput, 'today' | 'yesterday' | 'quotas' | 'everyMs'>,
  now: EpochMs,
): number {
  const { wallMs } = limits.cycle
  const planned = plannedShare * quotas.gbSeconds
  if (projected(today.gbSeconds, yesterday.gbSeconds, now) <= planned) return wallMs
  const cycles = Math.max(1, (dayMs - (now % dayMs)) / everyMs)
  const share = Math.max(0, planned - today.gbSeconds) / cycles
  return Math.min(wallMs, Math.floor((share / limits.object.memoryGb) * 1000))
}

/** Mean number of feeds due in a cycle. */
function pollsACycle(feeds: GovernorInput['feeds'], everyMs: number, stretch: number, now: EpochMs): number {
  if (feeds.length <= plannedShare * feedsACycle) return 0
  return feeds.reduce((sum, feed) => sum + Math.min(1, everyMs / intervalOf(feed, now, stretch)), 0)
}

/**
 * Lifetime of a new edition's links in days; 0: for ever. The operator's setting, unless KV is nearly full: then as long as the
 * remaining space allows at the present rate.
 * @param bytesADay size of a day's editions
 */
export function linkDays(set: number, { bytes, forEver }: Stored, bytesADay: number, quota: number): number {
  if (bytes <= fullShare * quota) return set
  const room = Math.max(0, spentShare * quota - forEver)
  const days = Math.max(linkDaysAtLeast, Math.floor(room / Math.max(1, bytesADay)))
  return set === 0 ? days : Math.min(set, days)
}
