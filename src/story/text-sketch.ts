/** Sketches of texts: a few hashes of words and word sequences, by which texts are compared. Pure. */
import { lazy } from '../lazy.ts'
import { limits } from '../limits.ts'
import { canonicalNumber, haveConflictingNumbers, numeralsToDigits } from '../text/numerals.ts'
import { decodeHashes, encodeHash, sequenceHash, shortHash } from './hash.ts'
import { normaliseSpelling } from './spelling.ts'

/**
 * `copy`: the same text. `related`: much in common. `unclear`: little in common. `different`: nothing in common, or one
 * template with other numbers. Null: a text is too short.
 */
type TextRelation = 'copy' | 'related' | 'unclear' | 'different' | null

/** The smallest hashes of each kind, ascending, which are as good as a random sample. FROZEN: sketches are stored. */
export interface TextSketch {
  /** Sequences of words. */
  readonly sequences: readonly number[]
  /** Content words that the title does not contain. */
  readonly words: readonly number[]
  /** In canonical form, not hashed. */
  readonly numbers: readonly string[]
}

const KEPT_HASHES = 24
const KEPT_NUMBERS = 12
/** Length of a sequence: words, or characters in scripts without spaces. */
const SEQUENCE_WORDS = 3
const SEQUENCE_CHARACTERS = 6
/** Minimum tokens, and minimum content words, of a text that can be judged. */
const MIN_TOKENS = 12
const MIN_WORDS = 6
/** Shares of common hashes: sequences of copies and of one template, words of related and of different texts. */
const COPY = 0.6
const TEMPLATE = 0.25
const RELATED = 0.3
const DIFFERENT = 0.1

const unspacedLetter = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]/u
const syllabic = /^\p{sc=Hang}/u
const digit = /^\d/
const asciiTokens = /\d+(?:[.,]\d+)*|[a-z]+/g
const ascii = /^[\x20-\x7e]*$/
const tokenPattern = lazy(() => {
  const unspaced = unspacedLetter.source
  return new RegExp(`\\d+(?:[.,]\\d+)*|${unspaced}\\p{M}*|[[\\p{L}\\p{M}]--${unspaced}]+`, 'gv')
})

/** @param folded the text @param title the item's title, folded @returns null for a text that is too short */
export function sketchOf(folded: string, title: string): TextSketch | null {
  const tokens = tokensIn(folded)
  if (tokens.length < MIN_TOKENS) return null
  const isUnspaced = tokens.filter((token) => unspacedLetter.test(token)).length * 2 > tokens.length
  const length = isUnspaced ? SEQUENCE_CHARACTERS : SEQUENCE_WORDS
  const hashes = tokens.map((token) => shortHash(token))
  const sequences = hashes.slice(length - 1).map((_, at) => sequenceHash(hashes, at, length))
  const titleStems = textStems(title)
  const words = [...wordStems(tokens)].filter((stem) => !titleStems.has(stem)).map((stem) => shortHash(stem))
  const numbers = new Set(tokens.flatMap((token) => (digit.test(token) ? canonicalNumber(token) : [])))
  return { sequences: smallest(sequences), words: smallest(words), numbers: [...numbers].slice(0, KEPT_NUMBERS) }
}

function smallest(hashes: readonly number[]): readonly number[] {
  return [...new Set(hashes)].sort((one, other) => one - other).slice(0, KEPT_HASHES)
}

function tokensIn(folded: string): readonly string[] {
  const { textTokens } = limits.story
  if (ascii.test(folded)) return (folded.match(asciiTokens) ?? []).slice(0, textTokens)
  return (numeralsToDigits(normaliseSpelling(folded)).match(tokenPattern()) ?? []).slice(0, textTokens)
}

/** The stems of a folded text's words. */
export function textStems(folded: string): ReadonlySet<string> {
  return wordStems(tokensIn(folded))
}

/** Beginnings of words, since endings change; pairs of characters in unspaced scripts. */
export function wordStems(tokens: readonly string[]): ReadonlySet<string> {
  const stems = new Set<string>()
  for (const [at, token] of tokens.entries()) {
    const isAscii = token.charCodeAt(0) < 0x80
    if (!isAscii && unspacedLetter.test(token)) {
      const next = tokens[at + 1] ?? ''
      if (unspacedLetter.test(next)) stems.add(token + next)
    } else if (!isAscii && syllabic.test(token)) {
      if (token.length > 1) stems.add(token.slice(0, 2))
    } else if (token.length > 3 && !digit.test(token)) stems.add(token.slice(0, 5))
  }
  return stems
}

/** Compares two texts by their sketches. */
export function compareTexts(one: TextSketch | null, other: TextSketch | null): TextRelation {
  if (one === null || other === null) return null
  const sequences = commonShare(one.sequences, other.sequences)
  if (sequences >= TEMPLATE && haveConflictingNumbers(new Set(one.numbers), new Set(other.numbers))) return 'different'
  if (sequences >= COPY) return 'copy'
  if (sequences >= TEMPLATE) return 'related'
  const words = commonShare(one.words, other.words)
  if (words >= RELATED) return 'related'
  return words < DIFFERENT && Math.min(one.words.length, other.words.length) >= MIN_WORDS ? 'different' : 'unclear'
}

/** The share of common hashes, up to the largest hash that both sketches cover. */
function commonShare(one: readonly number[], other: readonly number[]): number {
  const largest = (hashes: readonly number[]) => (hashes.length < KEPT_HASHES ? Infinity : (hashes.at(-1) ?? 0))
  const last = Math.min(largest(one), largest(other))
  const covered = (hashes: readonly number[]) => new Set(hashes.filter((hash) => hash <= last))
  const [mine, theirs] = [covered(one), covered(other)]
  return mine.intersection(theirs).size / Math.max(1, Math.min(mine.size, theirs.size))
}

/** A text of at most about 200 characters. */
export function formatSketch({ sequences, words, numbers }: TextSketch): string {
  return [sequences.map(encodeHash).join(''), words.map(encodeHash).join(''), numbers.join()].join('|')
}

/** Reverses `formatSketch`; null: no sketch. */
export function parseSketch(text: string): TextSketch | null {
  const [sequences = '', words = '', numbers] = text.split('|')
  if (numbers === undefined) return null
  return {
    sequences: decodeHashes(sequences),
    words: decodeHashes(words),
    numbers: numbers === '' ? [] : numbers.split(','),
  }
}
