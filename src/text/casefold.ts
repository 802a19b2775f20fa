/** Folds case, width, quotes, dashes and Chinese variants. Stories compare the result; `fold.ts` folds it further for search. */
import { simplifiedUnit, toSimplified } from './simplified-chinese.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ascii = /^[\x00-\x7f]*$/
const ignorable = /\p{DI}+/gu
const blanks = /\s+/g
const untidyBlank = /[^\S ]| {2}/
const dashes = /[\u2010-\u2015\u2212\u2e3a\u2e3b]/g
const doubleQuotes = /[\u201c-\u201f\u00ab\u00bb\u300c-\u300f\u301d-\u301f]/g
const singleQuotes = /[\u2018-\u201b\u02bc]/g
const marksOnLatin = /(\p{sc=Latn})\p{M}+/gu
/** Characters that depend on their neighbours or combine with them. */
const joining = /[\p{M}\p{DI}\p{Cs}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u

/** Whether all characters of a text are ASCII. */
export function isAscii(text: string): boolean {
  return ascii.test(text)
}

/** Whether a unit depends on its neighbours or combines with them. */
export function isJoining(unit: string): boolean {
  return joining.test(unit)
}

/** Whether a unit is an ideograph or Hangul syllable, which only `simplifiedUnit` changes. */
export function isIdeograph(unit: number): boolean {
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7a3)
}

/** Single spaces between words, none around the text. */
export function tidyBlanks(text: string): string {
  const isUntidy = untidyBlank.test(text) || text.startsWith(' ') || text.endsWith(' ')
  return isUntidy ? text.replace(blanks, ' ').trim() : text
}

/**
 * NFKC_Casefold (unicode.org/reports/tr44): NFKC, full case folding, no default ignorables. Also: ASCII dashes and quotes, Simplified
 * Chinese, single spaces. All letters keep their marks. FROZEN: hashes of the result are stored with stories.
 */
export function casefold(text: string): string {
  if (isAscii(text)) return tidyBlanks(text.toLowerCase())
  return tidyBlanks(casefoldUnits(text) ?? casefoldWhole(text))
}

/** `casefold` of any text, with its blanks. */
export function casefoldWhole(text: string): string {
  const folded = text
    .normalize('NFKC')
    .replace(ignorable, '')
    .replace(dashes, '-')
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, "'")
    // Upper case first: ß becomes ss.
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .normalize('NFC')
    // Latin letters without a composed form, such as x̂, lose their mark.
    .replace(marksOnLatin, '$1')
  return toSimplified(folded)
}

/** The folded form of each UTF-16 unit; 0: not computed yet; `many`: it depends on other units. */
const units = new Uint16Array(0x10000)
const many = 0xffff

function foldUnit(unit: number): number {
  if (isIdeograph(unit)) return simplifiedUnit(unit)
  const character = String.fromCharCode(unit)
  // Between letters, so that a space is kept.
  const folded = casefoldWhole(`a${character}a`)
  const isSingle = !isJoining(character) && folded.length === 3 && !isJoining(folded)
  return isSingle ? folded.charCodeAt(1) : many
}

function learn(unit: number): number {
  const folded = foldUnit(unit)
  units[unit] = folded
  return folded
}

/** Folds a text unit by unit, which is ten times as fast; null if a character depends on its neighbours. */
function casefoldUnits(text: string): string | null {
  let made = ''
  let kept = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const folded = units[unit] || learn(unit)
    if (folded === many) return null
    if (folded === unit) continue
    made += text.slice(kept, at) + String.fromCharCode(folded)
    kept = at + 1
  }
  return kept === 0 ? text : made + text.slice(kept)
}
