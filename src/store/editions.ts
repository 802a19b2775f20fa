/** `edition:<code>` in KV: the new items of about an hour, immutable; short links read it. */
import * as v from 'valibot'
import { type LinkedItem, linkedItemSchema, type ShortLink } from '../edition-item.ts'
import { type EditionCode, editionCodeSchema } from '../model.ts'
import { ok, type Result, type StoreProblem } from '../result.ts'
import { getText, type KeyValue, parseDocument, putCounted } from './key-value.ts'

/** The version written now. */
export const editionSchemaVersion = 3

const editionSchema = v.object({
  schema: v.literal(editionSchemaVersion),
  /** Telegram id of the bot that wrote it; null: written by an earlier version. */
  bot: v.nullable(v.number()),
  code: editionCodeSchema,
  /** Epoch ms of the cycle that opened it. */
  at: v.number(),
  items: v.array(linkedItemSchema),
})
type Content = Readonly<Record<string, unknown>>
/** In version 1 items had no codes; version 2 named no bot. */
const form = {
  schema: editionSchema,
  upgrades: [(one: Content) => one, (two: Content): Content => ({ ...two, bot: null })],
}

export const editionKey = (code: EditionCode): string => `edition:${code}`

/** What is known of an edition beside its items. */
export interface EditionHead {
  /** Telegram id of the bot that writes it. */
  readonly bot: number
  readonly code: EditionCode
  /** Epoch ms of the cycle that opened it. */
  readonly at: number
}

/** Items as an edition's text has them: a line per item that begins with its code, so that finding one does not parse the others. */
export function editionLines(items: readonly LinkedItem[]): string {
  return items.map(({ code, ...item }) => JSON.stringify({ code, ...item })).join(',\n')
}

/** @param lines as from `editionLines` @param ttlDays lifetime of short links; 0: for ever @returns its bytes */
export function putEdition(
  store: Pick<KeyValue, 'put'>,
  { bot, code, at }: EditionHead,
  lines: string,
  ttlDays: number,
): Promise<Result<number, StoreProblem>> {
  const head = JSON.stringify({ schema: editionSchemaVersion, bot, code, at, items: [] })
  return putCounted(store, editionKey(code), `${head.slice(0, -2)}\n${lines}\n]}`, ttlDays)
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
    const found = itemOfLine(line, Number(head.groups?.['at']))
    if (found !== null) return ok(found)
  }
  // Written in one line, by a newer version, or broken.
  const edition = parseDocument(key, text.value, form)
  if (!edition.ok) return edition
  const { at, items } = edition.value
  const item = link.position === null ? items.find(({ code }) => code === link.code) : items[link.position]
  return ok(item === undefined ? null : itemAt(item, at))
}

/** One of an edition's lines as an item; null: broken. @param at the edition's time */
export function itemOfLine(line: string, at: number): ItemOfEdition | null {
  const item = v.safeParse(lineSchema, line)
  return item.success ? itemAt(item.output, at) : null
}

function itemAt(item: LinkedItem, at: number): ItemOfEdition {
  return { item, at: item.at ?? at }
}

const headPattern = /^\{"schema":(?:[12]|3,"bot":(?<bot>\d{1,15})),"code":"[0-9A-Za-z]+","at":(?<at>\d+),"items":\[\n/u
const lineSchema = v.pipe(v.string(), v.parseJson(), linkedItemSchema)

/** The line of a link's item, among the lines from `first` on; null: there is none. */
export function lineOf(text: string, first: number, { code, position }: ShortLink): string | null {
  let start = first
  // JSON texts contain no line breaks: an item begins after each.
  if (position === null) start = text.indexOf(`\n{"code":"${code}"`, first - 1) + 1
  else for (let line = 0; line < position && start > 0; line++) start = text.indexOf('\n', start) + 1
  if (start === 0) return null
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? undefined : end).replace(/,$/u, '')
}
