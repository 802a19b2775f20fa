/** New titles for headlines that were sent, which their publishers changed: table `corrections`. */
import * as v from 'valibot'
import { type ChannelId, channelIdSchema } from '../model.ts'
import { sql, Table } from './database.ts'

const correctionRow = v.object({
  channel: channelIdSchema,
  /** Path of the headline's short link. */
  code: v.string(),
  /** The title that the post has. */
  was: v.string(),
  title: v.string(),
  /** When the change was read. */
  at: v.number(),
})
/** The intent to edit a headline. It is removed with the answer. */
export type Correction = Readonly<v.InferOutput<typeof correctionRow>>

export class Corrections extends Table {
  readonly #all = this.remembered(['corrections'], () =>
    this.rows(correctionRow, sql`SELECT * FROM corrections ORDER BY at, channel, code`),
  )

  /** Oldest first. Reads rows only after a change. */
  all(): readonly Correction[] {
    return this.#all()
  }

  of(channel: ChannelId, code: string): Correction | null {
    return this.all().find((each) => each.channel === channel && each.code === code) ?? null
  }

  add({ channel, code, was, title, at }: Correction): void {
    this.run(sql`INSERT OR REPLACE INTO corrections (channel, code, was, title, at)
      VALUES (${channel}, ${code}, ${was}, ${title}, ${at})`)
  }

  /** Only with this title: the publisher may have changed it once more. */
  remove({ channel, code, title }: Pick<Correction, 'channel' | 'code' | 'title'>): void {
    this.run(sql`DELETE FROM corrections WHERE channel = ${channel} AND code = ${code} AND title = ${title}`)
  }
}
