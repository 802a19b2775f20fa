/** Updates that were acted on, and answers to them that did not get through: tables `updates` and `unsent` of the directory. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { chatIdSchema, type EpochMs } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

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

/** An update whose handling began this long ago and never ended was cut off: longer than any cycle that it may wait for. ms */
const CUT_OFF_MS = 5 * 60_000

export class Updates {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /**
   * Takes an update to act on. `busy`: another delivery of it is being handled right now.
   * `done`: it was acted on, and is not again. `unanswered`: so it was, but the answer did not get through.
   */
  beginUpdate(id: number, now: EpochMs): 'act' | 'done' | 'busy' | 'unanswered' {
    const row = v.object({ at: v.number(), done: v.number() })
    const found = readRows(row, this.#database.sql.exec('SELECT at, done FROM updates WHERE id = ?', id))[0]
    if (found?.done === 1) return this.unsent(id).length > 0 ? 'unanswered' : 'done'
    if (found !== undefined && now - found.at < CUT_OFF_MS) return 'busy'
    this.#database.sql.exec(
      'INSERT INTO updates (id, at) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at',
      id,
      now,
    )
    return 'act'
  }

  endUpdate(id: number): void {
    this.#database.sql.exec('UPDATE updates SET done = 1 WHERE id = ?', id)
    this.#database.sql.exec(
      'DELETE FROM updates WHERE id NOT IN (SELECT id FROM updates ORDER BY at DESC, id DESC LIMIT ?)',
      limits.store.updatesKept,
    )
    this.#database.sql.exec('DELETE FROM unsent WHERE update_id NOT IN (SELECT id FROM updates)')
  }

  /** The answers to an update that did not get through, in their order. */
  unsent(update: number): readonly Unsent[] {
    const row = v.object({ answer: json(unsentSchema) })
    const cursor = this.#database.sql.exec('SELECT answer FROM unsent WHERE update_id = ? ORDER BY id', update)
    return readRows(row, cursor).map(({ answer }) => answer)
  }

  /** From now on these are the ones, and no others. */
  keepUnsent(update: number, answers: readonly Unsent[]): void {
    this.#database.transaction(() => {
      this.#database.sql.exec('DELETE FROM unsent WHERE update_id = ?', update)
      for (const answer of answers) {
        const text = JSON.stringify(answer)
        this.#database.sql.exec('INSERT INTO unsent (update_id, answer) VALUES (?, ?)', update, text)
      }
    })
  }
}
