/** Bills Durable Objects for the time that they are awake, as Cloudflare does, and refuses them when the day's is used up. */
import { limits } from '../../src/limits.ts'

const DAY = 24 * 60 * 60 * 1000
/** GB of each object that is awake. */
const MEMORY = 0.128

/** What keeps objects awake: requests to them, calls that they wait for, and timers, for as long as these are pending. */
export class Duration {
  readonly #now: () => number
  /** GB-seconds a day. */
  readonly #quota: number
  readonly #objects = new Map<string, { open: number; since: number }>()
  readonly #days = new Map<number, number>()
  /** GB-seconds since the beginning. */
  total = 0

  constructor(now: () => number, isFree: boolean) {
    this.#now = now
    this.#quota = isFree ? limits.free.objectGbSecondsADay : Number.POSITIVE_INFINITY
  }

  /** Fails as the platform does when the day's duration is used up. */
  check(): void {
    this.#settle()
    if (this.ofDay(this.#now()) >= this.#quota)
      throw new Error('Exceeded allowed duration in Durable Objects free tier.')
  }

  /** Something keeps the object awake. @returns what ends it */
  begin(object: string): () => void {
    const state = this.#objects.get(object) ?? { open: 0, since: 0 }
    this.#objects.set(object, state)
    if (state.open === 0) state.since = this.#now()
    state.open += 1
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      this.#bill(state)
      state.open -= 1
    }
  }

  /** GB-seconds of the day (UTC) of this time. */
  ofDay(time: number): number {
    this.#settle()
    return this.#days.get(Math.floor(time / DAY)) ?? 0
  }

  /** Every object is gone, and nothing keeps it awake any more. */
  forget(): void {
    this.#settle()
    this.#objects.clear()
  }

  #settle(): void {
    for (const state of this.#objects.values()) this.#bill(state)
  }

  #bill(state: { readonly open: number; since: number }): void {
    const now = this.#now()
    const billed = state.open > 0 ? Math.max(0, now - state.since) : 0
    state.since = now
    const gbSeconds = (billed / 1000) * MEMORY
    const day = Math.floor(now / DAY)
    this.#days.set(day, (this.#days.get(day) ?? 0) + gbSeconds)
    this.total += gbSeconds
  }
}
