/** Imports whose feeds are not all read yet, each with its progress message: table `imports`. */
import * as v from 'valibot'
import { type Language, languageSchema } from '../language.ts'
import { type ChannelId, channelIdSchema, feedUrlSchema, type UserId, userIdSchema } from '../model.ts'
import type { FeedProblem } from '../result.ts'
import { json, sql, Table } from './database.ts'

const countSchema = { count: v.number() }
/** What an import did not add; each list has its length, and its first entries. */
const leftOutSchema = v.object({
  /** Feeds that the channel had before. */
  already: v.object({
    ...countSchema,
    first: v.array(v.object({ number: v.number(), title: v.string(), url: feedUrlSchema })),
  }),
  /** Feeds for which the channel or its owner has no room. */
  over: v.object({ ...countSchema, first: v.array(v.object({ title: v.string(), url: feedUrlSchema })) }),
  /** Entries that are no valid address. Only `begin` writes their problems. */
  wrong: v.object({
    ...countSchema,
    first: v.array(v.object({ text: v.string(), problem: v.custom<FeedProblem>((it) => v.is(problemKind, it)) })),
  }),
})
const problemKind = v.looseObject({ kind: v.string() })
export type LeftOut = v.InferOutput<typeof leftOutSchema>

export const nothingLeftOut: LeftOut = {
  already: { count: 0, first: [] },
  over: { count: 0, first: [] },
  wrong: { count: 0, first: [] },
}

const importRow = v.object({
  id: v.number(),
  channel: channelIdSchema,
  chat: userIdSchema,
  message: v.number(),
  language: languageSchema,
  feeds: json(v.pipe(v.array(v.number()), v.readonly())),
  shownText: v.string(),
  leftOut: v.nullable(json(leftOutSchema)),
})
/** `feeds`: ids of the added ones. `shownText`: the text of the message. `leftOut`: null in an import of an earlier version. */
export type Import = Readonly<v.InferOutput<typeof importRow>>

export interface ImportReport {
  readonly chat: UserId
  readonly message: number
  readonly language: Language
}

export class Imports extends Table {
  readonly #all = this.remembered(['imports'], () =>
    this.rows(importRow, sql`SELECT *, told AS shownText, left_out AS leftOut FROM imports ORDER BY id`),
  )

  begin(
    channel: ChannelId,
    { chat, message, language }: ImportReport,
    feeds: readonly number[],
    leftOut: LeftOut,
  ): void {
    this.run(sql`INSERT INTO imports (channel, chat, message, language, feeds, left_out)
      VALUES (${channel}, ${chat}, ${message}, ${language}, ${JSON.stringify(feeds)}, ${JSON.stringify(leftOut)})`)
  }

  all(): readonly Import[] {
    return this.#all()
  }

  shown({ id }: Import, text: string): void {
    this.run(sql`UPDATE imports SET told = ${text} WHERE id = ${id}`)
  }

  end({ id }: Import): void {
    this.run(sql`DELETE FROM imports WHERE id = ${id}`)
  }
}
