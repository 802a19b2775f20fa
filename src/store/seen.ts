/** `seen:<cell>` in KV: what dedup remembers of every feed of a cell, in one value with a version number. */
import * as v from 'valibot'
import { type FeedUrl, feedUrlSchema, type PackedKeys, packedKeysSchema } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { getText, type KeyValue, parseDocument, putText } from './key-value.ts'

const SCHEMA = 1

const seenSchema = v.object({
  schema: v.literal(SCHEMA),
  /** Counts the puts; the ledger knows the last one that it committed. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  feeds: v.pipe(
    v.array(v.tuple([feedUrlSchema, packedKeysSchema])),
    v.transform((entries): ReadonlyMap<FeedUrl, PackedKeys> => new Map(entries)),
  ),
})
const form = { schema: seenSchema, upgrades: [] }
export type Seen = Readonly<v.InferOutput<typeof seenSchema>>

/** What a cell that has never put anything remembers. */
export const nothingSeen: Seen = { schema: SCHEMA, version: 0, feeds: new Map() }

export const seenKey = (cell: number): string => `seen:${cell}`

/** Reads the cell's memory. An older version than `expected` is a stale read of an eventually consistent store. */
export async function getSeen(store: KeyValue, cell: number, expected: number): Promise<Result<Seen, StoreProblem>> {
  const key = seenKey(cell)
  const text = await getText(store, key)
  if (!text.ok) return text
  const seen = text.value === null ? ok(nothingSeen) : readSeen(key, text.value)
  if (seen.ok && seen.value.version < expected) return err({ kind: 'seen-stale', found: seen.value.version, expected })
  return seen
}

export function readSeen(key: string, text: string): Result<Seen, StoreProblem> {
  return parseDocument(key, text, form)
}

export function writeSeen(seen: Seen): string {
  return JSON.stringify({ ...seen, feeds: [...seen.feeds] })
}

/** Writes the cell's memory. */
export async function putSeen(store: KeyValue, cell: number, seen: Seen): Promise<Result<Seen, StoreProblem>> {
  const put = await putText(store, seenKey(cell), writeSeen(seen), 0)
  return put.ok ? ok(seen) : put
}
