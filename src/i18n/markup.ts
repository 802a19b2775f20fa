/** Telegram HTML from values that people and feeds supply: escaped, on one line, and short enough for several in a message. */
import { limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { isolatedWhole } from '../text/isolate.ts'
import { oneLine } from '../text/one-line.ts'
import { shortLine, titleLine } from '../text/telegram-html.ts'
import { timeTag } from '../text/time-tag.ts'
import { truncate } from '../text/truncate.ts'

declare const isHtml: unique symbol
/** Telegram HTML, in which every value is escaped. */
export type Html = string & { readonly [isHtml]: true }
/** A string that is not HTML yet. */
export type Plain = string & { readonly [isHtml]?: never }

/** Only for text that is escaped already. */
function markup(html: string): Html {
  return html as Html
}

/** A value on one line, cut where Telegram would detect too many links in it. */
export function escaped(text: string): Html {
  return markup(escapeHtml(shortLine(text, limits.bot.valueUnits, limits.bot.valueEntities)))
}

export function code(text: string, units?: number): Html {
  return markup(`<code>${escapedCode(text, units)}</code>`)
}

/** The content of `<code>`, in which Telegram detects nothing, so that addresses stay whole. */
export function escapedCode(text: string, units: number = limits.bot.valueUnits): Html {
  return markup(escapeHtml(truncate(oneLine(text), units)))
}

/** A query on one line, where a comma means what a new line does. */
export function query(text: string, units?: number): Html {
  return code(text.split(/\s*\n\s*/u).join(', '), units)
}

/** Escaped but not shortened: for short values, such as this program's own addresses. */
export function verbatim(text: string): Html {
  return markup(escapeHtml(text))
}

/** A title, linked where there is an address. */
export function titled(title: string, untitled: string, link: string | null = null): Html {
  const line = escapeHtml(titleLine(title, untitled))
  return markup(link === null ? line : `<a href="${escapeHtml(link)}">${line}</a>`)
}

/** Parts of a line that have one direction together: that of their first letter. */
export function together(html: Html): Html {
  return markup(isolatedWhole(html))
}

/** A time, which Telegram shows in the reader's own zone. @param text the time in the zone that it names */
export function timed(at: EpochMs, text: string): Html {
  return markup(timeTag(at, escapeHtml(text)))
}

/** Parts as lines; those that are null or empty are left out. */
export function lines(parts: readonly (Html | null)[]): Html {
  return joined(parts, '\n')
}

/** Parts that are null or empty are left out. */
export function joined(parts: readonly (Html | null)[], separator: string): Html {
  return markup(parts.filter((part) => part !== null && part !== '').join(separator))
}
