/** Turns HTML into plain text. */
import { decodeEntities } from '../../text/entities.ts'
import { blockElements, htmlTokenizer } from '../../text/html-tokens.ts'
import { oneLine } from '../../text/one-line.ts'
import { truncateAtWord } from '../../text/truncate.ts'
import { unescapedMarkup } from './escaped-markup.ts'

/**
 * The text of HTML, references decoded once, with line breaks between blocks and without scripts and styles. Reading stops after
 * `enough` UTF-16 units, so the cost does not grow with the document.
 */
export function plainText(html: string, enough: number): string {
  if (!html.includes('<')) return decodeEntities(textSlice(html, 0, html.length, enough))
  const next = htmlTokenizer(html)
  let text = ''
  for (let token = next(); token !== null && text.length < enough; token = next()) {
    if (token.kind === 'text') text += decodeEntities(textSlice(html, token.from, token.to, enough))
    else if (blockElements.has(token.name)) text += '\n'
  }
  return text
}

/** The beginning of a run of text, with at most one leading space and room for `enough` units of references. */
export function textSlice(html: string, from: number, to: number, enough: number): string {
  let start = from
  while (start < to && html.charCodeAt(start) <= 32) start++
  if (start > from) start--
  return html.slice(start, Math.min(to, start + enough * 8))
}

/** A title: one line of at most `units`. */
export function titleText(html: string, units: number): string {
  return truncateAtWord(oneLine(plainText(unescapedMarkup(html) ?? html, units * 2)), units)
}
