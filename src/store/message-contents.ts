/** What a message in the table `messages` consists of, beside its state. */
import * as v from 'valibot'
import { gatheringSchema } from '../headline.ts'

/** A headline in a message, by its short link's path. Empty texts: it was left out of the digest. */
const contentSchema = v.object({
  code: v.string(),
  html: v.string(),
  plain: v.string(),
  isRetracted: v.optional(v.literal(true)),
  /** The headline in whose line it stands, by code, and why. */
  gathered: v.optional(v.object({ into: v.string(), evidence: gatheringSchema })),
})
export const contentsSchema = v.array(contentSchema)
export type Contents = Readonly<v.InferOutput<typeof contentsSchema>>

/** Buttons with links, each in a row of its own. */
export const buttonsSchema = v.array(v.object({ text: v.string(), url: v.string() }))
/** An ordinary message that replaces a part of a rich one. `places`: its headlines, by their places in the rich one. */
export const insteadSchema = v.array(
  v.object({ html: v.string(), plain: v.string(), contents: contentsSchema, places: v.array(v.number()) }),
)

/** How a message is sent. `photo`: the previewed picture with the HTML as its caption; `rich`: the HTML as a rich message. */
export const formSchema = v.picklist(['html', 'plain', 'photo', 'rich'])

/** A composed message. */
export interface MessageDraft {
  /** Telegram HTML. */
  readonly html: string
  readonly plain: string
  /** Its headlines, by their ids in `pending`. */
  readonly ids: readonly number[]
  readonly contents: Contents
  readonly preview: string | null
  /** Absent: `html`. */
  readonly form?: v.InferOutput<typeof formSchema>
  readonly buttons?: Readonly<v.InferOutput<typeof buttonsSchema>>
  readonly instead?: readonly Pick<MessageDraft, 'html' | 'plain' | 'ids' | 'contents'>[]
}
