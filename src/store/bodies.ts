/** `bodies:<code>` in KV: the texts of an edition's items for 30 days, where a channel has reading pages. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type Body, bodySchema, type EditionCode, editionCodeSchema, type ShortLink } from '../model.ts'
import { ok, type Result, type StoreProblem } from '../result.ts'
import { getText, type KeyValue, parseDocument, putCounted } from './key-value.ts'

const SCHEMA = 2

/** Texts by their item's position in the edition. */
export type Bodies = ReadonlyMap<number, Body>
/** Texts by their item's code, or by its position where it has none. */
export type KeptBodies = ReadonlyMap<string | number, Body>

const bodiesSchema = v.object({
  schema: v.literal(SCHEMA),
  code: editionCodeSchema,
  bodies: v.array(v.tuple([v.union([v.string(), v.number()]), bodySchema])),
})

/** In version 1 every text went by position. */
const form = { schema: bodiesSchema, upgrades: [(one: Readonly<Record<string, unknown>>) => one] }

export const bodiesKey = (code: EditionCode): string => `bodies:${code}`

/** Safe to repeat. @returns its bytes */
export function putBodies(
  store: Pick<KeyValue, 'put'>,
  code: EditionCode,
  bodies: KeptBodies,
): Promise<Result<number, StoreProblem>> {
  const text = JSON.stringify({ schema: SCHEMA, code, bodies: [...bodies] })
  return putCounted(store, bodiesKey(code), text, limits.store.bodiesDays)
}

/** One KV read. @returns null where the item has no text, or it has expired */
export async function getBody(
  store: Pick<KeyValue, 'get'>,
  { edition, position, code }: ShortLink,
): Promise<Result<Body | null, StoreProblem>> {
  const key = bodiesKey(edition)
  const text = await getText(store, key)
  if (!text.ok || text.value === null) return text.ok ? ok(null) : text
  const document = parseDocument(key, text.value, form)
  return document.ok ? ok(document.value.bodies.find(([item]) => item === (position ?? code))?.[1] ?? null) : document
}
