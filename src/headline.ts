/** A headline, and the evidence that two of them tell the same story. */
import * as v from 'valibot'
import { languageSchema } from './language.ts'
import type { EpochMs, FeedUrl, OptionalFields } from './model.ts'

/** Proof that two items are the same story: docs/notes/stories.md. */
export const certaintySchema = v.picklist(['address', 'short-link', 'title', 'text'])
export type Certainty = v.InferOutput<typeof certaintySchema>

/** Why two headlines share a line. */
export const gatheringSchema = v.picklist([...certaintySchema.options, 'likely'])
export type Gathering = v.InferOutput<typeof gatheringSchema>

/** The code of a headline whose story an item certainly repeats. */
export const repeatsSchema = v.object({ code: v.string(), evidence: certaintySchema })
export type Repeats = Readonly<v.InferOutput<typeof repeatsSchema>>

/** A headline's title in another language. */
export const translationSchema = v.object({
  language: languageSchema,
  /** Null: the title stays as it is; `problem` says why. */
  text: v.nullable(v.string()),
  /** What is wrong with what the model wrote; absent: the title is in the language already. */
  problem: v.exactOptional(v.picklist(['changed', 'bad-answer'])),
})
export type Translation = Readonly<v.InferOutput<typeof translationSchema>>

/** What a digest shows of an item. */
export interface Headline extends OptionalFields {
  /** Id in the table of pending headlines; ascends in the order of arrival. */
  readonly id: number
  readonly title: string
  readonly link: string | null
  /** Path of the short link, without the slash. */
  readonly code: string
  /** Name of its feed: the owner's, or the feed's title. */
  readonly source: string
  readonly feed: FeedUrl
  readonly published: EpochMs | null
  /** Names of other feeds with the same story; only in rows from an earlier version. */
  readonly also: readonly string[]
  /** An earlier pending headline with the same story; null: none. */
  readonly repeats: Repeats | null
  readonly author: string | null
  readonly categories: readonly string[]
  readonly summary: string
  readonly image: string | null
  /** Path of its reading page, without the slash; null: none. */
  readonly reading: string | null
  /** Absent: not translated, or not yet. */
  readonly translation?: Translation
  /** What stands in the place of the title, and the original behind it. Never stored; absent: the title. */
  readonly shown?: { readonly title: string; readonly original: string | null }
}
