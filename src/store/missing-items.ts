/** Items that left their feeds soon after their publication, until it is clear that they stay away: table `missing_items`. */
import * as v from 'valibot'
import type { EpochMs } from '../model.ts'
import { sql, Table } from './database.ts'

const missingRow = v.object({
  /** Id of its feed. */
  feed: v.number(),
  /** Its key (`keyOf` in feed/item-record.ts). */
  item: v.string(),
  /** When a document first lacked it. */
  at: v.number(),
})
export type MissingItem = Readonly<v.InferOutput<typeof missingRow>>

export class MissingItems extends Table {
  readonly #all = this.remembered(['missing_items'], () =>
    this.rows(missingRow, sql`SELECT * FROM missing_items ORDER BY at, feed, item`),
  )

  /** The oldest first. Reads rows only after a change. */
  all(): readonly MissingItem[] {
    return this.#all()
  }

  add(feed: number, item: string, at: EpochMs): void {
    this.run(sql`INSERT OR IGNORE INTO missing_items (feed, item, at) VALUES (${feed}, ${item}, ${at})`)
  }

  remove({ feed, item }: Pick<MissingItem, 'feed' | 'item'>): void {
    this.run(sql`DELETE FROM missing_items WHERE feed = ${feed} AND item = ${item}`)
  }
}
