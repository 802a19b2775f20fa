/** Keeps a day within its quotas: tells from what was spent what the day will cost, and what has to be slowed for it. Pure. */
import { intervalOf } from '../feed/schedule.ts'
import { dayMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { FeedTurn } from '../store/feed-row.ts'
import type { Spent, Stored } from '../store/spending.ts'

/** What a cell may spend in a day, and keep in KV; Infinity where nobody counts. */
export interface Quotas {
  readonly kvReads: number
  readonly kvWrites: number
  readonly rowsRead: number
  readonly rowsWritten: number
  readonly objectRequests: number
  /** Time that objects are awake, in GB-seconds. */
  readonly gbSeconds: number
  /** In all, not a day. */
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

/** A plan's quotas, shared by so many cells. */
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

/** KV writes that a cycle with news needs: its edition and `seen`; with the texts of its items one more. */
const writesForNews = (isReading: boolean): number => (isReading ? 3 : 2)
/** So much of a quota is planned for: the rest is for what nobody foresees. */
const PLANNED = 0.9
/** From here on feeds rest until midnight: what is left is for messages and commands. */
const SPENT = 0.97
/** By so much quiet feeds' intervals are stretched at most. */
const stretches = [1, 2, 4, 8] as const
/** Feeds are read in one of so many slots at most: an hour's. */
const EVERY_AT_MOST = 12

/** How a day is going, and what follows from it. */
export interface Governed {
  /** What the day will have cost at its end, if it goes on like this. */
  readonly projected: Readonly<Record<QuotaName, number>>
  /** Quiet feeds' own intervals are longer by so much. */
  readonly stretch: number
  /** Feeds are read in one of so many slots of the grid. */
  readonly every: number
  /** How long a cycle may take, ms. */
  readonly wallMs: number
  /** Used up: nothing is read until midnight, UTC. */
  readonly spent: QuotaName | null
  /** What asks for it; null: nothing is slowed. */
  readonly because: QuotaName | 'feeds' | null
}

export interface GovernorInput {
  readonly today: Spent
  /** Nothing, if there was none. */
  readonly yesterday: Spent
  readonly quotas: Quotas
  readonly feeds: readonly Pick<FeedTurn, 'id' | 'publishHistory' | 'asked'>[]
  /** Some channel has reading pages: the texts of items are kept as well. */
  readonly isReading: boolean
}

/** @param now the cycle's time, by whose day (UTC) quotas are counted */
export function govern({ today, yesterday, quotas, feeds, isReading }: GovernorInput, now: EpochMs): Governed {
  const over = (now % dayMs) / dayMs
  const byMidnight = eachQuota((name) => projected(today[name], yesterday[name], now))
  const load = (name: QuotaName) => byMidnight[name] / (PLANNED * quotas[name])
  const heaviest = quotaNames.reduce((one, other) => (load(other) > load(one) ? other : one))
  const forQuota = stretches.find((stretch) => load(heaviest) <= 1 + (stretch - 1) / 4) ?? 8
  const forFeeds = stretches.find((stretch) => readingsACycle(feeds, stretch, now) <= PLANNED * READINGS) ?? 8
  const writes = writesForNews(isReading)
  const needed = (name: QuotaName) => (name === 'kvWrites' ? writes : 0)
  const spent = quotaNames.find((name) => today[name] + needed(name) > SPENT * quotas[name]) ?? null
  const forWrites = spreadWrites(today, byMidnight.kvWrites, quotas, writes, over)
  const wallMs = cycleWall({ today, yesterday, quotas }, now)
  const forTime = Math.min(EVERY_AT_MOST, Math.ceil(limits.cycle.readingMs / Math.max(1, wallMs)))
  const every = Math.max(forWrites, forTime)
  const because =
    every > 1
      ? forWrites >= forTime
        ? 'kvWrites'
        : 'gbSeconds'
      : forQuota > 1 && forQuota >= forFeeds
        ? heaviest
        : forFeeds > 1
          ? 'feeds'
          : null
  return {
    projected: byMidnight,
    stretch: Math.max(forQuota, forFeeds),
    every,
    wallMs,
    spent,
    because: spent ?? because,
  }
}

/** What a day will have cost at its end, by what today and yesterday have cost so far. */
export function projected(today: number, yesterday: number, now: EpochMs): number {
  const over = (now % dayMs) / dayMs
  // Early in the day there is little to tell by; yesterday was a whole one.
  const rate = Math.max(yesterday, over > 0.1 ? today / over : 0)
  return Math.round(today + (1 - over) * rate)
}

/**
 * How long a cycle may take, ms. Waiting for a slow Telegram or for feeds that hang keeps the object awake: when the day's
 * time would run out, each cycle gets an even share of what is left of it.
 */
export function cycleWall(
  { today, yesterday, quotas }: Pick<GovernorInput, 'today' | 'yesterday' | 'quotas'>,
  now: EpochMs,
): number {
  const { wallMs } = limits.cycle
  const planned = PLANNED * quotas.gbSeconds
  if (projected(today.gbSeconds, yesterday.gbSeconds, now) <= planned) return wallMs
  const cycles = Math.max(1, (dayMs - (now % dayMs)) / limits.feed.slotMs)
  const share = Math.max(0, planned - today.gbSeconds) / cycles
  return Math.min(wallMs, Math.floor((share / limits.object.memoryGb) * 1000))
}

/** So many feeds a cycle can read. */
const READINGS = limits.feed.feedsACall * limits.feed.callsACycle

/** How many feeds have their turn in a cycle, on the mean. */
function readingsACycle(feeds: GovernorInput['feeds'], stretch: number, now: EpochMs): number {
  if (feeds.length <= PLANNED * READINGS) return 0
  return feeds.reduce((sum, feed) => sum + 1 / intervalOf(feed, now, stretch), 0)
}

/** News costs the same writes however much of it there is: what is left is spread over the rest of the day. */
function spreadWrites(today: Spent, projected: number, { kvWrites }: Quotas, writes: number, over: number): number {
  if (projected <= SPENT * kvWrites) return 1
  const slots = ((1 - over) * dayMs) / limits.feed.slotMs
  const left = Math.max(writes, SPENT * kvWrites - today.kvWrites)
  return Math.min(EVERY_AT_MOST, Math.max(1, Math.ceil((slots * writes) / left)))
}

/** From this share of KV on, links no longer live for ever. */
const FULL = 0.8
/** Nothing that waits may outlive its link. */
const LEAST_DAYS = 8

/**
 * How many days links of a new edition live; 0: for ever. As the operator has set it, until KV is nearly full: then as long
 * as the room that is left allows at the present rate.
 * @param bytesADay what editions take on the mean day
 */
export function linkDays(set: number, { bytes, forEver }: Stored, bytesADay: number, quota: number): number {
  if (bytes <= FULL * quota) return set
  const room = Math.max(0, SPENT * quota - forEver)
  const days = Math.max(LEAST_DAYS, Math.floor(room / Math.max(1, bytesADay)))
  return set === 0 ? days : Math.min(set, days)
}
