/**
 * The results of an update's calls, stored in the transaction of the change that they made: table `journal`. A retried update gets
 * the same results, and makes no change twice.
 */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { json, sql, Table } from './database.ts'
import { forgetEnds } from './updates.ts'

/** A call's name and result. If the result is too large to store, there is only the name, and the call is repeated. */
const callSchema = v.union([v.strictTuple([v.string()]), v.strictTuple([v.string(), v.unknown()])])
export const callsSchema = v.pipe(v.array(callSchema), v.readonly())
export type Calls = v.InferOutput<typeof callsSchema>

/** A call that makes a change for an update. */
export interface JournalledCall {
  readonly update: number
  /** Its place among the update's calls, from 0. */
  readonly number: number
  /** The earlier calls, as the items of a JSON array. */
  readonly before: string
  readonly now: EpochMs
}

/** Runs the writes of a change in one transaction, and stores the result with them. */
export type Finish = <Value>(work: () => Value) => Value
/** For changes without an update: stores no result. */
export const atOnce: Finish = (work) => work()

export class Journal extends Table {
  /** Changes that are waiting for another service, by update and call. */
  readonly #running = new Map<string, unknown>()

  /** Null: no call of this update is stored. */
  of(update: number): Calls | null {
    return this.values(json(callsSchema), sql`SELECT calls FROM journal WHERE id = ${update}`)[0] ?? null
  }

  /** @param calls as the items of a JSON array */
  keep({ update, now }: Pick<JournalledCall, 'update' | 'now'>, calls: string): void {
    const text = `[${calls}]`
    const updated = this.run(sql`UPDATE journal SET calls = ${text} WHERE id = ${update} RETURNING id`)
    if (updated.toArray().length > 0) return
    this.run(sql`INSERT INTO journal (id, at, calls) VALUES (${update}, ${now}, ${text})`)
    forgetEnds(this.database, 'journal', update, limits.store.journalKept, now)
  }

  forget(update: number): void {
    this.run(sql`DELETE FROM journal WHERE id = ${update}`)
  }

  /**
   * Makes a change once; a repeated call returns the stored result. The writes before the first await of a change are one transaction;
   * later writes must be in `finish`.
   */
  once(call: JournalledCall, name: string, change: (finish: Finish) => unknown): unknown {
    const [known, result] = this.of(call.update)?.[call.number] ?? []
    if (known === name) return result
    const key = `${call.update} ${call.number}`
    if (this.#running.has(key)) return this.#running.get(key)
    const before = call.before === '' ? '' : `${call.before},`
    let isStored = false
    const keep = (value: unknown) => {
      this.keep(call, before + JSON.stringify([name, value ?? null]))
      isStored = true
    }
    const finish: Finish = (work) =>
      this.database.transaction(() => {
        const value = work()
        keep(value)
        return value
      })
    const { value } = this.database.transaction(() => {
      const returned = change(finish)
      if (!(returned instanceof Promise)) keep(returned)
      else {
        // If this transaction fails, nobody waits for the rest of the change.
        returned.catch(() => {})
        if (!isStored) this.keep(call, call.before)
      }
      return { value: returned }
    })
    if (!(value instanceof Promise)) return value
    const later = value
      .then((late: unknown) => {
        if (!isStored) keep(late)
        return late
      })
      .finally(() => this.#running.delete(key))
    this.#running.set(key, later)
    return later
  }
}
