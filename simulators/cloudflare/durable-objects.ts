/** The Worker's Durable Objects: their storages, which last, their instances, which do not, and calls to them. */
import { ArticleReaderObject, Cell, Directory, FeedReaderObject, FeedWriterObject } from '../../src/worker.ts'
import type { FeedReads } from './feed-reads.ts'
import type { Platform } from './platform.ts'
import { HIBERNATION_MS } from './platform-limits.ts'
import { throwAcrossRpc } from './rpc-error.ts'
import { type ObjectState, ObjectStorage } from './sqlite.ts'

/** The classes by binding; `READER`, `WRITER` and `ARTICLES` have none and are found among the exports. */
const objectClasses = {
  CELL: Cell,
  DIRECTORY: Directory,
  READER: FeedReaderObject,
  WRITER: FeedWriterObject,
  ARTICLES: ArticleReaderObject,
} as const
export type Namespace = keyof typeof objectClasses
type Methods = Record<string, (...values: unknown[]) => Promise<unknown>>
type ObjectClass = new (state: never, env: never) => object
/** Classes in place of the Worker's. */
export type ObjectClasses = Partial<Readonly<Record<Namespace, ObjectClass>>>

/** An alarm that has fired. `ended`: the process ended in the middle of its handler. */
export interface FiredAlarm {
  readonly namespace: Namespace
  readonly name: string
  readonly outcome: 'done' | 'failed' | 'ended'
}

export class DurableObjects {
  /** Requests since the start. */
  requests = 0
  /** The location hint of each object; null without one. */
  readonly locationHints = new Map<string, string | null>()
  readonly #platform: Platform
  readonly #feedReads: FeedReads
  readonly #env: () => object
  readonly #hibernates: boolean
  readonly #classes: Readonly<Record<Namespace, ObjectClass>>
  readonly #storages = new Map<string, ObjectStorage>()
  readonly #instances = new Map<string, Methods>()

  /** @param hibernates whether idle objects leave memory @param classes in place of the Worker's */
  constructor(
    platform: Platform,
    feedReads: FeedReads,
    env: () => object,
    hibernates: boolean,
    classes: ObjectClasses = {},
  ) {
    this.#platform = platform
    this.#classes = { ...objectClasses, ...classes }
    this.#feedReads = feedReads
    this.#env = env
    this.#hibernates = hibernates
  }

  /** A namespace as `env` has it. */
  binding(namespace: Namespace) {
    return {
      getByName: (name: string, options?: { readonly locationHint?: string }) => {
        const key = `${namespace} ${name}`
        // Only the first request for an object decides its location.
        if (!this.locationHints.has(key)) this.locationHints.set(key, options?.locationHint ?? null)
        return this.#stub(namespace, name)
      },
    }
  }

  #stub(namespace: Namespace, name: string): object {
    return new Proxy(
      {},
      {
        get: (_, method) =>
          typeof method === 'string' && method !== 'then'
            ? (...values: unknown[]) => {
                this.#platform.invocations.spend('internal')
                return this.call(namespace, name, method, values)
              }
            : undefined,
      },
    )
  }

  /** Calls a method. Values cross by copy, as between isolates. */
  call(namespace: Namespace, name: string, method: string, values: readonly unknown[]): Promise<unknown> {
    const { steps, invocations, duration } = this.#platform
    this.requests += 1
    const called = method === 'callChannel' ? String(values[1]) : method
    return steps.call(`${namespace}.${called}`, async () => {
      duration.check()
      const instance = this.#instance(namespace, name)
      const run = instance[method]
      if (run === undefined) throw new TypeError(`${namespace} has no ${method}`)
      const copies = structuredClone(values)
      const key = `${namespace} ${name}`
      const end = duration.begin(key)
      if (namespace === 'READER') this.#feedReads.begin(values[0])
      try {
        const work = () => run.apply(instance, [...copies])
        const value = await invocations.run(`${namespace}.${method}`, work, key).catch(throwAcrossRpc)
        if (namespace === 'READER') this.#feedReads.finish(values[0], 'object')
        return structuredClone(value)
      } finally {
        end()
      }
    })
  }

  #instance(namespace: Namespace, name: string): Methods {
    const key = `${namespace} ${name}`
    const { steps, duration } = this.#platform
    const known = this.#instances.get(key)
    const hasLeft = this.#hibernates && duration.idleMs(key) >= HIBERNATION_MS
    if (known !== undefined && !hasLeft) return known
    const ObjectClass = this.#classes[namespace]
    const hasAlarmHandler = 'alarm' in ObjectClass.prototype
    const hooks = { check: () => steps.check(), write: steps.write.bind(steps), hasAlarmHandler }
    const state = {
      id: { name },
      storage: this.storage(namespace, name).open(hooks),
      exports: {
        FeedReader: this.#feedReads.entrypoint(this.#env),
        FeedReaderObject: this.binding('READER'),
        FeedWriterObject: this.binding('WRITER'),
        ArticleReaderObject: this.binding('ARTICLES'),
      },
    }
    const instance = new ObjectClass(state as never, this.#env() as never) as Methods
    this.#instances.set(key, instance)
    return instance
  }

  storage(namespace: Namespace, name: string): ObjectStorage {
    const key = `${namespace} ${name}`
    const storage = this.#storages.get(key) ?? new ObjectStorage()
    this.#storages.set(key, storage)
    return storage
  }

  /** When the next alarm of any object fires, and which; null: none is set. */
  nextAlarm(): { readonly namespace: Namespace; readonly name: string; readonly at: number } | null {
    let next: { readonly key: string; readonly at: number } | null = null
    for (const [key, { alarm }] of this.#storages)
      if (alarm.at !== null && (next === null || alarm.at < next.at)) next = { key, at: alarm.at }
    if (next === null) return null
    const [namespace, name] = splitKey(next.key)
    return { namespace, name, at: next.at }
  }

  /** Runs the handler of an object's alarm; a failure is retried later. @returns whether it succeeded */
  async runAlarm(namespace: Namespace, name: string, now: () => number): Promise<boolean> {
    const { alarm } = this.storage(namespace, name)
    const info = alarm.begin(now())
    if (info === null) return true
    try {
      await this.call(namespace, name, 'alarm', [info])
      alarm.end(null)
      return true
    } catch {
      alarm.end(now())
      return false
    }
  }

  /** Rows that a query finds in all storages of a namespace. */
  query(namespace: Namespace, sql: string, ...values: readonly (string | number | null)[]) {
    const storages = [...this.#storages].filter(([key]) => key.startsWith(`${namespace} `))
    return storages.flatMap(([, storage]) => storage.query(sql, ...values))
  }

  /** Billed rows of all objects since the start. */
  rows(): { readonly read: number; readonly written: number } {
    const storages = [...this.#storages.values()]
    const sum = (count: (storage: ObjectStorage) => number) => storages.reduce((rows, each) => rows + count(each), 0)
    return { read: sum(({ rowsRead }) => rowsRead), written: sum(({ rowsWritten }) => rowsWritten) }
  }

  save(): ReadonlyMap<string, ObjectState> {
    return new Map([...this.#storages].map(([key, storage]) => [key, storage.save()]))
  }

  load(states: ReadonlyMap<string, ObjectState>): void {
    for (const [key, state] of states) this.#storages.set(key, new ObjectStorage(state))
  }

  /** Ends all instances, and the handlers that they run. */
  evict(): void {
    this.#instances.clear()
    for (const { alarm } of this.#storages.values()) alarm.abandon()
  }
}

function splitKey(key: string): readonly [Namespace, string] {
  const space = key.indexOf(' ')
  return [key.slice(0, space) as Namespace, key.slice(space + 1)]
}
