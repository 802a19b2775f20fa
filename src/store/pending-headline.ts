/** A headline as the table `pending` stores it. */
import * as v from 'valibot'
import { repeatsSchema, translationSchema } from '../headline.ts'
import { feedUrlSchema, itemSchema } from '../model.ts'

export const pendingHeadlineSchema = v.object({
  title: v.string(),
  link: v.nullable(v.string()),
  code: v.string(),
  source: v.string(),
  feed: feedUrlSchema,
  published: v.nullable(v.number()),
  also: v.array(v.string()),
  repeats: v.optional(v.nullable(repeatsSchema), null),
  author: v.nullable(v.string()),
  categories: v.array(v.string()),
  summary: v.string(),
  image: v.nullable(v.string()),
  reading: v.optional(v.nullable(v.string()), null),
  language: itemSchema.entries.language,
  enclosure: itemSchema.entries.enclosure,
  comments: itemSchema.entries.comments,
  translation: v.exactOptional(translationSchema),
})
