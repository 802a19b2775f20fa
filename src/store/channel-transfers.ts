/** Channels on their way to another cell: tables `parcels` and `arrived`. */

import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type ChannelId, channelIdSchema, type EpochMs, readerOf, type UserId, userIdSchema } from '../model.ts'
import { channelTables } from './channels.ts'
import { json, raw, sql, Table } from './database.ts'

const rowSchema = v.record(v.string(), v.union([v.string(), v.number(), v.null()]))
/** A row of a table with its columns' names. */
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
  /** Absent in transfers of earlier versions. */
  days: v.optional(rowsSchema, []),
  /** Absent: an earlier version packed it. */
  news: v.optional(rowsSchema, []),
})
/** Everything that a cell has of a channel. */
export type ChannelTransfer = Readonly<v.InferOutput<typeof transferSchema>>

export class ChannelTransfers extends Table {
  /** Moves a channel out of the tables into a transfer to another cell, without its posts. @param known all seen keys of a feed, by its address */
  pack(channel: ChannelId, to: number, known: (url: string) => string): void {
    const [state] = this.rows(rowSchema, sql`SELECT * FROM channels WHERE id = ${channel}`)
    if (state === undefined) return
    const rowsOf = (table: string, more: string): Row[] =>
      this.rows(rowSchema, sql`SELECT * FROM ${raw(table)} WHERE channel = ${channel} ${raw(more)}`)
    const uses = rowsOf('subscriptions', 'AND removed_at IS NULL ORDER BY number')
    const feeds = uses.flatMap((use) => {
      const [feed] = this.rows(rowSchema, sql`SELECT * FROM feeds WHERE id = ${use['feed'] ?? null}`)
      return feed === undefined ? [] : [{ feed, use, known: known(String(feed['url'])) }]
    })
    const transfer: ChannelTransfer = {
      keys: 2,
      id: crypto.randomUUID(),
      channel,
      // Counted, so that the directory can order two moves.
      state: { ...state, hops: Number(state['hops']) + 1 },
      feeds,
      pending: rowsOf('pending', 'ORDER BY id'),
      messages: rowsOf('messages', 'ORDER BY id'),
      outcomes: rowsOf('outcomes', ''),
      wanted: rowsOf('wanted', 'ORDER BY id'),
      gaps: rowsOf('gaps', ''),
      days: rowsOf('channel_days', 'ORDER BY day'),
      news: rowsOf('channel_news', ''),
    }
    const text = JSON.stringify(transfer)
    for (let at = 0; at < text.length; ) {
      const part = partAt(text, at)
      this.run(sql`INSERT INTO parcels (channel, at, destination, part) VALUES (${channel}, ${at}, ${to}, ${part})`)
      at += part.length
    }
    this.run(sql`DELETE FROM channels WHERE id = ${channel}`)
    for (const table of channelTables) this.run(sql`DELETE FROM ${raw(table)} WHERE channel = ${channel}`)
  }

  /** The transfers that have not arrived yet, with their destination cells. */
  all(): readonly { readonly to: number; readonly transfer: ChannelTransfer }[] {
    const row = v.object({ channel: channelIdSchema, destination: v.number(), part: v.string() })
    const rows = this.rows(row, sql`SELECT channel, destination, part FROM parcels ORDER BY channel, at`)
    const parts = Map.groupBy(rows, ({ channel }) => channel)
    return [...parts.values()].map((of) => ({
      to: of[0]?.destination ?? 0,
      transfer: v.parse(json(transferSchema), of.map(({ part }) => part).join('')),
    }))
  }

  /** The number of feeds of each of a person's channels on the way. */
  feedsOf(owner: UserId): readonly number[] {
    const config = json(v.object({ owner: userIdSchema }))
    return this.all().flatMap(({ transfer: { channel, state, feeds } }) =>
      readerOf(channel) === null && v.parse(config, state['config']).owner === owner ? feeds.length : [],
    )
  }

  isLeaving(channel: ChannelId): boolean {
    return this.run(sql`SELECT 1 FROM parcels WHERE channel = ${channel} LIMIT 1`).toArray().length > 0
  }

  /** The channel has arrived, and the directory knows. */
  remove(channel: ChannelId): void {
    this.run(sql`DELETE FROM parcels WHERE channel = ${channel}`)
  }

  hasArrived(id: string): boolean {
    return this.run(sql`SELECT 1 FROM arrived WHERE id = ${id}`).toArray().length > 0
  }

  /** Inserts the rows of a channel, except its feeds: cell/transfer-channel.ts joins them with the cell's own. */
  unpack(transfer: ChannelTransfer, now: EpochMs): void {
    const { channel } = transfer
    this.run(sql`DELETE FROM channels WHERE id = ${channel}`)
    this.#insert('channels', transfer.state)
    const messages = new Map<unknown, number>()
    for (const { id, ...message } of transfer.messages) {
      // The code of its post names the cell that it left, where its posts are no more.
      this.#insert('messages', { headlines: headlinesIn(transfer, id), ...message, digest: null })
      messages.set(id, this.#lastId('messages'))
    }
    for (const row of transfer.pending) if (!isLeftBehind(transfer, row)) this.#insert('pending', withoutMessage(row))
    for (const { message = null, ...row } of transfer.gaps)
      this.#insert('gaps', { ...row, message: messages.get(message) ?? null })
    for (const row of transfer.news) this.#insert('channel_news', row)
    for (const row of transfer.outcomes) this.#insert('outcomes', row)
    for (const { id: _, ...row } of transfer.wanted) this.#insert('wanted', row)
    this.run(sql`INSERT INTO arrived (id, at) VALUES (${transfer.id}, ${now})`)
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
    this.run(sql`DELETE FROM arrived WHERE at < ${now - limits.store.arrivedMs}`)
  }

  /** The columns come from another cell of the same program; SQLite refuses unknown names. */
  #insert(table: string, row: Row): void {
    const columns = Object.keys(row).map((column) => `"${column.replaceAll('"', '')}"`)
    const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
    this.run({ text, bindings: Object.values(row) })
  }

  #lastId(table: string): number {
    return this.values(v.number(), sql`SELECT max(id) FROM ${raw(table)}`)[0] ?? 0
  }
}

/** The next part of a transfer. No character is cut, as SQLite's UTF-8 has no half ones. */
function partAt(text: string, at: number): string {
  const part = text.slice(at, at + limits.store.transferPartUnits)
  return part.isWellFormed() ? part : part.slice(0, -1)
}

/** In transfers of earlier versions, each headline has its message's number. @returns JSON */
function headlinesIn({ pending }: ChannelTransfer, message: unknown): string {
  return JSON.stringify(pending.flatMap((row) => (row['message'] === message ? [row['id']] : [])))
}

/** In those, a headline may name a message that was sent. */
function isLeftBehind({ messages }: ChannelTransfer, { message = null }: Row): boolean {
  const isUnsent = ({ id, state }: Row) => id === message && (state === 'ready' || state === 'sending')
  return message !== null && message !== 0 && !messages.some(isUnsent)
}

/** In those, retracted headlines have the message 0. */
function withoutMessage({ message, ...row }: Row): Row {
  return message === undefined ? row : { ...row, withdrawn: message === 0 ? 1 : 0 }
}
