/** How similar two headlines are, and whether anything distinguishes them. Pure. */

import { haveConflictingNumbers } from '../text/numerals.ts'
import { type Headline, type Reading, searchWords } from './headline.ts'
import type { Languages } from './language.ts'
import type { Token } from './token.ts'

interface Similarity {
  /** Similar enough to share a line of a digest. */
  readonly isLikely: boolean
  /** They share most words; if `isLikely` is false, something distinguishes them. */
  readonly isSimilar: boolean
  /** Words of one headline only. */
  readonly unmatched: readonly Token[]
}

/** Minimum weight of shared words. */
const MIN_SHARED = 3
/** Minimum share of common words, if both headlines have further words. */
const MIN_OVERLAP = 0.65
/** Minimum share of the longer headline, if it contains the shorter one. */
const MIN_CONTAINED = 0.3
/** Minimum share of common words of similar headlines. */
const SIMILAR = 0.5

const unlike: Similarity = { isLikely: false, isSimilar: false, unmatched: [] }

/** Compares two headlines, read in the language that is likely for both. */
export function compareHeadlines(one: Headline, other: Headline): Similarity {
  const languages = one.languagesWith(other)
  const [first, second] = [one.readIn(languages), other.readIn(languages)]
  const total = first.weight + second.weight
  const common = first.content.reduce((sum, { root, weight }) => sum + (second.roots.has(root) ? weight : 0), 0)
  const apart = (2 * common) / total >= SIMILAR ? { ...unlike, isSimilar: true } : unlike
  if (common < MIN_SHARED || one.isQuestion !== other.isQuestion) return apart
  if (haveConflictingNumbers(first.numbers, second.numbers)) return apart
  if (differInDistinguishing(first, second)) return apart
  if (one.distinguishing.symmetricDifference(other.distinguishing).size > 0) return apart
  const aligned = align(first.content, second.content)
  if (aligned === null || aligned.shared < MIN_SHARED) return apart
  const { shared, left, right } = aligned
  const likely = { isLikely: true, isSimilar: true, unmatched: [...left, ...right] }
  if (left.length === 0 && right.length === 0)
    return isSwap(first, second, languages) || isInflected(first, second) ? apart : likely
  // In an unknown language, any unmatched word may be a distinguishing one.
  if (languages.likeliest.length === 0 && !(one.isUnspaced && other.isUnspaced)) return apart
  if (left.length === 0 || right.length === 0)
    return shared / Math.max(first.weight, second.weight) >= MIN_CONTAINED ? likely : apart
  return !isNegated(left, right) && (2 * shared) / total >= MIN_OVERLAP ? likely : apart
}

/** Whether two titles of one address may be one story: they share a word, or one has no word to share. */
export function mayShareStory(one: Headline, other: Headline): boolean {
  if (one.script !== other.script) return true
  const languages = one.languagesWith(other)
  const [first, second] = [searchWords(one.readIn(languages)), searchWords(other.readIn(languages))]
  return first.size === 0 || second.size === 0 || !first.isDisjointFrom(second)
}

/** Only one of them has a distinguishing word. */
function differInDistinguishing(one: Reading, other: Reading): boolean {
  const differs = ({ content }: Reading, { roots }: Reading) =>
    content.some(({ role, root }) => role === 'distinguishing' && !roots.has(root))
  return differs(one, other) || differs(other, one)
}

/** Negating prefixes: unlike, nenašli, незаконный. */
const negations = /^(?:un|in|im|ir|il|non|dis|de|ne|не|без|ن|نا|अ)$/u

/** One has a word of the other with a negating prefix. */
function isNegated(left: readonly Token[], right: readonly Token[]): boolean {
  const negates = (longer: string, shorter: string) =>
    longer.endsWith(shorter) && shorter.length > 2 && negations.test(longer.slice(0, -shorter.length))
  return left.some(({ text }) => right.some((each) => negates(text, each.text) || negates(each.text, text)))
}

interface Alignment {
  /** Weight of the common words. */
  readonly shared: number
  /** Words of one headline only. */
  readonly left: readonly Token[]
  readonly right: readonly Token[]
}

/**
 * Aligns two headlines, as a diff does.
 * @returns null for different stories: they have different words in the same place (`Kim`, `Xi`), or one has an extra
 * number (a part, a version)
 */
function align(one: readonly Token[], other: readonly Token[]): Alignment | null {
  const gaps: { readonly mine: Token[]; readonly theirs: Token[] }[] = [{ mine: [], theirs: [] }]
  let shared = 0
  for (const [mine, theirs] of diff(one, other)) {
    const gap = gaps.at(-1)
    if (mine !== null && theirs !== null) {
      shared += mine.weight
      gaps.push({ mine: [], theirs: [] })
    } else if (mine !== null) gap?.mine.push(mine)
    else if (theirs !== null) gap?.theirs.push(theirs)
  }
  const [lefts, rights] = [gaps.flatMap(({ mine }) => mine), gaps.flatMap(({ theirs }) => theirs)]
  const moved = new Set(lefts.map(({ root }) => root)).intersection(new Set(rights.map(({ root }) => root)))
  const isNumberAlone = ([only, ...others]: readonly Token[]) =>
    // 1 may be an article: 一.
    only?.isNumber === true && only.text !== '1' && others.length === 0 && !moved.has(only.root)
  for (const { mine, theirs } of gaps)
    if ((mine.length > 0 && theirs.length > 0) || isNumberAlone([...mine, ...theirs])) return null
  const own = (tokens: readonly Token[]) =>
    tokens.filter(({ root, role }) => !moved.has(root) && role !== 'contrasting')
  const movedWeight = lefts.reduce((sum, { root, weight }) => sum + (moved.has(root) ? weight : 0), 0)
  return { shared: shared + movedWeight, left: own(lefts), right: own(rights) }
}

/** Longest common subsequence, as pairs; null: the other row has no such word there. */
function diff(one: readonly Token[], other: readonly Token[]): readonly (readonly [Token | null, Token | null])[] {
  const width = other.length + 1
  const best = new Uint16Array((one.length + 1) * width)
  const at = (row: number, column: number) => best[row * width + column] ?? 0
  for (let row = one.length - 1; row >= 0; row--)
    for (let column = other.length - 1; column >= 0; column--)
      best[row * width + column] =
        one[row]?.root === other[column]?.root
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const pairs: (readonly [Token | null, Token | null])[] = []
  for (let [row, column] = [0, 0]; row < one.length || column < other.length; ) {
    const [mine, theirs] = [one[row] ?? null, other[column] ?? null]
    const isPair = mine !== null && mine.root === theirs?.root
    const isMine = mine !== null && (theirs === null || at(row + 1, column) >= at(row, column + 1))
    pairs.push(isPair ? [mine, theirs] : isMine ? [mine, null] : [null, theirs])
    if (isPair || isMine) row++
    if (isPair || !isMine) column++
  }
  return pairs
}

/** Both have the same function words and punctuation, so neither adds `and Berks`. */
export function isJoinedAlike(one: Headline, other: Headline): boolean {
  const languages = one.languagesWith(other)
  const joints = (each: Headline) => each.marks.replace(/\d+/gu, '') + sortedTexts(each.readIn(languages), true)
  return joints(one) === joints(other)
}

/** The same words in other forms and with other function words may be another tense: Kim to meet, Kim meets. */
function isInflected(one: Reading, other: Reading): boolean {
  if (!one.content.every(({ root }, at) => root === other.content[at]?.root)) return false
  return [true, false].every((isFunction) => sortedTexts(one, isFunction) !== sortedTexts(other, isFunction))
}

/** Either the function words or all others, without optional ones. */
function sortedTexts({ tokens }: Reading, isFunction: boolean): string {
  return tokens
    .flatMap(({ role, text }) => (role !== 'optional' && (role === 'function') === isFunction ? text : []))
    .toSorted()
    .join(' ')
}

/** Languages that mark subject and object by case endings. */
const caseMarking = new Set(['tr', 'az', 'kk', 'fi', 'et', 'hu'])

/**
 * Whether two names swapped places, and so their roles: all words are the same, and no word that marks a name's
 * role, such as a preposition, moved with it.
 */
function isSwap(one: Reading, other: Reading, { likeliest }: Languages): boolean {
  const [first, second] = [one, other].map(({ tokens }) => tokens.filter(({ role }) => role !== 'optional'))
  if (first === undefined || second === undefined) return false
  if (first.every(({ root }, at) => root === second[at]?.root)) return false
  const sorted = (tokens: readonly Token[], what: 'root' | 'text') =>
    tokens
      .map((token) => token[what])
      .toSorted()
      .join(' ')
  // Other function words mean other grammar.
  if (sorted(first, 'root') !== sorted(second, 'root')) return false
  const isCaseMarking = likeliest.some(({ list }) => caseMarking.has(list.language))
  if (isCaseMarking && sorted(first, 'text') === sorted(second, 'text')) return false
  const runs = commonRuns(first, second)
  // The end of a headline moved to its beginning.
  if (runs.length === 2) return false
  const moved = runs.filter(({ place }, at) =>
    runs.some((run, behind) => (behind < at && run.place > place) || (behind > at && run.place < place)),
  )
  // Verbs and particles between the names may move freely.
  return [moved.at(0), moved.at(-1)].every((run) => isName(run?.tokens.at(0)) && isName(run?.tokens.at(-1)))
}

function isName(token: Token | undefined): boolean {
  if (token === undefined || token.role === 'function' || token.role === 'contrasting') return false
  return /[\p{L}\p{N}]/u.test(token.text)
}

/** Runs of words that stand together in both rows, with their place in the other one. */
function commonRuns(one: readonly Token[], other: readonly Token[]) {
  const free: (string | null)[] = other.map(({ root }) => root)
  const runs: { readonly tokens: Token[]; readonly place: number }[] = []
  let next = 0
  for (const token of one) {
    const run = runs.at(-1)
    const place = free[next] === token.root ? next : free.indexOf(token.root)
    if (place === next && run !== undefined) run.tokens.push(token)
    else runs.push({ tokens: [token], place })
    free[place] = null
    next = place + 1
  }
  return runs
}
