/** Updates of the last day: being handled, handled, and what is left to send for them. Table `updates` of the directory. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { chatIdSchema, type EpochMs } from '../model.ts'
import { type Database, flag, json, readRows } from './tables.ts'

const unsentSchema = v.object({
  chat: chatIdSchema,
  thread: v.nullable(v.number()),
  html: v.string(),
  /** As the Bot API takes it; null: none. */
  markup: v.nullable(v.looseObject({})),
  /** The message that is to read so from now on; absent: it is a new one. */
  edits: v.optional(v.number()),
})
/** An answer that did not get through: it is sent again when Telegram brings its update again. */
export type Unsent = Readonly<v.InferOutput<typeof unsentSchema>>

const updateRow = v.object({
  at: v.number(),
  until: v.number(),
  done: flag,
  unsent: v.nullable(json(v.pipe(v.array(unsentSchema), v.readonly()))),
})

/** What a delivery of an update is for. */
export type Begun =
  /** Handle it. `since`: when that was first begun; null: it is now. */
  | { readonly kind: 'act'; readonly since: EpochMs | null }
  /** It was handled and answered. */
  | { readonly kind: 'done' }
  /** Another delivery is being handled, and its lease ends then, unless it is renewed. */
  | { readonly kind: 'busy'; readonly until: EpochMs }
  /** It was handled, and these answers did not get through. */
  | { readonly kind: 'unanswered'; readonly answers: readonly Unsent[] }

const { leaseMs } = limits.store

export class Updates {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Takes the lease of an update that nobody handles. */
  begin(id: number, now: EpochMs): Begun {
    const cursor = this.#database.sql.exec('SELECT at, until, done, unsent FROM updates WHERE id = ?', id)
    const [found] = readRows(updateRow, cursor)
    if (found?.done === true)
      return found.unsent === null ? { kind: 'done' } : { kind: 'unanswered', answers: found.unsent }
    // A lease of a clock that was ahead is not waited for.
    if (found !== undefined && now < found.until && found.until - now <= leaseMs)
      return { kind: 'busy', until: found.until }
    if (found === undefined) {
      this.#database.sql.exec('INSERT INTO updates (id, at, until) VALUES (?, ?, ?)', id, now, now + leaseMs)
      forgetEnds(this.#database, 'updates', id, limits.store.updatesKept, now)
    } else this.renew(id, now)
    return { kind: 'act', since: found?.at ?? null }
  }

  /** Whoever handles the update is still at it. */
  renew(id: number, now: EpochMs): void {
    this.#database.sql.exec('UPDATE updates SET until = ? WHERE id = ?', now + leaseMs, id)
  }

  /** It was handled. @param unsent answers that did not get through, in their order */
  end(id: number, unsent: readonly Unsent[]): void {
    const left = unsent.length === 0 ? null : JSON.stringify(unsent)
    this.#database.sql.exec('UPDATE updates SET done = 1, unsent = ? WHERE id = ?', left, id)
  }
}

/**
 * Ids ascend, and start elsewhere after a week of silence (core.telegram.org/bots/api#update), so what is old stands at either
 * end of the primary key. Each new update takes away up to three old ones: no flood makes a table grow, and no row in between
 * is looked at.
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
