/** Gaps in feeds, until a digest of each channel mentions them: table `gaps`. */
import * as v from 'valibot'
import { dayMs, limits } from '../limits.ts'
import { type ChannelId, type EpochMs, feedUrlSchema } from '../model.ts'
import { sql, Table } from './database.ts'

const gapRow = v.object({ feed: feedUrlSchema, source: v.string(), since: v.number(), until: v.number() })
/** A period in which a feed may have lost items. */
export type FeedGap = Readonly<v.InferOutput<typeof gapRow>>

export class Gaps extends Table {
  /** Extends a gap that no digest has mentioned yet. A feed is mentioned at most once a day. */
  note(channel: ChannelId, { feed, source, since, until }: FeedGap, now: EpochMs): void {
    this.run(sql`INSERT INTO gaps (channel, feed, source, since, until, at)
      VALUES (${channel}, ${feed}, ${source}, ${since}, ${until}, ${now})
      ON CONFLICT (channel, feed) DO UPDATE SET until = excluded.until WHERE told = 0 AND message IS NULL`)
  }

  /** The gaps for a channel's next digest. */
  waiting(channel: ChannelId): readonly FeedGap[] {
    const gaps = sql`SELECT feed, source, since, until FROM gaps
      WHERE channel = ${channel} AND told = 0 AND message IS NULL ORDER BY at, feed`
    return this.rows(gapRow, gaps)
  }

  /** This message mentions every waiting gap. */
  attach(channel: ChannelId, message: number): void {
    this.run(sql`UPDATE gaps SET message = ${message} WHERE channel = ${channel} AND told = 0 AND message IS NULL`)
  }

  /** Deletes gaps mentioned a day ago, and those that waited for a week. */
  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM gaps WHERE at < ${now - dayMs} AND told = 1`)
    this.run(sql`DELETE FROM gaps WHERE at < ${now - limits.store.pendingMs} AND message IS NULL`)
  }

  discardWaiting(): void {
    this.run(sql`DELETE FROM gaps WHERE told = 0`)
  }
}
