/** Tells whether two headlines are of the same story: by shared words and characters, and by what contradicts it. Pure. */
import { calm, sameMeaning, stopCharacters, stopWords, turningCharacters, turningWords } from './headline-words.ts'

/** A headline as far as another can be compared with it. */
export interface Gist {
  /** Words of scripts that space them, each once taken down to its stem; single characters of those that do not. In order. */
  readonly tokens: readonly string[]
  /** Pairs of neighbours, and single ones: shingles. */
  readonly shingles: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** Words that turn a story into another one: `not`, `wife`, `denies`. */
  readonly turns: string
  /** How much it says: a word counts 1, a character half. */
  readonly weight: number
}

/** Both headlines must say so much that is the same: four words, or eight characters. */
const SHARED_AT_LEAST = 4
/** Shares of the weights of both: from here on two headlines are of one story, unless something contradicts it. Set by test/story. */
const ALIKE = 0.7
/** Below this share of common shingles a closer look is not worth it. */
const PROMISING = 0.4

/** Characters of scripts that do not space their words. */
const unspaced = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmr}\\p{sc=Mymr}]'
const character = new RegExp(unspaced, 'v')
/** Made when it is first asked for: it takes long, and most of a Worker's starts need none. */
let token: RegExp | null = null
/** ` - BBC News`, ` | Reuters`, `_新浪网`: who says it. */
const signature = /(?:\s[-|·]\s|\s*\|\s*|_)(?=\D{2,30}$)[^|_]{2,30}$/u
/** `【快讯】`, `Live:`, `[Video]`: how it is said. */
const label = /^(?:[【[][^】\]]{1,10}[】\]]\s*|[\p{L} ]{1,12}[\s:|]+)/u

/**
 * @param folded the title, folded as for filters: one case, one width, one Chinese, no marks
 * @returns null for what says too little to tell by
 */
export function gistOf(folded: string): Gist | null {
  token ??= new RegExp(`${unspaced}|\\d+(?:[.,]\\d+)*|[[\\p{L}\\p{M}]--${unspaced}]+(?:'s\\b)?`, 'gv')
  const tokens = [...withoutDress(folded).matchAll(token)].flatMap(([text]) => tokenOf(text))
  const weight = weightOf(tokens)
  if (weight < SHARED_AT_LEAST) return null
  const shingles = new Set(tokens)
  for (let at = 1; at < tokens.length; at++) shingles.add(`${tokens[at - 1]} ${tokens[at]}`)
  return {
    tokens,
    shingles,
    numbers: new Set(tokens.filter((each) => /^\d/u.test(each))),
    turns: turnsIn(folded),
    weight,
  }
}

function withoutDress(folded: string): string {
  const begins = label.exec(folded)?.[0] ?? ''
  const isLabel = /^[【[]/u.test(begins) || calm.has(begins.replace(/[\s:|]+$/u, ''))
  const unlabelled = isLabel ? folded.slice(begins.length) : folded
  const ends = signature.exec(unlabelled)
  // What stands behind the bar may as well be the headline.
  return ends === null || ends[0].length >= ends.index ? unlabelled : unlabelled.slice(0, ends.index)
}

function tokenOf(text: string): readonly string[] {
  if (character.test(text)) return stopCharacters.has(text) ? [] : [text]
  const word = text.replace(/'s$/u, '')
  if (stopWords.has(word)) return []
  if (/^\d/u.test(word)) return [word.replaceAll(',', '')]
  const stem = stemOf(word)
  return [sameMeaning.get(word) ?? sameMeaning.get(stem) ?? stem]
}

/** English endings, roughly: what is left need not be a word. */
function stemOf(word: string): string {
  if (word.length < 4) return word
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (/(?:ss|us|is)$/u.test(word)) return word
  return word.replace(/(?:(?<=.{3})ing|(?<=.{3})ed|(?<=[sxz]|[cs]h)es|s)$/u, '')
}

function turnsIn(folded: string): string {
  const words = (folded.match(/[\p{L}\p{M}']+/gu) ?? []).filter((word) => turningWords.has(word.replace(/'s$/u, '')))
  const characters = turningCharacters.filter((each) => folded.includes(each))
  return [...new Set([...words.map((word) => word.replace(/'s$/u, '')), ...characters])].toSorted().join(' ')
}

function weightOf(tokens: readonly string[]): number {
  return tokens.reduce((sum, each) => sum + (character.test(each) ? 0.5 : 1), 0)
}

/** Whether two headlines are surely of one story. In doubt they are not: a reader misses more by a merge than by a repetition. */
export function isSameStory(one: Gist, other: Gist, alike: number = ALIKE): boolean {
  if (one.turns !== other.turns || contradict(one.numbers, other.numbers)) return false
  if (shared(one.shingles, other.shingles) < PROMISING) return false
  const matched = aligned(one.tokens, other.tokens)
  return matched !== null && matched >= SHARED_AT_LEAST && (2 * matched) / (one.weight + other.weight) >= alike
}

/** Each has a number that the other lacks. */
function contradict(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return !isWithin(one, other) && !isWithin(other, one)
}

function isWithin(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const each of one) if (!other.has(each)) return false
  return true
}

/** Of the smaller set, the share that is in the other one too. */
function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  let common = 0
  for (const each of small) if (large.has(each)) common += 1
  return common / Math.max(1, small.size)
}

/**
 * Lays two headlines side by side, as a diff does. What both have in order counts; where each has something else in the same
 * place, one says `Kim` where the other says `Xi`: they are of two stories.
 * @returns the weight of what both have; null for a contradiction
 */
function aligned(one: readonly string[], other: readonly string[]): number | null {
  const width = other.length + 1
  const best = new Uint16Array((one.length + 1) * width)
  const at = (row: number, column: number) => best[row * width + column] ?? 0
  for (let row = one.length - 1; row >= 0; row--) {
    for (let column = other.length - 1; column >= 0; column--) {
      best[row * width + column] =
        one[row] === other[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const matched: string[] = []
  const [moved, passed] = [new Set<string>(), new Set<string>()]
  let [row, column, skippedOne, skippedOther] = [0, 0, 0, 0]
  while (row < one.length || column < other.length) {
    const isMatch = row < one.length && column < other.length && one[row] === other[column]
    if (isMatch) {
      if (skippedOne > 0 && skippedOther > 0) return null
      matched.push(one[row] ?? '')
      ;[row, column, skippedOne, skippedOther] = [row + 1, column + 1, 0, 0]
    } else if (column >= other.length || (row < one.length && at(row + 1, column) >= at(row, column + 1))) {
      moved.add(one[row] ?? '')
      ;[row, skippedOne] = [row + 1, skippedOne + 1]
    } else {
      passed.add(other[column] ?? '')
      ;[column, skippedOther] = [column + 1, skippedOther + 1]
    }
  }
  // What stands in another place may have another part in it: who hit whom?
  if ((skippedOne > 0 && skippedOther > 0) || moved.intersection(passed).size > 0) return null
  return weightOf(matched)
}
