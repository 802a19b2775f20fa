/** Headlines that wait for their digests, and items that owners asked to post: tables `pending` and `wanted`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import {
  type Body,
  bodySchema,
  type ChannelId,
  channelIdSchema,
  type EditionCode,
  type EditionItem,
  type EpochMs,
  editionCodeSchema,
  editionItemSchema,
  feedUrlSchema,
  type Headline,
  repeatsSchema,
} from '../model.ts'
import { type Database, flag, json, readRows } from './tables.ts'

const headlineSchema = v.object({
  title: v.string(),
  link: v.nullable(v.string()),
  code: v.string(),
  source: v.string(),
  feed: feedUrlSchema,
  published: v.nullable(v.number()),
  also: v.array(v.string()),
  repeats: v.optional(v.nullable(repeatsSchema), null),
  author: v.nullable(v.string()),
  categories: v.array(v.string()),
  summary: v.string(),
  image: v.nullable(v.string()),
  reading: v.optional(v.nullable(v.string()), null),
})

const pendingRow = v.pipe(
  v.object({
    id: v.number(),
    edition: editionCodeSchema,
    headline: json(headlineSchema),
    at: v.number(),
    urgent: flag,
  }),
  v.transform(({ headline, ...row }): Pending => ({ ...row, headline: { ...headline, id: row.id } })),
)

/** A headline that a channel has yet to send. */
export interface Pending {
  readonly id: number
  readonly edition: EditionCode
  readonly headline: Headline
  readonly at: EpochMs
  /** Requested by its owner: it does not wait for the schedule. */
  readonly urgent: boolean
}

const requestRow = v.object({
  id: v.number(),
  channel: channelIdSchema,
  item: json(v.object({ ...editionItemSchema.entries, body: v.optional(bodySchema), alias: v.optional(v.string()) })),
})
/** A request of an owner to post an item, regardless of dedup and filters. */
export type PostRequest = Readonly<v.InferOutput<typeof requestRow>>
/** The item, with its text where the channel has reading pages, and with its publisher's short link. */
export type RequestedItem = EditionItem & { readonly body?: Body | undefined; readonly alias?: string | undefined }

export class Deliveries {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  addPending(
    channel: ChannelId,
    edition: EditionCode,
    headline: Omit<Headline, 'id'>,
    at: EpochMs,
    urgent: boolean,
  ): void {
    this.#database.sql.exec(
      `INSERT INTO pending (channel, id, edition, headline, at, urgent)
       VALUES (?, 1 + (SELECT coalesce(max(id), 0) FROM pending WHERE channel = ?), ?, ?, ?, ?)`,
      channel,
      channel,
      edition,
      JSON.stringify(headline),
      at,
      urgent ? 1 : 0,
    )
  }

  /** Channels with headlines that do not wait for the schedule. */
  urgent(): ReadonlySet<ChannelId> {
    const cursor = this.#database.sql.exec('SELECT DISTINCT channel FROM pending WHERE urgent = 1 AND message IS NULL')
    return new Set(readRows(v.object({ channel: channelIdSchema }), cursor).map(({ channel }) => channel))
  }

  /** Number of headlines that wait for a digest. */
  waiting(channel: ChannelId): number {
    const cursor = this.#database.sql.exec(
      'SELECT count(*) AS waiting FROM pending WHERE channel = ? AND message IS NULL',
      channel,
    )
    return readRows(v.object({ waiting: v.number() }), cursor)[0]?.waiting ?? 0
  }

  /** The same for all channels. Reads a row a headline. */
  waitingInAll(): number {
    const cursor = this.#database.sql.exec('SELECT count(*) AS waiting FROM pending WHERE message IS NULL')
    return readRows(v.object({ waiting: v.number() }), cursor)[0]?.waiting ?? 0
  }

  /** Headlines that wait for a digest, oldest first, without those in a message. */
  pending(channel: ChannelId): readonly Pending[] {
    return readRows(
      pendingRow,
      this.#database.sql.exec('SELECT * FROM pending WHERE channel = ? AND message IS NULL ORDER BY id', channel),
    )
  }

  /** Deletes all but the newest `keep` waiting headlines. */
  keepNewest(channel: ChannelId, keep: number): void {
    this.#database.sql.exec(
      `DELETE FROM pending WHERE channel = ? AND message IS NULL AND id NOT IN
       (SELECT id FROM pending WHERE channel = ? AND message IS NULL ORDER BY id DESC LIMIT ?)`,
      channel,
      channel,
      keep,
    )
  }

  /** Deletes headlines that waited for 7 days. @returns their number by channel */
  expire(now: EpochMs): ReadonlyMap<ChannelId, number> {
    const cursor = this.#database.sql.exec(
      'DELETE FROM pending WHERE message IS NULL AND at < ? RETURNING channel',
      now - limits.store.pendingMs,
    )
    const expired = readRows(v.object({ channel: channelIdSchema }), cursor)
    const counts = new Map<ChannelId, number>()
    for (const { channel } of expired) counts.set(channel, (counts.get(channel) ?? 0) + 1)
    return counts
  }

  /** Deletes the oldest headlines above `limits.store.pendingAChannel`. @returns their number */
  trim(channel: ChannelId): number {
    const over = this.waiting(channel) - limits.store.pendingAChannel
    if (over > 0) this.keepNewest(channel, limits.store.pendingAChannel)
    return Math.max(0, over)
  }

  request(channel: ChannelId, items: readonly RequestedItem[]): void {
    for (const item of items) {
      this.#database.sql.exec('INSERT INTO wanted (channel, item) VALUES (?, ?)', channel, JSON.stringify(item))
    }
  }

  requests(): readonly PostRequest[] {
    return readRows(requestRow, this.#database.sql.exec('SELECT * FROM wanted ORDER BY id'))
  }

  requestsTaken(requests: readonly PostRequest[]): void {
    for (const { id } of requests) this.#database.sql.exec('DELETE FROM wanted WHERE id = ?', id)
  }

  /** Retracts a waiting headline and those that repeat it; it can be put back. @returns whether it waited */
  withdraw(channel: ChannelId, code: string): boolean {
    const waiting = this.pending(channel)
    if (!waiting.some(({ headline }) => headline.code === code)) return false
    // No message has the number 0: the headline waits for no digest, and is in no message.
    this.#setMessage(channel, waiting, code, 0)
    return true
  }

  /** @returns whether it was retracted */
  putBack(channel: ChannelId, code: string): boolean {
    const withdrawn = this.#withdrawn(channel)
    if (!withdrawn.some(({ headline }) => headline.code === code)) return false
    this.#setMessage(channel, withdrawn, code, null)
    return true
  }

  isWithdrawn(channel: ChannelId, code: string): boolean {
    return this.#withdrawn(channel).some(({ headline }) => headline.code === code)
  }

  #withdrawn(channel: ChannelId) {
    const row = v.object({ id: v.number(), headline: json(headlineSchema) })
    const cursor = this.#database.sql.exec(
      'SELECT id, headline FROM pending WHERE channel = ? AND message = 0',
      channel,
    )
    return readRows(row, cursor)
  }

  #setMessage(
    channel: ChannelId,
    rows: readonly { readonly id: number; readonly headline: Pick<Headline, 'code' | 'repeats'> }[],
    code: string,
    message: number | null,
  ): void {
    for (const { id, headline } of rows)
      if (headline.code === code || headline.repeats?.code === code)
        this.#database.sql.exec('UPDATE pending SET message = ? WHERE channel = ? AND id = ?', message, channel, id)
  }

  /** Deletes headlines retracted more than 48 hours ago. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM pending WHERE message = 0 AND at < ?', now - limits.store.messagesMs)
  }

  discardWaiting(): void {
    this.#database.sql.exec('DELETE FROM pending')
    this.#database.sql.exec('DELETE FROM wanted')
  }
}
