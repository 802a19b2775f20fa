/** `bodies:<code>` in KV: the texts of an edition's items, for 30 days, where a channel has reading pages. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type Body, bodySchema, type EditionCode, editionCodeSchema } from '../model.ts'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { type KeyValue, parseVersioned } from './seen.ts'

const SCHEMA = 1
const DAY_SECONDS = 24 * 60 * 60

/** Texts by their item's position in the edition. */
export type Bodies = ReadonlyMap<number, Body>

const bodiesSchema = v.object({
  schema: v.literal(SCHEMA),
  code: editionCodeSchema,
  bodies: v.array(v.tuple([v.number(), bodySchema])),
})

export const bodiesKey = (code: EditionCode): string => `bodies:${code}`

/** Putting it again puts the same. @returns its bytes */
export async function putBodies(
  store: KeyValue,
  code: EditionCode,
  bodies: Bodies,
): Promise<Result<number, StoreProblem>> {
  const key = bodiesKey(code)
  const text = JSON.stringify({ schema: SCHEMA, code, bodies: [...bodies] })
  try {
    await store.put(key, text, { expirationTtl: limits.store.bodiesDays * DAY_SECONDS })
    return ok(new TextEncoder().encode(text).length)
  } catch {
    return err({ kind: 'kv-failed', key })
  }
}

/** One KV read. @returns null where the item has no text there, or no longer */
export async function getBody(
  store: Pick<KeyValue, 'get'>,
  code: EditionCode,
  position: number,
): Promise<Result<Body | null, StoreProblem>> {
  const key = bodiesKey(code)
  let text: string | null
  try {
    text = await store.get(key)
  } catch {
    return err({ kind: 'kv-failed', key })
  }
  if (text === null) return ok(null)
  const document = parseVersioned(key, text, SCHEMA)
  if (!document.ok) return document
  const parsed = v.safeParse(bodiesSchema, document.value)
  if (!parsed.success) return err({ kind: 'stored-broken', key })
  return ok(parsed.output.bodies.find(([at]) => at === position)?.[1] ?? null)
}
