/** Callback data that does not fit into a button: table `memos` of the directory. Each entry belongs to one person. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { channelIdSchema, feedUrlSchema, readerCodeSchema, type UserId } from '../model.ts'
import { credentialsSchema, pageRuleSchema } from '../polling.ts'
import { json, sql, Table } from './database.ts'

export const callbackStateSchema = v.variant('kind', [
  /** Feeds found on a page, to choose one from. */
  v.object({
    kind: v.literal('feeds'),
    feeds: v.array(v.object({ url: feedUrlSchema, title: v.string() })),
    /** For these feeds; null: none. */
    credentials: v.optional(v.nullable(credentialsSchema), null),
  }),
  /** Addresses without a command, one a line; their channel is still to be chosen. */
  v.object({
    kind: v.literal('address'),
    address: v.string(),
    /** For each address; null: none. */
    credentials: v.optional(v.array(v.nullable(credentialsSchema)), []),
  }),
  /** A page without a feed, to watch by this rule. */
  v.object({ kind: v.literal('page'), url: feedUrlSchema, rule: pageRuleSchema }),
  /** A filter's query before its change. `feed`: its id; null: the channel's filter. */
  v.object({ kind: v.literal('filter'), channel: channelIdSchema, feed: v.nullable(v.number()), query: v.string() }),
  /** A query that would have dropped everything, and is not saved yet; `before`: the query that it replaces. `feed`: as above. */
  v.object({
    kind: v.literal('held-filter'),
    channel: channelIdSchema,
    feed: v.nullable(v.number()),
    query: v.string(),
    before: v.string(),
  }),
  /** A feed's address and credentials before their change. */
  v.object({
    kind: v.literal('feed'),
    channel: channelIdSchema,
    feed: v.number(),
    address: feedUrlSchema,
    credentials: v.nullable(credentialsSchema),
  }),
  /** Proposed terms that would hide a headline and similar ones. */
  v.object({ kind: v.literal('terms'), terms: v.array(v.string()) }),
  /** Answers to a question of the bot, as a person would type them. `feed`: id of the feed that they are about; null: the channel. */
  v.object({
    kind: v.literal('answers'),
    /** `filter-command` and `digest-command`: as typed behind the command. */
    about: v.picklist(['filter', 'times', 'city', 'filter-command', 'digest-command']),
    channel: channelIdSchema,
    feed: v.nullable(v.number()),
    texts: v.array(v.string()),
  }),
  /** A channel's settings before an import, as `/export` writes them. */
  v.object({ kind: v.literal('settings'), channel: channelIdSchema, text: v.string() }),
  /** What a reader's words for a channel may mean. `want`: what the offer was, on which the first times depend. */
  v.object({
    kind: v.literal('readings'),
    code: readerCodeSchema,
    want: v.picklist(['only', 'but']),
    texts: v.array(v.string()),
  }),
  /** A reader's query for a channel before its change. */
  v.object({ kind: v.literal('words'), code: readerCodeSchema, query: v.string() }),
  /** A channel's link for readers before it was closed to them. */
  v.object({ kind: v.literal('readers'), channel: channelIdSchema, code: readerCodeSchema }),
  /** A channel that the bot stopped managing, as `/export` writes it. */
  v.object({ kind: v.literal('channel'), channel: channelIdSchema, topic: v.nullable(v.string()), text: v.string() }),
])
export type CallbackState = Readonly<v.InferOutput<typeof callbackStateSchema>>

export class CallbackStates extends Table {
  /** @returns the number for the button */
  remember(person: UserId, state: CallbackState): number {
    this.run(sql`INSERT INTO memos (person, memo) VALUES (${person}, ${JSON.stringify(state)})`)
    const [id = 0] = this.values(v.number(), sql`SELECT max(id) FROM memos`)
    this.run(sql`DELETE FROM memos WHERE id <= ${id - limits.store.callbackStates}`)
    return id
  }

  /** @returns null: it is another person's, or too old */
  recall(id: number, person: UserId): CallbackState | null {
    const memos = sql`SELECT memo FROM memos WHERE id = ${id} AND person = ${person}`
    return this.values(json(callbackStateSchema), memos)[0] ?? null
  }
}
