/**
 * What the calls of an update returned, kept in the transaction of the change that they led to: table `journal`. Whoever handles
 * the update again is told the same, and makes no change twice.
 */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'
import { forgetEnds } from './updates.ts'

/** A call by its name, and what it returned; without the second: too much to keep, and it is to be asked again. */
const callSchema = v.union([v.strictTuple([v.string()]), v.strictTuple([v.string(), v.unknown()])])
export const callsSchema = v.pipe(v.array(callSchema), v.readonly())
export type Calls = v.InferOutput<typeof callsSchema>

/** A change that an update asks for. */
export interface JournalledCall {
  readonly update: number
  /** Which of the update's calls it is, from 0. */
  readonly number: number
  /** The calls before it, as the items of a JSON array. */
  readonly before: string
  readonly now: EpochMs
}

/** Carries out the writing part of a change: all or nothing, and what it returns is kept with it. */
export type Finish = <Value>(work: () => Value) => Value
/** For whoever asks without an update. */
export const atOnce: Finish = (work) => work()

export class Journal {
  readonly #database: Database
  /** Changes that wait for something outside. */
  readonly #running = new Map<string, unknown>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Null: no call of this update is kept. */
  of(update: number): Calls | null {
    const row = v.object({ calls: json(callsSchema) })
    return readRows(row, this.#database.sql.exec('SELECT calls FROM journal WHERE id = ?', update))[0]?.calls ?? null
  }

  /** @param calls as the items of a JSON array */
  keep({ update, now }: Pick<JournalledCall, 'update' | 'now'>, calls: string): void {
    const cursor = this.#database.sql.exec(
      'UPDATE journal SET calls = ? WHERE id = ? RETURNING id',
      `[${calls}]`,
      update,
    )
    if (cursor.toArray().length > 0) return
    this.#database.sql.exec('INSERT INTO journal (id, at, calls) VALUES (?, ?, ?)', update, now, `[${calls}]`)
    forgetEnds(this.#database, 'journal', update, limits.store.journalKept, now)
  }

  forget(update: number): void {
    this.#database.sql.exec('DELETE FROM journal WHERE id = ?', update)
  }

  /**
   * Makes a change once; asked for the same one again, returns what it returned then. What a change writes before it first waits
   * is one transaction; what it writes later has to be in `finish`.
   */
  once(asked: JournalledCall, name: string, change: (finish: Finish) => unknown): unknown {
    const [known, result] = this.of(asked.update)?.[asked.number] ?? []
    if (known === name) return result
    const key = `${asked.update} ${asked.number}`
    if (this.#running.has(key)) return this.#running.get(key)
    const before = asked.before === '' ? '' : `${asked.before},`
    let isKept = false
    const keep = (value: unknown) => {
      this.keep(asked, before + JSON.stringify([name, value ?? null]))
      isKept = true
    }
    const finish: Finish = (work) =>
      this.#database.transaction(() => {
        const value = work()
        keep(value)
        return value
      })
    const { value } = this.#database.transaction(() => {
      const begun = change(finish)
      if (!(begun instanceof Promise)) keep(begun)
      else if (!isKept) this.keep(asked, asked.before)
      return { value: begun }
    })
    if (!(value instanceof Promise)) return value
    const later = value
      .then((late: unknown) => {
        if (!isKept) keep(late)
        return late
      })
      .finally(() => this.#running.delete(key))
    this.#running.set(key, later)
    return later
  }
}
