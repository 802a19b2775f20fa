/** Counts what requests to an object cost of the day's quotas, as Cloudflare counts it: requests, rows, and time awake. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { Database } from './tables.ts'

const count = v.optional(v.number(), 0)
export const usageSchema = v.object({
  objectRequests: count,
  rowsRead: count,
  rowsWritten: count,
  /** Time awake, times memory. */
  gbSeconds: count,
})
export type Usage = Readonly<v.InferOutput<typeof usageSchema>>
export const noUsage: Usage = v.parse(usageSchema, {})

/** `doors`: the part that requests from outside cost, which is all but the cycles. */
export const meteredSchema = v.object({ ...usageSchema.entries, doors: v.optional(usageSchema, {}) })
export type Metered = Readonly<v.InferOutput<typeof meteredSchema>>
export const nothingMetered: Metered = v.parse(meteredSchema, {})

/** @returns the first usage, with `times` as much of the second added */
export function addUsage(one: Usage, other: Usage, times = 1): Usage {
  return {
    objectRequests: one.objectRequests + times * other.objectRequests,
    rowsRead: one.rowsRead + times * other.rowsRead,
    rowsWritten: one.rowsWritten + times * other.rowsWritten,
    gbSeconds: one.gbSeconds + times * other.gbSeconds,
  }
}

/** As `addUsage`. */
export function addMetered(one: Metered, other: Metered, times = 1): Metered {
  return { ...addUsage(one, other, times), doors: addUsage(one.doors, other.doors, times) }
}

/** @param ms that an object is awake */
export function gbSecondsOf(ms: number): number {
  return (ms / 1000) * limits.object.memoryGb
}

/** Counts one object's usage in memory until it is taken. */
export class UsageMeter {
  readonly #now: () => EpochMs
  readonly #isDoor: () => boolean
  readonly #awake = new AwakeTime()
  readonly #awakeForCycles = new AwakeTime()
  readonly #counted = { all: { ...noUsage }, doors: { ...noUsage } }

  /** @param isDoor whether what runs just now is a request from outside */
  constructor(now: () => EpochMs = Date.now, isDoor: () => boolean = () => false) {
    this.#now = now
    this.#isDoor = isDoor
  }

  /** A request arrives. @returns what ends it */
  begin(isDoor: boolean): () => void {
    this.#count('objectRequests', 1, isDoor)
    return this.#stayAwake(isDoor)
  }

  /** Work that somebody may stop waiting for: until it ends, it keeps the object awake. */
  holds(work: Promise<unknown>): void {
    const end = this.#stayAwake(this.#isDoor())
    work.then(end, end)
  }

  /** Calls another object that does not count for itself: its request and its time awake are put on this one's account. */
  async calls<Value>(call: () => Promise<Value>): Promise<Value> {
    const isDoor = this.#isDoor()
    const began = this.#now()
    try {
      return await call()
    } finally {
      this.#count('objectRequests', 1, isDoor)
      this.#count('gbSeconds', gbSecondsOf(this.#now() - began), isDoor)
    }
  }

  /** Nothing keeps the object awake. */
  isIdle(): boolean {
    return this.#awake.isOver()
  }

  /** Carries out statements as before and counts their rows. Rows are fetched at once: only then is their number known. */
  counts({ sql, transaction }: Database): Database {
    return {
      transaction,
      sql: {
        exec: (query, ...bindings) => {
          const cursor = sql.exec(query, ...bindings)
          const rows = cursor.toArray()
          const { rowsRead, rowsWritten } = cursor
          const isDoor = this.#isDoor()
          this.#count('rowsRead', rowsRead, isDoor)
          this.#count('rowsWritten', rowsWritten, isDoor)
          return { toArray: () => rows, rowsRead, rowsWritten }
        },
      },
    }
  }

  /** What was counted since it was last taken. */
  take(): Metered {
    const now = this.#now()
    const all = gbSecondsOf(this.#awake.take(now))
    // A door that is open during a cycle keeps nothing awake that would sleep without it.
    const doors = Math.max(0, all - gbSecondsOf(this.#awakeForCycles.take(now)))
    const counted = this.#counted
    this.#count('gbSeconds', all, false)
    counted.doors.gbSeconds += doors
    const taken = { ...counted.all, doors: { ...counted.doors } }
    Object.assign(counted.all, noUsage)
    Object.assign(counted.doors, noUsage)
    return taken
  }

  // A cycle makes thousands of statements: nothing is allocated for one.
  #count(what: keyof Usage, more: number, isDoor: boolean): void {
    this.#counted.all[what] += more
    if (isDoor) this.#counted.doors[what] += more
  }

  #stayAwake(isDoor: boolean): () => void {
    const times = isDoor ? [this.#awake] : [this.#awake, this.#awakeForCycles]
    const ends = times.map((time) => time.begin(this.#now()))
    return () => {
      for (const end of ends) end(this.#now())
    }
  }
}

/**
 * Time during which at least one thing keeps an object awake. An idle object that could hibernate is not billed, not even
 * before it does so (durable-objects/platform/pricing), so nothing is added for the time after the last request.
 */
class AwakeTime {
  readonly #open = new Set<{ readonly since: EpochMs }>()
  #from: EpochMs = 0
  #ms = 0

  begin(now: EpochMs): (now: EpochMs) => void {
    this.#advance(now)
    const each = { since: now }
    this.#open.add(each)
    return (end) => {
      this.#advance(end)
      this.#open.delete(each)
    }
  }

  isOver(): boolean {
    return this.#open.size === 0
  }

  /** ms since the last time. */
  take(now: EpochMs): number {
    this.#advance(now)
    const ms = this.#ms
    this.#ms = 0
    return ms
  }

  #advance(now: EpochMs): void {
    if (this.#open.size > 0) this.#ms += Math.max(0, now - this.#from)
    this.#from = now
    for (const each of this.#open) if (now - each.since >= limits.object.pendingMs) this.#open.delete(each)
  }
}
