/** Makes text safe for Telegram HTML: escaped, on one line, trimmed, unable to disturb its neighbours. */

import { limits } from '../limits.ts'
import { detected } from './detected-entities.ts'

/** A title with more mentions, hashtags and addresses is cut: a message has 100 entities for all of its lines. */
const detectedAtMost = 30

const ellipsis = '…'
const lineBreaks = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu
/**
 * Invisible, and never needed: embeddings, overrides, isolates and their deprecated kin, which reorder what follows them;
 * zero-width spaces, soft hyphens, byte order marks, annotation marks; halves of a surrogate pair; what is no character.
 * The joiners of emoji and Indic scripts and the marks of right-to-left text stay.
 */
const unwanted =
  /[\u202a-\u202e\u2066-\u206f\u200b\u2060-\u2064\u00ad\u180e\ufeff\ufff9-\ufffb\p{Cs}\p{Noncharacter_Code_Point}]+/gu
/** More marks than any script puts on a letter: they would run into the lines above and below. */
const marks = /(\p{M}{8})\p{M}+/gu
/** Most titles in Latin letters need nothing done. */
const tidy = /^[!-~]+(?: [!-~]+)*$/
const visible = /[^\s\p{DI}\p{M}\p{C}\u2800]/u
const rightToLeft =
  /[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}\p{sc=Rohg}\p{sc=Mand}\p{sc=Samr}\u200f\u061c]/u
const isolate = '\u2068'
const endIsolate = '\u2069'

let segmenter: Intl.Segmenter | null = null

/**
 * Escapes text for Telegram HTML, inside an attribute in double quotes too: the four named entities that it knows
 * (core.telegram.org/bots/api#html-style).
 */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const signs: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** What is left of Telegram HTML of our own without its tags. */
export function plainOf(html: string): string {
  return html.replace(/<[^>]*>/gu, '').replace(/&(?:lt|gt|quot|amp);/gu, (sign) => signs[sign] ?? sign)
}

/** One safe line of plain text, not escaped; empty where nothing of it would be seen. */
export function oneLine(text: string): string {
  if (tidy.test(text)) return text
  const line = text.replace(unwanted, '').replace(lineBreaks, ' ').replace(marks, '$1').trim()
  return visible.test(line) ? line : ''
}

/** At most `units` UTF-16 units, cut between graphemes, with … where it was cut. */
export function trimTo(text: string, units: number): string {
  if (text.length <= units) return text
  const room = units - ellipsis.length
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  // Some units more than there is room for, so that the last grapheme is seen whole.
  const end = segmenter.segment(text.slice(0, units + 64)).containing(room)?.index ?? 0
  const cut = end > 0 ? text.slice(0, end) : text.slice(0, room).replace(/[\u200d\p{Cs}]+$/u, '')
  return cut.trimEnd() + ellipsis
}

/** One line of plain text, not escaped, of at most `units`, in which Telegram detects at most `entities` by itself. */
export function shortLine(text: string, units: number, entities: number): string {
  let line = trimTo(oneLine(text), units)
  while (detected(line) > entities) line = trimTo(line, Math.floor(line.length / 2))
  return line
}

/**
 * An item's title as a digest shows it: plain, one line, at most 200 units, `untitled` where it has none. Right-to-left
 * titles are isolated (unicode.org/reports/tr9), so that what stands beside them keeps its place: two units more.
 */
export function titleLine(title: string, untitled: string): string {
  const units = limits.digest.titleUnits
  const line = shortLine(title, units, detectedAtMost) || shortLine(untitled, units, detectedAtMost)
  return rightToLeft.test(line) ? isolate + line + endIsolate : line
}

/** An http(s) address fit for an attribute or a message, percent-encoded; null for anything else. Not escaped. */
export function webAddress(text: string | null): string | null {
  if (text === null || text.length > limits.feed.linkUnits || !/^https?:\/\//i.test(text.trim())) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.href.length > limits.feed.linkUnits) return null
  return url.href
}
