/** Gaps in feeds, until a digest of each channel mentions them: table `gaps`. */
import * as v from 'valibot'
import { dayMs, limits } from '../limits.ts'
import { type ChannelId, type EpochMs, feedUrlSchema } from '../model.ts'
import { type Database, readRows } from './tables.ts'

const gapRow = v.object({ feed: feedUrlSchema, source: v.string(), since: v.number(), until: v.number() })
/** The time in which a feed may have lost items. */
export type FeedGap = Readonly<v.InferOutput<typeof gapRow>>

export class Gaps {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Extends a gap that no digest has mentioned yet. A feed is mentioned at most once a day. */
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

  /** The gaps for a channel's next digest. */
  waiting(channel: ChannelId): readonly FeedGap[] {
    const cursor = this.#database.sql.exec(
      'SELECT feed, source, since, until FROM gaps WHERE channel = ? AND told = 0 AND message IS NULL ORDER BY at, feed',
      channel,
    )
    return readRows(gapRow, cursor)
  }

  /** This message mentions every waiting gap. */
  attach(channel: ChannelId, message: number): void {
    this.#database.sql.exec(
      'UPDATE gaps SET message = ? WHERE channel = ? AND told = 0 AND message IS NULL',
      message,
      channel,
    )
  }

  /** Deletes gaps mentioned a day ago, and those that waited for a week. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM gaps WHERE at < ? AND told = 1', now - dayMs)
    this.#database.sql.exec('DELETE FROM gaps WHERE at < ? AND message IS NULL', now - limits.store.pendingMs)
  }

  discardWaiting(): void {
    this.#database.sql.exec('DELETE FROM gaps WHERE told = 0')
  }
}
