/** A part of a message as HTML and as plain text, with its size. */
import { limits } from '../limits.ts'
import { detected } from '../text/detected-entities.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { shortLine } from '../text/telegram-html.ts'

/** The size of a part of a message, as Telegram limits it. */
export interface Size {
  /** UTF-16 units after entity parsing, including the line break. */
  readonly units: number
  readonly entities: number
  /** UTF-16 units of the entities, with their addresses. */
  readonly entityUnits: number
}

/** One or more lines in both forms. The size is that of the larger form. */
export interface Block extends Size {
  readonly html: string
  readonly plain: string
}

/** Estimated units of an entity without its address. */
const entityOverhead = 20

/** @param links addresses that are not part of the text */
export function sizeOf(units: number, entities: number, links: string): Size {
  return { units, entities, entityUnits: entities * entityOverhead + links.length }
}

/** Whether blocks fit one message together. */
export function fits(sizes: readonly Size[]): boolean {
  const total = (what: keyof Size) => sizes.reduce((sum, size) => sum + size[what], 0)
  const { messageUnits, messageEntities, entityUnits } = limits.telegram
  return total('units') <= messageUnits && total('entities') <= messageEntities && total('entityUnits') <= entityUnits
}

/** Text of a publisher or owner as one line that fits any message. */
export function headingLine(text: string): string {
  return shortLine(text, limits.digest.headingUnits, limits.digest.headingEntities)
}

/** A bold heading; null: it has no visible text. */
export function boldBlock(text: string): Block | null {
  const line = headingLine(text)
  if (line === '') return null
  // Each entity that Telegram detects may split the bold one in two.
  return { html: `<b>${escapeHtml(line)}</b>`, plain: line, ...sizeOf(line.length + 1, 1 + 2 * detected(line), '') }
}

/** Between two parts of a message. */
export const emptyLine: Block = { html: '', plain: '', ...sizeOf(1, 0, '') }

/** A plain line, in which Telegram detects addresses and mentions. */
export function plainBlock(text: string): Block {
  const line = headingLine(text)
  return { html: escapeHtml(line), plain: line, ...sizeOf(line.length + 1, detected(line), '') }
}

/** A line that is a link. As plain text, its address follows. */
export function linkBlock(url: string, text: string): Block {
  const plain = `${text}: ${url}`
  return { html: anchor(url, text), plain, ...sizeOf(plain.length + 1, 1, url) }
}

/** Two lines as one. */
export function joinedBlock(one: Block, separator: string, other: Block): Block {
  return {
    html: `${one.html}${separator}${other.html}`,
    plain: `${one.plain}${separator}${other.plain}`,
    units: one.units + separator.length + other.units,
    entities: one.entities + other.entities,
    entityUnits: one.entityUnits + other.entityUnits,
  }
}

/** An HTML link. Escapes both arguments. */
export function anchor(link: string, text: string): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(text)}</a>`
}
