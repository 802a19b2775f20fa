/** A time limit that can be held while something else has to be waited for, and a turnstile for what may be used by few at a time. */

/** A time limit over a whole exchange, however slowly it drips. */
export interface Patience {
  readonly signal: AbortSignal
  /** The whole limit, ms, without the time in which the clock stood. */
  readonly limitMs: () => number
  /** The promise's outcome, or null once the time is up. One at a time; nobody learns what it does after that. */
  readonly within: <Value>(promise: Promise<Value>) => Promise<Value | null>
  /** The clock stands until the promise has settled. */
  readonly holding: <Value>(promise: Promise<Value>) => Promise<Value>
  /** Adds so many ms to the limit. */
  readonly extend: (ms: number) => void
  readonly end: () => void
}

/** Starts a clock of `ms` milliseconds. */
export function patience(ms: number): Patience {
  const controller = new AbortController()
  let giveUp: (() => void) | null = null
  const expire = () => {
    controller.abort()
    giveUp?.()
  }
  let limit = ms
  let used = 0
  let started = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = () => {
    started = Date.now()
    timer = setTimeout(expire, Math.max(0, limit - used))
  }
  const stop = () => {
    clearTimeout(timer)
    used += Date.now() - started
  }
  run()
  return {
    signal: controller.signal,
    limitMs: () => limit,
    within(promise) {
      return new Promise((resolve, reject) => {
        if (controller.signal.aborted) resolve(null)
        giveUp = () => resolve(null)
        promise.then(resolve, reject)
      })
    },
    async holding(promise) {
      stop()
      try {
        return await promise
      } finally {
        run()
      }
    },
    extend(more) {
      stop()
      limit += more
      run()
    },
    end: () => clearTimeout(timer),
  }
}

/** Lets a number of callers in at a time. */
export interface Turnstile {
  /** Waits for a place; the function that comes back gives it up, once however often it is called. */
  readonly enter: () => Promise<() => void>
}

/** A turnstile with that many places. */
export function turnstile(places: number): Turnstile {
  let free = places
  const waiting: (() => void)[] = []
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free++
    else next()
  }
  return {
    async enter() {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      let isInside = true
      return () => {
        if (isInside) leave()
        isInside = false
      }
    },
  }
}
