/** Unsent messages, and those of the last 48 hours: table `messages`. Headlines stay in `pending` until they are sent. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type ChannelId, channelIdSchema, type EpochMs } from '../model.ts'
import { type Database, flag, json, raw, sql, Table } from './database.ts'
import {
  buttonsSchema,
  type Contents,
  contentsSchema,
  formSchema,
  insteadSchema,
  type MessageDraft,
} from './message-contents.ts'
import { pendingHeadlineSchema } from './pending-headline.ts'
import { type Digest, digestSchema, type Posts, postStory } from './posts.ts'

/** For each channel of a selection, by its code for readers, the time of the last headline before a digest. */
const cursorsSchema = v.record(v.string(), v.number())
export type Cursors = Readonly<v.InferOutput<typeof cursorsSchema>>

const messageRow = v.object({
  id: v.number(),
  channel: channelIdSchema,
  html: v.string(),
  plain: v.string(),
  silent: flag,
  headlines: json(v.array(v.number())),
  contents: json(contentsSchema),
  preview: v.nullable(v.string()),
  form: formSchema,
  buttons: v.pipe(
    v.nullable(json(buttonsSchema)),
    v.transform((buttons) => buttons ?? []),
  ),
  instead: v.pipe(
    v.nullable(json(insteadSchema)),
    v.transform((instead) => instead ?? []),
  ),
  state: v.picklist(['ready', 'sending', 'sent', 'refused']),
  at: v.number(),
  attempts: v.number(),
  probed: v.number(),
  telegramId: v.nullable(v.number()),
  digest: v.nullable(json(digestSchema)),
  cursors: v.nullable(json(cursorsSchema)),
})
/**
 * A message on its way. `sending`: it may have been sent; nothing else is sent to its channel until a later cycle has reconciled
 * it. `at`: epoch ms of composing or sending. `attempts`: how often it was sent. `probed`: no id up to this one is the message's.
 * `telegramId`: null if it has no receipt, or is in a group that became a supergroup, where nothing reaches it any more.
 * `digest`: the post that it becomes a part of; null: its channel has no posts. `instead`: what replaces a rich message if it is refused.
 */
export type Message = Readonly<v.InferOutput<typeof messageRow>>

const deliveredRow = v.object({ headline: v.string(), at: v.number() })
/** A headline that no longer waits, as JSON, and when its item was read. */
type Delivered = Readonly<v.InferOutput<typeof deliveredRow>>

const messages = sql`SELECT *, telegram_id AS telegramId FROM messages`

/** Messages without a receipt. Repeats the condition of their index, so that SQLite uses it. */
export const isUnsent = raw("messages.telegram_id IS NULL AND messages.state IN ('ready', 'sending')")
/** Those among them that Telegram certainly does not have. */
const isReady = raw("messages.telegram_id IS NULL AND messages.state = 'ready'")

/** @returns null: the list is empty */
function textOrNull(list: readonly unknown[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list)
}

export class Messages extends Table {
  readonly #unsent = this.remembered(['messages'], () =>
    this.rows(messageRow, sql`${messages} WHERE ${isUnsent} ORDER BY id`),
  )

  readonly #posts: Posts

  constructor(database: Database, posts: Posts) {
    super(database)
    this.#posts = posts
  }

  /** Adds a composed part of a digest, ready to be sent. @param digest null: the channel has no posts @param cursors of a selection; null: it is none @returns its id */
  addMessage(
    channel: ChannelId,
    part: MessageDraft,
    silent: boolean,
    at: EpochMs,
    digest: Digest | null = null,
    cursors: Cursors | null = null,
  ): number {
    const { html, plain, preview, ids, form = 'html', buttons = [], instead = [] } = part
    const [headlines, contents] = [JSON.stringify(ids), JSON.stringify(part.contents)]
    const post = digest === null ? null : JSON.stringify(digest)
    const parts = instead.map((each) => ({
      ...{ html: each.html, plain: each.plain, contents: each.contents },
      places: each.ids.map((id) => ids.indexOf(id)),
    }))
    const before = cursors === null ? null : JSON.stringify(cursors)
    const values = sql`${channel}, ${html}, ${plain}, ${silent ? 1 : 0}, ${headlines}, ${contents}, ${preview}, ${at}`
    const how = sql`${form}, ${textOrNull(buttons)}, ${textOrNull(parts)}`
    const inserted = sql`INSERT INTO messages
        (channel, html, plain, silent, headlines, contents, preview, at, form, buttons, instead, digest, cursors)
      VALUES (${values}, ${how}, ${post}, ${before}) RETURNING id`
    return this.values(v.number(), inserted)[0] ?? 0
  }

  /** Messages without a receipt, in the order of composing. */
  unsent(): readonly Message[] {
    return this.#unsent()
  }

  /** Number of messages that a channel got after a moment, among the newest `limits.digest.recentMessages` of the cell. */
  sentAfter(channel: ChannelId, moment: EpochMs): number {
    const newest = sql`SELECT channel, state, at FROM messages ORDER BY id DESC LIMIT ${limits.digest.recentMessages}`
    const sent = sql`SELECT count(*) FROM (${newest})
      WHERE channel = ${channel} AND state = 'sent' AND at > ${moment}`
    return this.values(v.number(), sent)[0] ?? 0
  }

  /** The intent, before the call: from now on the message may be in the channel. @returns false when it is not ready */
  markSending(message: Message, now: EpochMs): boolean {
    const updated = this.run(sql`UPDATE messages
      SET state = 'sending', at = ${now}, attempts = attempts + 1, probed = 0
      WHERE id = ${message.id} AND state = 'ready' RETURNING id`)
    return updated.toArray().length > 0
  }

  /** The probe of an unanswered message continues after this id. */
  setProbed(message: Message, id: number): void {
    this.run(sql`UPDATE messages SET probed = ${id} WHERE id = ${message.id}`)
  }

  /** Telegram certainly does not have it: it can be sent. */
  markReady(message: Message): void {
    this.run(sql`UPDATE messages SET state = 'ready' WHERE id = ${message.id}`)
  }

  /** Telegram certainly does not have it: it can be sent in another form. */
  retryAs(message: Message, { form, buttons }: Pick<Message, 'form' | 'buttons'>): void {
    this.run(sql`UPDATE messages SET state = 'ready', form = ${form}, buttons = ${textOrNull(buttons)}
      WHERE id = ${message.id}`)
  }

  /** Telegram refuses rich messages: ordinary ones with the same headlines replace those of a channel that are ready. @returns whether there were any */
  replaceRich(channel: ChannelId): boolean {
    return this.database.transaction(() => {
      const rich = this.rows(
        messageRow,
        sql`${messages} WHERE channel = ${channel} AND form = 'rich' AND ${isReady} ORDER BY id`,
      )
      for (const message of rich) {
        let last = 0
        for (const [at, { places, ...part }] of message.instead.entries()) {
          const ids = places.flatMap((place) => message.headlines[place] ?? [])
          last = this.addMessage(
            channel,
            { ...part, ids, preview: null },
            message.silent || at > 0,
            message.at,
            message.digest,
            message.cursors,
          )
        }
        this.run(sql`UPDATE gaps SET message = ${last} WHERE channel = ${channel} AND message = ${message.id}`)
        this.run(sql`DELETE FROM messages WHERE id = ${message.id}`)
      }
      return rich.length > 0
    })
  }

  /** The receipt: its headlines are delivered, and become part of a post. */
  markSent(message: Message, telegramId: number, now: EpochMs): void {
    const { id, channel } = message
    this.database.transaction(() => {
      // In a chat that has another id meanwhile, this one names another message.
      const sent = sql`UPDATE messages
        SET state = 'sent', telegram_id = iif(channel = ${channel}, ${telegramId}, NULL), at = ${now}, instead = NULL
        WHERE id = ${id} RETURNING channel`
      const [current] = this.values(channelIdSchema, sent)
      const delivered = this.#delivered(message)
      if (current !== undefined) this.#post(current, message, delivered, telegramId, now)
      this.run(sql`UPDATE channels SET last_message = max(coalesce(last_message, 0), ${telegramId})
        WHERE id = ${channel}`)
    })
  }

  /** Deletes a channel's messages that are ready: their headlines wait again, and are due as soon as the channel resumes. */
  uncompose(channel: ChannelId): void {
    this.database.transaction(() => {
      this.run(sql`UPDATE channels SET last_digest_at = NULL WHERE id = ${channel} AND EXISTS
        (SELECT 1 FROM messages JOIN json_each(headlines) AS headline
        JOIN pending ON pending.channel = messages.channel AND pending.id = headline.value
        WHERE messages.channel = ${channel} AND ${isReady} AND urgent = 0)`)
      this.run(sql`UPDATE gaps SET message = NULL WHERE channel = ${channel}
        AND message IN (SELECT id FROM messages WHERE channel = ${channel} AND ${isReady})`)
      this.run(sql`DELETE FROM messages WHERE channel = ${channel} AND ${isReady}`)
    })
  }

  /** Deletes a selection's messages that are ready. @returns the codes of their headlines, and the oldest cursors */
  withdraw(channel: ChannelId): { readonly codes: readonly string[]; readonly cursors: Cursors } {
    const row = v.object({ contents: json(contentsSchema), cursors: v.nullable(json(cursorsSchema)) })
    const deletion = sql`DELETE FROM messages WHERE channel = ${channel} AND ${isReady} RETURNING contents, cursors`
    const deleted = this.rows(row, deletion)
    const oldest: Record<string, number> = {}
    for (const { cursors } of deleted)
      for (const [code, at] of Object.entries(cursors ?? {})) oldest[code] = Math.min(at, oldest[code] ?? at)
    return { codes: deleted.flatMap(({ contents }) => contents.map(({ code }) => code)), cursors: oldest }
  }

  /** What the message shows; a headline that was left out of its digest has no text. */
  #post(
    channel: ChannelId,
    { digest, contents }: Message,
    delivered: readonly Delivered[],
    telegramId: number,
    sentAt: EpochMs,
  ): void {
    if (digest === null) return
    const found = delivered.map(({ headline, at }) => ({
      at,
      headline: v.parse(json(pendingHeadlineSchema), headline),
    }))
    const byCode = new Map(found.map((each) => [each.headline.code, each]))
    const stories = contents.flatMap(({ code, html, gathered }) => {
      const sent = html === '' ? undefined : byCode.get(code)
      return sent === undefined ? [] : [postStory(sent.headline, sent.at, gathered?.into ?? null, digest)]
    })
    if (stories.length > 0) this.#posts.add(channel, { digest, sentAt, message: telegramId, stories })
  }

  /** Telegram refuses it even as plain text. @returns the number of headlines in it */
  markRefused(message: Message): number {
    this.run(sql`UPDATE messages SET state = 'refused' WHERE id = ${message.id}`)
    return this.#delivered(message).length
  }

  /** The newest message with a headline. @param code the path of its short link */
  messageWith(channel: ChannelId, code: string): Message | null {
    const newest = sql`${messages}
      WHERE channel = ${channel} AND instr(contents, ${JSON.stringify(code)}) > 0 ORDER BY id DESC LIMIT 1`
    return this.rows(messageRow, newest)[0] ?? null
  }

  /** The headlines in a post. */
  contentsOf(channel: ChannelId, telegramId: number): Contents {
    const contents = sql`SELECT contents FROM messages WHERE channel = ${channel} AND telegram_id = ${telegramId}`
    return this.values(json(contentsSchema), contents)[0] ?? []
  }

  /** Stores the new text of an edited message. */
  changed({ id, html, plain, contents }: Message): void {
    this.run(sql`UPDATE messages SET html = ${html}, plain = ${plain}, contents = ${JSON.stringify(contents)}
      WHERE id = ${id}`)
  }

  /** Deletes the headlines of a message from those that wait. Its channel may have moved since it was read. @returns them, as JSON */
  #delivered({ id }: Message): readonly Delivered[] {
    const headlines = sql`SELECT channel, value FROM messages JOIN json_each(headlines) WHERE messages.id = ${id}`
    const deletion = sql`DELETE FROM pending WHERE (channel, id) IN (${headlines}) RETURNING headline, at`
    const deleted = this.rows(deliveredRow, deletion)
    this.run(sql`UPDATE gaps SET told = 1, message = NULL
      WHERE channel = (SELECT channel FROM messages WHERE id = ${id}) AND message = ${id}`)
    return deleted
  }

  /** Deletes messages of more than 48 hours ago. */
  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM messages WHERE state IN ('sent', 'refused') AND at < ${now - limits.store.messagesMs}`)
  }

  /** Deletes messages without a receipt. */
  discardWaiting(): void {
    this.run(sql`DELETE FROM messages WHERE ${isUnsent}`)
  }
}
