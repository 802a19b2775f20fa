/** Counts an object's usage of the daily quotas as Cloudflare does: requests, rows, and time awake. */
import * as v from 'valibot'
import { limits, secondMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import type { Database } from './database.ts'

const count = v.optional(v.number(), 0)
export const usageSchema = v.object({
  objectRequests: count,
  rowsRead: count,
  rowsWritten: count,
  /** Time awake times memory. */
  gbSeconds: count,
})
export type Usage = Readonly<v.InferOutput<typeof usageSchema>>
export const noUsage: Usage = v.parse(usageSchema, {})

export interface Metered extends Usage {
  /** The part for requests from outside, which is everything but cycles. */
  readonly requests: Usage
}
export const nothingMetered: Metered = { ...noUsage, requests: noUsage }

/** @returns `one` plus `times` times `other` */
export function addUsage(one: Usage, other: Usage, times = 1): Usage {
  return {
    objectRequests: one.objectRequests + times * other.objectRequests,
    rowsRead: one.rowsRead + times * other.rowsRead,
    rowsWritten: one.rowsWritten + times * other.rowsWritten,
    gbSeconds: one.gbSeconds + times * other.gbSeconds,
  }
}

export function addMetered(one: Metered, other: Metered, times = 1): Metered {
  return { ...addUsage(one, other, times), requests: addUsage(one.requests, other.requests, times) }
}

/** @param ms time that an object is awake */
export function gbSecondsOf(ms: number): number {
  return (ms / secondMs) * limits.object.memoryGb
}

/** Counts one object's usage in memory until it is taken. */
export class UsageMeter {
  readonly #now: () => EpochMs
  readonly #isRequest: () => boolean
  readonly #awake = new AwakeTime()
  readonly #awakeForCycles = new AwakeTime()
  readonly #counted = { all: { ...noUsage }, requests: { ...noUsage } }

  /** @param isRequest whether the running code handles a request from outside */
  constructor(now: () => EpochMs = Date.now, isRequest: () => boolean = () => false) {
    this.#now = now
    this.#isRequest = isRequest
  }

  /** Begins a call of this object. @returns a function that ends it */
  begin(isRequest: boolean): () => void {
    this.#count('objectRequests', 1, isRequest)
    return this.#stayAwake(isRequest)
  }

  /** Counts the object as awake until the work ends, even if no caller waits for it. */
  keepAwake(work: Promise<unknown>): void {
    const end = this.#stayAwake(this.#isRequest())
    work.then(end, end)
  }

  /** Calls an object that does not meter itself: its request and time awake count here. */
  async meterCall<Value>(call: () => Promise<Value>): Promise<Value> {
    const isRequest = this.#isRequest()
    const began = this.#now()
    try {
      return await call()
    } finally {
      this.#count('objectRequests', 1, isRequest)
      this.#count('gbSeconds', gbSecondsOf(this.#now() - began), isRequest)
    }
  }

  /** Whether nothing keeps the object awake. */
  isIdle(): boolean {
    return this.#awake.isOver()
  }

  /** A database that counts rows. It fetches them at once, because their number is known only then. */
  countRows({ sql, transaction, changes }: Database): Database {
    return {
      transaction,
      ...(changes === undefined ? {} : { changes }),
      sql: {
        exec: (query, ...bindings) => {
          const cursor = sql.exec(query, ...bindings)
          const rows = cursor.toArray()
          const { rowsRead, rowsWritten } = cursor
          const isRequest = this.#isRequest()
          this.#count('rowsRead', rowsRead, isRequest)
          this.#count('rowsWritten', rowsWritten, isRequest)
          return { toArray: () => rows, rowsRead, rowsWritten }
        },
      },
    }
  }

  /** Counts a row that no statement writes: that of an alarm (durable-objects/platform/pricing). */
  countAlarm(): void {
    this.#count('rowsWritten', 1, this.#isRequest())
  }

  /** The usage since the last call. */
  take(): Metered {
    const now = this.#now()
    const all = gbSecondsOf(this.#awake.take(now))
    // A request during a cycle does not keep awake an object that would sleep without it.
    const forRequests = Math.max(0, all - gbSecondsOf(this.#awakeForCycles.take(now)))
    const counted = this.#counted
    this.#count('gbSeconds', all, false)
    counted.requests.gbSeconds += forRequests
    const taken = { ...counted.all, requests: { ...counted.requests } }
    Object.assign(counted.all, noUsage)
    Object.assign(counted.requests, noUsage)
    return taken
  }

  // No allocation here: a cycle makes thousands of statements.
  #count(what: keyof Usage, more: number, isRequest: boolean): void {
    this.#counted.all[what] += more
    if (isRequest) this.#counted.requests[what] += more
  }

  #stayAwake(isRequest: boolean): () => void {
    const times = isRequest ? [this.#awake] : [this.#awake, this.#awakeForCycles]
    const ends = times.map((time) => time.begin(this.#now()))
    return () => {
      for (const end of ends) end(this.#now())
    }
  }
}

/**
 * Time during which something keeps an object awake. An idle object that could hibernate is not billed, even before it does
 * (durable-objects/platform/pricing), so the time after the last request does not count.
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

  /** ms since the last call. */
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
