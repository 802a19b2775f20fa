/** `edition:<code>` in KV: the immutable record of the items that one cycle found new; short links read it. */
import * as v from 'valibot'
import { type EditionCode, type EditionItem, editionCodeSchema, editionItemSchema } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { type KeyValue, parseVersioned } from './seen.ts'

const SCHEMA = 1
const DAY_SECONDS = 24 * 60 * 60

const editionSchema = v.object({
  schema: v.literal(SCHEMA),
  code: editionCodeSchema,
  /** Epoch ms of the cycle. */
  at: v.number(),
  items: v.array(editionItemSchema),
})
export type Edition = Readonly<v.InferOutput<typeof editionSchema>>

export const editionKey = (code: EditionCode): string => `edition:${code}`

export function edition(code: EditionCode, at: number, items: readonly EditionItem[]): Edition {
  return { schema: SCHEMA, code, at, items: [...items] }
}

/** @param ttlDays how long short links live; 0: for ever. KV takes no life under 60 seconds. @returns its bytes */
export async function putEdition(
  store: KeyValue,
  value: Edition,
  ttlDays: number,
): Promise<Result<number, StoreProblem>> {
  const key = editionKey(value.code)
  const text = JSON.stringify(value)
  try {
    await store.put(key, text, ttlDays > 0 ? { expirationTtl: ttlDays * DAY_SECONDS } : undefined)
    return ok(new TextEncoder().encode(text).length)
  } catch {
    return err({ kind: 'kv-failed', key })
  }
}

/** One KV read. @returns null where there is none, or its life is over. */
export async function getEdition(store: KeyValue, code: EditionCode): Promise<Result<Edition | null, StoreProblem>> {
  const key = editionKey(code)
  let text: string | null
  try {
    text = await store.get(key)
  } catch {
    return err({ kind: 'kv-failed', key })
  }
  if (text === null) return ok(null)
  const document = parseVersioned(key, text, SCHEMA)
  if (!document.ok) return document
  const parsed = v.safeParse(editionSchema, document.value)
  return parsed.success ? ok(parsed.output) : err({ kind: 'stored-broken', key })
}
