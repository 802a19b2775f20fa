/** Detects the language of a headline by its function words, word shapes and letters. */
import { lazy } from '../lazy.ts'
import { ValueCache } from '../value-cache.ts'
import { normaliseSpelling, withoutMarks } from './spelling.ts'
import { splitWords, Vocabulary, WordMap, wordCache } from './vocabulary.ts'
import { easternAsian } from './words/eastern-asian.ts'
import { european } from './words/european.ts'
import { germanic } from './words/germanic.ts'
import type { WordList } from './words/list.ts'
import { romance } from './words/romance.ts'
import { slavic } from './words/slavic.ts'
import { southernAsian } from './words/southern-asian.ts'
import { westernAsian } from './words/western-asian.ts'

/** The most frequent language of each script comes first. */
export const wordLists: readonly WordList[] = [
  ...germanic,
  ...romance,
  ...slavic,
  ...european,
  ...westernAsian,
  ...southernAsian,
  ...easternAsian,
]

/** The languages of a headline. */
export interface Languages {
  /** Its words are read in these; none: unknown. */
  readonly likeliest: readonly Vocabulary[]
  /** The same with less likely ones; a distinguishing word in any of them counts. */
  readonly likely: readonly Vocabulary[]
  /** Identifies the set of languages. */
  readonly name: string
}
export const noLanguages: Languages = { likeliest: [], likely: [], name: '' }

/** Scripts (ISO 15924) that space their words and have a known language. */
const scripts = [
  ...['Latn', 'Cyrl', 'Grek', 'Arab', 'Hebr', 'Armn', 'Geor', 'Ethi', 'Deva', 'Beng', 'Guru', 'Gujr', 'Taml', 'Telu'],
  ...['Knda', 'Mlym', 'Sinh', 'Hang'],
] as const
export type Script = (typeof scripts)[number]

const patterns = lazy(() => scripts.map((script) => [script, new RegExp(`^\\p{sc=${script}}`, 'u')] as const))
/** By code point. */
const scriptCache = new ValueCache<number, Script | null>()

/** The script of a word, by its first letter; null: no language of it is known. */
export function scriptOf(word: string): Script | null {
  const point = word.codePointAt(0) ?? 0
  if (point < 0x80) return point > 0x60 && point < 0x7b ? 'Latn' : null
  return scriptCache.get(point, () => patterns().find(([, pattern]) => pattern.test(word))?.[0] ?? null)
}

/** Scores for a function word, and for a word of a language's usual shape. */
const FUNCTION_WORD = 1
const SHAPE = 0.3
/** Head start of a script's first language, which is the most frequent one. */
const FIRST = 0.3
/** Score for a letter of a language, and against languages without it. */
const LETTER = 0.5
/** Minimum score of a known language: absolute, and for each word. */
const MIN_SCORE = 1
const MIN_SCORE_A_WORD = 0.15
/** Maximum distance from the best score, of the likeliest and of likely languages. */
const LIKELIEST_MARGIN = 0.2
const LIKELY_MARGIN = 0.8

const latin = /\p{sc=Latn}/u

/** The languages of one script. */
export class ScriptLanguages {
  readonly #vocabularies: readonly Vocabulary[]
  /** Function words and shapes, with the indices of the languages that have them. */
  readonly #words = new WordMap<readonly number[]>()
  readonly #letterCache = wordCache<readonly number[] | null>()
  readonly #wordCache = wordCache<{ readonly whole: readonly number[]; readonly shape: readonly number[] }>()

  constructor(lists: readonly WordList[]) {
    this.#vocabularies = lists.map((list) => new Vocabulary(list))
    if (lists.length < 2) return
    const both = (old: readonly number[], added: readonly number[]) => [...old, ...added]
    for (const [language, list] of lists.entries()) {
      const { optional = '', functionWords, contrasting, shapes = '' } = list
      for (const word of splitWords(`${optional} ${functionWords} ${contrasting} ${shapes}`, list))
        this.#words.put(word, [language], both)
    }
  }

  /** A score for each language. @param folded the title that the words are from */
  scores(words: readonly string[], folded: string): readonly number[] {
    const scores = this.#vocabularies.map((_, at): number => (at > 0 ? 0 : FIRST))
    if (scores.length < 2) return scores
    const add = (languages: readonly number[], score: number) => {
      for (const language of languages) scores[language] = (scores[language] ?? 0) + score
    }
    for (const word of words) {
      const { whole, shape } = this.#languagesOf(word)
      // A single letter is a word in many languages.
      add(whole, word.length === 1 ? FUNCTION_WORD / 2 : FUNCTION_WORD)
      add(shape, SHAPE)
    }
    for (const letter of new Set(folded.match(/[^\0-\x7f]/gu) ?? [])) {
      const own = this.#letterCache.get(letter, () => this.#languagesWithLetter(letter))
      if (own === null) continue
      for (const at of scores.keys()) scores[at] = (scores[at] ?? 0) - LETTER
      add(own, 2 * LETTER)
    }
    return scores
  }

  /** The languages that have the letter; null: it says nothing about the language. */
  #languagesWithLetter(letter: string): readonly number[] | null {
    const own = this.#vocabularies.flatMap(({ list: { letters = '' } }, at) => (letters.includes(letter) ? at : []))
    return own.length > 0 || latin.test(letter) ? own : null
  }

  /** The languages that have it as a function word, and those with words of its shape. */
  #languagesOf(word: string) {
    return this.#wordCache.get(word, () => {
      const unmarked = withoutMarks(word)
      const whole = [this.#words.whole(word), unmarked === word ? undefined : this.#words.whole(unmarked)]
      return {
        whole: [...new Set(whole.flatMap((languages) => languages ?? []))],
        shape: [...new Set(this.#words.parts(unmarked).flat())],
      }
    })
  }

  /** @param words the number of words behind the scores */
  likely(scores: readonly number[], words: number): Languages {
    const best = Math.max(...scores)
    if (scores.length > 1 && best < Math.max(MIN_SCORE, MIN_SCORE_A_WORD * words)) return noLanguages
    const within = (margin: number) => this.#vocabularies.filter((_, at) => (scores[at] ?? 0) > best - margin)
    const [likeliest, likely] = [within(LIKELIEST_MARGIN), within(LIKELY_MARGIN)]
    const name = [likeliest, likely].map((all) => all.map(({ list }) => list.language).join()).join(' ')
    return { likeliest, likely, name }
  }
}

const byScript = new ValueCache<Script, ScriptLanguages>()

/** The languages of a script, prepared on first use. */
export function languagesOf(script: Script): ScriptLanguages {
  const isIn = ({ functionWords }: WordList) => scriptOf(normaliseSpelling(functionWords)) === script
  return byScript.get(script, () => new ScriptLanguages(wordLists.filter(isIn)))
}
