/** `edition:<code>` in KV: the items that one cycle found new, immutable; short links read it. */
import * as v from 'valibot'
import { type EditionCode, editionCodeSchema, type LinkedItem, linkedItemSchema, type ShortLink } from '../model.ts'
import { ok, type Result, type StoreProblem } from '../result.ts'
import { getText, type KeyValue, parseDocument, putCounted } from './key-value.ts'

/** The version written now. */
export const editionSchemaVersion = 3

const editionSchema = v.object({
  schema: v.literal(editionSchemaVersion),
  /** Telegram id of the bot that wrote it; null: written by an earlier version. */
  bot: v.nullable(v.number()),
  code: editionCodeSchema,
  /** Epoch ms of the cycle. */
  at: v.number(),
  items: v.array(linkedItemSchema),
})
type Content = Readonly<Record<string, unknown>>
/** In version 1 items had no codes; version 2 named no bot. */
const form = {
  schema: editionSchema,
  upgrades: [(one: Content) => one, (two: Content): Content => ({ ...two, bot: null })],
}
export type Edition = Readonly<v.InferOutput<typeof editionSchema>>

export const editionKey = (code: EditionCode): string => `edition:${code}`

/** @param bot Telegram id of the bot that writes it */
export function edition(bot: number, code: EditionCode, at: number, items: readonly LinkedItem[]): Edition {
  return { schema: editionSchemaVersion, bot, code, at, items: [...items] }
}

/** JSON with a line per item that begins with its code: finding one does not parse the others. */
function written({ items, ...head }: Edition): string {
  const lines = items.map(({ code, ...item }) => JSON.stringify({ code, ...item })).join(',\n')
  return `${JSON.stringify({ ...head, items: [] }).slice(0, -2)}\n${lines}\n]}`
}

/** @param ttlDays lifetime of short links; 0: for ever @returns its bytes */
export function putEdition(
  store: Pick<KeyValue, 'put'>,
  value: Edition,
  ttlDays: number,
): Promise<Result<number, StoreProblem>> {
  return putCounted(store, editionKey(value.code), written(value), ttlDays)
}

/** One KV read. @returns the bot that wrote the edition; null: there is none, or it names no bot */
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
 * One KV read. Parses one item only: the cost of a click does not grow with the edition.
 * @returns null where there is none, or it has expired
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
  // Written in one line, by a newer version, or broken.
  const edition = parseDocument(key, text.value, form)
  if (!edition.ok) return edition
  const { at, items } = edition.value
  const item = link.position === null ? items.find(({ code }) => code === link.code) : items[link.position]
  return ok(item === undefined ? null : { item, at })
}

const headPattern = /^\{"schema":(?:[12]|3,"bot":(?<bot>\d{1,15})),"code":"[0-9A-Za-z]+","at":(?<at>\d+),"items":\[\n/u
const lineSchema = v.pipe(v.string(), v.parseJson(), linkedItemSchema)

/** The line of a link's item, among the lines from `first` on; null: there is none. */
function lineOf(text: string, first: number, { code, position }: ShortLink): string | null {
  let start = first
  // JSON texts contain no line breaks: an item begins after each.
  if (position === null) start = text.indexOf(`\n{"code":"${code}"`, first - 1) + 1
  else for (let line = 0; line < position && start > 0; line++) start = text.indexOf('\n', start) + 1
  return start === 0 ? null : text.slice(start, text.indexOf('\n', start)).replace(/,$/u, '')
}

/** One KV read. @returns null where there is none, it has expired, or it lacks the link's item */
export async function getEdition(
  store: Pick<KeyValue, 'get'>,
  link: ShortLink,
): Promise<Result<Edition | null, StoreProblem>> {
  const key = editionKey(link.edition)
  const text = await getText(store, key)
  if (!text.ok || text.value === null) return text.ok ? ok(null) : text
  const head = headPattern.exec(text.value)
  // A guessed code must not cause the parsing of an edition.
  if (head !== null && lineOf(text.value, head[0].length, link) === null) return ok(null)
  return parseDocument(key, text.value, form)
}
