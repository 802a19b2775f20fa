/** The base of the Durable Objects: counts each request, refuses requests from outside once their quota is spent, and lets no error message out. */
import { DurableObject } from 'cloudflare:workers'
import { AsyncLocalStorage } from 'node:async_hooks'
import { invocationBegins, logCaught, plainError } from './log.ts'
import { UsageMeter } from './store/usage.ts'

/** The running request: its object, and whether it comes from outside or belongs to a cycle. */
const running = new AsyncLocalStorage<{ readonly object: object; readonly isOutside: boolean }>()

/** The answer to a refused request. */
export const REFUSED = 'refused'

/** How requests that anybody can make reach an object. */
export interface OutsideCalls {
  /**
   * Calls a method unless the quota of such requests is spent for today.
   * @param person who makes the request; null: unknown. Owners are never refused.
   */
  callFromOutside(
    method: string,
    values: readonly unknown[],
    person: number | null,
  ): Promise<{ readonly value: unknown } | typeof REFUSED>
}

/** An RPC interface as its object implements it: methods may answer without a promise. */
export type Served<Api> = {
  [Name in keyof Api]: Api[Name] extends (...values: infer Values) => Promise<infer Value>
    ? (...values: Values) => Value | Promise<Value>
    : Api[Name]
}

type Method = (this: MeteredObject, ...values: unknown[]) => Promise<unknown>

export abstract class MeteredObject extends DurableObject implements OutsideCalls {
  protected readonly meter = new UsageMeter(
    () => Date.now(),
    () => running.getStore()?.isOutside === true,
  )

  /** Stores the usage if enough of it has come together. */
  protected abstract noteUsage(): void
  /** Whether requests from outside are refused until midnight UTC. Reads no rows. */
  protected abstract isRequestQuotaSpent(): boolean
  protected abstract isOwner(person: number): boolean

  /**
   * Counts each call of a class's methods, inherited ones included, as a request. A method that calls another counts once.
   * @param cycle the methods that belong to cycles; all others count as requests from outside
   */
  static meterRequests(prototype: MeteredObject, cycle: readonly string[]): void {
    for (let each: object = prototype; each !== MeteredObject.prototype; each = Object.getPrototypeOf(each)) {
      for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
        if (name === 'constructor' || typeof descriptor.value !== 'function') continue
        const method: Method = descriptor.value
        const isOutside = !cycle.includes(name)
        const metered: Method = function (...values) {
          const isInside = running.getStore()?.object === this
          return isInside ? method.apply(this, values) : this.#meter(isOutside, () => method.apply(this, values))
        }
        Object.defineProperty(each, name, { ...descriptor, value: metered })
      }
    }
  }

  async callFromOutside(method: string, values: readonly unknown[], person: number | null) {
    return this.#meter(true, async () => {
      if (this.isRequestQuotaSpent() && (person === null || !this.isOwner(person))) return REFUSED
      const act: unknown = Reflect.get(this, method)
      if (typeof act !== 'function') throw new TypeError(`the object has no method ${method}`)
      return { value: await act.apply(this, values) }
    })
  }

  async #meter<Value>(isOutside: boolean, work: () => Promise<Value>): Promise<Value> {
    invocationBegins()
    const end = this.meter.begin(isOutside)
    try {
      return await running.run({ object: this, isOutside }, work)
    } catch (error) {
      throw plainError(error)
    } finally {
      end()
      if (this.meter.isIdle()) this.#note(isOutside)
    }
  }

  /** If the database takes no more writes today, the usage stays in memory and the request still succeeds. */
  #note(isOutside: boolean): void {
    try {
      running.run({ object: this, isOutside }, () => this.noteUsage())
    } catch (error) {
      logCaught('storing the usage of an object', error)
    }
  }
}
