/** Imports whose feeds are not all read yet, each with its progress message: table `imports`. */
import * as v from 'valibot'
import { type ChannelId, channelIdSchema, type Language, languageSchema, type UserId, userIdSchema } from '../model.ts'
import { json, sql, Table } from './database.ts'

const importRow = v.object({
  id: v.number(),
  channel: channelIdSchema,
  chat: userIdSchema,
  message: v.number(),
  language: languageSchema,
  feeds: json(v.pipe(v.array(v.number()), v.readonly())),
  shownText: v.string(),
})
/** `feeds`: their ids. `shownText`: the text of the message. */
export type Import = Readonly<v.InferOutput<typeof importRow>>

export interface ImportReport {
  readonly chat: UserId
  readonly message: number
  readonly language: Language
}

export class Imports extends Table {
  begin(channel: ChannelId, { chat, message, language }: ImportReport, feeds: readonly number[]): void {
    this.run(sql`INSERT INTO imports (channel, chat, message, language, feeds)
      VALUES (${channel}, ${chat}, ${message}, ${language}, ${JSON.stringify(feeds)})`)
  }

  all(): readonly Import[] {
    return this.rows(importRow, sql`SELECT *, told AS shownText FROM imports ORDER BY id`)
  }

  shown({ id }: Import, text: string): void {
    this.run(sql`UPDATE imports SET told = ${text} WHERE id = ${id}`)
  }

  end({ id }: Import): void {
    this.run(sql`DELETE FROM imports WHERE id = ${id}`)
  }
}
