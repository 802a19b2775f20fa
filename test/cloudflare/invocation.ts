/** What one invocation of the Worker spends of its subrequests, found again in everything that it waits for. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { limits } from '../../src/limits.ts'

export interface Invocation {
  readonly of: string
  external: number
  internal: number
}

const current = new AsyncLocalStorage<Invocation>()

/** The most that any invocation spent so far, and how many there were. */
export class Invocations {
  external = 0
  internal = 0
  count = 0
  readonly #externalLimit: number

  constructor(externalLimit: number = limits.free.externalSubrequests) {
    this.#externalLimit = externalLimit
  }

  run<Value>(of: string, work: () => Promise<Value>): Promise<Value> {
    this.count += 1
    return current.run({ of, external: 0, internal: 0 }, work)
  }

  /** A subrequest of the invocation that is running; refused as Cloudflare does when there were too many. */
  spend(kind: 'external' | 'internal'): void {
    const invocation = current.getStore()
    if (invocation === undefined) throw new Error('something goes on after its invocation has ended')
    invocation[kind] += 1
    const most = kind === 'external' ? this.#externalLimit : limits.free.internalSubrequests
    if (invocation[kind] > most) throw new Error(`Too many subrequests by single Worker invocation (${invocation.of}).`)
    this[kind] = Math.max(this[kind], invocation[kind])
  }
}
