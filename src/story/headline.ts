/** A headline as far as another can be compared with it: its words, and the language that they are in. Pure. */
import { undressed } from './headline-affixes.ts'
import { type Languages, languagesOf, noLanguages, type Script, type ScriptLanguages, scriptOf } from './language.ts'
import { inDigits } from './numbers.ts'
import { spelled } from './spelling.ts'
import { partsOf, type Token, tokensOf, unspacedLetter } from './token.ts'
import { turningCharacters, turningParts } from './words/unspaced.ts'

/** Of a longer headline the rest is not looked at: words, and UTF-16 units. */
const WORDS = 40
const UNITS = 400
const questions = /[?؟՞፧]/u
const greekQuestion = /;\s*$/u

/** A headline in one language. */
export class Reading {
  readonly tokens: readonly Token[]
  /** Those that say something. */
  readonly telling: readonly Token[]
  readonly roots: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  readonly weight: number

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
    this.telling = tokens.filter(({ role }) => role !== 'harmless' && role !== 'plain')
    this.roots = new Set(this.telling.map(({ root }) => root))
    this.numbers = new Set(this.telling.flatMap(({ isNumber, text }) => (isNumber ? text : [])))
    this.weight = this.telling.reduce((sum, { weight }) => sum + weight, 0)
  }
}

/** Words by which a title is found. Of unspaced scripts pairs of characters: single ones are in too many titles. */
export function searchWords({ telling }: Reading): ReadonlySet<string> {
  return new Set(
    telling.flatMap(({ root, weight }, at) => {
      if (weight >= 1) return root
      const next = telling[at + 1]
      return next === undefined || next.weight >= 1 ? [] : root + next.root
    }),
  )
}

/** A title, taken apart once; what its words are depends on the language that it is read in. */
export class Headline {
  readonly #words: readonly string[]
  readonly #all: ScriptLanguages | null
  readonly #scores: readonly number[]
  readonly #readings = new Map<string, Reading>()
  /** The script of most of its words; null: none whose languages are known. */
  readonly script: Script | null
  readonly languages: Languages
  /** What of a long one is not looked at. */
  readonly rest: string
  readonly isUnspaced: boolean
  /** Parts of unspaced scripts that turn a headline into another. */
  readonly turns: ReadonlySet<string>
  readonly asks: boolean
  /** Punctuation between its words. */
  readonly marks: string
  /** What stands around its words: label, outlet, symbols; each empty where it has none. */
  readonly dress: readonly string[]

  /**
   * @param folded the title as filters fold it, Latin letters with their marks
   * @param source name of the feed that it is from, folded likewise; what repeats it behind a headline is none of it
   */
  constructor(folded: string, source = '') {
    const head = folded.slice(0, UNITS)
    const whole = inDigits(spelled(head))
    const { text, label, outlet } = undressed(whole, spelled(source))
    const { words: all, marks, symbols } = partsOf(text)
    const words = all.slice(0, WORDS)
    const script = mainScript(words)
    this.#words = words
    this.script = script
    this.marks = marks.join(' ')
    this.dress = [label, outlet, symbols]
    this.rest = all.slice(WORDS).join(' ') + folded.slice(UNITS)
    this.#all = script === null ? null : languagesOf(script)
    this.#scores = this.#all?.scores(words, head) ?? []
    this.languages = this.#all?.likely(this.#scores, words.length) ?? noLanguages
    this.isUnspaced = unspacedLetter.test(text)
    this.turns = this.isUnspaced ? turnsIn(whole) : noTurns
    this.asks = questions.test(folded) || (script === 'Grek' && greekQuestion.test(whole))
  }

  /** The languages that it and another one may be in, which are in the same. */
  languagesWith(other: Headline): Languages {
    if (this.#all === null || this.#all !== other.#all) return noLanguages
    if (this.languages.name === other.languages.name) return this.languages
    const scores = this.#scores.map((score, language) => score + (other.#scores[language] ?? 0))
    return this.#all.likely(scores, this.#words.length + other.#words.length)
  }

  readIn(languages: Languages): Reading {
    const known = this.#readings.get(languages.name)
    if (known !== undefined) return known
    const reading = new Reading(tokensOf(this.#words, languages))
    this.#readings.set(languages.name, reading)
    return reading
  }
}

/** The script that most words are in. */
function mainScript(words: readonly string[]): Script | null {
  const counts = new Map<Script, number>()
  for (const word of words) {
    const script = scriptOf(word)
    if (script !== null) counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  const [most, ...others] = counts
  if (others.length === 0) return most?.[0] ?? null
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null
}

const noTurns: ReadonlySet<string> = new Set()
/** What turns a headline of an unspaced script, by script, and in which surroundings. */
let parts: readonly (readonly [script: RegExp, list: readonly string[]])[] | null = null
let characters: readonly (readonly [name: string, pattern: RegExp])[] | null = null

function turnsIn(text: string): ReadonlySet<string> {
  parts ??= Object.entries(turningParts).map(([script, list]) => [
    new RegExp(`\\p{sc=${script}}`, 'u'),
    list.split(/\s+/u).filter((part) => part !== ''),
  ])
  characters ??= Object.entries(turningCharacters).map(([name, pattern]) => [name, new RegExp(pattern, 'u')])
  const clauses = `${text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '$')}$`
  return new Set([
    ...parts.flatMap(([script, list]) => (script.test(text) ? list.filter((part) => clauses.includes(part)) : [])),
    ...characters.flatMap(([name, pattern]) => (pattern.test(text) ? name : [])),
  ])
}
