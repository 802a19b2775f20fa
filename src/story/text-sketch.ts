/** What is kept of an item's text to compare it with others': a few hashes of its words and word sequences. Pure. */
import { shortHash } from './hash.ts'
import { canonicalNumber, inDigits } from './numbers.ts'
import { spelled } from './spelling.ts'

/**
 * Two texts are copies of one, or have so much in common that they are of one matter, or little, or nothing, or they fill in one form
 * otherwise. Null: one of them is too short to tell.
 */
export type TextRelation = 'copy' | 'related' | 'unclear' | 'apart' | null

/** Of hashes the smallest are kept, which are as good as drawn at random. */
export interface TextSketch {
  /** Of sequences of words. */
  readonly sequences: readonly string[]
  /** Of words that say something and are not in the title. */
  readonly words: readonly string[]
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
/** Shares of what the poorer sketch has. */
const COPY = 0.6
const TEMPLATE = 0.25
const RELATED = 0.3
const UNRELATED = 0.1

const unspaced = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}'
let tokenPattern: RegExp | null = null
const syllabic = /^\p{sc=Hang}/u
const unspacedLetter = new RegExp(`[${unspaced}]`, 'u')

/** @returns null for what is too short to tell by @param titles the item's own title, folded likewise */
export function sketchOf(folded: string, title: string): TextSketch | null {
  const tokens = tokensIn(folded)
  if (tokens.length < TEXT_AT_LEAST) return null
  const isUnspaced = tokens.filter((token) => unspacedLetter.test(token)).length * 2 > tokens.length
  const size = isUnspaced ? CHARACTERS : WORDS
  const sequences = tokens.slice(size - 1).map((_, at) => tokens.slice(at, at + size).join(' '))
  const words = wordsOf(tokens).difference(wordsOf(tokensIn(title)))
  const numbers = new Set(tokens.flatMap((token) => (/^\d/u.test(token) ? canonicalNumber(token) : [])))
  return { sequences: smallest(sequences), words: smallest(words), numbers: [...numbers].slice(0, NUMBERS) }
}

function tokensIn(folded: string): readonly string[] {
  tokenPattern ??= new RegExp(`\\d+(?:[.,]\\d+)*|[${unspaced}]\\p{M}*|[[\\p{L}\\p{M}]--[${unspaced}]]+`, 'gv')
  return (inDigits(spelled(folded)).match(tokenPattern) ?? []).slice(0, TOKENS)
}

/** The words of a folded text, as far as sketches are made of them. */
export function textWords(folded: string): ReadonlySet<string> {
  return wordsOf(tokensIn(folded))
}

/** Beginnings of words, as their ends change; pairs of characters. */
export function wordsOf(tokens: readonly string[]): Set<string> {
  return new Set(
    tokens.flatMap((token, at) => {
      if (/^\d/u.test(token)) return []
      if (!unspacedLetter.test(token))
        return token.length >= (syllabic.test(token) ? 2 : 4) ? token.slice(0, syllabic.test(token) ? 2 : 5) : []
      const next = tokens[at + 1] ?? ''
      return unspacedLetter.test(next) ? token + next : []
    }),
  )
}

export function relationOf(one: TextSketch | null, other: TextSketch | null): TextRelation {
  if (one === null || other === null) return null
  const alike = shared(one.sequences, other.sequences)
  const isContrary = contradict(one.numbers, other.numbers)
  if (alike >= COPY && !isContrary) return 'copy'
  // The same form, filled in otherwise.
  if (alike >= TEMPLATE && isContrary) return 'apart'
  if (alike >= TEMPLATE) return 'related'
  const common = shared(one.words, other.words)
  if (common >= RELATED) return 'related'
  return common < UNRELATED && Math.min(one.words.length, other.words.length) >= WORDS_AT_LEAST ? 'apart' : 'unclear'
}

/** Of the smallest hashes of two sets, up to the one that both sketches reach, the share that both have. */
function shared(one: readonly string[], other: readonly string[]): number {
  const last = [one, other].flatMap((hashes) => (hashes.length < KEPT ? [] : (hashes.at(-1) ?? []))).toSorted()[0]
  const [first, second] = [one, other].map(
    (hashes) => new Set(last === undefined ? hashes : hashes.filter((hash) => hash <= last)),
  )
  if (first === undefined || second === undefined) return 0
  return first.intersection(second).size / Math.max(1, Math.min(first.size, second.size))
}

function contradict(one: readonly string[], other: readonly string[]): boolean {
  const [first, second] = [new Set(one), new Set(other)]
  return !first.isSubsetOf(second) && !second.isSubsetOf(first)
}

function smallest(texts: Iterable<string>): readonly string[] {
  return [...new Set([...texts].map(shortHash))].toSorted().slice(0, KEPT)
}

/** As a text of some 150 characters. */
export function written({ sequences, words, numbers }: TextSketch): string {
  return [sequences.join(''), words.join(''), numbers.join()].join('|')
}

/** Back from `written`. */
export function readSketch(text: string): TextSketch | null {
  const [sequences, words, numbers] = text.split('|')
  if (sequences === undefined || words === undefined || numbers === undefined) return null
  const hashes = (joined: string) => joined.match(/.{4}/gu) ?? []
  return { sequences: hashes(sequences), words: hashes(words), numbers: numbers === '' ? [] : numbers.split(',') }
}
