/** Folds texts for comparison (width, case, Chinese variants, marks on Latin letters), and finds word boundaries in them. */
import { lazy } from '../lazy.ts'
import { toSimplified } from './simplified-chinese.ts'

/** A folded text in two forms of the same length, which correspond unit by unit. */
export interface Folded {
  /** Latin letters keep their marks. */
  readonly exact: string
  /** Latin letters without marks. */
  readonly bare: string
}

/** Scripts without spaces between words (unicode.org/reports/tr29, section 4, and similar ones), in which terms match anywhere. */
const unspaced =
  '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Bopo}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}' +
  '\\p{scx=Lana}\\p{scx=Talu}\\p{scx=Tale}\\p{scx=Tavt}\\p{scx=Cham}\\p{scx=Bali}\\p{scx=Java}\\p{scx=Yiii}\\p{scx=Tang}\\p{scx=Nshu}'
const letter = `[[\\p{L}\\p{N}\\p{M}_]--[${unspaced}]]`
/** Both patterns are compiled lazily: it takes longer than the rest of a Worker's start. */
const letterPattern = lazy(() => new RegExp(letter, 'v'))
/** A dot or comma between digits belongs to the number (tr29, rules WB11 and WB12): 5 is not in 5.99. */
const wordPattern = lazy(() => new RegExp(`${letter}+(?:(?<=\\p{Nd})[.,](?=\\p{Nd})${letter}+)*`, 'gv'))
const asciiWords = /[a-z0-9_]+(?:(?<=[0-9])[.,](?=[0-9])[a-z0-9_]+)*/g
const digit = /\p{Nd}/u
const hangul = /\p{sc=Hang}/u

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const ascii = /^[\x00-\x7f]*$/
const ignorable = /\p{DI}+/gu
const blanks = /\s+/g
const untidyBlank = /[^\S ]| {2}|^ | $/
const dashes = /[\u2010-\u2015\u2212\u2e3a\u2e3b]/g
const doubleQuotes = /[\u201c-\u201f\u00ab\u00bb\u300c-\u300f\u301d-\u301f]/g
const singleQuotes = /[\u2018-\u201b\u02bc]/g
const marksOnLatin = /(\p{sc=Latn})\p{M}+/gu
const markedLatin = /[[\p{sc=Latn}]--[a-z]]/gv

/** Latin letters whose marks Unicode does not decompose. */
const struck = new Map('øo łl đd ðd ħh ŧt ɓb ɗd ƙk'.split(' ').map(([marked = '', plain = '']) => [marked, plain]))

function unmarked(character: string): string {
  const base = character.normalize('NFD').charAt(0)
  return struck.get(base) ?? base
}

function tidyBlanks(text: string): string {
  return untidyBlank.test(text) ? text.replace(blanks, ' ').trim() : text
}

/**
 * NFKC_Casefold (unicode.org/reports/tr44): NFKC, full case folding, no default ignorables. Also: ASCII dashes and quotes, Simplified
 * Chinese, single spaces.
 */
export function fold(text: string): Folded {
  if (ascii.test(text)) {
    const plain = tidyBlanks(text.toLowerCase())
    return { exact: plain, bare: plain }
  }
  return foldUnits(text) ?? foldWhole(text)
}

function foldWhole(text: string): Folded {
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
    // Letters without a composed form, such as x̂, lose their mark, so that both forms keep the same length.
    .replace(marksOnLatin, '$1')
  const exact = tidyBlanks(toSimplified(folded))
  return { exact, bare: exact.replace(markedLatin, unmarked) }
}

/** The folded form of each UTF-16 unit, with and without its mark; 0: not computed yet; `many`: it depends on other units. */
const exactUnits = new Uint16Array(0x10000)
const bareUnits = new Uint16Array(0x10000)
const many = 0xffff
/** Characters that depend on their neighbours or combine with them. */
const joining = /[\p{M}\p{DI}\p{Cs}\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]/u

function learn(unit: number): void {
  const character = String.fromCharCode(unit)
  const { exact, bare } = foldWhole(`a${character}a`)
  // Between letters, so that a space is kept.
  const isSingle = !joining.test(character) && exact.length === 3 && bare.length === 3 && !joining.test(exact)
  exactUnits[unit] = isSingle ? exact.charCodeAt(1) : many
  bareUnits[unit] = isSingle ? bare.charCodeAt(1) : many
  if (isSingle) bareUnits[exact.charCodeAt(1)] ||= bare.charCodeAt(1)
}

/** Folds a text unit by unit, which is ten times as fast; null if a character depends on its neighbours. */
function foldUnits(text: string): Folded | null {
  let made = ''
  let kept = 0
  let isMarked = false
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (exactUnits[unit] === 0) learn(unit)
    const folded = exactUnits[unit]
    if (folded === many || folded === undefined) return null
    isMarked ||= folded !== bareUnits[unit]
    if (folded === unit) continue
    made += text.slice(kept, at) + String.fromCharCode(folded)
    kept = at + 1
  }
  const exact = tidyBlanks(kept === 0 ? text : made + text.slice(kept))
  return { exact, bare: isMarked ? unmarkedUnits(exact) : exact }
}

/** Removes the marks of a text that was folded unit by unit. */
function unmarkedUnits(exact: string): string {
  let bare = ''
  let kept = 0
  for (let at = 0; at < exact.length; at++) {
    const unit = exact.charCodeAt(at)
    const plain = bareUnits[unit]
    if (plain === unit || plain === undefined || plain === 0) continue
    bare += exact.slice(kept, at) + String.fromCharCode(plain)
    kept = at + 1
  }
  return bare + exact.slice(kept)
}

/** The words of a folded text in scripts with spaces. Korean particles are part of the word. */
export function wordsOf(folded: string): readonly string[] {
  if (ascii.test(folded)) return folded.match(asciiWords) ?? []
  return folded.match(wordPattern()) ?? []
}

/** The character before unit `at`; empty at the start. */
function before(text: string, at: number): string {
  const low = text.charCodeAt(at - 1)
  return low >= 0xdc00 && low <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text.slice(Math.max(0, at - 1), at)
}

/** The character at unit `at`; empty at the end. */
function after(text: string, at: number): string {
  const point = text.codePointAt(at)
  return point === undefined ? '' : String.fromCodePoint(point)
}

function isWordLetter(character: string): boolean {
  return letterPattern().test(character)
}

/** Whether a unit is a space or outside the text, which are the most frequent boundaries. */
function isBlank(unit: number): boolean {
  return !(unit > 0x20)
}

/** Whether unit `at` of a folded text is a word boundary. */
export function isEdge(text: string, at: number): boolean {
  if (isBlank(text.charCodeAt(at - 1)) || isBlank(text.charCodeAt(at))) return true
  const left = before(text, at)
  const right = after(text, at)
  if (isWordLetter(left) && isWordLetter(right)) return false
  if ((right === '.' || right === ',') && digit.test(left)) return !digit.test(after(text, at + 1))
  if ((left === '.' || left === ',') && digit.test(right)) return !digit.test(before(text, at - 1))
  return true
}

/** Whether a match of a folded term must begin at a word boundary. */
export function opensWord(term: string): boolean {
  return isWordLetter(after(term, 0))
}

/** Whether a match of a folded term must end at a word boundary. In Korean, particles follow the noun. */
export function closesWord(term: string): boolean {
  const last = before(term, term.length)
  return isWordLetter(last) && !hangul.test(last)
}
