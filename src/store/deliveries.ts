/** What channels have yet to get: tables `pending` and `wanted`. */
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
  /** Its owner asked for it now: it does not wait for the schedule. */
  readonly urgent: boolean
}

const wantedRow = v.object({
  id: v.number(),
  channel: channelIdSchema,
  item: json(v.object({ ...editionItemSchema.entries, body: v.optional(bodySchema), alias: v.optional(v.string()) })),
})
/** An item that an owner asked to have posted, whatever dedup and filters say. */
export type Wanted = Readonly<v.InferOutput<typeof wantedRow>>
/** The item, with its text where its channel has reading pages, and its publisher's own short link. */
export type WantedItem = EditionItem & { readonly body?: Body | undefined; readonly alias?: string | undefined }

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

  /** Channels with something that does not wait for their schedule. */
  urgent(): ReadonlySet<ChannelId> {
    const cursor = this.#database.sql.exec('SELECT DISTINCT channel FROM pending WHERE urgent = 1 AND message IS NULL')
    return new Set(readRows(v.object({ channel: channelIdSchema }), cursor).map(({ channel }) => channel))
  }

  /** How many headlines wait for a digest. */
  waiting(channel: ChannelId): number {
    const cursor = this.#database.sql.exec(
      'SELECT count(*) AS waiting FROM pending WHERE channel = ? AND message IS NULL',
      channel,
    )
    return readRows(v.object({ waiting: v.number() }), cursor)[0]?.waiting ?? 0
  }

  /** The same of all channels; a row a headline. */
  waitingInAll(): number {
    const cursor = this.#database.sql.exec('SELECT count(*) AS waiting FROM pending WHERE message IS NULL')
    return readRows(v.object({ waiting: v.number() }), cursor)[0]?.waiting ?? 0
  }

  /** What waits for a digest, oldest first; what is in a message already does not count. */
  pending(channel: ChannelId): readonly Pending[] {
    return readRows(
      pendingRow,
      this.#database.sql.exec('SELECT * FROM pending WHERE channel = ? AND message IS NULL ORDER BY id', channel),
    )
  }

  /** Keeps the newest `keep` of what waits, and forgets the rest. */
  keepNewest(channel: ChannelId, keep: number): void {
    this.#database.sql.exec(
      `DELETE FROM pending WHERE channel = ? AND message IS NULL AND id NOT IN
       (SELECT id FROM pending WHERE channel = ? AND message IS NULL ORDER BY id DESC LIMIT ?)`,
      channel,
      channel,
      keep,
    )
  }

  /** Forgets what has waited for 7 days. @returns how many headlines aged out of which channels */
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

  /** Forgets what is over 500 in a channel, oldest first. @returns how many headlines */
  trim(channel: ChannelId): number {
    const over = this.waiting(channel) - limits.store.pendingAChannel
    if (over > 0) this.keepNewest(channel, limits.store.pendingAChannel)
    return Math.max(0, over)
  }

  want(channel: ChannelId, items: readonly WantedItem[]): void {
    for (const item of items) {
      this.#database.sql.exec('INSERT INTO wanted (channel, item) VALUES (?, ?)', channel, JSON.stringify(item))
    }
  }

  wanted(): readonly Wanted[] {
    return readRows(wantedRow, this.#database.sql.exec('SELECT * FROM wanted ORDER BY id'))
  }

  wantedTaken(wanted: readonly Wanted[]): void {
    for (const { id } of wanted) this.#database.sql.exec('DELETE FROM wanted WHERE id = ?', id)
  }

  /** Takes a headline out of what waits, with those that repeat it; it can be put back. @returns whether it waited */
  withdraw(channel: ChannelId, code: string): boolean {
    const waiting = this.pending(channel)
    if (!waiting.some(({ headline }) => headline.code === code)) return false
    // No message has this number: what is in one waits for no digest, and is not sent by itself.
    this.#setMessage(channel, waiting, code, 0)
    return true
  }

  /** @returns whether there was something to put back */
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

  /** Forgets what was taken back more than 48 hours ago. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM pending WHERE message = 0 AND at < ?', now - limits.store.messagesMs)
  }

  /** Everything that waits, and that was asked for, goes. */
  letGo(): void {
    this.#database.sql.exec('DELETE FROM pending')
    this.#database.sql.exec('DELETE FROM wanted')
  }
}
