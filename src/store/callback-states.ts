/** What a button means that has no room for it: table `memos` of the directory. Each is for one person. */
import * as v from 'valibot'
import { channelIdSchema, feedUrlSchema, type UserId } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

export const callbackStateSchema = v.variant('kind', [
  /** Feeds that a page named, one of which may be added. */
  v.object({ kind: v.literal('feeds'), feeds: v.array(v.object({ url: feedUrlSchema, title: v.string() })) }),
  /** An address that was sent by itself: which channel is it for? */
  v.object({ kind: v.literal('address'), address: v.string() }),
  /** The query that a filter had before. `feed`: its id; null: the channel's. */
  v.object({ kind: v.literal('filter'), channel: channelIdSchema, feed: v.nullable(v.number()), query: v.string() }),
  /** Terms that would hide a headline and its like. */
  v.object({ kind: v.literal('terms'), terms: v.array(v.string()) }),
  /** A channel's settings before others were taken up, as `/export` would have written them. */
  v.object({ kind: v.literal('settings'), channel: channelIdSchema, text: v.string() }),
  /** A channel that was let go, as `/export` would have written it. */
  v.object({ kind: v.literal('channel'), channel: channelIdSchema, topic: v.nullable(v.string()), text: v.string() }),
])
export type CallbackState = Readonly<v.InferOutput<typeof callbackStateSchema>>

const KEPT = 300

export class CallbackStates {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** @returns the number that a button carries */
  remember(person: UserId, memo: CallbackState): number {
    this.#database.sql.exec('INSERT INTO memos (person, memo) VALUES (?, ?)', person, JSON.stringify(memo))
    const row = v.object({ id: v.number() })
    const id = readRows(row, this.#database.sql.exec('SELECT max(id) AS id FROM memos'))[0]?.id ?? 0
    this.#database.sql.exec('DELETE FROM memos WHERE id <= ?', id - KEPT)
    return id
  }

  /** @returns null for one of another person, or of long ago */
  recall(id: number, person: UserId): CallbackState | null {
    const row = v.object({ memo: json(callbackStateSchema) })
    const cursor = this.#database.sql.exec('SELECT memo FROM memos WHERE id = ? AND person = ?', id, person)
    return readRows(row, cursor)[0]?.memo ?? null
  }
}
