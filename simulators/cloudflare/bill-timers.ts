/** Keeps Durable Objects awake, and billed, while their timers are pending. */
import type { Duration } from './duration.ts'
import type { Invocations } from './invocation.ts'

/** Wraps the installed setTimeout, clearTimeout and AbortSignal.timeout. @returns a function that undoes it */
export function billTimers(now: () => number, invocations: Invocations, duration: Duration): () => void {
  const { setTimeout: start, clearTimeout: clear } = globalThis
  const { timeout } = AbortSignal
  const ends = new Map<unknown, () => void>()
  const keepAwake = (ms: number): (() => void) => {
    const object = invocations.object()
    return object === null ? () => {} : duration.begin(object, now() + ms)
  }
  Object.assign(globalThis, {
    setTimeout: (run: () => void, ms: number) => {
      const end = keepAwake(ms)
      const id: unknown = start(() => {
        ends.delete(id)
        end()
        run()
      }, ms)
      ends.set(id, end)
      return id
    },
    clearTimeout: (id: Parameters<typeof clear>[0]) => {
      ends.get(id)?.()
      ends.delete(id)
      clear(id)
    },
  })
  AbortSignal.timeout = (ms) => {
    const end = keepAwake(ms)
    const signal = timeout(ms)
    signal.addEventListener('abort', end)
    return signal
  }
  return () => {
    AbortSignal.timeout = timeout
    Object.assign(globalThis, { setTimeout: start, clearTimeout: clear })
  }
}
