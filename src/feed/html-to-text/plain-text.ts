/** Turns HTML into safe plain text of one line, cut where people would cut it. */
import { decodeEntities, windows1252 } from '../../text/entities.ts'
import { unescapedMarkup } from './escaped-markup.ts'
import { blockElements, htmlReader } from './html-tokens.ts'

/**
 * The text of HTML with its references decoded once: a line break between blocks, nothing of scripts and styles. Stops
 * when it has `enough` UTF-16 units, so that a title of a book costs no more than one of a note.
 */
export function plainText(html: string, enough: number): string {
  if (!html.includes('<')) return decodeEntities(textSlice(html, 0, html.length, enough))
  const { next } = htmlReader(html)
  let text = ''
  for (let token = next(); token !== null && text.length < enough; token = next()) {
    if (token.kind === 'text') text += decodeEntities(textSlice(html, token.from, token.to, enough))
    else if (blockElements.has(token.name)) text += '\n'
  }
  return text
}

/** The beginning of a run of text, long enough for `enough` units however it is written, white space in front left out. */
export function textSlice(html: string, from: number, to: number, enough: number): string {
  let start = from
  while (start < to && html.charCodeAt(start) <= 32) start++
  // One white space counts as much as all of it.
  if (start > from) start--
  return html.slice(start, Math.min(to, start + enough * 8))
}

/**
 * Unicode controls, noncharacters, private formatting (zero-width space, soft hyphen, BOM, interlinear marks) and the
 * characters that embed, isolate or override direction: a headline must not turn round what stands beside it.
 */
const unwanted =
  '\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u180e\\u200b\\u2060-\\u206f\\u202a-\\u202e\\ufeff\\ufff0-\\ufffb\\ufffe\\uffff'
const allUnwanted = new RegExp(`[${unwanted}]`, 'gu')
/** What there is in a text that may not be one line of well-formed text yet. */
const untidy =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200b\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff\ufff0-\uffff]| {2}/

/** One line of well-formed text: white space collapsed, nothing that is invisible or that turns the line round. */
export function oneLine(text: string): string {
  if (!untidy.test(text)) return text.trim()
  return text
    .toWellFormed()
    .replace(/[\u0080-\u009f]/gu, meantCharacter)
    .replace(allUnwanted, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** Where nobody means a control character, windows-1252 was read as Latin 1. */
function meantCharacter(control: string): string {
  return windows1252.charAt(control.charCodeAt(0) - 0x80)
}

/** A title: one line, at most `units` long. */
export function titleText(html: string, units: number): string {
  return cut(oneLine(plainText(unescapedMarkup(html) ?? html, units * 2)), units)
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Shortens to at most `units` UTF-16 units, `…` included: after a word if one ends nearby, never inside a grapheme. */
export function cut(text: string, units: number): string {
  if (text.length <= units) return text
  const most = units - 1
  const space = text.lastIndexOf(' ', most)
  if (space >= most - 40 && space > 0) return `${text.slice(0, space)}…`
  // A grapheme is looked for from a little before the limit: longer ones are not text for people.
  let from = Math.max(0, most - 64)
  if (isLowSurrogate(text, from)) from--
  let end = from
  for (const { index, segment } of graphemes.segment(text.slice(from, most + 64))) {
    if (from + index + segment.length > most) break
    end = from + index + segment.length
  }
  if (end === from) end = isLowSurrogate(text, most) ? most - 1 : most
  return `${text.slice(0, end).trimEnd()}…`
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code <= 0xdfff
}
