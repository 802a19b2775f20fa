/** What channels have yet to get and what they got: tables `pending`, `messages` and `wanted`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import {
  type ChannelId,
  channelIdSchema,
  type EditionCode,
  type EditionItem,
  type EpochMs,
  editionCodeSchema,
  editionItemSchema,
  feedUrlSchema,
  type Headline,
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
  author: v.nullable(v.string()),
  categories: v.array(v.string()),
  summary: v.string(),
  image: v.nullable(v.string()),
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

/** A headline of a message, by its short link's path, as it stands there; empty texts: it was left out of the digest. */
const contentsSchema = v.array(
  v.object({ code: v.string(), html: v.string(), plain: v.string(), isRetracted: v.optional(v.literal(true)) }),
)
export type Contents = Readonly<v.InferOutput<typeof contentsSchema>>

const messageRow = v.pipe(
  v.object({
    id: v.number(),
    channel: channelIdSchema,
    html: v.string(),
    plain: v.string(),
    silent: flag,
    contents: json(contentsSchema),
    preview: v.nullable(v.string()),
    form: v.picklist(['html', 'plain']),
    state: v.picklist(['ready', 'sending', 'sent', 'refused']),
    at: v.number(),
    attempts: v.number(),
    probed: v.number(),
    telegram_id: v.nullable(v.number()),
  }),
  v.transform(({ telegram_id, ...row }) => ({ ...row, telegramId: telegram_id })),
  v.readonly(),
)
/**
 * A message on its way. `sending` without an answer means that it may or may not have been sent: it is unknown, and
 * nothing else goes to its channel until a later cycle has settled it. `at`: epoch ms, of its composing or its sending.
 * `attempts`: how often it was sent. `probed`: up to this id of Telegram's it was looked for in vain; 0: not at all.
 */
export type Message = v.InferOutput<typeof messageRow>

const wantedRow = v.object({ id: v.number(), channel: channelIdSchema, item: json(editionItemSchema) })
/** An item that an owner asked to have posted, whatever dedup and filters say. */
export type Wanted = Readonly<v.InferOutput<typeof wantedRow>>

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

  /** What waits for a digest, oldest first; what is in a message already does not count. */
  pending(channel: ChannelId): readonly Pending[] {
    return readRows(
      pendingRow,
      this.#database.sql.exec('SELECT * FROM pending WHERE channel = ? AND message IS NULL ORDER BY id', channel),
    )
  }

  /** Another feed brought the story of a headline that waits. Where it waits no longer, nothing changes. */
  alsoIn(channel: ChannelId, code: string, source: string): void {
    const found = this.pending(channel).find(({ headline }) => headline.code === code)
    if (found === undefined || found.headline.source === source || found.headline.also.includes(source)) return
    const { id: _, ...headline } = found.headline
    this.#database.sql.exec(
      'UPDATE pending SET headline = ? WHERE channel = ? AND id = ?',
      JSON.stringify({ ...headline, also: [...headline.also, source] }),
      channel,
      found.id,
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

  /** A composed part of a digest, ready to be sent; its headlines wait no longer. @returns its id */
  addMessage(
    channel: ChannelId,
    part: {
      readonly html: string
      readonly plain: string
      readonly ids: readonly number[]
      readonly contents: Contents
      readonly preview: string | null
    },
    silent: boolean,
    at: EpochMs,
  ): number {
    const cursor = this.#database.sql.exec(
      `INSERT INTO messages (channel, html, plain, silent, contents, preview, at) VALUES (?, ?, ?, ?, ?, ?, ?)
       RETURNING id`,
      channel,
      part.html,
      part.plain,
      silent ? 1 : 0,
      JSON.stringify(part.contents),
      part.preview,
      at,
    )
    const message = readRows(v.object({ id: v.number() }), cursor)[0]?.id ?? 0
    for (const id of part.ids)
      this.#database.sql.exec('UPDATE pending SET message = ? WHERE channel = ? AND id = ?', message, channel, id)
    return message
  }

  /** Every message that has no receipt yet, in the order of composing. */
  unsent(): readonly Message[] {
    return readRows(
      messageRow,
      this.#database.sql.exec("SELECT * FROM messages WHERE state IN ('ready', 'sending') ORDER BY id"),
    )
  }

  /** The intent, before the call: from here on the message may be in the channel. @returns false when it is not ready (any more) */
  sending(message: Message, now: EpochMs): boolean {
    const update = this.#database.sql.exec(
      "UPDATE messages SET state = 'sending', at = ?, attempts = attempts + 1, probed = 0 WHERE id = ? AND state = 'ready' RETURNING id",
      now,
      message.id,
    )
    return update.toArray().length > 0
  }

  /** It is not among the ids up to this one; the search goes on behind it. */
  probed(message: Message, id: number): void {
    this.#database.sql.exec('UPDATE messages SET probed = ? WHERE id = ?', id, message.id)
  }

  /** It is certain that Telegram does not have it. */
  ready(message: Message): void {
    this.#database.sql.exec("UPDATE messages SET state = 'ready' WHERE id = ?", message.id)
  }

  /** Telegram refused its markup: from now on it is sent as plain text. */
  asPlain(message: Message): void {
    this.#database.sql.exec("UPDATE messages SET state = 'ready', form = 'plain' WHERE id = ?", message.id)
  }

  /** The receipt. Its headlines are delivered. */
  sent(message: Message, telegramId: number, now: EpochMs): void {
    this.#database.transaction(() => {
      this.#database.sql.exec(
        "UPDATE messages SET state = 'sent', telegram_id = ?, at = ? WHERE id = ?",
        telegramId,
        now,
        message.id,
      )
      this.#delivered(message)
      this.#database.sql.exec(
        'UPDATE channels SET last_message = max(coalesce(last_message, 0), ?) WHERE id = ?',
        telegramId,
        message.channel,
      )
    })
  }

  /** Takes a channel's messages apart that were not sent: their headlines wait again, and are due when it goes on. */
  uncompose(channel: ChannelId): void {
    this.#database.transaction(() => {
      this.#database.sql.exec(
        `UPDATE channels SET last_digest_at = NULL WHERE id = ? AND EXISTS
         (SELECT 1 FROM pending p JOIN messages m ON m.id = p.message
          WHERE p.channel = ? AND m.state = 'ready' AND p.urgent = 0)`,
        channel,
        channel,
      )
      for (const table of ['pending', 'gaps'])
        this.#database.sql.exec(
          `UPDATE ${table} SET message = NULL
           WHERE channel = ? AND message IN (SELECT id FROM messages WHERE channel = ? AND state = 'ready')`,
          channel,
          channel,
        )
      this.#database.sql.exec("DELETE FROM messages WHERE channel = ? AND state = 'ready'", channel)
    })
  }

  /** Telegram will never take it, not even as plain text. @returns how many headlines were in it */
  refused(message: Message): number {
    const row = v.object({ headlines: v.number() })
    const counted = readRows(
      row,
      this.#database.sql.exec(
        'SELECT count(*) AS headlines FROM pending WHERE channel = ? AND message = ?',
        message.channel,
        message.id,
      ),
    )
    this.#database.sql.exec("UPDATE messages SET state = 'refused' WHERE id = ?", message.id)
    this.#delivered(message)
    return counted[0]?.headlines ?? 0
  }

  /** What was in a message waits no longer. */
  #delivered({ channel, id }: Message): void {
    this.#database.sql.exec('DELETE FROM pending WHERE channel = ? AND message = ?', channel, id)
    this.#database.sql.exec('UPDATE gaps SET told = 1, message = NULL WHERE channel = ? AND message = ?', channel, id)
  }

  want(channel: ChannelId, items: readonly EditionItem[]): void {
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

  /** The newest message that has a headline, by its short link's path. */
  messageWith(channel: ChannelId, code: string): Message | null {
    const cursor = this.#database.sql.exec(
      'SELECT * FROM messages WHERE channel = ? AND instr(contents, ?) > 0 ORDER BY id DESC LIMIT 1',
      channel,
      JSON.stringify(code),
    )
    return readRows(messageRow, cursor)[0] ?? null
  }

  /** What stands in a post, by Telegram's id of it. */
  contentsOf(channel: ChannelId, telegramId: number): Contents {
    const row = v.object({ contents: json(contentsSchema) })
    const cursor = this.#database.sql.exec(
      'SELECT contents FROM messages WHERE channel = ? AND telegram_id = ?',
      channel,
      telegramId,
    )
    return readRows(row, cursor)[0]?.contents ?? []
  }

  /** A message that was sent reads otherwise now. */
  changed({ id, html, plain, contents }: Message): void {
    this.#database.sql.exec(
      'UPDATE messages SET html = ?, plain = ?, contents = ? WHERE id = ?',
      html,
      plain,
      JSON.stringify(contents),
      id,
    )
  }

  /** Takes a headline out of what waits; it can be put back. @returns whether it waited */
  withdraw(channel: ChannelId, code: string): boolean {
    const found = this.pending(channel).find(({ headline }) => headline.code === code)
    if (found === undefined) return false
    // No message has this number: what is in one waits for no digest, and is not sent by itself.
    this.#database.sql.exec('UPDATE pending SET message = 0 WHERE channel = ? AND id = ?', channel, found.id)
    return true
  }

  /** @returns whether there was something to put back */
  putBack(channel: ChannelId, code: string): boolean {
    const id = this.#withdrawn(channel, code)
    if (id === null) return false
    this.#database.sql.exec('UPDATE pending SET message = NULL WHERE channel = ? AND id = ?', channel, id)
    return true
  }

  isWithdrawn(channel: ChannelId, code: string): boolean {
    return this.#withdrawn(channel, code) !== null
  }

  #withdrawn(channel: ChannelId, code: string): number | null {
    const row = v.object({ id: v.number(), headline: json(headlineSchema) })
    const cursor = this.#database.sql.exec(
      'SELECT id, headline FROM pending WHERE channel = ? AND message = 0',
      channel,
    )
    return readRows(row, cursor).find(({ headline }) => headline.code === code)?.id ?? null
  }

  /** Forgets receipts of more than 48 hours ago, and what was taken back so long ago. */
  prune(now: EpochMs): void {
    this.#database.sql.exec(
      "DELETE FROM messages WHERE state IN ('sent', 'refused') AND at < ?",
      now - limits.store.messagesMs,
    )
    this.#database.sql.exec('DELETE FROM pending WHERE message = 0 AND at < ?', now - limits.store.messagesMs)
  }
}
