/** Messages on their way, and those sent in the last 48 hours: table `messages`. Headlines stay in `pending` until they are sent. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type ChannelId, channelIdSchema, type EpochMs, gatheringSchema } from '../model.ts'
import { type Database, flag, json, readRows } from './tables.ts'

/** A headline in a message, by its short link's path. Empty texts: left out of the digest. */
const contentSchema = v.object({
  code: v.string(),
  html: v.string(),
  plain: v.string(),
  isRetracted: v.optional(v.literal(true)),
  /** The headline in whose line it stands, by code, and why. */
  gathered: v.optional(v.object({ into: v.string(), evidence: gatheringSchema })),
})
const contentsSchema = v.array(contentSchema)
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
 * A message on its way. `sending`: it may or may not have been sent, and nothing else goes to its channel until a later cycle has
 * reconciled it. `at`: epoch ms of composing or sending. `attempts`: how often it was sent. `probed`: the message is not among
 * Telegram's ids up to this one.
 */
export type Message = v.InferOutput<typeof messageRow>

export class Messages {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Adds a composed part of a digest, ready to be sent. @returns its id */
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

  /** Messages without a receipt, in the order of composing. */
  unsent(): readonly Message[] {
    return readRows(
      messageRow,
      this.#database.sql.exec("SELECT * FROM messages WHERE state IN ('ready', 'sending') ORDER BY id"),
    )
  }

  /** The intent, before the call: from now on the message may be in the channel. @returns false when it is not ready */
  sending(message: Message, now: EpochMs): boolean {
    const update = this.#database.sql.exec(
      "UPDATE messages SET state = 'sending', at = ?, attempts = attempts + 1, probed = 0 WHERE id = ? AND state = 'ready' RETURNING id",
      now,
      message.id,
    )
    return update.toArray().length > 0
  }

  /** The probe continues after this id. */
  probed(message: Message, id: number): void {
    this.#database.sql.exec('UPDATE messages SET probed = ? WHERE id = ?', id, message.id)
  }

  /** Telegram certainly does not have it. */
  ready(message: Message): void {
    this.#database.sql.exec("UPDATE messages SET state = 'ready' WHERE id = ?", message.id)
  }

  /** Telegram refused its HTML: send it as plain text. */
  asPlain(message: Message): void {
    this.#database.sql.exec("UPDATE messages SET state = 'ready', form = 'plain' WHERE id = ?", message.id)
  }

  /** The receipt: its headlines are delivered. */
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

  /** Deletes a channel's unsent messages: their headlines wait again, and are due as soon as the channel resumes. */
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

  /** Telegram refuses it even as plain text. @returns the number of headlines in it */
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

  /** The newest message with a headline. @param code the path of its short link */
  messageWith(channel: ChannelId, code: string): Message | null {
    const cursor = this.#database.sql.exec(
      'SELECT * FROM messages WHERE channel = ? AND instr(contents, ?) > 0 ORDER BY id DESC LIMIT 1',
      channel,
      JSON.stringify(code),
    )
    return readRows(messageRow, cursor)[0] ?? null
  }

  /** The headlines in a post. */
  contentsOf(channel: ChannelId, telegramId: number): Contents {
    const row = v.object({ contents: json(contentsSchema) })
    const cursor = this.#database.sql.exec(
      'SELECT contents FROM messages WHERE channel = ? AND telegram_id = ?',
      channel,
      telegramId,
    )
    return readRows(row, cursor)[0]?.contents ?? []
  }

  /** Stores the new text of an edited message. */
  changed({ id, html, plain, contents }: Message): void {
    this.#database.sql.exec(
      'UPDATE messages SET html = ?, plain = ?, contents = ? WHERE id = ?',
      html,
      plain,
      JSON.stringify(contents),
      id,
    )
  }

  /** Deletes the headlines of a message from those that wait. */
  #delivered({ channel, id }: Message): void {
    this.#database.sql.exec('DELETE FROM pending WHERE channel = ? AND message = ?', channel, id)
    this.#database.sql.exec('UPDATE gaps SET told = 1, message = NULL WHERE channel = ? AND message = ?', channel, id)
  }

  /** Deletes messages of more than 48 hours ago. */
  prune(now: EpochMs): void {
    this.#database.sql.exec(
      "DELETE FROM messages WHERE state IN ('sent', 'refused') AND at < ?",
      now - limits.store.messagesMs,
    )
  }

  /** Deletes messages without a receipt. */
  discardWaiting(): void {
    this.#database.sql.exec("DELETE FROM messages WHERE state IN ('ready', 'sending')")
  }
}
