/** Channels on their way to another cell: tables `parcels` and `arrived`. */

import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type ChannelId, channelIdSchema, type EpochMs, type UserId, userIdSchema } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

const rowSchema = v.record(v.string(), v.union([v.string(), v.number(), v.null()]))
/** A row of a table as it stands there. */
export type Row = Readonly<v.InferOutput<typeof rowSchema>>
const rowsSchema = v.array(rowSchema)

const transferSchema = v.object({
  /** Version of the keys: 1 has records of 24 digits. */
  keys: v.optional(v.number(), 1),
  /** Unique. */
  id: v.string(),
  channel: channelIdSchema,
  state: rowSchema,
  /** Each feed with the channel's use of it, and with every seen key. */
  feeds: v.array(v.object({ feed: rowSchema, use: rowSchema, known: v.string() })),
  pending: rowsSchema,
  messages: rowsSchema,
  outcomes: rowsSchema,
  wanted: rowsSchema,
  gaps: rowsSchema,
})
/** Everything that a cell has of a channel. */
export type ChannelTransfer = Readonly<v.InferOutput<typeof transferSchema>>

/** Tables with rows of a channel, beside `subscriptions`. */
const tables = ['pending', 'messages', 'outcomes', 'wanted', 'gaps', 'imports'] as const

export class ChannelTransfers {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Moves a channel out of the tables and into a transfer to another cell. @param known every seen key of the feed at an address */
  pack(channel: ChannelId, to: number, known: (url: string) => string): void {
    const { sql } = this.#database
    const rows = (query: string): Row[] => readRows(rowSchema, sql.exec(query, channel))
    const [state] = rows('SELECT * FROM channels WHERE id = ?')
    if (state === undefined) return
    const uses = rows('SELECT * FROM subscriptions WHERE channel = ? AND removed_at IS NULL ORDER BY number')
    const feeds = uses.flatMap((use) => {
      const [feed] = readRows(rowSchema, sql.exec('SELECT * FROM feeds WHERE id = ?', use['feed'] ?? null))
      return feed === undefined ? [] : [{ feed, use, known: known(String(feed['url'])) }]
    })
    const transfer: ChannelTransfer = {
      keys: 2,
      id: crypto.randomUUID(),
      channel,
      // Counted, so that the directory can order two moves.
      state: { ...state, hops: Number(state['hops']) + 1 },
      feeds,
      pending: rows('SELECT * FROM pending WHERE channel = ? ORDER BY id'),
      messages: rows('SELECT * FROM messages WHERE channel = ? ORDER BY id'),
      outcomes: rows('SELECT * FROM outcomes WHERE channel = ?'),
      wanted: rows('SELECT * FROM wanted WHERE channel = ? ORDER BY id'),
      gaps: rows('SELECT * FROM gaps WHERE channel = ?'),
    }
    const text = JSON.stringify(transfer)
    for (let at = 0; at < text.length; at += limits.store.transferPartUnits)
      sql.exec(
        'INSERT INTO parcels (channel, at, destination, part) VALUES (?, ?, ?, ?)',
        channel,
        at,
        to,
        text.slice(at, at + limits.store.transferPartUnits),
      )
    sql.exec('DELETE FROM channels WHERE id = ?', channel)
    for (const table of ['subscriptions', ...tables]) sql.exec(`DELETE FROM ${table} WHERE channel = ?`, channel)
  }

  /** The transfers that have not arrived yet, with their destination cells. */
  all(): readonly { readonly to: number; readonly transfer: ChannelTransfer }[] {
    const row = v.object({ channel: channelIdSchema, destination: v.number(), part: v.string() })
    const cursor = this.#database.sql.exec('SELECT channel, destination, part FROM parcels ORDER BY channel, at')
    const parts = Map.groupBy(readRows(row, cursor), ({ channel }) => channel)
    return [...parts.values()].map((of) => ({
      to: of[0]?.destination ?? 0,
      transfer: v.parse(json(transferSchema), of.map(({ part }) => part).join('')),
    }))
  }

  /** The number of feeds of each of a person's channels on the way. */
  feedsOf(owner: UserId): readonly number[] {
    const config = json(v.object({ owner: userIdSchema }))
    return this.all().flatMap(({ transfer }) =>
      v.parse(config, transfer.state['config']).owner === owner ? transfer.feeds.length : [],
    )
  }

  isLeaving(channel: ChannelId): boolean {
    return this.#database.sql.exec('SELECT 1 FROM parcels WHERE channel = ? LIMIT 1', channel).toArray().length > 0
  }

  /** The channel has arrived, and the directory knows. */
  taken(channel: ChannelId): void {
    this.#database.sql.exec('DELETE FROM parcels WHERE channel = ?', channel)
  }

  hasArrived(id: string): boolean {
    return this.#database.sql.exec('SELECT 1 FROM arrived WHERE id = ?', id).toArray().length > 0
  }

  /** Inserts the rows of a channel, except its feeds: cell/handover.ts joins them with the cell's own. */
  unpack(transfer: ChannelTransfer, now: EpochMs): void {
    const { channel } = transfer
    const { sql } = this.#database
    sql.exec('DELETE FROM channels WHERE id = ?', channel)
    this.#insert('channels', transfer.state)
    const messages = new Map<unknown, number | null>()
    for (const { id, ...message } of transfer.messages) {
      this.#insert('messages', message)
      messages.set(id, this.#lastId('messages'))
    }
    // 0 marks retracted headlines.
    const inMessage = (row: Row) => ({
      ...row,
      message: row['message'] === 0 ? 0 : (messages.get(row['message']) ?? null),
    })
    for (const row of transfer.pending) this.#insert('pending', inMessage(row))
    for (const row of transfer.gaps) this.#insert('gaps', inMessage(row))
    for (const row of transfer.outcomes) this.#insert('outcomes', row)
    for (const { id: _, ...row } of transfer.wanted) this.#insert('wanted', row)
    sql.exec('INSERT INTO arrived (id, at) VALUES (?, ?)', transfer.id, now)
  }

  /** Adds a feed that this cell lacks, with its seen keys. @returns its id */
  addFeed({ id: _, ...feed }: Row, known: string): number {
    this.#insert('feeds', { ...feed, marks: known, unmarks: '' })
    return this.#lastId('feeds')
  }

  use(use: Row, feed: number, baseline: string): void {
    this.#insert('subscriptions', { ...use, feed, baseline: `${use['baseline'] ?? ''}${baseline}` })
  }

  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM arrived WHERE at < ?', now - limits.store.arrivedMs)
  }

  /** The columns come from another cell of the same program; SQLite refuses unknown names. */
  #insert(table: string, row: Row): void {
    const columns = Object.keys(row)
    const places = columns.map(() => '?').join(', ')
    this.#database.sql.exec(
      `INSERT INTO ${table} (${columns.map((column) => `"${column.replaceAll('"', '')}"`).join(', ')}) VALUES (${places})`,
      ...Object.values(row),
    )
  }

  #lastId(table: string): number {
    const cursor = this.#database.sql.exec(`SELECT max(id) AS id FROM ${table}`)
    return readRows(v.object({ id: v.number() }), cursor)[0]?.id ?? 0
  }
}
