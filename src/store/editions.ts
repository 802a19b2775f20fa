/** `edition:<code>` in KV: the immutable record of the items that one cycle found new; short links read it. */
import * as v from 'valibot'
import { type EditionCode, editionCodeSchema, type LinkedItem, linkedItemSchema, type ShortLink } from '../model.ts'
import { ok, type Result, type StoreProblem } from '../result.ts'
import { getText, type KeyValue, parseDocument, putCounted } from './key-value.ts'

/** The version that is written. */
export const editionSchemaVersion = 3

const editionSchema = v.object({
  schema: v.literal(editionSchemaVersion),
  /** Telegram's id of the bot that put it; null: an earlier version did. */
  bot: v.nullable(v.number()),
  code: editionCodeSchema,
  /** Epoch ms of the cycle. */
  at: v.number(),
  items: v.array(linkedItemSchema),
})
type Content = Readonly<Record<string, unknown>>
/** In version 1 no item had a code of its own; version 2 did not say whose it is. */
const form = {
  schema: editionSchema,
  upgrades: [(one: Content) => one, (two: Content): Content => ({ ...two, bot: null })],
}
export type Edition = Readonly<v.InferOutput<typeof editionSchema>>

export const editionKey = (code: EditionCode): string => `edition:${code}`

/** @param bot Telegram's id of the bot that puts it */
export function edition(bot: number, code: EditionCode, at: number, items: readonly LinkedItem[]): Edition {
  return { schema: editionSchemaVersion, bot, code, at, items: [...items] }
}

/** JSON with each item on a line of its own that begins with its code: one is found without reading the others. */
function written({ items, ...head }: Edition): string {
  const lines = items.map(({ code, ...item }) => JSON.stringify({ code, ...item })).join(',\n')
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

/** One KV read. @returns the bot whose edition stands under a code; null: none does, or it does not say */
export async function editionBot(
  store: Pick<KeyValue, 'get'>,
  code: EditionCode,
): Promise<Result<number | null, StoreProblem>> {
  const text = await getText(store, editionKey(code))
  if (!text.ok) return text
  const bot = headPattern.exec(text.value ?? '')?.groups?.['bot']
  return ok(bot === undefined ? null : Number(bot))
}

/** One item of an edition, and the cycle's time, epoch ms. */
export interface ItemOfEdition {
  readonly item: LinkedItem
  readonly at: number
}

/**
 * One KV read, and of all items one is parsed: what a click costs does not grow with the edition.
 * @returns null where there is none, or its life is over
 */
export async function getItem(
  store: Pick<KeyValue, 'get'>,
  link: ShortLink,
): Promise<Result<ItemOfEdition | null, StoreProblem>> {
  const key = editionKey(link.edition)
  const text = await getText(store, key)
  if (!text.ok || text.value === null) return text.ok ? ok(null) : text
  const head = headPattern.exec(text.value)
  if (head !== null) {
    const line = lineOf(text.value, head[0].length, link)
    if (line === null) return ok(null)
    const item = v.safeParse(lineSchema, line)
    if (item.success) return ok({ item: item.output, at: Number(head.groups?.['at']) })
  }
  // It was written in one line, or by a newer version, or is broken.
  const edition = parseDocument(key, text.value, form)
  if (!edition.ok) return edition
  const { at, items } = edition.value
  const item = link.position === null ? items.find(({ code }) => code === link.code) : items[link.position]
  return ok(item === undefined ? null : { item, at })
}

const headPattern = /^\{"schema":(?:[12]|3,"bot":(?<bot>\d{1,15})),"code":"[0-9A-Za-z]+","at":(?<at>\d+),"items":\[\n/u
const lineSchema = v.pipe(v.string(), v.parseJson(), linkedItemSchema)

/** The line of the item that a link names, of lines that begin at `first`; null: there is none. */
function lineOf(text: string, first: number, { code, position }: ShortLink): string | null {
  let start = first
  // A line break is in no text of JSON: what stands behind one is the beginning of an item.
  if (position === null) start = text.indexOf(`\n{"code":"${code}"`, first - 1) + 1
  else for (let line = 0; line < position && start > 0; line++) start = text.indexOf('\n', start) + 1
  return start === 0 ? null : text.slice(start, text.indexOf('\n', start)).replace(/,$/u, '')
}

/** One KV read. @returns null where there is none, or its life is over, or where it has no item that the link names */
export async function getEdition(
  store: Pick<KeyValue, 'get'>,
  link: ShortLink,
): Promise<Result<Edition | null, StoreProblem>> {
  const key = editionKey(link.edition)
  const text = await getText(store, key)
  if (!text.ok || text.value === null) return text.ok ? ok(null) : text
  const head = headPattern.exec(text.value)
  // Who tries codes does not have editions parsed.
  if (head !== null && lineOf(text.value, head[0].length, link) === null) return ok(null)
  return parseDocument(key, text.value, form)
}
