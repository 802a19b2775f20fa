/** `bodies:<code>` in KV: the texts of an edition's items for 30 days, where a channel has reading pages. */
import * as v from 'valibot'
import type { ShortLink } from '../edition-item.ts'
import { limits } from '../limits.ts'
import { type Body, bodySchema, type EditionCode, editionCodeSchema } from '../model.ts'
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

/** The texts of an edition by their items' codes or positions: one KV read. Empty: it has none, or they have expired. */
export async function getBodies(
  store: Pick<KeyValue, 'get'>,
  edition: EditionCode,
): Promise<Result<KeptBodies, StoreProblem>> {
  const key = bodiesKey(edition)
  const text = await getText(store, key)
  if (!text.ok) return text
  if (text.value === null) return ok(new Map())
  const document = parseDocument(key, text.value, form)
  return document.ok ? ok(new Map(document.value.bodies)) : document
}

/** One KV read. @returns null where the item has no text, or it has expired */
export async function getBody(
  store: Pick<KeyValue, 'get'>,
  { edition, position, code }: ShortLink,
): Promise<Result<Body | null, StoreProblem>> {
  const bodies = await getBodies(store, edition)
  return bodies.ok ? ok(bodies.value.get(position ?? code) ?? null) : bodies
}
