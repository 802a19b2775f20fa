/** Telegram HTML from values of people and feeds: escaped, on one line, and short, so that no reply outgrows a message. */
import { escapeHtml } from '../text/escape-html.ts'
import { shortLine, titleLine } from '../text/telegram-html.ts'

declare const isHtml: unique symbol
/** Telegram HTML: every foreign word in it is escaped. */
export type Html = string & { readonly [isHtml]: true }
/** A string that is not HTML yet. */
export type Plain = string & { readonly [isHtml]?: never }

/** Room for one value, in UTF-16 units and in links that Telegram would detect in it. */
const VALUE_UNITS = 200
const VALUE_ENTITIES = 5
/** Room for a filter that is the subject of a reply. */
export const WHOLE_QUERY_UNITS = 1000

/** Only for text that is escaped already. */
function markup(html: string): Html {
  return html as Html
}

export function escaped(text: string, units: number = VALUE_UNITS): Html {
  return markup(escapeHtml(shortLine(text, units, VALUE_ENTITIES)))
}

export function code(text: string, units?: number): Html {
  return markup(`<code>${escaped(text, units)}</code>`)
}

/** A query on one line, where a comma means what a new line does. */
export function query(text: string, units?: number): Html {
  return code(text.split(/\s*\n\s*/u).join(', '), units)
}

/** Escaped and otherwise as it is: for what is known to be short, such as addresses of this program's own. */
export function verbatim(text: string): Html {
  return markup(escapeHtml(text))
}

/** A title, linked where there is an address. */
export function titled(title: string, untitled: string, link: string | null = null): Html {
  const line = escapeHtml(titleLine(title, untitled))
  return markup(link === null ? line : `<a href="${escapeHtml(link)}">${line}</a>`)
}

/** Parts that are null or empty are left out. */
export function joined(parts: readonly (Html | null)[], separator: string): Html {
  return markup(parts.filter((part) => part !== null && part !== '').join(separator))
}
