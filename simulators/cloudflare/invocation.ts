/** Counts the subrequests of one invocation of the Worker, across everything that it awaits. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { freePlan, OPEN_CONNECTIONS } from './platform-limits.ts'

export interface Invocation {
  readonly of: string
  /** The object it runs in; null for a plain Worker. */
  readonly object: string | null
  external: number
  internal: number
  /** Connections that wait for their headers. */
  connecting: number
  /** Connections that wait until one of those has its headers. */
  readonly queue: (() => void)[]
}

const current = new AsyncLocalStorage<Invocation>()

/** Subrequests of one kind: the most that one invocation spent, and the mean of all. */
export interface Spending {
  readonly most: number
  readonly mean: number
}

/** What invocations have spent since the start, or since `reset`. */
export class Invocations {
  #most = { external: 0, internal: 0 }
  #sum = { external: 0, internal: 0 }
  #count = 0
  /** Connections that had to queue since the start. */
  queued = 0
  readonly #externalLimit: number

  constructor(externalLimit: number = freePlan.externalSubrequests) {
    this.#externalLimit = externalLimit
  }

  run<Value>(of: string, work: () => Promise<Value>, object: string | null = null): Promise<Value> {
    this.#count += 1
    return current.run({ of, object, external: 0, internal: 0, connecting: 0, queue: [] }, work)
  }

  /** Counts a subrequest of the current invocation; throws as Cloudflare does when there were too many. */
  spend(kind: 'external' | 'internal'): void {
    const invocation = running()
    invocation[kind] += 1
    const most = kind === 'external' ? this.#externalLimit : freePlan.internalSubrequests
    if (invocation[kind] > most) throw new Error(`Too many subrequests by single Worker invocation (${invocation.of}).`)
    this.#most[kind] = Math.max(this.#most[kind], invocation[kind])
    this.#sum[kind] += 1
  }

  /** The object of the current invocation. */
  object(): string | null {
    return current.getStore()?.object ?? null
  }

  /** Opens a connection of the current invocation; beyond the limit it waits until another has its headers. */
  async connect<Value>(open: () => Promise<Value>): Promise<Value> {
    const invocation = running()
    if (invocation.connecting < OPEN_CONNECTIONS) invocation.connecting += 1
    else {
      this.queued += 1
      await new Promise<void>((resolve) => invocation.queue.push(resolve))
    }
    try {
      return await open()
    } finally {
      const next = invocation.queue.shift()
      if (next === undefined) invocation.connecting -= 1
      else next()
    }
  }

  reset(): void {
    this.#most = { external: 0, internal: 0 }
    this.#sum = { external: 0, internal: 0 }
    this.#count = 0
  }

  get external(): Spending {
    return this.#spending('external')
  }

  get internal(): Spending {
    return this.#spending('internal')
  }

  #spending(kind: 'external' | 'internal'): Spending {
    return { most: this.#most[kind], mean: this.#sum[kind] / Math.max(1, this.#count) }
  }
}

function running(): Invocation {
  const invocation = current.getStore()
  if (invocation === undefined) throw new Error('something goes on after its invocation has ended')
  return invocation
}
