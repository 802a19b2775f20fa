/** A simulated Cloudflare in one process: runs the real Worker on a virtual clock, counts what it spends and can end it at any step. */
import worker from '../../src/worker.ts'
import { type AiService, aiBinding } from './ai-binding.ts'
import { billTimers } from './bill-timers.ts'
import type { VirtualClock } from './clock.ts'
import { DurableObjects, type FiredAlarm, type Namespace, type ObjectClasses } from './durable-objects.ts'
import { Duration } from './duration.ts'
import { FeedReads } from './feed-reads.ts'
import { Invocations } from './invocation.ts'
import { KeyValueNamespace, type KeyValueState } from './key-value.ts'
import { kvBinding } from './kv-binding.ts'
import { outboundFetch } from './outbound-fetch.ts'
import type { Platform } from './platform.ts'
import { type CallFault, type CallFaults, type Crash, ProcessSteps } from './process-steps.ts'
import type { ObjectState } from './sqlite.ts'
import type { Tape, TapeHead } from './tape.ts'

export interface CloudOptions {
  readonly clock: VirtualClock
  /** Variables and secrets. */
  readonly environment: Readonly<Record<string, string>>
  /** Workers AI; absent: it is not bound. */
  readonly ai?: AiService | undefined
  /** The internet. It may reject or never answer. */
  readonly outside: (request: Request) => Promise<Response>
  readonly externalSubrequests?: number
  /** Classes of objects in place of the Worker's. */
  readonly objectClasses?: ObjectClasses
  /** The cron expression in the Worker's configuration; as deployed by default, every minute. */
  readonly cron?: string
  /** Whether objects lose their memory when they are idle, as at Cloudflare. */
  readonly hibernates?: boolean
  /** Records the beginning, or plays it, until `endTape`. */
  readonly tape?: TapeHead<CloudState>
}

/** All stored data and the billing counters. */
export interface CloudState {
  readonly objectRequests: number
  readonly feedReads: number
  readonly duration: ReadonlyMap<number, number>
  readonly objects: ReadonlyMap<string, ObjectState>
  readonly store: KeyValueState
}

/** The recorded beginning of a simulation. */
export type CloudTape = Tape<CloudState>

/** How a cron ended; `ended`: the process ended in the middle of it. */
export type CronOutcome = 'done' | 'failed' | 'ended'

const LINES_KEPT = 200
/** Alarms that one call runs. */
const ALARMS_AT_ONCE = 10_000

export class Cloud implements CallFaults {
  /** The namespace bound as STORE; see `bindStore`. */
  store: KeyValueNamespace
  readonly invocations: Invocations
  readonly duration: Duration
  readonly objects: DurableObjects
  readonly feedReads: FeedReads
  /** The names of all steps since the list was emptied. */
  readonly steps: string[]
  /** The last lines that the Worker logged. */
  readonly logs: string[] = []
  fault: (name: string) => CallFault | null = () => null
  faultMessage = 'internal error'
  readonly #options: CloudOptions
  readonly #process = new ProcessSteps(this)
  readonly #platform: Platform
  #tape: TapeHead<CloudState> | null
  #restarting: Promise<void> | null = null
  #environment: Readonly<Record<string, string>>
  readonly #ai: AiService | undefined
  /** The Worker's `env`, kept while its isolate lives. */
  #env: object | null = null

  constructor(options: CloudOptions) {
    const { clock, environment, externalSubrequests, objectClasses } = options
    this.#options = options
    this.#environment = environment
    this.#ai = options.ai
    this.#tape = options.tape ?? null
    this.store = new KeyValueNamespace(() => clock.now)
    this.invocations = new Invocations(externalSubrequests)
    this.duration = new Duration(() => clock.now, environment['PLAN'] !== 'paid')
    this.steps = this.#process.names
    this.#platform = { steps: this.#process, invocations: this.invocations, duration: this.duration }
    this.feedReads = new FeedReads(this.#platform)
    const { hibernates = false } = options
    this.objects = new DurableObjects(
      this.#platform,
      this.feedReads,
      () => this.#currentEnv(),
      hibernates,
      objectClasses,
    )
  }

  /** Replaces the machine's clock, network and console. @returns a function that undoes it */
  install(): () => void {
    const { clock, outside } = this.#options
    const { fetch, console } = globalThis
    const restoreClock = clock.install()
    const restoreTimers = billTimers(() => clock.now, this.invocations, this.duration)
    const log = (...parts: unknown[]) => {
      this.logs.push(parts.join(' '))
      if (this.logs.length > LINES_KEPT) this.logs.shift()
    }
    const send = (url: string, init: RequestInit) => {
      this.#tape?.requests(url, init)
      return outside(new Request(url, init))
    }
    Object.assign(globalThis, {
      fetch: outboundFetch(this.#platform, send),
      console: { ...console, log, error: log },
    })
    return () => {
      restoreTimers()
      restoreClock()
      Object.assign(globalThis, { fetch, console })
    }
  }

  /** Schedules the end of the process; null cancels it. */
  crashAt(crash: Crash | null): void {
    this.#process.crashAt(crash)
  }

  /** Runs a cron, after the alarms that are due. */
  async cron(scheduledTime: number): Promise<CronOutcome> {
    await this.runAlarms(this.#options.clock.now)
    const controller = { scheduledTime, cron: this.#options.cron ?? '* * * * *', noRetry() {} }
    try {
      const result = await this.#invoke('cron', () =>
        worker.scheduled(controller as never, this.#currentEnv() as never),
      )
      return result === 'ended' ? 'ended' : 'done'
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'the cycle of a cell failed') throw error
      return 'failed'
    }
  }

  /**
   * Fires the alarms up to a time, each at its own time, with their retries. Alarms of the beginning wait for `endTape`, as a tape has
   * none. @returns those that fired, in order
   */
  async runAlarms(until: number): Promise<readonly FiredAlarm[]> {
    const { clock } = this.#options
    const fired: FiredAlarm[] = []
    if (this.#tape !== null) return fired
    for (let next = this.objects.nextAlarm(); next !== null && next.at <= until; next = this.objects.nextAlarm()) {
      const { namespace, name, at } = next
      clock.now = Math.max(clock.now, at)
      const isDone = await this.#invoke('alarm', () => this.objects.runAlarm(namespace, name, () => clock.now))
      if (fired.length >= ALARMS_AT_ONCE) throw new Error(`the alarm of ${namespace} ${name} is set again without end`)
      fired.push({ namespace, name, outcome: isDone === 'ended' ? 'ended' : isDone ? 'done' : 'failed' })
    }
    return fired
  }

  /** A request from outside. */
  fetch(request: Request): Promise<Response | 'ended'> {
    const context = { waitUntil: () => {} }
    return this.#invoke('fetch', () =>
      worker.fetch(request as never, this.#currentEnv() as never, context as never),
    ) as Promise<Response | 'ended'>
  }

  /** Calls an object from outside, as the Worker would. */
  call(namespace: Namespace, name: string, method: string, ...values: unknown[]): Promise<unknown> {
    return this.#invoke('call', () => this.objects.call(namespace, name, method, values))
  }

  /** Calls a channel's method from outside, as the Worker would. */
  callChannel(cell: string, channel: string, method: string, ...values: unknown[]): Promise<unknown> {
    return this.call('CELL', cell, 'callChannel', channel, method, values, null)
  }

  save(): CloudState {
    return {
      objects: this.objects.save(),
      store: this.store.save(),
      duration: this.duration.save(),
      objectRequests: this.objects.requests,
      feedReads: this.feedReads.count,
    }
  }

  load({ objects, store, duration, objectRequests, feedReads }: CloudState): void {
    this.objects.requests = objectRequests
    this.feedReads.count = feedReads
    this.duration.load(duration)
    this.objects.load(objects)
    this.store.load(store)
  }

  /** Ends the recorded or played beginning; the Worker runs from now on and starts with an empty memory. */
  endTape(): void {
    this.#tape?.end(this)
    this.#tape = null
    this.evict()
  }

  /** Binds another namespace as STORE, as a deployment would. */
  bindStore(store: KeyValueNamespace): void {
    this.store = store
    this.evict()
  }

  /** Changes variables and secrets, as a deployment would. */
  changeEnvironment(changes: Readonly<Record<string, string>>): void {
    this.#environment = { ...this.#environment, ...changes }
    this.evict()
  }

  /** Evicts all objects and the isolate, as a deployment or inactivity does. */
  evict(): void {
    this.objects.evict()
    this.duration.forget()
    this.#env = null
  }

  #invoke<Value>(of: string, work: () => Promise<Value>): Promise<Value | 'ended'> {
    const live = () => this.#run(of, work)
    return this.#tape === null ? live() : this.#tape.invoke(live)
  }

  async #run<Value>(of: string, work: () => Promise<Value>): Promise<Value | 'ended'> {
    const result = await this.#options.clock.until(
      Promise.race([this.invocations.run(of, work), this.#process.end]).then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error
        },
      ),
    )
    if (this.#process.hasEnded) {
      this.#restarting ??= this.#restart()
      await this.#restarting
    }
    return result()
  }

  /** Stops all running work; the next invocation starts from what is stored. */
  async #restart(): Promise<void> {
    const { clock } = this.#options
    clock.forget()
    await clock.settle()
    clock.forget()
    this.evict()
    this.#process.restart()
    this.#restarting = null
  }

  #currentEnv(): object {
    this.#env ??= {
      ...this.#environment,
      ...(this.#ai === undefined ? {} : { AI: aiBinding(this.#ai, this.#platform) }),
      STORE: kvBinding(this.store, this.#platform),
      CELL: this.objects.binding('CELL'),
      DIRECTORY: this.objects.binding('DIRECTORY'),
    }
    return this.#env
  }
}
