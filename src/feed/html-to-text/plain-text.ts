/** Turns HTML into plain text. */
import { decodeEntities } from '../../text/entities.ts'
import { blockElements, htmlTokenizer } from '../../text/html-tokens.ts'
import { oneLine } from '../../text/one-line.ts'
import { truncateAtWord } from '../../text/truncate.ts'
import { beginningOf, plainSource, type SourceText } from '../source-text.ts'
import { unescapedMarkup } from './escaped-markup.ts'

/**
 * The text of HTML, references decoded once, with line breaks between blocks and without scripts and styles. Reading stops after
 * `enough` UTF-16 units, so the cost does not grow with the document.
 */
export function plainText(html: string, enough: number): string {
  const source = plainSource(html)
  if (!html.includes('<')) return textBetween(source, 0, html.length, enough)
  const next = htmlTokenizer(html)
  let text = ''
  for (let token = next(); token !== null && text.length < enough; token = next()) {
    if (token.kind === 'text') text += textBetween(source, token.from, token.to, enough)
    else if (blockElements.has(token.name)) text += '\n'
  }
  return text
}

/** The beginning of a run of text, decoded, with at most one leading space and room for `enough` units of references. */
export function textBetween(html: SourceText, from: number, to: number, enough: number): string {
  let start = from
  while (start < to && html.raw.charCodeAt(start) <= 32) start++
  if (start > from) start--
  return decodeEntities(beginningOf(html, enough * 8, start, to))
}

/** A title: one line of at most `units`. */
export function titleText(html: string, units: number): string {
  return truncateAtWord(oneLine(plainText(unescapedMarkup(plainSource(html)) ?? html, units * 2)), units)
}
