/** A clock that stands still while work runs, and then jumps to the next timer. */

/** After this many iterations of the event loop without a result, all work waits for a timer. */
const IDLE_ITERATIONS = 3

interface Timer {
  readonly id: number
  readonly at: number
  readonly run: () => void
}

/** Replaces Date.now, setTimeout, clearTimeout and AbortSignal.timeout. */
export class VirtualClock {
  /** Epoch ms. */
  now: number
  #timers = new Map<number, Timer>()
  #lastId = 0
  #waiting = 0
  #driver: Promise<void> | null = null

  constructor(now: number) {
    this.now = now
  }

  /** Replaces the machine's clock with this one. @returns a function that undoes it */
  install(): () => void {
    const real = {
      now: Date.now,
      setTimeout: globalThis.setTimeout,
      clearTimeout: globalThis.clearTimeout,
      timeout: AbortSignal.timeout,
    }
    const start = (run: () => void, ms: number) => this.#start(run, ms)
    Date.now = () => this.now
    Object.assign(globalThis, { setTimeout: start, clearTimeout: (id: unknown) => this.#timers.delete(Number(id)) })
    AbortSignal.timeout = (ms) => {
      const controller = new AbortController()
      start(() => controller.abort(new DOMException('The operation timed out', 'TimeoutError')), ms)
      return controller.signal
    }
    return () => {
      Date.now = real.now
      AbortSignal.timeout = real.timeout
      Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout })
    }
  }

  /** Runs the clock until the work is done; several callers may wait at once. Rejects if all work waits and no timer is pending. */
  async until<Value>(work: Promise<Value>): Promise<Value> {
    this.#waiting += 1
    this.#driver ??= this.#drive().finally(() => {
      this.#driver = null
    })
    try {
      return await Promise.race([work, this.#driver.then(() => work)])
    } finally {
      this.#waiting -= 1
    }
  }

  async #drive(): Promise<void> {
    for (let idle = 0; this.#waiting > 0; idle += 1) {
      await nextIteration()
      if (this.#waiting === 0 || idle < IDLE_ITERATIONS) continue
      this.#jump()
      idle = 0
    }
  }

  /** Waits for all work that needs no timer. */
  async settle(): Promise<void> {
    for (let count = 0; count <= IDLE_ITERATIONS; count += 1) await nextIteration()
  }

  /** Drops all timers. */
  forget(): void {
    this.#timers.clear()
  }

  #start(run: () => void, ms: number): number {
    this.#lastId += 1
    this.#timers.set(this.#lastId, { id: this.#lastId, at: this.now + Math.max(0, ms), run })
    return this.#lastId
  }

  #jump(): void {
    let next: Timer | null = null
    for (const timer of this.#timers.values()) if (next === null || timer.at < next.at) next = timer
    if (next === null) throw new Error('all work waits, and no timer is pending')
    this.#timers.delete(next.id)
    this.now = Math.max(this.now, next.at)
    next.run()
  }
}

function nextIteration(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
