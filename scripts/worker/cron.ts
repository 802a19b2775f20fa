/** Calls the Worker's scheduled handler every so often, one cycle after the other, as Cloudflare's cron would. */

export interface CronState {
  readonly running: boolean
  /** When the next cycle starts; while one runs, when that one started; null: when it is asked for. ms */
  readonly nextAt: number | null
  readonly cycles: number
}

export interface CronOptions {
  /** Base address of the Worker. */
  readonly url: string
  /** Null: a cycle comes only when it is asked for. */
  readonly everyMs: number | null
  readonly changed?: (state: CronState) => void
  /** A cycle that failed, in words; the next one is tried all the same. */
  readonly failed: (words: string) => void
  readonly now?: () => number
}

export interface Cron {
  state(): CronState
  /** The next cycle comes now; one that runs ends first. */
  cycleNow(): void
  stop(): Promise<void>
}

/** A timer waits no longer than this. */
const LONGEST_MS = 2 ** 31 - 1

/** As wrangler.toml has it; the Worker does not care, its log does. */
const cronExpression = '*/5 * * * *'

export function startCron({ url, everyMs, changed, failed, now = Date.now }: CronOptions): Cron {
  const stopping = new AbortController()
  let asked = new AbortController()
  let state: CronState = { running: false, nextAt: everyMs === null ? null : now(), cycles: 0 }
  const become = (next: CronState) => {
    state = next
    changed?.(state)
  }

  async function cycle(): Promise<void> {
    const query = new URLSearchParams({ cron: cronExpression, time: String(now()) })
    const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?${query}`, { signal: stopping.signal })
    const outcome = await answer.text()
    if (!answer.ok) failed(`The cycle ended with "${outcome.slice(0, 200)}".`)
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      await untilNext()
      if (stopping.signal.aborted) return
      const startedAt = now()
      become({ ...state, running: true, nextAt: startedAt })
      try {
        await cycle()
      } catch (problem) {
        if (!stopping.signal.aborted) failed(`The Worker could not be reached: ${causeOf(problem)}`)
      }
      if (stopping.signal.aborted) return
      // A cycle that took longer than the interval is followed by the next at once, never overtaken by it.
      const nextAt = everyMs === null ? null : Math.max(now(), startedAt + everyMs)
      become({ running: false, nextAt, cycles: state.cycles + 1 })
    }
  }

  async function untilNext(): Promise<void> {
    const wait = state.nextAt === null ? LONGEST_MS : state.nextAt - now()
    await pause(wait, AbortSignal.any([stopping.signal, asked.signal]))
    if (state.nextAt === null && !asked.signal.aborted && !stopping.signal.aborted) return untilNext()
    asked = new AbortController()
  }

  // Not before whoever starts it holds it in hand.
  const running = Promise.resolve().then(run)
  return {
    state: () => state,
    cycleNow: () => asked.abort(),
    stop() {
      stopping.abort()
      return running
    },
  }
}

/** Resolves after so many ms, or at once when the signal says stop. */
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
