/** "Less like this": suggests terms that hide a headline and similar ones. Pure. */
import { limits } from '../../limits.ts'
import { fold } from '../../text/fold.ts'
import { matcherOf } from '../match/matcher.ts'
import { type FilterItem, SearchableItem } from '../match/searchable-item.ts'
import { literalTerm } from './literal-term.ts'

/** A term and what it would have hidden. */
export interface ExclusionSuggestion {
  /** As in a query, without its minus. */
  readonly term: string
  readonly hides: number
  /** Titles of other items that it hides, at most three. */
  readonly examples: readonly string[]
}

/** A term that hides a larger share of the items is useless. */
const maxHiddenShare = 0.4
/** The same for a word that may only be frequent in its language: no name, and in a script with spaces between all words. */
const maxShareOfPlainWord = 0.2
/** Minimum items for the share to be meaningful. */
const minItems = 10
/** Words that hide items only by chance. */
const stopWords = new Set(
  (
    'the and for that with from this have has had was were are not but you your his her their our its into over after before about more than what when ' +
    'where who why how new says said say will would could should can may just now out off one two first last year years day week today'
  ).split(' '),
)

/** Suggestions, the best first. @param items that recently passed the filters, including the headline */
export function suggestExclusions(headline: FilterItem, items: readonly FilterItem[]): readonly ExclusionSuggestion[] {
  const searchable = items.map((item) => ({ item, text: new SearchableItem(item) }))
  const own = new SearchableItem(headline)
  const rated = candidates(headline).flatMap(({ text, field, worth, maxShare }) => {
    const term = literalTerm(text, field)
    if (term === null) return []
    const matches = matcherOf(term)
    if (!matches(own).keep) return []
    const hidden = searchable.filter(({ text: searched }) => matches(searched).keep)
    if (hidden.length === 0) return []
    if (items.length >= minItems && hidden.length > maxShare * items.length) return []
    const others = hidden.map(({ item }) => item.title).filter((title) => title !== headline.title)
    const examples = others.slice(0, limits.filter.suggestionExamples)
    // A term that hides only this headline comes last, as the headline will not come again.
    const similar = Math.min(hidden.length, maxShare === maxHiddenShare ? 6 : 3)
    const score = worth + similar - (hidden.length === 1 ? 4 : 0)
    return [{ suggestion: { term, hides: hidden.length, examples }, score }]
  })
  const best = rated.sort((one, other) => other.score - one.score).map(({ suggestion }) => suggestion)
  // A title may contain a word twice.
  const isFirst = ({ term }: ExclusionSuggestion, at: number) => best.findIndex((each) => each.term === term) === at
  return best.filter(isFirst).slice(0, limits.filter.suggestions)
}

interface Candidate {
  readonly text: string
  readonly field: 'category' | null
  readonly worth: number
  readonly maxShare: number
}

function candidates({ title, categories }: FilterItem): readonly Candidate[] {
  const words = wordsIn(title)
  const names = words.flatMap(({ word, index }, at): Candidate[] => {
    const next = words[at + 1]
    if (next === undefined || !isSignificant(word) || !isSignificant(next.word)) return []
    const between = title.slice(index + word.length, next.index)
    return isCapitalised(word) && isCapitalised(next.word) && between === ' '
      ? [{ text: `${word} ${next.word}`, field: null, worth: 5, maxShare: maxHiddenShare }]
      : []
  })
  return [
    ...categories
      .filter((each) => each.length <= 40)
      .map((text) => ({ text, field: 'category' as const, worth: 6, maxShare: maxHiddenShare })),
    ...names,
    ...words
      .filter(({ word }) => isSignificant(word))
      .map(({ word }) => ({
        text: word,
        field: null,
        worth: isCapitalised(word) ? 3 : 2,
        maxShare: isCapitalised(word) || isUnspaced(word) ? maxHiddenShare : maxShareOfPlainWord,
      })),
  ]
}

interface TitleWord {
  readonly word: string
  /** UTF-16 units into the title. */
  readonly index: number
}

/** The words of a title as people would write them in a filter: R&D and C++ as a whole, Kim for Kim's. */
function wordsIn(title: string): readonly TitleWord[] {
  const found: TitleWord[] = []
  for (const { segment, index, isWordLike } of new Intl.Segmenter('und', { granularity: 'word' }).segment(title)) {
    if (isWordLike !== true) continue
    const last = found.at(-1)
    const between = last === undefined ? '' : title.slice(last.index + last.word.length, index)
    const [signs = ''] = /^[+#]*/u.exec(title.slice(index + segment.length, index + segment.length + 3)) ?? []
    const word = segment.replace(/['\u2019]s$/iu, '') + signs
    if (last !== undefined && between === '&') {
      found.splice(-1, 1, { word: title.slice(last.index, index + word.length), index: last.index })
    } else found.push({ word, index })
  }
  return found
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word)
}

function isUnspaced(word: string): boolean {
  return /\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Thai}/u.test(word)
}

/** Long enough, and not a stop word. */
function isSignificant(word: string): boolean {
  const { bare } = fold(word)
  if (isUnspaced(bare)) return [...bare].length >= 2
  return bare.length >= 3 && /\p{L}/u.test(bare) && !stopWords.has(bare)
}
