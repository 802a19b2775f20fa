/** Proposes terms that would have hidden a headline and its like: "less like this". Pure. */
import { fold } from '../text/fold.ts'
import { matcherOf } from './matcher.ts'
import { type FilterItem, Prepared } from './searchable-item.ts'

/** A term, and what it would have hidden of what was looked at. */
export interface Proposal {
  /** As it would stand in a query, without its minus. */
  readonly term: string
  readonly hides: number
  /** Titles of these, three at most, the headline's own not among them. */
  readonly examples: readonly string[]
}

const PROPOSALS = 4
const EXAMPLES = 3
/** A term that hides more than this share of all is no help, once there is enough to tell by. */
const SHARE_AT_MOST = 0.4
const ENOUGH = 10
/** Words that would only hide by chance. */
const common = new Set(
  (
    'the and for that with from this have has had was were are not but you your his her their our its into over after before about more than what when ' +
    'where who why how new says said say will would could should can may just now out off one two first last year years day week today'
  ).split(' '),
)

/** @param items what passed the filters lately, the headline among them */
export function propose(headline: FilterItem, items: readonly FilterItem[]): readonly Proposal[] {
  const prepared = items.map((item) => ({ item, prepared: new Prepared(item) }))
  const rated = candidates(headline).flatMap(({ term, worth }) => {
    const matches = matcherOf(term)
    const hidden = prepared.filter((each) => matches(each.prepared).keep)
    if (hidden.length === 0 || (items.length >= ENOUGH && hidden.length > SHARE_AT_MOST * items.length)) return []
    const others = hidden.map(({ item }) => item.title).filter((title) => title !== headline.title)
    const proposal: Proposal = { term, hides: hidden.length, examples: others.slice(0, EXAMPLES) }
    // What hides only this one headline comes last: it will not come again.
    return [{ proposal, score: worth + Math.min(hidden.length, 6) - (hidden.length === 1 ? 4 : 0) }]
  })
  const best = rated.sort((one, other) => other.score - one.score).map(({ proposal }) => proposal)
  // A word may stand in a title twice.
  return best.filter((each, at) => best.findIndex(({ term }) => term === each.term) === at).slice(0, PROPOSALS)
}

interface Candidate {
  readonly term: string
  readonly worth: number
}

function candidates({ title, categories }: FilterItem): readonly Candidate[] {
  const words = [...new Intl.Segmenter('und', { granularity: 'word' }).segment(title)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment, index }) => ({ word: segment, index }))
  const telling = words.filter(({ word }) => isTelling(word))
  const phrases = words.flatMap(({ word, index }, at): Candidate[] => {
    const next = words[at + 1]
    if (next === undefined || !isTelling(word) || !isTelling(next.word)) return []
    const between = title.slice(index + word.length, next.index)
    const isName = /^\p{Lu}/u.test(word) && /^\p{Lu}/u.test(next.word) && between === ' '
    return isName ? [{ term: `"${word} ${next.word}"`, worth: 5 }] : []
  })
  return [
    ...categories
      .filter((each) => each.length <= 40 && !/["“”]/u.test(each))
      .map((each) => ({ term: `category:"${each}"`, worth: 6 })),
    ...phrases,
    ...telling.map(({ word }) => ({ term: word, worth: /^\p{Lu}/u.test(word) ? 3 : 2 })),
  ]
}

/** Long enough, and not one of the words that stand in every text. */
function isTelling(word: string): boolean {
  const { bare } = fold(word)
  if (/\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Thai}/u.test(bare)) return [...bare].length >= 2
  return bare.length >= 3 && /\p{L}/u.test(bare) && !common.has(bare)
}
