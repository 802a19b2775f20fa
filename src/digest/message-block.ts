/** A piece of a message in both of its forms, and what it takes of a message's room. */
import { limits } from '../limits.ts'
import { detected } from '../text/detected-entities.ts'
import { escapeHtml, shortLine } from '../text/telegram-html.ts'

/** What something takes of a message's room. */
export interface Cost {
  /** UTF-16 units after entity parsing, with the line's end. */
  readonly units: number
  readonly entities: number
  /** UTF-16 units of the entities themselves. */
  readonly entityUnits: number
}

/** A line or some of a message, in both forms, and what it costs in the dearer one. */
export interface Block extends Cost {
  readonly html: string
  readonly plain: string
}

/** What an entity takes beside its address. */
const entityOverhead = 20
const headingUnits = 200
/** A heading with more mentions and the like is cut; both of a part's headings leave room for any headline. */
const headingEntities = 10

/** @param link addresses that do not stand in the text itself */
export function costOf(units: number, entities: number, link: string): Cost {
  return { units, entities, entityUnits: entities * entityOverhead + link.length }
}

export function fits(costs: readonly Cost[]): boolean {
  const total = (what: keyof Cost) => costs.reduce((sum, cost) => sum + cost[what], 0)
  const { messageUnits, messageEntities, entityUnits } = limits.telegram
  return total('units') <= messageUnits && total('entities') <= messageEntities && total('entityUnits') <= entityUnits
}

/** A line of foreign words that is short enough for any message. */
export function headingLine(text: string): string {
  return shortLine(text, headingUnits, headingEntities)
}

/** A heading; each entity that Telegram detects in it may cut the bold one in two. Null: there is nothing to see in it. */
export function boldBlock(text: string): Block | null {
  const line = headingLine(text)
  if (line === '') return null
  return { html: `<b>${escapeHtml(line)}</b>`, plain: line, ...costOf(line.length + 1, 1 + 2 * detected(line), '') }
}

/** A plain line; Telegram makes links of the addresses and names in it. */
export function plainBlock(text: string): Block {
  const line = headingLine(text)
  return { html: escapeHtml(line), plain: line, ...costOf(line.length + 1, detected(line), '') }
}

export function anchor(link: string, text: string): string {
  return `<a href="${escapeHtml(link)}">${escapeHtml(text)}</a>`
}
