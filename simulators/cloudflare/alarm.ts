/** An object's alarm: developers.cloudflare.com/durable-objects/api/alarms. */

const FIRST_RETRY_MS = 2000
const MOST_RETRIES = 6

/** An alarm that waits. */
export interface AlarmState {
  /** When it fires, epoch ms. */
  readonly at: number
  /** How often its handler failed. */
  readonly failures: number
}

/** What a handler gets. */
export interface AlarmInfo {
  readonly scheduledTime: number
  readonly retryCount: number
  readonly isRetry: boolean
}

/** The one alarm that an object may have. It outlives the object's instances and the process. */
export class Alarm {
  #state: AlarmState | null
  /** What is scheduled in case the running handler fails; null: nothing. */
  #retry: AlarmState | null = null
  #isRunning = false

  constructor(state: AlarmState | null = null) {
    this.#state = state
  }

  save(): AlarmState | null {
    return this.#state
  }

  /** When it fires; null: it is not set, or its handler still runs. */
  get at(): number | null {
    return this.#isRunning ? null : (this.#state?.at ?? null)
  }

  /** When it fires, for the program: while a handler runs, only what was set since. */
  get visible(): number | null {
    return this.#isRunning && this.#state === this.#retry ? null : (this.#state?.at ?? null)
  }

  /** Replaces an earlier alarm, and a retry. */
  set(at: number): void {
    this.#state = { at, failures: 0 }
  }

  /** A running handler is still retried if it fails. */
  delete(): void {
    this.#state = this.#isRunning ? this.#retry : null
  }

  /** Begins to run the handler. A process that ends in the middle leaves the retry. */
  begin(now: number): AlarmInfo | null {
    if (this.#state === null) return null
    const { at, failures } = this.#state
    this.#retry = failures >= MOST_RETRIES ? null : { at: now + FIRST_RETRY_MS * 2 ** failures, failures: failures + 1 }
    this.#state = this.#retry
    this.#isRunning = true
    return { scheduledTime: at, retryCount: failures, isRetry: failures > 0 }
  }

  /** Ends a run of the handler. @param failedAt null: it succeeded */
  end(failedAt: number | null): void {
    const retry = this.#retry
    this.abandon()
    if (this.#state !== retry || retry === null) return
    this.#state = failedAt === null ? null : { ...retry, at: failedAt + FIRST_RETRY_MS * 2 ** (retry.failures - 1) }
  }

  /** The process has ended, and a running handler with it. */
  abandon(): void {
    this.#retry = null
    this.#isRunning = false
  }
}
