/** What the filters made of each item, for the 48 hours that answers look back: table `outcomes`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, feedUrlSchema } from '../model.ts'
import { type Database, flag, json, readRows } from './tables.ts'

const outcomeItemSchema = v.object({ title: v.string(), summary: v.string(), categories: v.array(v.string()) })
const outcomeRow = v.object({ feed: feedUrlSchema, item: json(outcomeItemSchema), kept: flag })
/** What the filters made of an item, for the 48 hours that answers to `/filter` look back. */
export interface Outcome {
  readonly channel: ChannelId
  readonly feed: FeedUrl
  readonly item: v.InferOutput<typeof outcomeItemSchema>
  readonly kept: boolean
  /** The deciding term, as its owner wrote it. */
  readonly term: string | null
}

export class Outcomes {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  add(outcome: Outcome, at: EpochMs): void {
    this.#database.sql.exec(
      'INSERT INTO outcomes (channel, feed, at, item, kept, term) VALUES (?, ?, ?, ?, ?, ?)',
      outcome.channel,
      outcome.feed,
      at,
      JSON.stringify(outcome.item),
      outcome.kept ? 1 : 0,
      outcome.term,
    )
  }

  /** The items of the last 48 hours that met this channel's filters, newest first. */
  of(channel: ChannelId): readonly Omit<Outcome, 'channel' | 'term'>[] {
    return readRows(
      outcomeRow,
      this.#database.sql.exec('SELECT feed, item, kept FROM outcomes WHERE channel = ? ORDER BY id DESC', channel),
    )
  }

  /** Forgets what is older than 48 hours. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM outcomes WHERE at < ?', now - limits.store.outcomesMs)
  }
}
