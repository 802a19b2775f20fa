/** `seen:<cell>` in KV: what dedup remembers of every feed of a cell, in one value with a version number. */
import * as v from 'valibot'
import { type FeedUrl, feedUrlSchema, type PackedKeys, packedKeysSchema } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'

const SCHEMA = 1

/** The part of a KV namespace that is used here. */
export interface KeyValue {
  get(key: string): Promise<string | null>
  put(key: string, value: string, options?: { readonly expirationTtl?: number }): Promise<void>
}

const seenSchema = v.object({
  schema: v.literal(SCHEMA),
  /** Counts the puts; the ledger knows the last one that it committed. */
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  feeds: v.pipe(
    v.array(v.tuple([feedUrlSchema, packedKeysSchema])),
    v.transform((entries): ReadonlyMap<FeedUrl, PackedKeys> => new Map(entries)),
  ),
})
export type Seen = Readonly<v.InferOutput<typeof seenSchema>>

/** What a cell that has never put anything remembers. */
export const nothingSeen: Seen = { schema: SCHEMA, version: 0, feeds: new Map() }

export const seenKey = (cell: number): string => `seen:${cell}`

/** Reads the cell's memory. An older version than `expected` is a stale read of an eventually consistent store. */
export async function getSeen(store: KeyValue, cell: number, expected: number): Promise<Result<Seen, StoreProblem>> {
  const key = seenKey(cell)
  let text: string | null
  try {
    text = await store.get(key)
  } catch {
    return err({ kind: 'kv-failed', key })
  }
  const seen = text === null ? ok(nothingSeen) : parseSeen(key, text)
  if (seen.ok && seen.value.version < expected) return err({ kind: 'seen-stale', found: seen.value.version, expected })
  return seen
}

/** Writes the cell's memory. KV refuses when its daily quota is spent, or more than one write a second. */
export async function putSeen(store: KeyValue, cell: number, seen: Seen): Promise<Result<Seen, StoreProblem>> {
  const key = seenKey(cell)
  try {
    await store.put(key, JSON.stringify({ ...seen, feeds: [...seen.feeds] }))
    return ok(seen)
  } catch {
    return err({ kind: 'kv-failed', key })
  }
}

function parseSeen(key: string, text: string): Result<Seen, StoreProblem> {
  const document = parseVersioned(key, text, SCHEMA)
  if (!document.ok) return document
  const seen = v.safeParse(seenSchema, document.value)
  return seen.success ? ok(seen.output) : err({ kind: 'stored-broken', key })
}

/** JSON with a `schema` number; a newer one than `known` is refused, so that it is never overwritten by older code. */
export function parseVersioned(key: string, text: string, known: number): Result<unknown, StoreProblem> {
  const document = v.safeParse(v.pipe(v.string(), v.parseJson(), v.looseObject({ schema: v.number() })), text)
  if (!document.success) return err({ kind: 'stored-broken', key })
  const found = document.output.schema
  return found > known ? err({ kind: 'schema-newer', key, found, known }) : ok(document.output)
}
