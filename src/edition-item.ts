/** An item of an edition, and the short link that leads to it. */
import * as v from 'valibot'
import { channelIdSchema, type EditionCode, feedUrlSchema, itemSchema } from './model.ts'

/** One item of an edition. */
export const editionItemSchema = v.object({
  ...itemSchema.entries,
  feed: feedUrlSchema,
  /** The feed's title. */
  source: v.string(),
  /** Only private chats get it. */
  isPrivate: v.optional(v.literal(true)),
  /** The channels that get it, public ones first; absent: more than ten, or an earlier version. No page shows them. */
  channels: v.exactOptional(v.array(channelIdSchema)),
})
export type EditionItem = Readonly<v.InferOutput<typeof editionItemSchema>>

/** An item as an edition stores it. */
export const linkedItemSchema = v.object({
  /** Path of its short link, without the slash; null: the link has its position. */
  code: v.optional(v.nullable(v.string()), null),
  ...editionItemSchema.entries,
  /** The cycle's time, epoch ms; absent: the edition's. */
  at: v.exactOptional(v.number()),
})
export type LinkedItem = Readonly<v.InferOutput<typeof linkedItemSchema>>

/** A parsed short link. */
export interface ShortLink {
  /** Its path, without the slash. */
  readonly code: string
  readonly edition: EditionCode
  /** The item's position in the edition; null: the item has the code. */
  readonly position: number | null
}
