/** Bills Durable Objects for the time they are awake, as Cloudflare does, and refuses calls after the day's quota is used up. */
import { freePlan, OBJECT_MEMORY_GB } from './platform-limits.ts'

const DAY = 24 * 60 * 60 * 1000

/** What keeps an object awake. */
interface Awake {
  readonly open: Set<{ readonly until: number }>
  /** Billed up to this time; epoch ms. */
  since: number
  /** The last time at which it was awake. */
  awakeAt: number
}

/** Objects stay awake while requests to them, calls they await or timers are pending. */
export class Duration {
  readonly #now: () => number
  /** GB-seconds a day. */
  readonly #quota: number
  readonly #objects = new Map<string, Awake>()
  readonly #days = new Map<number, number>()
  /** GB-seconds since the start. */
  total = 0

  constructor(now: () => number, isFree: boolean) {
    this.#now = now
    this.#quota = isFree ? freePlan.objectGbSecondsADay : Number.POSITIVE_INFINITY
  }

  /** Throws the platform's error if the day's quota is used up. */
  check(): void {
    this.#billAll()
    if (this.ofDay(this.#now()) >= this.#quota)
      throw new Error('Exceeded allowed duration in Durable Objects free tier.')
  }

  /** Keeps the object awake. @param until a timer's time; the clock may jump over it @returns a function that ends it */
  begin(object: string, until = Number.POSITIVE_INFINITY): () => void {
    const state = this.#objects.get(object) ?? { open: new Set(), since: 0, awakeAt: 0 }
    this.#objects.set(object, state)
    this.#bill(state)
    const each = { until }
    state.open.add(each)
    return () => {
      this.#bill(state)
      state.open.delete(each)
    }
  }

  /** How long nothing has kept the object awake, ms. */
  idleMs(object: string): number {
    const state = this.#objects.get(object)
    if (state === undefined) return 0
    this.#bill(state)
    return this.#now() - state.awakeAt
  }

  /** Keeps the object awake while it waits for the work; null: no object waits. */
  billWhile<Value>(object: string | null, work: Promise<Value>): Promise<Value> {
    return object === null ? work : work.finally(this.begin(object))
  }

  /** GB-seconds of the day (UTC) of this time. */
  ofDay(time: number): number {
    this.#billAll()
    return this.#days.get(Math.floor(time / DAY)) ?? 0
  }

  /** GB-seconds by day, of objects that are all asleep. */
  save(): ReadonlyMap<number, number> {
    this.#billAll()
    return new Map(this.#days)
  }

  load(days: ReadonlyMap<number, number>): void {
    for (const [day, gbSeconds] of days) {
      this.#days.set(day, gbSeconds)
      this.total += gbSeconds
    }
  }

  /** Forgets all objects and what keeps them awake. */
  forget(): void {
    this.#billAll()
    this.#objects.clear()
  }

  #billAll(): void {
    for (const state of this.#objects.values()) this.#bill(state)
  }

  #bill(state: Awake): void {
    const now = this.#now()
    const until = Math.min(now, Math.max(...[...state.open].map((each) => each.until)))
    const billed = Math.max(0, until - state.since)
    state.awakeAt = Math.max(state.awakeAt, until)
    state.since = now
    const gbSeconds = (billed / 1000) * OBJECT_MEMORY_GB
    const day = Math.floor(now / DAY)
    this.#days.set(day, (this.#days.get(day) ?? 0) + gbSeconds)
    this.total += gbSeconds
  }
}
