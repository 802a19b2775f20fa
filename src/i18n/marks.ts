/** What stands in a text of the bot's: how a feed is, and foreign words: escaped, on one line, short, so that no reply outgrows a message. */
import type { FeedView } from '../cell/channel-api.ts'
import { escapeHtml, shortLine, titleLine } from '../text/telegram-html.ts'

/** Room for what people and feeds wrote, in UTF-16 units and in links that Telegram would find in it. */
const UNITS = 200
const ENTITIES = 5

/** How a feed is, at a glance. */
export function healthDot({ failingSince, problem, isUnread }: FeedView): string {
  if (failingSince !== null) return problem?.kind === 'gone' ? '⛔' : '🔴'
  return isUnread ? '⚪️' : '🟢'
}

export function code(text: string, units: number = UNITS): string {
  return `<code>${escapeHtml(shortLine(text, units, ENTITIES))}</code>`
}

export function bold(text: string): string {
  return `<b>${escapeHtml(shortLine(text, UNITS, ENTITIES))}</b>`
}

/** A title, linked where there is an address. */
export function titled(title: string, untitled: string, link: string | null = null): string {
  const line = escapeHtml(titleLine(title, untitled))
  return link === null ? line : `<a href="${escapeHtml(link)}">${line}</a>`
}

/** A query on one line, where a new line means what a comma does. `units`: how much of it is shown. */
export function query(text: string, units: number = UNITS): string {
  return code(text.split(/\s*\n\s*/u).join(', '), units)
}
