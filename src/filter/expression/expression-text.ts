/** Prepares texts for expressions: NFC, with plain quotes and spaces; and, for word boundaries in all scripts, with marked boundaries. */
import { isAscii } from '../../text/casefold.ts'
import { wordBoundaries } from '../../text/word-edges.ts'

const plain: readonly (readonly [source: string, character: string])[] = [
  ['\\u0060\\u00b4\\u02b9\\u02bb-\\u02bd\\u055a\\u05f3\\u07f4\\u07f5\\u2018-\\u201b\\u2032\\u2035\\uff07', "'"],
  ['\\u00ab\\u00bb\\u05f4\\u201c-\\u201f\\u2033\\u2036\\u275d\\u275e\\u301d-\\u301f\\uff02', '"'],
  ['\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000', ' '],
  ['\\u2010\\u2011', '-'],
  // In words, too, dotted and dotless i are the same.
  ['\\u0130', 'I'],
  ['\\u0131', 'i'],
]
const kinds = plain.map(([source, character]) => ({ pattern: new RegExp(`[${source}]`), character }))
const typographic = new RegExp(`[${plain.map(([source]) => source).join('')}]`, 'g')

/** A quick test: most texts have none of these. */
const mayBeTypographic = /[\u0060\u0085-\u036f\u055a-\u07f5\u1680-\u3000\u301d-\u301f\uff02\uff07]/

/** A character as expressions see it. */
export function plainCharacter(character: string): string {
  return kinds.find(({ pattern }) => pattern.test(character))?.character ?? character
}

/** A text in NFC, with plain quotes and spaces. Characters are replaced one by one, so that `.` matches as many as before. */
export function plainText(text: string): string {
  if (isAscii(text)) return text.replaceAll('`', "'")
  const composed = text.normalize('NFC')
  if (!mayBeTypographic.test(composed)) return composed
  return composed.replace(typographic, plainCharacter).replaceAll('i\u0307', 'i')
}

/** Stands at each word boundary in a text with marked boundaries. To RE2, it is the only word character there. */
export const BOUNDARY = '_'
/** Distance of a full-width character from its ASCII form (Unicode chart U+FF00). */
export const FULL_WIDTH = 0xfee0
const asciiWordCharacter = /^[A-Za-z0-9_]$/
const asciiWordCharacters = /[A-Za-z0-9_]/g

/** An ASCII letter, digit or low line in full width; other characters as they are. */
export function fullWidthOf(character: string): string {
  return asciiWordCharacter.test(character) ? String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH) : character
}

/**
 * RE2's `\b` and `\B` know the word characters of ASCII only. In a text with marked boundaries, those are full-width, and a low line
 * stands at each boundary of words of any script: so `\b` holds beside a low line, and `\B` elsewhere.
 */
export function markedText(text: string): string {
  const wide = text.replace(asciiWordCharacters, fullWidthOf)
  let made = ''
  let from = 0
  for (const at of wordBoundaries(text)) {
    made += wide.slice(from, at) + BOUNDARY
    from = at
  }
  return made + wide.slice(from)
}
