/** Finds a word or phrase in texts. */
import { type Folded, fold } from '../../text/fold.ts'
import { ANY_MARK } from '../../text/letter-variants.ts'
import { isInSpacedNumber, spacedNumbers } from '../../text/numbers.ts'
import { isEdgeOfKana } from '../../text/spelling-variants.ts'
import { closesWord, isEdge, opensWord, wordsOf } from '../../text/word-edges.ts'
import type { Term } from '../query/query.ts'
import type { SearchableText } from './searchable-text.ts'
import { wordHash } from './word-index.ts'

/** Whether a text has a term. */
export type Finder = (text: SearchableText) => boolean

/** Whether a word or phrase occurs in a text. */
export function termFinder(term: Term): Finder {
  const [first = () => false, ...others] = spellingsOf(term.text).map((text) => {
    const folded = fold(text)
    return wordFinder(folded, term.isPrefix, text) ?? textFinder(folded, term.isPrefix, text)
  })
  return others.length === 0 ? first : (text) => first(text) || others.some((finds) => finds(text))
}

/** A term as others may write it: 10 000 for 10000, and Persian words with a space, or without, for a non-joiner. */
function spellingsOf(text: string): readonly string[] {
  const spellings = [text, ...spacedNumbers(text)]
  return text.includes('\u200c') ? [...spellings, text.replaceAll('\u200c', '')] : spellings
}

interface Word {
  readonly word: string
  readonly hash: number
}

/** Looks up a term that is exactly one word; null: the term needs a search. */
function wordFinder(term: Folded, isPrefix: boolean, text: string): Finder | null {
  const { bare } = term
  const isWord = !isPrefix && closesWord(bare) && !endsProlonged(text) && requiredMarks(term).length === 0
  if (!isWord || wordsOf(bare)[0] !== bare) return null
  const hash = wordHash(bare)
  return (text) => text.hasWord(bare, hash)
}

/** Searches for a term, after lookups of words have excluded most texts. */
function textFinder(term: Folded, isPrefix: boolean, text: string): Finder {
  const { bare } = term
  const opens = opensWord(bare)
  const closes = !isPrefix && closesWord(bare)
  const prolonged = !isPrefix && endsProlonged(text)
  const found = wordsOf(bare)
  const last = found.at(-1)
  // A last word that may continue (a prefix, or Korean) is not in the text's set of words.
  const words = last !== undefined && !closes && bare.endsWith(last) ? found.slice(0, -1) : found
  const whole = words.map((word): Word => ({ word, hash: wordHash(word) }))
  const required = requiredMarks(term)
  // A space in a phrase may be a hyphen or a middle dot in the text.
  const space = bare.indexOf(' ')
  const parts = bare.split(' ')
  const [start = ''] = parts
  const isNumber = /^\d+(?: \d{3})+$/.test(bare)
  const matchesAt = (text: SearchableText, at: number) =>
    (space < 0 || continuesAt(text.bare, at + space, bare, space)) &&
    (!opens || isEdge(text.bare, at)) &&
    (!closes || isEdge(text.bare, at + bare.length)) &&
    (!prolonged || isEdgeOfKana(text.bare, at + bare.length)) &&
    (!isNumber || !isInSpacedNumber(text.bare, at, at + bare.length)) &&
    required.every(([offset, mark]) => hasMarks(text.marksAt(at + offset), mark))
  // `russ*`: some word must begin with it.
  const isWordPrefix = opens && whole.length === 0 && last !== undefined && last.length > 1 && bare.startsWith(last)
  // 足球: in scripts without spaces, a term of two units is found by them.
  const isPair = bare.length === 2 && !opens && !closes && space < 0 && required.length === 0
  return (text) => {
    if (isWordPrefix && !text.mayHavePrefix(bare)) return false
    for (const { word, hash } of whole) if (!text.hasWord(word, hash)) return false
    for (let at = 1; at < whole.length; at++) {
      if (!text.mayHavePair(whole[at - 1]?.hash ?? 0, whole[at]?.hash ?? 0)) return false
    }
    for (const part of parts) if (!text.mayContain(part)) return false
    const hasPairs = opens ? null : text.hasPairs(bare)
    if (hasPairs === false || (hasPairs === true && isPair)) return hasPairs
    for (let at = text.bare.indexOf(start); at >= 0; at = text.bare.indexOf(start, at + 1)) {
      if (matchesAt(text, at)) return true
    }
    return false
  }
}

/** Whether the rest of a phrase, from unit `from` on, stands at unit `at` of a text. */
function continuesAt(text: string, at: number, phrase: string, from: number): boolean {
  for (let offset = from; offset < phrase.length; offset++) {
    const wanted = phrase.charAt(offset)
    const unit = text.charAt(at + offset - from)
    if (unit !== wanted && !(wanted === ' ' && (unit === '-' || unit === '\u30fb' || unit === '\u00b7'))) return false
  }
  return true
}

/** The places of a term's marks, which must be in the text as well. */
export function requiredMarks(term: Folded): readonly (readonly [offset: number, marks: string])[] {
  const found: [offset: number, marks: string][] = []
  for (let at = 0; at < term.bare.length; at++) {
    const marks = term.marksAt(at).replace(ANY_MARK, '')
    if (marks !== '') found.push([at, marks])
  }
  return found
}

/** Whether a letter with `found` marks has those of the term. A capital letter may lack some or all of them. */
export function hasMarks(found: string, required: string): boolean {
  if ([...required].every((mark) => found.includes(mark))) return true
  return found.endsWith(ANY_MARK) && [...found].every((mark) => mark === ANY_MARK || required.includes(mark))
}

/** サーバー: its last sign is left out when folded, but サーバント must not be found. */
function endsProlonged(text: string): boolean {
  return /[\u30fc\uff70~\u301c\uff5e]$/u.test(text.trimEnd()) && /[\u30a1-\u30fa]$/u.test(fold(text).bare)
}
