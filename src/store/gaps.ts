/** Where feeds may have lost items, until their channels are told with a digest: table `gaps`. */
import * as v from 'valibot'
import { dayMs, limits } from '../limits.ts'
import { type ChannelId, type EpochMs, feedUrlSchema } from '../model.ts'
import { type Database, readRows } from './tables.ts'

const gapRow = v.object({ feed: feedUrlSchema, source: v.string(), since: v.number(), until: v.number() })
/** A gap in a feed, as a channel is to be told of it. */
export type FeedGap = Readonly<v.InferOutput<typeof gapRow>>

/** Its rows go with the message that they are told in: see deliveries.ts. */
export class Gaps {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** One that a channel is not told of yet grows; of a feed that it was told of today it hears nothing more. */
  note(channel: ChannelId, { feed, source, since, until }: FeedGap, now: EpochMs): void {
    this.#database.sql.exec(
      `INSERT INTO gaps (channel, feed, source, since, until, at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (channel, feed) DO UPDATE SET until = excluded.until WHERE told = 0 AND message IS NULL`,
      channel,
      feed,
      source,
      since,
      until,
      now,
    )
  }

  /** What a channel's next digest is to tell. */
  waiting(channel: ChannelId): readonly FeedGap[] {
    const cursor = this.#database.sql.exec(
      'SELECT feed, source, since, until FROM gaps WHERE channel = ? AND told = 0 AND message IS NULL ORDER BY at, feed',
      channel,
    )
    return readRows(gapRow, cursor)
  }

  /** All that waits is told in this message. */
  attach(channel: ChannelId, message: number): void {
    this.#database.sql.exec(
      'UPDATE gaps SET message = ? WHERE channel = ? AND told = 0 AND message IS NULL',
      message,
      channel,
    )
  }

  /** Forgets what was told a day ago, and what nobody was to be told for a week. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM gaps WHERE at < ? AND told = 1', now - dayMs)
    this.#database.sql.exec('DELETE FROM gaps WHERE at < ? AND message IS NULL', now - limits.store.pendingMs)
  }

  /** What nobody was told of goes. */
  letGo(): void {
    this.#database.sql.exec('DELETE FROM gaps WHERE told = 0')
  }
}
