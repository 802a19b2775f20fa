/** Rebuilds a page's markup from its visible tags and texts, within limits. Pure. */
import { limits } from '../../limits.ts'
import { decodeEntities } from '../../text/entities.ts'
import { escapeHtml } from '../../text/escape-html.ts'
import { htmlTokenizer } from '../../text/html-tokens.ts'

const { elements, markupUnits } = limits.article
const outer = new Set(['html', 'head', 'body'])

/**
 * The page without scripts, styles, comments and what it hides, up to `limits.article.elements` elements and as many references: what
 * follows is cut off. A `<` that begins no tag is escaped, so that a parser finds no further elements.
 */
export function pageMarkup(html: string, title: string): string {
  const next = htmlTokenizer(html)
  const parts: string[] = []
  let [units, opened, references] = [0, 0, 0]
  for (let token = next(); token !== null && units < markupUnits; token = next()) {
    const part = partOf(token, html)
    if (token.kind === 'open') opened += 1
    // The parser makes a node of each.
    if (token.kind === 'text') references += part.match(/&/gu)?.length ?? 0
    if (opened > elements || references > elements) break
    units += part.length
    parts.push(part)
  }
  return `<html><head><title>${escapeHtml(title)}</title></head><body>${parts.join('')}</body></html>`
}

type Token = NonNullable<ReturnType<ReturnType<typeof htmlTokenizer>>>

function partOf(token: Token, html: string): string {
  if (token.kind === 'text') return escapeText(decodeEntities(html.slice(token.from, token.to)))
  if (outer.has(token.name)) return ''
  if (token.kind === 'close') return `</${token.name}>`
  // A `<` or `>` in a quoted value would end the tag for another parser.
  const attributes = token.attributes.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<${token.name}${attributes}>`
}

/** With as few references as possible. */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
