/** Known items of the last 48 hours with a new headline: edited, or old and listed again. Table `recognised`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type EpochMs, type Recognised, recognisedSchema } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

export class RecognisedItems {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  hasRoom(feed: number): boolean {
    const row = v.object({ rows: v.number() })
    const cursor = this.#database.sql.exec('SELECT count(*) AS rows FROM recognised WHERE feed = ?', feed)
    return (readRows(row, cursor)[0]?.rows ?? 0) < limits.store.recognisedAFeed
  }

  add(feed: number, items: readonly Recognised[], at: EpochMs): void {
    this.#database.sql.exec(
      'INSERT OR REPLACE INTO recognised (feed, at, items) VALUES (?, ?, ?)',
      feed,
      at,
      JSON.stringify(items),
    )
  }

  /** A feed's items, newest first. */
  of(feed: number): readonly (Recognised & { readonly at: EpochMs })[] {
    const row = v.object({ at: v.number(), items: json(v.array(recognisedSchema)) })
    const cursor = this.#database.sql.exec('SELECT at, items FROM recognised WHERE feed = ? ORDER BY at DESC', feed)
    return readRows(row, cursor).flatMap(({ at, items }) => items.map((item) => ({ ...item, at })))
  }

  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM recognised WHERE at < ?', now - limits.store.outcomesMs)
  }
}
