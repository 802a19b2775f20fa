/** A time limit of a whole exchange, which can be paused. */

export interface Deadline {
  readonly signal: AbortSignal
  /** The whole limit in ms, pauses not counted. */
  readonly limitMs: () => number
  /** The promise's result, or null once the time is up. Await one promise at a time. */
  readonly within: <Value>(promise: Promise<Value>) => Promise<Value | null>
  /** Pauses the clock until the promise settles. */
  readonly pausedFor: <Value>(promise: Promise<Value>) => Promise<Value>
  readonly extend: (ms: number) => void
  readonly end: () => void
}

/** Starts a deadline. */
export function startDeadline(ms: number): Deadline {
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
  const pause = () => {
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
    async pausedFor(promise) {
      pause()
      try {
        return await promise
      } finally {
        run()
      }
    },
    extend(more) {
      pause()
      limit += more
      run()
    },
    end: () => clearTimeout(timer),
  }
}
