/** The base of every Durable Object: each request is counted as it comes in, those that anybody may make can be refused, and errors leave it without their message. */

import { DurableObject } from 'cloudflare:workers'
import { AsyncLocalStorage } from 'node:async_hooks'
import { invocationBegins, logCaught, plainError } from './log.ts'
import { UsageMeter } from './store/usage.ts'

/** The request that is being handled: in which object, and whether it came from outside or is a part of a cycle. */
const handled = new AsyncLocalStorage<{ readonly object: object; readonly isDoor: boolean }>()

/** What a refused caller gets. */
export const DARK = 'dark'

/** What can be asked of an object by anybody. */
export interface Door {
  /**
   * Calls a method of the object unless doors are closed for today.
   * @param person who asks, where that is known; owners are always let in
   */
  door(
    method: string,
    values: readonly unknown[],
    person: number | null,
  ): Promise<{ readonly value: unknown } | typeof DARK>
}

/** An object's methods as the object has them: whoever calls it from outside gets a promise in any case. */
export type Served<Api> = {
  [Name in keyof Api]: Api[Name] extends (...values: infer Values) => Promise<infer Value>
    ? (...values: Values) => Value | Promise<Value>
    : Api[Name]
}

type Method = (this: MeteredObject, ...values: unknown[]) => Promise<unknown>

export abstract class MeteredObject extends DurableObject implements Door {
  protected readonly meter = new UsageMeter(
    () => Date.now(),
    () => handled.getStore()?.isDoor === true,
  )

  /** Writes the usage down where that is due. */
  protected abstract noteUsage(): void
  /** Whether doors are closed for today: decided from memory, without a row. */
  protected abstract isDark(): boolean
  protected abstract isOwner(person: number): boolean

  /**
   * Counts every method of a class, inherited ones included, as a request; one that calls another counts once.
   * @param cycle methods that are a part of the cycle; all others are doors
   */
  static meterRequests(prototype: MeteredObject, cycle: readonly string[]): void {
    for (let each: object = prototype; each !== MeteredObject.prototype; each = Object.getPrototypeOf(each)) {
      for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(each))) {
        if (name === 'constructor' || typeof descriptor.value !== 'function') continue
        const method: Method = descriptor.value
        const isDoor = !cycle.includes(name)
        const metered: Method = function (...values) {
          const isInside = handled.getStore()?.object === this
          return isInside ? method.apply(this, values) : this.#handle(isDoor, () => method.apply(this, values))
        }
        Object.defineProperty(each, name, { ...descriptor, value: metered })
      }
    }
  }

  async door(method: string, values: readonly unknown[], person: number | null) {
    return this.#handle(true, async () => {
      if (this.isDark() && (person === null || !this.isOwner(person))) return DARK
      const act: unknown = Reflect.get(this, method)
      if (typeof act !== 'function') throw new TypeError(`there is no ${method}`)
      return { value: await act.apply(this, values) }
    })
  }

  async #handle<Value>(isDoor: boolean, work: () => Promise<Value>): Promise<Value> {
    invocationBegins()
    const end = this.meter.begin(isDoor)
    try {
      return await handled.run({ object: this, isDoor }, work)
    } catch (error) {
      throw plainError(error)
    } finally {
      end()
      if (this.meter.isIdle()) this.#note(isDoor)
    }
  }

  /** A database that takes no more writes today must not turn a good answer into a failure: what was used stays in memory. */
  #note(isDoor: boolean): void {
    try {
      handled.run({ object: this, isDoor }, () => this.noteUsage())
    } catch (error) {
      logCaught('writing down what an object has used', error)
    }
  }
}
