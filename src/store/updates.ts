/** Updates of the last day, with their leases and unsent answers: table `updates` of the directory. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { chatIdSchema, type EpochMs } from '../model.ts'
import { type Database, flag, json, readRows, sql, Table } from './database.ts'

const unsentSchema = v.object({
  chat: chatIdSchema,
  thread: v.nullable(v.number()),
  html: v.string(),
  /** As the Bot API takes it; null: none. */
  markup: v.nullable(v.looseObject({})),
  /** The message to edit; absent: send a new one. */
  edits: v.optional(v.number()),
})
/** An answer that did not get through; the next delivery of its update sends it again. */
export type Unsent = Readonly<v.InferOutput<typeof unsentSchema>>

const updateRow = v.object({
  at: v.number(),
  until: v.number(),
  done: flag,
  unsent: v.nullable(json(v.pipe(v.array(unsentSchema), v.readonly()))),
})

/** What a delivery of an update has to do. */
export type Begun =
  /** Handle it. `since`: the first attempt; null: this one. */
  | { readonly kind: 'act'; readonly since: EpochMs | null }
  /** Nothing: the update was handled and answered. */
  | { readonly kind: 'done' }
  /** Wait: another delivery has the lease until then, unless it is renewed. */
  | { readonly kind: 'busy'; readonly until: EpochMs }
  /** Send these answers: the update was handled, but they did not get through. */
  | { readonly kind: 'unanswered'; readonly answers: readonly Unsent[] }

const { leaseMs } = limits.store

export class Updates extends Table {
  /** Takes the lease of an update, if it is free. */
  begin(id: number, now: EpochMs): Begun {
    const [found] = this.rows(updateRow, sql`SELECT at, until, done, unsent FROM updates WHERE id = ${id}`)
    if (found?.done === true)
      return found.unsent === null ? { kind: 'done' } : { kind: 'unanswered', answers: found.unsent }
    // A longer lease comes from a clock that was ahead.
    if (found !== undefined && now < found.until && found.until - now <= leaseMs)
      return { kind: 'busy', until: found.until }
    if (found === undefined) {
      this.run(sql`INSERT INTO updates (id, at, until) VALUES (${id}, ${now}, ${now + leaseMs})`)
      forgetEnds(this.database, 'updates', id, limits.store.updatesKept, now)
    } else this.renew(id, now)
    return { kind: 'act', since: found?.at ?? null }
  }

  /** The handler is still running. */
  renew(id: number, now: EpochMs): void {
    this.run(sql`UPDATE updates SET until = ${now + leaseMs} WHERE id = ${id}`)
  }

  /** The update was handled. @param unsent answers that did not get through, in order */
  end(id: number, unsent: readonly Unsent[]): void {
    const left = unsent.length === 0 ? null : JSON.stringify(unsent)
    this.run(sql`UPDATE updates SET done = 1, unsent = ${left} WHERE id = ${id}`)
  }
}

/**
 * Deletes up to three old rows for each new one, so that no flood makes the table grow. Ids ascend, and start at random after a
 * week of silence (core.telegram.org/bots/api#update), so old rows are at either end of the primary key.
 */
export function forgetEnds(
  database: Database,
  table: 'updates' | 'journal',
  newest: number,
  kept: number,
  now: EpochMs,
): void {
  const row = v.object({ id: v.number(), at: v.number() })
  const ends = ['ORDER BY id LIMIT 2', 'ORDER BY id DESC LIMIT 1'].flatMap((end) =>
    readRows(row, database.sql.exec(`SELECT id, at FROM ${table} ${end}`)),
  )
  for (const { id, at } of ends)
    if (now - at > limits.store.updatesKeptMs || Math.abs(newest - id) >= kept)
      database.sql.exec(`DELETE FROM ${table} WHERE id = ?`, id)
}
