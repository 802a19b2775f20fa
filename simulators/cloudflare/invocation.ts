/** Counts the subrequests and connections of each invocation of the Worker. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { freePlan, MAX_CONNECTING } from './platform-limits.ts'

export interface Invocation {
  readonly of: string
  /** The object it runs in; null for a plain Worker. */
  readonly object: string | null
  external: number
  internal: number
  /** Connections whose headers have not arrived. */
  connecting: number
  /** Connections beyond the limit, which open when others have their headers. */
  readonly queue: (() => void)[]
}

const current = new AsyncLocalStorage<Invocation>()

/** Subrequests of one kind, per invocation. */
export interface Spending {
  readonly most: number
  readonly mean: number
}

/** The subrequests of all invocations since the start, or since `reset`. */
export class Invocations {
  #max = { external: 0, internal: 0 }
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

  /** Counts a subrequest of the current invocation; beyond the limit it throws, as Cloudflare does. */
  spend(kind: 'external' | 'internal'): void {
    const invocation = currentInvocation()
    invocation[kind] += 1
    const limit = kind === 'external' ? this.#externalLimit : freePlan.internalSubrequests
    if (invocation[kind] > limit)
      throw new Error(`Too many subrequests by single Worker invocation (${invocation.of}).`)
    this.#max[kind] = Math.max(this.#max[kind], invocation[kind])
    this.#sum[kind] += 1
  }

  /** The object of the current invocation. */
  object(): string | null {
    return current.getStore()?.object ?? null
  }

  /** Opens a connection of the current invocation; beyond the limit it waits until another has its headers. */
  async connect<Value>(open: () => Promise<Value>): Promise<Value> {
    const invocation = currentInvocation()
    if (invocation.connecting < MAX_CONNECTING) invocation.connecting += 1
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
    this.#max = { external: 0, internal: 0 }
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
    return { most: this.#max[kind], mean: this.#sum[kind] / Math.max(1, this.#count) }
  }
}

function currentInvocation(): Invocation {
  const invocation = current.getStore()
  if (invocation === undefined) throw new Error('this runs outside any invocation')
  return invocation
}
