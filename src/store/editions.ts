/** `edition:<code>` in KV: the immutable record of the items that one cycle found new; short links read it. */
import * as v from 'valibot'
import { type EditionCode, type EditionItem, editionCodeSchema, editionItemSchema } from '../model.ts'
import { ok, type Result, type StoreProblem } from '../result.ts'
import { getText, type KeyValue, parseDocument, putCounted } from './key-value.ts'

const SCHEMA = 1

const editionSchema = v.object({
  schema: v.literal(SCHEMA),
  code: editionCodeSchema,
  /** Epoch ms of the cycle. */
  at: v.number(),
  items: v.array(editionItemSchema),
})
const form = { schema: editionSchema, upgrades: [] }
export type Edition = Readonly<v.InferOutput<typeof editionSchema>>

export const editionKey = (code: EditionCode): string => `edition:${code}`

export function edition(code: EditionCode, at: number, items: readonly EditionItem[]): Edition {
  return { schema: SCHEMA, code, at, items: [...items] }
}

/** JSON with each item on a line of its own: one is found without reading the others. */
function written({ items, ...head }: Edition): string {
  const lines = items.map((item) => JSON.stringify(item)).join(',\n')
  return `${JSON.stringify({ ...head, items: [] }).slice(0, -2)}\n${lines}\n]}`
}

/** @param ttlDays how long short links live; 0: for ever. KV takes no life under 60 seconds. @returns its bytes */
export function putEdition(
  store: Pick<KeyValue, 'put'>,
  value: Edition,
  ttlDays: number,
): Promise<Result<number, StoreProblem>> {
  return putCounted(store, editionKey(value.code), written(value), ttlDays)
}

/** One item of an edition, and the cycle's time, epoch ms. */
export interface ItemOfEdition {
  readonly item: EditionItem
  readonly at: number
}

/**
 * One KV read, and of all items one is parsed: what a click costs does not grow with the edition.
 * @returns null where there is none, or its life is over
 */
export async function getItem(
  store: Pick<KeyValue, 'get'>,
  code: EditionCode,
  position: number,
): Promise<Result<ItemOfEdition | null, StoreProblem>> {
  const text = await getText(store, editionKey(code))
  if (!text.ok) return text
  const found = text.value === null ? null : itemIn(text.value, position)
  if (found !== null) return ok(found)
  // It was written in one line, or by a newer version, or is broken.
  const edition = text.value === null ? ok(null) : parseDocument(editionKey(code), text.value, form)
  if (!edition.ok || edition.value === null) return edition
  const item = edition.value.items[position]
  return ok(item === undefined ? null : { item, at: edition.value.at })
}

const headPattern = new RegExp(`^\\{"schema":${SCHEMA},"code":"[0-9A-Za-z]+","at":(\\d+),"items":\\[\\n`, 'u')

function itemIn(text: string, position: number): ItemOfEdition | null {
  const head = headPattern.exec(text)
  if (head === null) return null
  let start = head[0].length
  for (let line = 0; line < position; line++) {
    start = text.indexOf('\n', start) + 1
    if (start === 0) return null
  }
  const line = text.slice(start, text.indexOf('\n', start)).replace(/,$/u, '')
  const item = v.safeParse(v.pipe(v.string(), v.parseJson(), editionItemSchema), line)
  return item.success ? { item: item.output, at: Number(head[1]) } : null
}

/** One KV read. @returns null where there is none, or its life is over. */
export async function getEdition(
  store: Pick<KeyValue, 'get'>,
  code: EditionCode,
): Promise<Result<Edition | null, StoreProblem>> {
  const key = editionKey(code)
  const text = await getText(store, key)
  if (!text.ok) return text
  return text.value === null ? ok(null) : parseDocument(key, text.value, form)
}
