/** How much two headlines are alike, and whether anything tells them apart. Pure. */
import { type Headline, type Reading, searchWords } from './headline.ts'
import type { Languages } from './language.ts'
import type { Token } from './token.ts'

export interface Likeness {
  /** They are alike enough to stand in one line, each with its link. */
  readonly isLikely: boolean
  /** They share most words: if they are not likely the same, something tells them apart. */
  readonly isAlike: boolean
  /** What only one of them says. */
  readonly rest: readonly Token[]
}

/** Both must say so much that is the same, in words. */
const SHARED_AT_LEAST = 3
/** Of both headlines, the share that must be in the other one too, where each has something of its own. */
const ALIKE = 0.65
/** Where one has all that the other has: how much of the longer one that must be. */
const WITHIN = 0.3
/** From here on two titles have most words in common. */
const HALF = 0.5

const unlike: Likeness = { isLikely: false, isAlike: false, rest: [] }

export function likenessOf(one: Headline, other: Headline): Likeness {
  const languages = one.languagesWith(other)
  const [first, second] = [one.readIn(languages), other.readIn(languages)]
  const common = first.telling.reduce((sum, { root, weight }) => sum + (second.roots.has(root) ? weight : 0), 0)
  const apart = (2 * common) / (first.weight + second.weight) >= HALF ? { ...unlike, isAlike: true } : unlike
  if (common < SHARED_AT_LEAST || one.asks !== other.asks || contradict(first, second)) return apart
  if (isTurned(first, second) || one.turns.symmetricDifference(other.turns).size > 0) return apart
  const aligned = align(first.telling, second.telling)
  if (aligned === null || aligned.shared < SHARED_AT_LEAST) return apart
  const { shared, left, right } = aligned
  const likely = { isLikely: true, isAlike: true, rest: [...left, ...right] }
  const [longer, both] = [Math.max(first.weight, second.weight), first.weight + second.weight]
  if (left.length === 0 && right.length === 0)
    return isExchange(first, second, languages) || isOtherForm(first, second) ? apart : likely
  // What an unknown word does to a headline cannot be told.
  if (languages.likeliest.length === 0 && !(one.isUnspaced && other.isUnspaced)) return apart
  if (left.length === 0 || right.length === 0) return shared / longer >= WITHIN ? likely : apart
  return !isNegated(left, right) && (2 * shared) / both >= ALIKE ? likely : apart
}

/** Whether two titles of one address may be of one story: they share a word, or one has none that the other could share. */
export function mayShareStory(one: Headline, other: Headline): boolean {
  if (one.script !== other.script) return true
  const languages = one.languagesWith(other)
  const [first, second] = [searchWords(one.readIn(languages)), searchWords(other.readIn(languages))]
  return first.size === 0 || second.size === 0 || !first.isDisjointFrom(second)
}

/** Each has a number that the other lacks. */
function contradict({ numbers: one }: Reading, { numbers: other }: Reading): boolean {
  return !one.isSubsetOf(other) && !other.isSubsetOf(one)
}

/** A word that turns a headline is in one of them only. */
function isTurned(one: Reading, other: Reading): boolean {
  const isApart = ({ telling }: Reading, { roots }: Reading) =>
    telling.some(({ role, root }) => role === 'turning' && !roots.has(root))
  return isApart(one, other) || isApart(other, one)
}

/** What stands before a word and denies it: unlike, nenašli, незаконный. */
const denials = /^(?:un|in|im|ir|il|non|dis|de|ne|не|без|ن|نا|अ)$/u

/** One has a word that the other has with a denial before it. */
function isNegated(left: readonly Token[], right: readonly Token[]): boolean {
  const denies = (longer: string, shorter: string) =>
    longer.endsWith(shorter) && shorter.length > 2 && denials.test(longer.slice(0, -shorter.length))
  return left.some(({ text }) => right.some((each) => denies(text, each.text) || denies(each.text, text)))
}

interface Aligned {
  /** Weight of what both have. */
  readonly shared: number
  /** What only one has. */
  readonly left: readonly Token[]
  readonly right: readonly Token[]
}

/**
 * Lays two headlines side by side, as a diff does. Where each has something else in the same place, one says `Kim` where the other
 * says `Xi`: they are of two stories. So they are where one has a number more and no word with it: a part, a version.
 * @returns null for such
 */
function align(one: readonly Token[], other: readonly Token[]): Aligned | null {
  const gaps: { readonly mine: Token[]; readonly theirs: Token[] }[] = [{ mine: [], theirs: [] }]
  let shared = 0
  for (const [mine, theirs] of steps(one, other)) {
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
    // 一 is an article as well.
    only?.isNumber === true && only.text !== '1' && others.length === 0 && !moved.has(only.root)
  for (const { mine, theirs } of gaps)
    if ((mine.length > 0 && theirs.length > 0) || isNumberAlone([...mine, ...theirs])) return null
  const own = (tokens: readonly Token[]) =>
    tokens.filter(({ root, role }) => !moved.has(root) && role !== 'contrasting')
  const ofMoved = lefts.reduce((sum, { root, weight }) => sum + (moved.has(root) ? weight : 0), 0)
  return { shared: shared + ofMoved, left: own(lefts), right: own(rights) }
}

/** From one row to the other: what both have, or only one. */
function steps(one: readonly Token[], other: readonly Token[]): readonly (readonly [Token | null, Token | null])[] {
  const width = other.length + 1
  const best = new Uint16Array((one.length + 1) * width)
  const at = (row: number, column: number) => best[row * width + column] ?? 0
  for (let row = one.length - 1; row >= 0; row--)
    for (let column = other.length - 1; column >= 0; column--)
      best[row * width + column] =
        one[row]?.root === other[column]?.root
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
  const made: (readonly [Token | null, Token | null])[] = []
  for (let [row, column] = [0, 0]; row < one.length || column < other.length; ) {
    const [mine, theirs] = [one[row] ?? null, other[column] ?? null]
    if (mine !== null && mine.root === theirs?.root) made.push([one[row++] ?? null, other[column++] ?? null])
    else if (mine !== null && (theirs === null || at(row + 1, column) >= at(row, column + 1)))
      made.push([one[row++] ?? null, null])
    else made.push([null, other[column++] ?? null])
  }
  return made
}

/** Both have the same small words and punctuation: neither has `and Berks` more. */
export function isJoinedAlike(one: Headline, other: Headline): boolean {
  const languages = one.languagesWith(other)
  const joints = (each: Headline) => each.marks.replace(/\d+/gu, '') + sorted(each.readIn(languages), true)
  return joints(one) === joints(other)
}

/** With the same words in other forms and with other small words it may be another tense: Kim to meet, Kim meets. */
function isOtherForm(one: Reading, other: Reading): boolean {
  if (!one.telling.every(({ root }, at) => root === other.telling[at]?.root)) return false
  return [true, false].every((isPlain) => sorted(one, isPlain) !== sorted(other, isPlain))
}

/** In alphabetical order, without harmless ones. */
function sorted({ tokens }: Reading, isPlain: boolean): string {
  return tokens
    .flatMap(({ role, text }) => (role !== 'harmless' && (role === 'plain') === isPlain ? text : []))
    .toSorted()
    .join(' ')
}

/** Languages whose words say by their endings who does what to whom. */
const caseMarked = new Set(['tr', 'az', 'kk', 'fi', 'et', 'hu'])

/**
 * Whether two names have changed places, and nothing else: who did it to whom? All words are the same, and what has moved brings no
 * word with it that says what part it has, such as a preposition.
 */
function isExchange(one: Reading, other: Reading, { likeliest }: Languages): boolean {
  const rows = [one, other].map(({ tokens }) => tokens.filter(({ role }) => role !== 'harmless'))
  const [first = [], second = []] = rows
  if (first.every(({ root }, at) => root === second[at]?.root)) return false
  const all = (tokens: readonly Token[], what: 'root' | 'text') =>
    tokens
      .map((token) => token[what])
      .toSorted()
      .join(' ')
  // Other small words, other grammar.
  if (all(first, 'root') !== all(second, 'root')) return false
  const isMarked = likeliest.some(({ list }) => caseMarked.has(list.language))
  if (isMarked && all(first, 'text') === all(second, 'text')) return false
  const runs = runsOf(first, second)
  // The end of a headline at its beginning.
  if (runs.length === 2) return false
  const moved = runs.filter(({ place }, at) =>
    runs.some((run, behind) => (behind < at && run.place > place) || (behind > at && run.place < place)),
  )
  // What lies between the two may move by itself: a verb, a particle.
  return [moved.at(0), moved.at(-1)].every((run) => isName(run?.tokens.at(0)) && isName(run?.tokens.at(-1)))
}

function isName(token: Token | undefined): boolean {
  return (
    token !== undefined && token.role !== 'plain' && token.role !== 'contrasting' && /[\p{L}\p{N}]/u.test(token.text)
  )
}

/** Words of one row that stand together in the other one too, and where there. */
function runsOf(one: readonly Token[], other: readonly Token[]) {
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
