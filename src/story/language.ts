/** Which of the known languages a headline is in, told by its small words, how its words begin and end, and its letters. */
import { bare, spelled } from './spelling.ts'
import { remembered, Vocabulary, Words, wordsIn } from './vocabulary.ts'
import { easternAsian } from './words/eastern-asian.ts'
import { european } from './words/european.ts'
import { germanic } from './words/germanic.ts'
import type { WordList } from './words/list.ts'
import { romance } from './words/romance.ts'
import { slavic } from './words/slavic.ts'
import { southernAsian } from './words/southern-asian.ts'
import { westernAsian } from './words/western-asian.ts'

/** Of each script, the one that most titles are in comes first. */
export const lists: readonly WordList[] = [
  ...germanic,
  ...romance,
  ...slavic,
  ...european,
  ...westernAsian,
  ...southernAsian,
  ...easternAsian,
]

/** The languages that a headline may be in. */
export interface Languages {
  /** As whose words its words are read; none: its language is not known. */
  readonly likeliest: readonly Vocabulary[]
  /** What turns a headline in one of these turns it. */
  readonly likely: readonly Vocabulary[]
  /** One for the same languages. */
  readonly name: string
}
export const noLanguages: Languages = { likeliest: [], likely: [], name: '' }

/** Scripts (ISO 15924) that space their words, and of which a language is known. */
const scripts = [
  ...['Latn', 'Cyrl', 'Grek', 'Arab', 'Hebr', 'Armn', 'Geor', 'Ethi', 'Deva', 'Beng', 'Guru', 'Gujr', 'Taml', 'Telu'],
  ...['Knda', 'Mlym', 'Sinh', 'Hang'],
] as const
export type Script = (typeof scripts)[number]

let patterns: readonly (readonly [Script, RegExp])[] | null = null
/** By first letter. */
const met = new Map<number, Script | null>()

/** The script of a word, by its first letter; null: no language of it is known. */
export function scriptOf(word: string): Script | null {
  const point = word.codePointAt(0) ?? 0
  if (point < 0x80) return point > 0x60 && point < 0x7b ? 'Latn' : null
  const known = met.get(point)
  if (known !== undefined) return known
  patterns ??= scripts.map((script) => [script, new RegExp(`^\\p{sc=${script}}`, 'u')])
  const found = patterns.find(([, pattern]) => pattern.test(word))?.[0] ?? null
  met.set(point, found)
  return found
}

/** What speaks for a language: a small word, and a word that looks as many of its words do. */
const SMALL_WORD = 1
const SHAPE = 0.3
/** For the first of a script, which most titles in that script are in. */
const FIRST = 0.3
/** A letter for a language that has it, and against one that has not. */
const LETTER = 0.5
/** A language is known from so much on, and so much for each word. */
const KNOWN = 1
const KNOWN_A_WORD = 0.15
/** So much less than the likeliest is as likely, or likely still. */
const AS_LIKELY = 0.2
const LIKELY = 0.8

const latin = /\p{sc=Latn}/u

/** The languages of one script. */
export class ScriptLanguages {
  readonly #vocabularies: readonly Vocabulary[]
  /** Small words, and shapes, with the places of the languages that have them. */
  readonly #words = new Words<readonly number[]>()
  readonly #lettersKnown = new Map<string, readonly number[] | null>()
  readonly #known = new Map<string, { readonly whole: readonly number[]; readonly shape: readonly number[] }>()

  constructor(lists: readonly WordList[]) {
    this.#vocabularies = lists.map((list) => new Vocabulary(list))
    if (lists.length < 2) return
    const both = (old: readonly number[], added: readonly number[]) => [...old, ...added]
    for (const [language, list] of lists.entries()) {
      const { harmless = '', plain, contrasting, shapes = '' } = list
      for (const word of wordsIn(`${harmless} ${plain} ${contrasting} ${shapes}`, list))
        this.#words.put(word, [language], both)
    }
  }

  /** How much speaks for each language. @param folded the title that the words are of */
  scores(words: readonly string[], folded: string): readonly number[] {
    const scores = this.#vocabularies.map((_, at): number => (at > 0 ? 0 : FIRST))
    if (scores.length < 2) return scores
    const add = (languages: readonly number[], score: number) => {
      for (const language of languages) scores[language] = (scores[language] ?? 0) + score
    }
    for (const word of words) {
      const { whole, shape } = this.#spokenFor(word)
      // A single letter is a word in many languages.
      add(whole, word.length === 1 ? SMALL_WORD / 2 : SMALL_WORD)
      add(shape, SHAPE)
    }
    for (const letter of new Set(folded.match(/[^\0-\x7f]/gu) ?? [])) {
      const own = remembered(this.#lettersKnown, letter, () => this.#having(letter))
      if (own === null) continue
      // Against all, and twice for those that have it.
      for (const at of scores.keys()) scores[at] = (scores[at] ?? 0) - LETTER
      add(own, 2 * LETTER)
    }
    return scores
  }

  /** The languages that have a letter; null: it tells nothing. */
  #having(letter: string): readonly number[] | null {
    const own = this.#vocabularies.flatMap(({ list: { letters = '' } }, at) => (letters.includes(letter) ? at : []))
    return own.length > 0 || latin.test(letter) ? own : null
  }

  /** The languages that have it as a small word, and those whose words look so. */
  #spokenFor(word: string) {
    return remembered(this.#known, word, () => {
      const unmarked = bare(word)
      const whole = [this.#words.whole(word), unmarked === word ? undefined : this.#words.whole(unmarked)]
      return {
        whole: [...new Set(whole.flatMap((languages) => languages ?? []))],
        shape: [...new Set(this.#words.parts(unmarked).flat())],
      }
    })
  }

  /** @param words of how many the scores are */
  likely(scores: readonly number[], words: number): Languages {
    const most = Math.max(...scores)
    if (scores.length > 1 && most < Math.max(KNOWN, KNOWN_A_WORD * words)) return noLanguages
    const within = (margin: number) => this.#vocabularies.filter((_, at) => (scores[at] ?? 0) > most - margin)
    const [likeliest, likely] = [within(AS_LIKELY), within(LIKELY)]
    const name = [likeliest, likely].map((all) => all.map(({ list }) => list.language).join()).join(' ')
    return { likeliest, likely, name }
  }
}

const made = new Map<Script, ScriptLanguages>()

/** Put together when the script is first met. */
export function languagesOf(script: Script): ScriptLanguages {
  const known = made.get(script)
  if (known !== undefined) return known
  const languages = new ScriptLanguages(lists.filter(({ plain }) => scriptOf(spelled(plain)) === script))
  made.set(script, languages)
  return languages
}
