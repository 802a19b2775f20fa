/** Finds the words of folded texts, in scripts with and without spaces between words. */
import { lazy } from '../lazy.ts'
import { FLAG_END } from './letter-variants.ts'

/** Scripts without spaces between words (unicode.org/reports/tr29, section 4, and similar ones), in which terms match anywhere. */
const unspaced = lazy(
  () =>
    /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Lana}\p{scx=Talu}\p{scx=Tale}\p{scx=Tavt}\p{scx=Cham}\p{scx=Bali}\p{scx=Java}\p{scx=Yiii}\p{scx=Tang}\p{scx=Nshu}]/u,
)
/** The sign of a keycap is no mark on a word. */
const wordCharacter = /[[\p{L}\p{N}\p{M}_]--[\u20e3]]/v
const letter = /\p{L}/u
const picture = /\p{ExtPict}|\p{RI}/u

/** Kinds of characters; scripts with spaces follow. */
const OTHER = 1
const UNSPACED = 2
/** Marks, the low line, and numbers that are no decimal digits: they belong to the word beside them. */
const ATTACHED = 3
const DIGIT = 4
const HANGUL = 5
const CYRILLIC = 6
const HEBREW = 7
const FIRST_SCRIPT = HANGUL
/** A word ends where another script begins. Scripts that are not listed count as one. */
const scripts = lazy(() =>
  (
    'Hang Cyrl Hebr Latn Grek Arab Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Armn Geor Ethi Syrc Thaa Nkoo Cher Cans Mong Olck ' +
    'Mtei Tfng Adlm Vaii'
  )
    .split(' ')
    .map((script) => new RegExp(`\\p{sc=${script}}`, 'u')),
)

function kindOf(character: string): number {
  if (!wordCharacter.test(character)) return OTHER
  if (unspaced().test(character)) return UNSPACED
  if (character >= '0' && character <= '9') return DIGIT
  if (!letter.test(character)) return ATTACHED
  const script = scripts().findIndex((each) => each.test(character))
  return FIRST_SCRIPT + (script < 0 ? scripts().length : script)
}

/** The kind of each UTF-16 unit; 0: not computed yet. */
const kinds = new Uint8Array(0x10000)
/** The kinds of characters of two units. */
const astralKinds = new Map<string, number>()

function kindOfUnit(unit: number): number {
  const known = kinds[unit]
  if (known !== undefined && known !== 0) return known
  const kind = kindOf(String.fromCharCode(unit))
  kinds[unit] = kind
  return kind
}

function kindOfPair(pair: string): number {
  const known = astralKinds.get(pair)
  if (known !== undefined) return known
  const kind = kindOf(pair)
  astralKinds.set(pair, kind)
  return kind
}

/** Whether a unit is one half of a character of two. */
function isHalf(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff
}

/** The kind of the character that ends before unit `at`. */
function kindBefore(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1)
  if (at <= 0) return OTHER
  return isHalf(unit) ? kindOfPair(text.slice(Math.max(0, at - 2), at)) : kindOfUnit(unit)
}

/** The kind of the character at unit `at`. */
function kindAfter(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (at >= text.length) return OTHER
  return isHalf(unit) ? kindOfPair(text.slice(at, at + 2)) : kindOfUnit(unit)
}

/** Whether a unit is a space or outside the text, which are the most frequent boundaries. */
function isBlank(unit: number): boolean {
  return !(unit > 0x20)
}

/** Whether a word ends between two characters of these kinds. */
function isEdgeBetween(left: number, right: number): boolean {
  if (left <= UNSPACED || right <= UNSPACED) return true
  if (left === right || left === ATTACHED || right === ATTACHED) return false
  // Korean counts as 2024년.
  if (left === DIGIT || right === DIGIT) return left === HANGUL || right === HANGUL
  return true
}

/** Whether a sign belongs to the word or number around it, by the kinds of the characters on both sides. */
function isInside(sign: string, left: number, right: number): boolean {
  if (left !== right) return false
  // 5 is not in 5.99 (tr29, rules WB11 and WB12).
  if (sign === '.' || sign === ',') return left === DIGIT
  // Ukrainian м'ята, Hebrew צ'ק and צה"ל; in other scripts an apostrophe is between two words, as in l'eau.
  if (sign === "'") return left === CYRILLIC || left === HEBREW
  return sign === '"' && left === HEBREW
}

const ZERO_WIDTH_JOINER = 0x200d
/** First unit of the letters in a flag, as folded. */
const FLAG_LETTER = 0xdb80
const KEYCAP = 0x20e3
const flagEnd = FLAG_END.charCodeAt(0)
const halfFlags = /^\p{RI}{2}$/u

/** Whether a picture continues at a unit: it is joined, or it is a flag with more letters. */
function isInPicture(text: string, at: number): boolean {
  const left = text.charCodeAt(at - 1)
  const right = text.charCodeAt(at)
  if (left < ZERO_WIDTH_JOINER && right < ZERO_WIDTH_JOINER) return false
  if (left === ZERO_WIDTH_JOINER || right === ZERO_WIDTH_JOINER) return true
  if (right === FLAG_LETTER || right === flagEnd || right === KEYCAP) return true
  return isHalf(left) && isHalf(right) && halfFlags.test(text.slice(Math.max(0, at - 2), at + 2))
}

/** Whether unit `at` of a folded text is a word boundary. */
export function isEdge(text: string, at: number): boolean {
  if (isBlank(text.charCodeAt(at - 1)) || isBlank(text.charCodeAt(at))) return true
  const left = kindBefore(text, at)
  const right = kindAfter(text, at)
  if (left > UNSPACED && right > UNSPACED) return isEdgeBetween(left, right)
  if (left === OTHER && right === OTHER) return !isInPicture(text, at)
  if (right === OTHER && left > UNSPACED) {
    return !isInside(text.charAt(at), left, kindAfter(text, at + 1)) && !isInPicture(text, at)
  }
  if (left === OTHER && right > UNSPACED) {
    return !isInside(text.charAt(at - 1), kindBefore(text, at - 1), right) && !isInPicture(text, at)
  }
  return true
}

function isBoundaryBetween(left: number, right: number): boolean {
  if (left === OTHER || right === OTHER) return left !== right
  return isEdgeBetween(left, right)
}

/**
 * Whether a word begins or ends between two characters of any text, by their letters alone: before and behind punctuation, between
 * scripts, and between all letters of scripts without spaces.
 */
export function isWordBoundary(left: string, right: string): boolean {
  return isBoundaryBetween(kindBefore(left, left.length), kindAfter(right, 0))
}

/** The units of any text before which there is such a boundary; its length is one if a word ends it. */
export function wordBoundaries(text: string): readonly number[] {
  const found: number[] = []
  let left = OTHER
  for (let at = 0; at <= text.length; at++) {
    const right = kindAfter(text, at)
    if (isBoundaryBetween(left, right)) found.push(at)
    left = right
    if (isHalf(text.charCodeAt(at))) at++
  }
  return found
}

/** Visits the words of a folded text in scripts with spaces. Korean particles are part of the word. */
export function eachWord(folded: string, visit: (from: number, to: number) => void): void {
  for (let at = 0; at < folded.length; ) {
    let kind = kindAfter(folded, at)
    const from = at
    at += isHalf(folded.charCodeAt(at)) ? 2 : 1
    if (kind <= UNSPACED) continue
    for (; at < folded.length; at++) {
      const next = kinds[folded.charCodeAt(at)] ?? 0
      if (next === kind && next > UNSPACED) continue
      if (isEdge(folded, at)) break
      kind = kindAfter(folded, at)
      if (isHalf(folded.charCodeAt(at))) at++
    }
    visit(from, at)
  }
}

/** The words of a folded text in scripts with spaces. */
export function wordsOf(folded: string): readonly string[] {
  const words: string[] = []
  eachWord(folded, (from, to) => words.push(folded.slice(from, to)))
  return words
}

/** The words of a folded text in all scripts: in scripts without spaces, all letters in a row are one. */
export function plainWordsOf(folded: string): readonly string[] {
  const words: string[] = []
  for (let at = 0; at < folded.length; ) {
    const kind = kindAfter(folded, at)
    const from = at
    at += isHalf(folded.charCodeAt(at)) ? 2 : 1
    if (kind === OTHER) continue
    while (at < folded.length && (!isEdge(folded, at) || (kind === UNSPACED && kindAfter(folded, at) === UNSPACED)))
      at++
    words.push(folded.slice(from, at))
  }
  return words
}

/** Whether a match of a folded term must begin at a word boundary. */
export function opensWord(term: string): boolean {
  return kindAfter(term, 0) > UNSPACED || picture.test(String.fromCodePoint(term.codePointAt(0) ?? 0x20))
}

/** Whether a match of a folded term must end at a word boundary. In Korean, particles follow the noun. */
export function closesWord(term: string): boolean {
  const kind = kindBefore(term, term.length)
  if (kind > UNSPACED) return kind !== HANGUL
  return endsInPicture.test(term)
}

const endsInPicture = /(?:[\p{ExtPict}\p{RI}]|\u20e3|\ufdd2)$/u
