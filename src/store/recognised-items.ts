/** Known items of the last 48 hours with a new headline: edited, or old and listed again. Table `recognised`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type EpochMs, type Recognised, recognisedSchema } from '../model.ts'
import { json, sql, Table } from './database.ts'

export class RecognisedItems extends Table {
  hasRoom(feed: number): boolean {
    const [rows = 0] = this.values(v.number(), sql`SELECT count(*) FROM recognised WHERE feed = ${feed}`)
    return rows < limits.store.recognisedAFeed
  }

  add(feed: number, items: readonly Recognised[], at: EpochMs): void {
    this.run(sql`INSERT OR REPLACE INTO recognised (feed, at, items) VALUES (${feed}, ${at}, ${JSON.stringify(items)})`)
  }

  /** A feed's items, newest first. */
  of(feed: number): readonly (Recognised & { readonly at: EpochMs })[] {
    const row = v.object({ at: v.number(), items: json(v.array(recognisedSchema)) })
    const rows = this.rows(row, sql`SELECT at, items FROM recognised WHERE feed = ${feed} ORDER BY at DESC`)
    return rows.flatMap(({ at, items }) => items.map((item) => ({ ...item, at })))
  }

  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM recognised WHERE at < ${now - limits.store.outcomesMs}`)
  }
}
