/** Calls the Worker's scheduled handler at an interval, as Cloudflare's cron does, but never two at once. */
import { cronExpression } from '../cron-expression.ts'

export interface CronState {
  readonly running: boolean
  /** Start of the next cycle or the running one (epoch ms); null: on request. */
  readonly nextAt: number | null
  readonly cycles: number
}

export interface CronOptions {
  /** Base address of the Worker. */
  readonly url: string
  /** Null: a cycle runs only on request. */
  readonly everyMs: number | null
  readonly changed?: (state: CronState) => void
  /** Called after a failed cycle; the next one runs anyway. */
  readonly failed: (message: string) => void
  readonly now?: () => number
}

export interface Cron {
  state(): CronState
  /** Runs a cycle now, or after the running one. */
  cycleNow(): void
  stop(): Promise<void>
}

const MINUTE = 60_000
/** A timer's maximum delay. */
const MAX_DELAY_MS = 2 ** 31 - 1

export function startCron({ url, everyMs, changed, failed, now = Date.now }: CronOptions): Cron {
  const stopping = new AbortController()
  let requested = new AbortController()
  let state: CronState = { running: false, nextAt: everyMs === null ? null : now(), cycles: 0 }
  const setState = (next: CronState) => {
    state = next
    changed?.(state)
  }

  async function cycle(): Promise<void> {
    // Without an interval a person starts the cycle, and no cron.
    const cron = everyMs === null ? {} : { cron: cronExpression(everyMs / MINUTE) }
    const query = new URLSearchParams({ ...cron, time: String(now()) })
    const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?${query}`, { signal: stopping.signal })
    const outcome = await answer.text()
    if (!answer.ok) failed(`The cycle ended with "${outcome.slice(0, 200)}".`)
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await untilNext()
      if (stopping.signal.aborted) return
      const startedAt = now()
      setState({ ...state, running: true, nextAt: startedAt })
      try {
        await cycle()
      } catch (problem) {
        if (!stopping.signal.aborted) failed(`The Worker could not be reached: ${causeOf(problem)}`)
      }
      if (stopping.signal.aborted) return
      // After a cycle longer than the interval, the next one starts at once.
      const nextAt = everyMs === null ? null : Math.max(now(), startedAt + everyMs)
      setState({ running: false, nextAt, cycles: state.cycles + 1 })
    }
  }

  async function untilNext(): Promise<void> {
    const wait = state.nextAt === null ? MAX_DELAY_MS : state.nextAt - now()
    await pause(wait, AbortSignal.any([stopping.signal, requested.signal]))
    if (state.nextAt === null && !requested.signal.aborted && !stopping.signal.aborted) return untilNext()
    requested = new AbortController()
  }

  // Starts after this function has returned.
  const running = Promise.resolve().then(run)
  return {
    state: () => state,
    cycleNow: () => requested.abort(),
    stop() {
      stopping.abort()
      return running
    },
  }
}

/** Resolves after `ms`, or when the signal aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, Math.max(0, ms))
    signal.addEventListener('abort', done)
  })
}

function causeOf(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem)
  return problem.cause instanceof Error ? problem.cause.message : problem.message
}
