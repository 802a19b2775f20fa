/** "Less like this": suggests terms that hide a headline and similar ones. Pure. */
import { limits } from '../limits.ts'
import { fold } from '../text/fold.ts'
import { matcherOf } from './matcher.ts'
import { type FilterItem, SearchableItem } from './searchable-item.ts'

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
  const rated = candidates(headline).flatMap(({ term, worth }) => {
    const matches = matcherOf(term)
    const hidden = searchable.filter(({ text }) => matches(text).keep)
    if (hidden.length === 0) return []
    if (items.length >= minItems && hidden.length > maxHiddenShare * items.length) return []
    const others = hidden.map(({ item }) => item.title).filter((title) => title !== headline.title)
    const examples = others.slice(0, limits.filter.suggestionExamples)
    // A term that hides only this headline comes last, as the headline will not come again.
    const score = worth + Math.min(hidden.length, 6) - (hidden.length === 1 ? 4 : 0)
    return [{ suggestion: { term, hides: hidden.length, examples }, score }]
  })
  const best = rated.sort((one, other) => other.score - one.score).map(({ suggestion }) => suggestion)
  // A title may contain a word twice.
  const isFirst = ({ term }: ExclusionSuggestion, at: number) => best.findIndex((each) => each.term === term) === at
  return best.filter(isFirst).slice(0, limits.filter.suggestions)
}

interface Candidate {
  readonly term: string
  readonly worth: number
}

function candidates({ title, categories }: FilterItem): readonly Candidate[] {
  const words = [...new Intl.Segmenter('und', { granularity: 'word' }).segment(title)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ word: segment, index }))
  const names = words.flatMap(({ word, index }, at): Candidate[] => {
    const next = words[at + 1]
    if (next === undefined || !isSignificant(word) || !isSignificant(next.word)) return []
    const between = title.slice(index + word.length, next.index)
    return isCapitalised(word) && isCapitalised(next.word) && between === ' '
      ? [{ term: `"${word} ${next.word}"`, worth: 5 }]
      : []
  })
  return [
    ...categories
      .filter((each) => each.length <= 40 && !/["“”]/u.test(each))
      .map((each) => ({ term: `category:"${each}"`, worth: 6 })),
    ...names,
    ...words
      .filter(({ word }) => isSignificant(word))
      .map(({ word }) => ({ term: word, worth: isCapitalised(word) ? 3 : 2 })),
  ]
}

function isCapitalised(word: string): boolean {
  return /^\p{Lu}/u.test(word)
}

/** Long enough, and not a stop word. */
function isSignificant(word: string): boolean {
  const { bare } = fold(word)
  if (/\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Thai}/u.test(bare)) return [...bare].length >= 2
  return bare.length >= 3 && /\p{L}/u.test(bare) && !stopWords.has(bare)
}
