/** A channel that a reader follows, as a selection stores it. */
import * as v from 'valibot'
import { readerCodeSchema } from '../model.ts'

export const followSchema = v.object({
  /** The channel's code for readers. */
  code: readerCodeSchema,
  /** The channel's cell. */
  cell: v.number(),
  title: v.string(),
  /** Without the @; null: none. */
  username: v.nullable(v.string()),
  /** The reader's query for it; empty: all of its headlines. */
  filter: v.string(),
  /** Time of the last headline that was considered. */
  at: v.number(),
  /** Headlines of messages that a pause withdrew, by code; all are newer than `since`. Absent: none. */
  owed: v.exactOptional(v.object({ since: v.number(), codes: v.array(v.string()) })),
})
export const followsSchema = v.array(followSchema)
export type StoredFollow = Readonly<v.InferOutput<typeof followSchema>>
