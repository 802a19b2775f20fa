/** Headlines that wait for their digests, and items that owners asked to post: tables `pending` and `wanted`. */
import * as v from 'valibot'
import { type EditionItem, editionItemSchema } from '../edition-item.ts'
import type { Headline, Translation } from '../headline.ts'
import { limits } from '../limits.ts'
import {
  type Body,
  bodySchema,
  type ChannelId,
  channelIdSchema,
  type EditionCode,
  type EpochMs,
  editionCodeSchema,
} from '../model.ts'
import { flag, json, sql, Table } from './database.ts'
import { isUnsent } from './messages.ts'
import { pendingHeadlineSchema } from './pending-headline.ts'

const pendingRow = v.pipe(
  v.object({
    id: v.number(),
    edition: editionCodeSchema,
    headline: json(pendingHeadlineSchema),
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
  /** Requested by an owner: it does not wait for the schedule. */
  readonly urgent: boolean
}

const requestRow = v.object({
  id: v.number(),
  channel: channelIdSchema,
  item: json(v.object({ ...editionItemSchema.entries, body: v.optional(bodySchema), alias: v.optional(v.string()) })),
})
/** An owner's request to post an item, which dedup and filters do not apply to. */
export type PostRequest = Readonly<v.InferOutput<typeof requestRow>>
/** The item, with its text where the channel has reading pages, and with its publisher's short link. */
export type RequestedItem = EditionItem & { readonly body?: Body | undefined; readonly alias?: string | undefined }

export class Deliveries extends Table {
  readonly #urgent = this.remembered(['pending'], () => {
    const urgent = sql`SELECT DISTINCT channel FROM pending WHERE urgent = 1 AND withdrawn = 0`
    return new Set(this.values(channelIdSchema, urgent))
  })
  readonly #waiting = this.remembered(['pending', 'messages'], () => {
    const inMessages = sql`SELECT coalesce(sum(json_array_length(headlines)), 0) FROM messages WHERE ${isUnsent}`
    const waiting = sql`SELECT (SELECT count(*) FROM pending WHERE withdrawn = 0) - (${inMessages})`
    return this.values(v.number(), waiting)[0] ?? 0
  })
  readonly #requests = this.remembered(['wanted'], () => this.rows(requestRow, sql`SELECT * FROM wanted ORDER BY id`))

  addPending(
    channel: ChannelId,
    edition: EditionCode,
    headline: Omit<Headline, 'id'>,
    at: EpochMs,
    urgent: boolean,
  ): void {
    const next = sql`1 + (SELECT coalesce(max(id), 0) FROM pending WHERE channel = ${channel})`
    this.run(sql`INSERT INTO pending (channel, id, edition, headline, at, urgent)
      VALUES (${channel}, ${next}, ${edition}, ${JSON.stringify(headline)}, ${at}, ${urgent ? 1 : 0})`)
  }

  /** Channels with unsent headlines that do not wait for the schedule. */
  urgent(): ReadonlySet<ChannelId> {
    return this.#urgent()
  }

  /** Number of headlines that wait for a digest. */
  waiting(channel: ChannelId): number {
    const waiting = sql`SELECT count(*) FROM pending WHERE ${isWaiting(channel)}`
    return this.values(v.number(), waiting)[0] ?? 0
  }

  /** The same for all channels. Reads a row for each headline if a headline or a message changed. */
  waitingInAll(): number {
    return this.#waiting()
  }

  /** Headlines that wait for a digest, oldest first, without those in a message. */
  pending(channel: ChannelId): readonly Pending[] {
    return this.rows(pendingRow, sql`SELECT * FROM pending WHERE ${isWaiting(channel)} ORDER BY id`)
  }

  /** Whether a headline waits for a digest, or was retracted while it waited. */
  isWaiting(channel: ChannelId, code: string): boolean {
    return this.#waitingWith(channel, code).length > 0
  }

  /** Gives such a headline another title, which is not translated yet. */
  retitle(channel: ChannelId, code: string, title: string): void {
    for (const { id } of this.#waitingWith(channel, code))
      this.run(sql`UPDATE pending SET headline = json_remove(json_set(headline, '$.title', ${title}), '$.translation')
        WHERE channel = ${channel} AND id = ${id}`)
  }

  /** The newest waiting headlines, oldest first. @param most rows that are read */
  newest(channel: ChannelId, most: number): readonly Pending[] {
    const rows = sql`SELECT * FROM pending WHERE ${isWaiting(channel)} ORDER BY id DESC LIMIT ${most}`
    return this.rows(pendingRow, rows).toReversed()
  }

  /** Adds the translation of a waiting headline, unless its title has changed meanwhile. */
  translate(channel: ChannelId, { id, headline: { title } }: Pending, translation: Translation): void {
    this.run(sql`UPDATE pending SET headline = json_set(headline, '$.translation', json(${JSON.stringify(translation)}))
      WHERE channel = ${channel} AND id = ${id} AND json_extract(headline, '$.title') = ${title}`)
  }

  #waitingWith(channel: ChannelId, code: string) {
    return [...this.pending(channel), ...this.#withdrawn(channel)].filter(({ headline }) => headline.code === code)
  }

  /** Deletes all but the newest `keep` waiting headlines. */
  keepNewest(channel: ChannelId, keep: number): void {
    this.run(sql`DELETE FROM pending WHERE ${isWaiting(channel)} AND id NOT IN
      (SELECT id FROM pending WHERE ${isWaiting(channel)} ORDER BY id DESC LIMIT ${keep})`)
  }

  /** Deletes headlines that waited for 7 days. @returns their number by channel */
  expire(now: EpochMs): ReadonlyMap<ChannelId, number> {
    const before = now - limits.store.pendingMs
    const channels = this.values(channelIdSchema, sql`SELECT DISTINCT channel FROM pending WHERE at < ${before}`)
    const counts = channels.map((channel) => {
      const expired = sql`DELETE FROM pending WHERE ${isWaiting(channel)} AND at < ${before} RETURNING id`
      return [channel, this.run(expired).toArray().length] as const
    })
    return new Map(counts.filter(([, expired]) => expired > 0))
  }

  /** Deletes the oldest headlines above `limits.store.pendingAChannel`. @returns their number */
  trim(channel: ChannelId): number {
    const over = this.waiting(channel) - limits.store.pendingAChannel
    if (over > 0) this.keepNewest(channel, limits.store.pendingAChannel)
    return Math.max(0, over)
  }

  request(channel: ChannelId, items: readonly RequestedItem[]): void {
    for (const item of items)
      this.run(sql`INSERT INTO wanted (channel, item) VALUES (${channel}, ${JSON.stringify(item)})`)
  }

  requests(): readonly PostRequest[] {
    return this.#requests()
  }

  removeRequests(requests: readonly PostRequest[]): void {
    for (const { id } of requests) this.run(sql`DELETE FROM wanted WHERE id = ${id}`)
  }

  /** Retracts a waiting headline and those that repeat it; they can be put back. @returns their codes; none: it did not wait */
  withdraw(channel: ChannelId, code: string): readonly string[] {
    return this.#setWithdrawn(channel, this.pending(channel), code, true)
  }

  /** @returns the codes of the headlines that wait again; none: it was not retracted */
  putBack(channel: ChannelId, code: string): readonly string[] {
    return this.#setWithdrawn(channel, this.#withdrawn(channel), code, false)
  }

  isWithdrawn(channel: ChannelId, code: string): boolean {
    return this.#withdrawn(channel).some(({ headline }) => headline.code === code)
  }

  #withdrawn(channel: ChannelId) {
    const row = v.object({ id: v.number(), headline: json(pendingHeadlineSchema) })
    return this.rows(row, sql`SELECT id, headline FROM pending WHERE channel = ${channel} AND withdrawn = 1`)
  }

  /** @returns the codes of the changed headlines; none: the headline is not among the rows */
  #setWithdrawn(
    channel: ChannelId,
    rows: readonly { readonly id: number; readonly headline: Pick<Headline, 'code' | 'repeats'> }[],
    code: string,
    isWithdrawn: boolean,
  ): readonly string[] {
    if (!rows.some(({ headline }) => headline.code === code)) return []
    const line = rows.filter(({ headline }) => headline.code === code || headline.repeats?.code === code)
    for (const { id } of line)
      this.run(sql`UPDATE pending SET withdrawn = ${isWithdrawn ? 1 : 0} WHERE channel = ${channel} AND id = ${id}`)
    return line.map(({ headline }) => headline.code)
  }

  /** Deletes retracted headlines that began to wait more than 48 hours ago. */
  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM pending WHERE withdrawn = 1 AND at < ${now - limits.store.messagesMs}`)
  }

  discardWaiting(): void {
    this.run(sql`DELETE FROM pending`)
    this.run(sql`DELETE FROM wanted`)
  }
}

/** The condition for a channel's headlines that are neither retracted nor in an unsent message. Reads the unsent messages once. */
function isWaiting(channel: ChannelId) {
  return sql`channel = ${channel} AND withdrawn = 0 AND id NOT IN (SELECT value FROM messages JOIN json_each(headlines)
    WHERE ${isUnsent} AND messages.channel = ${channel})`
}
