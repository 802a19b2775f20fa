/** A channel's settings for its messages. */
import * as v from 'valibot'
import { languageSchema } from './language.ts'
import { dayMinutes } from './limits.ts'

/** How a headline links: by a short link, by a visible short link after it, or by the item's own link. */
export const linkStyles = ['headline', 'visible', 'original'] as const
export const linkStyleSchema = v.picklist(linkStyles)
export type LinkStyle = v.InferOutput<typeof linkStyleSchema>

/** How headlines appear: as lines of a digest, each as a message with summary and picture, or as lists of one rich message. */
export const layouts = ['headlines', 'cards', 'rich'] as const
export const layoutSchema = v.picklist(layouts)

const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(dayMinutes - 1))
/** Local time of day without messages, minutes after midnight; may span midnight. */
export const quietSchema = v.object({ from: minuteOfDay, to: minuteOfDay })
export type Quiet = Readonly<v.InferOutput<typeof quietSchema>>

/** The language into which headlines are translated, and whether the original stands behind the translation. */
export const translateSchema = v.object({ language: languageSchema, withOriginal: v.boolean() })
export type Translate = Readonly<v.InferOutput<typeof translateSchema>>

/** A channel's settings for its messages; defaults are those of a new channel. */
export const lookSchema = v.object({
  links: v.optional(linkStyleSchema, 'headline'),
  layout: v.optional(layoutSchema, 'headlines'),
  /** The owner's template (digest/template.ts); empty: the layout's own. */
  template: v.optional(v.string(), ''),
  /** Name each headline's feed. */
  sources: v.optional(v.boolean(), true),
  /** Show an item's categories as hashtags. */
  hashtags: v.optional(v.boolean(), false),
  /** The last line of every digest; empty: none. */
  footer: v.optional(v.string(), ''),
  /** Merge headlines of the same story. */
  stories: v.optional(v.boolean(), true),
  quiet: v.optional(v.nullable(quietSchema), null),
  /** Send without sound. */
  silent: v.optional(v.boolean(), false),
  /** Maximum headlines of a digest; null: all. */
  atMost: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
  /** Items have reading pages. */
  reading: v.optional(v.boolean(), false),
  /** Reading pages and filters have the text of an item's page where its feed has only a part. Counts only with `reading`. */
  fullText: v.optional(v.boolean(), false),
  /** The channel has a page on the web, and a feed. */
  page: v.optional(v.boolean(), false),
  /** Headlines link to the discussions that their feeds name. */
  comments: v.optional(v.boolean(), true),
  /** Two lines of an item's summary under its headline. */
  summaries: v.optional(v.boolean(), false),
  /** Sent headlines are edited when their publisher changes a title. */
  corrections: v.optional(v.boolean(), true),
  /** Null: headlines are as their publishers wrote them. */
  translate: v.optional(v.nullable(translateSchema), null),
  /** Reading pages begin with a machine's summary. Counts only with `reading`. */
  summary: v.optional(v.boolean(), false),
  /** Digests at set times begin with a few sentences by a language model. */
  briefing: v.optional(v.boolean(), false),
})
export type Look = Readonly<v.InferOutput<typeof lookSchema>>
export const usualLook: Look = v.parse(lookSchema, {})

/** Whether a channel gets the texts of items' pages. */
export function wantsFullText({ reading, fullText }: Pick<Look, 'reading' | 'fullText'>): boolean {
  return reading && fullText
}

/** Whether a channel's articles are summed up. */
export function wantsSummaries({ reading, summary }: Pick<Look, 'reading' | 'summary'>): boolean {
  return reading && summary
}
