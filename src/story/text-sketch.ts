/** What is kept of an item's text to compare it with others': a few hashes of its words and word sequences. Pure. */
import { HASH_DIGITS, jointHash, readHash, shortHash, written } from './hash.ts'
import { canonicalNumber, inDigits } from './numbers.ts'
import { spelled } from './spelling.ts'

/**
 * Two texts are copies of one, or have so much in common that they are of one matter, or little, or nothing, or they fill in one form
 * otherwise. Null: one of them is too short to tell.
 */
export type TextRelation = 'copy' | 'related' | 'unclear' | 'apart' | null

/** Hashes, ascending: of each kind the smallest, which are as good as drawn at random. */
export interface TextSketch {
  /** Of sequences of words. */
  readonly sequences: readonly number[]
  /** Of words that say something and are not in the title. */
  readonly words: readonly number[]
  /** As they are. */
  readonly numbers: readonly string[]
}

const KEPT = 24
const NUMBERS = 12
/** Tokens of a text that are looked at: what a summary has. */
const TOKENS = 400
/** Words in a sequence, or characters in scripts without spaces. */
const WORDS = 3
const CHARACTERS = 6
/** Less is no text to tell by: tokens, and words that say something. */
const TEXT_AT_LEAST = 12
const WORDS_AT_LEAST = 6
/** Of what the poorer sketch has, the share that the other one has too. */
const COPY = 0.6
const TEMPLATE = 0.25
const RELATED = 0.3
const UNRELATED = 0.1

const unspaced = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}'
const unspacedLetter = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u
const syllabic = /^\p{sc=Hang}/u
const digit = /^\d/
const asciiTokens = /\d+(?:[.,]\d+)*|[a-z]+/g
const ascii = /^[\x20-\x7e]*$/
let tokenPattern: RegExp | null = null

/** @param folded the text @param title the item's own, folded likewise @returns null for what is too short to tell by */
export function sketchOf(folded: string, title: string): TextSketch | null {
  const tokens = tokensIn(folded)
  if (tokens.length < TEXT_AT_LEAST) return null
  const isUnspaced = tokens.filter((token) => unspacedLetter.test(token)).length * 2 > tokens.length
  const size = isUnspaced ? CHARACTERS : WORDS
  const hashes = tokens.map((token) => shortHash(token))
  const sequences = hashes.slice(size - 1).map((_, at) => jointHash(hashes, at, size))
  const ofTitle = wordsOf(tokensIn(title))
  const words = [...wordsOf(tokens)].filter((word) => !ofTitle.has(word)).map((word) => shortHash(word))
  const numbers = new Set(tokens.flatMap((token) => (digit.test(token) ? canonicalNumber(token) : [])))
  return { sequences: smallest(sequences), words: smallest(words), numbers: [...numbers].slice(0, NUMBERS) }
}

function smallest(hashes: readonly number[]): readonly number[] {
  return [...new Set(hashes)].sort((one, other) => one - other).slice(0, KEPT)
}

function tokensIn(folded: string): readonly string[] {
  if (ascii.test(folded)) return (folded.match(asciiTokens) ?? []).slice(0, TOKENS)
  tokenPattern ??= new RegExp(`\\d+(?:[.,]\\d+)*|[${unspaced}]\\p{M}*|[[\\p{L}\\p{M}]--[${unspaced}]]+`, 'gv')
  return (inDigits(spelled(folded)).match(tokenPattern) ?? []).slice(0, TOKENS)
}

/** The words of a folded text, as far as sketches are made of them. */
export function textWords(folded: string): ReadonlySet<string> {
  return wordsOf(tokensIn(folded))
}

/** Beginnings of words, as their ends change; pairs of characters. */
export function wordsOf(tokens: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>()
  for (const [at, token] of tokens.entries()) {
    if (token.charCodeAt(0) < 0x80) {
      if (token.length > 3 && !digit.test(token)) words.add(token.slice(0, 5))
    } else if (unspacedLetter.test(token)) {
      const next = tokens[at + 1] ?? ''
      if (unspacedLetter.test(next)) words.add(token + next)
    } else if (syllabic.test(token)) {
      if (token.length > 1) words.add(token.slice(0, 2))
    } else if (token.length > 3) words.add(token.slice(0, 5))
  }
  return words
}

export function relationOf(one: TextSketch | null, other: TextSketch | null): TextRelation {
  if (one === null || other === null) return null
  const alike = shared(one.sequences, other.sequences)
  const isContrary = alike >= TEMPLATE && contradict(one.numbers, other.numbers)
  // The same form, filled in otherwise.
  if (isContrary) return 'apart'
  if (alike >= COPY) return 'copy'
  if (alike >= TEMPLATE) return 'related'
  const common = shared(one.words, other.words)
  if (common >= RELATED) return 'related'
  return common < UNRELATED && Math.min(one.words.length, other.words.length) >= WORDS_AT_LEAST ? 'apart' : 'unclear'
}

/** Of the smallest hashes of two sets, up to the one that both sketches reach, the share that both have. */
function shared(one: readonly number[], other: readonly number[]): number {
  const reach = (hashes: readonly number[]) => (hashes.length < KEPT ? Number.POSITIVE_INFINITY : (hashes.at(-1) ?? 0))
  const last = Math.min(reach(one), reach(other))
  let [first, second, both] = [0, 0, 0]
  for (;;) {
    const [mine = Number.POSITIVE_INFINITY, theirs = Number.POSITIVE_INFINITY] = [one[first], other[second]]
    if (Math.min(mine, theirs) > last || (mine === Number.POSITIVE_INFINITY && theirs === mine)) break
    if (mine === theirs) both++
    if (mine <= theirs) first++
    if (theirs <= mine) second++
  }
  return both / Math.max(1, Math.min(first, second))
}

function contradict(one: readonly string[], other: readonly string[]): boolean {
  return one.some((number) => !other.includes(number)) && other.some((number) => !one.includes(number))
}

/** As a text of some 200 characters at most. */
export function writtenSketch({ sequences, words, numbers }: TextSketch): string {
  return [sequences.map(written).join(''), words.map(written).join(''), numbers.join()].join('|')
}

/** Back from `writtenSketch`. */
export function readSketch(text: string): TextSketch | null {
  const [sequences, words, numbers] = text.split('|')
  if (sequences === undefined || words === undefined || numbers === undefined) return null
  return {
    sequences: readHashes(sequences),
    words: readHashes(words),
    numbers: numbers === '' ? [] : numbers.split(','),
  }
}

function readHashes(text: string): readonly number[] {
  return Array.from({ length: text.length / HASH_DIGITS }, (_, at) => readHash(text, at * HASH_DIGITS))
}
