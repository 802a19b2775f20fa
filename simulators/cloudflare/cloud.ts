/** A simulated Cloudflare in one process: runs the real Worker on a virtual clock, counts what it spends and can end it at any step. */
import worker, { Cell, Directory, FeedReader, FeedReaderObject } from '../../src/worker.ts'
import type { VirtualClock } from './clock.ts'
import { Duration } from './duration.ts'
import { Invocations } from './invocation.ts'
import { KeyValueNamespace, type KeyValueState, type PutOptions } from './key-value.ts'
import { type ObjectState, ObjectStorage } from './sqlite.ts'
import type { Tape, TapeHead } from './tape.ts'

/** Ends the process before or after the effect of the n-th step from now, counted from 1. */
export interface Death {
  readonly step: number
  readonly when: 'before' | 'after'
}

/** How a call between parts of the program fails. `refused`: it never arrives; `lost`: its answer never does; `hangs`: neither an answer nor an error comes. */
export type CallFault = 'refused' | 'lost' | 'hangs'

/** The limit that an invocation exceeds while reading feeds. */
export type Exceeded = 'CPU time' | 'memory'

export interface CloudOptions {
  readonly clock: VirtualClock
  /** Variables and secrets. */
  readonly environment: Readonly<Record<string, string>>
  /** The internet. It may reject or never answer. */
  readonly outside: (request: Request) => Promise<Response>
  readonly externalSubrequests?: number
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

/** The classes by binding; `READER` has no binding and is found among the exports. */
const objectClasses = { CELL: Cell, DIRECTORY: Directory, READER: FeedReaderObject } as const
type Namespace = keyof typeof objectClasses
type Methods = Record<string, (...values: unknown[]) => Promise<unknown>>

/** Thrown in a program that has ended, so that it stops. */
class Ended extends Error {
  override readonly name = 'Ended'
}

const LINES_KEPT = 200

export class Cloud {
  /** The namespace bound as STORE; see `bind`. */
  store: KeyValueNamespace
  readonly invocations: Invocations
  readonly duration: Duration
  /** The location hint of each object; null without one. */
  readonly places = new Map<string, string | null>()
  /** The names of all steps since the list was emptied. */
  readonly steps: string[] = []
  /** The last lines that the Worker logged. */
  readonly logs: string[] = []
  objectRequests = 0
  feedReads = 0
  /** Decides by its name, such as `CELL.cycle` or `put seen`, whether a call fails; null: it succeeds. */
  fault: (name: string) => CallFault | null = () => null
  /** Decides whether an invocation that reads these addresses exceeds a limit once they have answered; an object has a longer limit. */
  exceeds: (urls: readonly string[], where: 'call' | 'object') => Exceeded | null = () => null
  /** The platform's error message for a refused or lost call. */
  faultWords = 'internal error'
  readonly #options: CloudOptions
  readonly #storages = new Map<string, ObjectStorage>()
  readonly #instances = new Map<string, Methods>()
  #tape: TapeHead<CloudState> | null
  #death: Death | null = null
  #steps = 0
  #ended = false
  #end = Promise.withResolvers<'ended'>()
  #restarting: Promise<void> | null = null
  /** The Worker's `env`, kept while its isolate lives. */
  #isolate: ReturnType<Cloud['isolate']> | null = null

  constructor(options: CloudOptions) {
    this.#options = options
    this.#tape = options.tape ?? null
    this.store = new KeyValueNamespace(() => options.clock.now)
    this.invocations = new Invocations(options.externalSubrequests)
    this.duration = new Duration(() => options.clock.now, options.environment['PLAN'] !== 'paid')
  }

  /** Replaces the machine's clock, network and console. @returns a function that undoes it */
  install(): () => void {
    const [clock, { fetch, console }] = [this.#options.clock.install(), globalThis]
    const log = (...words: unknown[]) => {
      this.logs.push(words.join(' '))
      if (this.logs.length > LINES_KEPT) this.logs.shift()
    }
    const timers = this.#billTimers()
    Object.assign(globalThis, {
      fetch: (url: string, init: RequestInit) => this.#fetch(url, init),
      console: { ...console, log, error: log },
    })
    return () => {
      timers()
      clock()
      Object.assign(globalThis, { fetch, console })
    }
  }

  /** Bills objects for pending timers. @returns a function that undoes it */
  #billTimers(): () => void {
    const { setTimeout: start, clearTimeout: clear } = globalThis
    const { timeout } = AbortSignal
    const ends = new Map<unknown, () => void>()
    const awake = (ms: number): (() => void) => {
      const object = this.invocations.object()
      return object === null ? () => {} : this.duration.begin(object, this.#options.clock.now + ms)
    }
    Object.assign(globalThis, {
      setTimeout: (run: () => void, ms: number) => {
        const end = awake(ms)
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
      const end = awake(ms)
      const signal = timeout(ms)
      signal.addEventListener('abort', end)
      return signal
    }
    return () => {
      AbortSignal.timeout = timeout
      Object.assign(globalThis, { setTimeout: start, clearTimeout: clear })
    }
  }

  /** Schedules where the process ends; null: nowhere. */
  doom(death: Death | null): void {
    this.#death = death
    this.#steps = 0
  }

  /** Runs a cron. @returns how it ended; `ended`: the process ended in the middle of it */
  async cron(scheduledTime: number): Promise<'done' | 'failed' | 'ended'> {
    const controller = { scheduledTime, cron: '*/5 * * * *', noRetry() {} }
    try {
      const result = await this.#invoke('cron', () => worker.scheduled(controller as never, this.#env() as never))
      return result === 'ended' ? 'ended' : 'done'
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'a cell had no cycle') throw error
      return 'failed'
    }
  }

  /** A request from outside. */
  fetch(request: Request): Promise<Response | 'ended'> {
    const context = { waitUntil: () => {} }
    return this.#invoke('fetch', () =>
      worker.fetch(request as never, this.#env() as never, context as never),
    ) as Promise<Response | 'ended'>
  }

  /** Calls an object from outside, as the Worker would. */
  call(namespace: Namespace, name: string, method: string, ...values: unknown[]): Promise<unknown> {
    return this.#invoke('call', () => this.#rpc(namespace, name, method, values))
  }

  /** A call of a channel's method from outside, as the Worker would make it. */
  callChannel(cell: string, channel: string, method: string, ...values: unknown[]): Promise<unknown> {
    return this.call('CELL', cell, 'callChannel', channel, method, values, null)
  }

  /** What stands in an object's storage. */
  storage(namespace: Namespace, name: string): ObjectStorage {
    const key = `${namespace} ${name}`
    const storage = this.#storages.get(key) ?? new ObjectStorage()
    this.#storages.set(key, storage)
    return storage
  }

  /** Rows that a query finds in all storages of a namespace. */
  look(namespace: Namespace, query: string, ...values: readonly (string | number | null)[]) {
    const storages = [...this.#storages].filter(([key]) => key.startsWith(`${namespace} `))
    return storages.flatMap(([, storage]) => storage.look(query, ...values))
  }

  save(): CloudState {
    const objects = new Map([...this.#storages].map(([key, storage]) => [key, storage.save()]))
    const { objectRequests, feedReads } = this
    return { objects, store: this.store.save(), duration: this.duration.save(), objectRequests, feedReads }
  }

  load({ objects, store, duration, objectRequests, feedReads }: CloudState): void {
    this.objectRequests = objectRequests
    this.feedReads = feedReads
    this.duration.load(duration)
    for (const [key, state] of objects) this.#storages.set(key, new ObjectStorage(state))
    this.store.load(store)
  }

  /** Ends the recorded or played beginning; the Worker runs from now on and starts with an empty memory. */
  endTape(): void {
    this.#tape?.end(this)
    this.#tape = null
    this.evict()
  }

  /** Rows of all objects since the start. */
  rows(): { readonly read: number; readonly written: number } {
    const storages = [...this.#storages.values()]
    const sum = (count: (storage: ObjectStorage) => number) => storages.reduce((rows, each) => rows + count(each), 0)
    return { read: sum(({ rowsRead }) => rowsRead), written: sum(({ rowsWritten }) => rowsWritten) }
  }

  /** Binds another namespace as STORE, as a deployment would. */
  bind(store: KeyValueNamespace): void {
    this.store = store
    this.evict()
  }

  /** Evicts all objects, as a deployment or a quiet while does. */
  evict(): void {
    this.#instances.clear()
    this.duration.forget()
    this.#isolate = null
  }

  #invoke<Value>(of: string, work: () => Promise<Value>): Promise<Value | 'ended'> {
    const live = () => this.#run(of, work)
    return this.#tape === null ? live() : this.#tape.invoke(live)
  }

  async #run<Value>(of: string, work: () => Promise<Value>): Promise<Value | 'ended'> {
    const result = await this.#options.clock.until(
      Promise.race([this.invocations.run(of, work), this.#end.promise]).then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error
        },
      ),
    )
    if (this.#ended) {
      this.#restarting ??= this.#restart()
      await this.#restarting
    }
    return result()
  }

  /** Stops all running work; the next invocation starts from what is stored. */
  async #restart(): Promise<void> {
    this.#options.clock.forget()
    await this.#options.clock.settle()
    this.#options.clock.forget()
    this.evict()
    this.#death = null
    this.#ended = false
    this.#restarting = null
    this.#end = Promise.withResolvers()
  }

  #die(): void {
    this.#ended = true
    this.#end.resolve('ended')
  }

  /** @returns when the process ends at this step; null: it does not */
  #count(name: string): Death['when'] | null {
    this.steps.push(name)
    this.#steps += 1
    return this.#death?.step === this.#steps ? this.#death.when : null
  }

  async #step<Value>(name: string, effect: () => Promise<Value>): Promise<Value> {
    if (this.#ended) return never()
    const last = this.#count(name)
    if (last === 'before') {
      this.#die()
      return never()
    }
    try {
      return await effect()
    } finally {
      if (last === 'after') this.#die()
      if (this.#ended) await never()
    }
  }

  /** A call that may fail by `fault`. */
  #faulty<Value>(name: string, effect: () => Promise<Value>): Promise<Value> {
    return this.#step(name, async () => {
      const fault = this.fault(name)
      if (fault === 'refused') throw new Error(`${name}: ${this.faultWords}`)
      const value = fault === null || fault === 'lost' ? await effect() : await never<Value>()
      if (fault === 'lost') throw new Error(`${name}: the connection was lost: ${this.faultWords}`)
      return value
    })
  }

  #write<Value>(name: string, effect: () => Value): Value {
    const last = this.#count(name)
    if (last === 'before') {
      this.#die()
      throw new Ended()
    }
    const value = effect()
    if (last === 'after') {
      this.#die()
      throw new Ended()
    }
    return value
  }

  #namespace(of: Namespace) {
    return {
      getByName: (name: string, options?: { readonly locationHint?: string }) => {
        const key = `${of} ${name}`
        // Only the first request for an object decides its location.
        if (!this.places.has(key)) this.places.set(key, options?.locationHint ?? null)
        return this.#stub(of, name)
      },
    }
  }

  #env() {
    this.#isolate ??= this.isolate()
    return this.#isolate
  }

  private isolate() {
    const { store, invocations } = this
    return {
      ...this.#options.environment,
      STORE: {
        get: (key: string, how?: unknown) => {
          invocations.spend('internal')
          return invocations.connect(() =>
            this.#faulty(`get ${key.split(':')[0]}`, async () => {
              const value = await store.get(key)
              return how === 'stream' && value !== null ? new Response(value).body : value
            }),
          )
        },
        list: (options: { readonly prefix?: string; readonly cursor?: string }) => {
          invocations.spend('internal')
          return invocations.connect(() => this.#faulty('list', () => store.list(options)))
        },
        put: (key: string, value: string | ReadableStream, options?: PutOptions) => {
          invocations.spend('internal')
          return invocations.connect(() =>
            this.#faulty(`put ${key.split(':')[0]}`, async () =>
              store.put(key, typeof value === 'string' ? value : await new Response(value as BodyInit).text(), options),
            ),
          )
        },
      },
      CELL: this.#namespace('CELL'),
      DIRECTORY: this.#namespace('DIRECTORY'),
    }
  }

  #stub(namespace: Namespace, name: string): object {
    return new Proxy(
      {},
      {
        get: (_, method) =>
          typeof method === 'string' && method !== 'then'
            ? (...values: unknown[]) => {
                this.invocations.spend('internal')
                return this.#rpc(namespace, name, method, values)
              }
            : undefined,
      },
    )
  }

  /** Values cross as they do between isolates: by copy. */
  #rpc(namespace: Namespace, name: string, method: string, values: readonly unknown[]): Promise<unknown> {
    this.objectRequests += 1
    const called = method === 'callChannel' ? String(values[1]) : method
    return this.#faulty(`${namespace}.${called}`, async () => {
      this.duration.check()
      const instance = this.#instance(namespace, name)
      const act = instance[method]
      if (act === undefined) throw new TypeError(`${namespace} has no ${method}`)
      const copies = structuredClone(values)
      const key = `${namespace} ${name}`
      const end = this.duration.begin(key)
      try {
        const work = () => act.apply(instance, [...copies])
        const value = await this.invocations.run(`${namespace}.${method}`, work, key).catch(cross)
        if (namespace === 'READER') this.#endIfExceeded(values[0], 'object')
        return structuredClone(value)
      } finally {
        end()
      }
    })
  }

  #instance(namespace: Namespace, name: string): Methods {
    const key = `${namespace} ${name}`
    const known = this.#instances.get(key)
    if (known !== undefined) return known
    const storage = this.storage(namespace, name).open({
      check: () => {
        if (this.#ended) throw new Ended()
      },
      write: (what, effect) => this.#write(what, effect),
    })
    const state = {
      id: { name },
      storage,
      exports: { FeedReader: this.#reader(), FeedReaderObject: this.#namespace('READER') },
    }
    const instance = new objectClasses[namespace](state as never, this.#env() as never) as unknown as Methods
    this.#instances.set(key, instance)
    return instance
  }

  #reader() {
    return {
      // Counted as external, like a fetch: the documentation does not exclude it.
      read: (requests: readonly unknown[]) => {
        this.invocations.spend('external')
        this.feedReads += requests.length
        const read = this.#faulty(`read ${requests.length}`, async () => {
          const reader = new FeedReader({} as never, this.#env() as never)
          const copies = structuredClone(requests) as never
          const readings = await this.invocations.run('reader', () => reader.read(copies)).catch(cross)
          this.#endIfExceeded(requests, 'call')
          return structuredClone(readings)
        })
        return this.#billed(read)
      },
    }
  }

  /** Bills the object for the time it waits. */
  #billed<Value>(work: Promise<Value>): Promise<Value> {
    const object = this.invocations.object()
    return object === null ? work : work.finally(this.duration.begin(object))
  }

  /** The platform's error messages: developers.cloudflare.com/workers/observability/errors, /durable-objects/observability/troubleshooting. */
  #endIfExceeded(requests: unknown, where: 'call' | 'object'): void {
    const urls = (requests as readonly { readonly url: string }[]).map(({ url }) => url)
    if (where === 'object') this.feedReads += urls.length
    const exceeded = this.exceeds(urls, where)
    if (exceeded === null) return
    throw new Error(
      where === 'call'
        ? `Worker exceeded ${exceeded} limit.`
        : `Durable Object exceeded its ${exceeded} limit and was reset.`,
    )
  }

  #fetch(url: string, { signal, ...init }: RequestInit = {}): Promise<Response> {
    this.invocations.spend('external')
    const { host, pathname } = new URL(url)
    const name = pathname.startsWith('/bot') ? (pathname.split('/').at(-1) ?? '') : `fetch ${host}`
    const open = () =>
      this.#step(name, () => {
        this.#tape?.asks(url, init)
        const answer = this.#options.outside(new Request(url, init))
        return signal == null ? answer : Promise.race([answer, aborted(signal)])
      })
    if (signal == null) return this.#billed(this.invocations.connect(open))
    // A queued connection whose signal aborts is never opened.
    const fetched = this.invocations.connect(() => (signal.aborted ? aborted(signal) : open()))
    return this.#billed(Promise.race([fetched, aborted(signal)]))
  }
}

/** An error crosses an RPC with its message and own properties but without its stack, as in workerd. */
function cross(error: unknown): never {
  if (!(error instanceof Error)) throw error
  const { name, message } = error
  throw Object.assign(new Error(message), { name, stack: `${name}: ${message}` }, structuredClone({ ...error }))
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

function never<Value>(): Promise<Value> {
  return new Promise(() => {})
}
