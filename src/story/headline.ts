/** A headline prepared for comparison: its words, read in its language. Pure. */
import { lazy } from '../lazy.ts'
import { limits } from '../limits.ts'
import { numeralsToDigits } from '../text/numerals.ts'
import { ValueCache } from '../value-cache.ts'
import { stripAffixes } from './headline-affixes.ts'
import { type Languages, languagesOf, noLanguages, type Script, type ScriptLanguages, scriptOf } from './language.ts'
import { normaliseSpelling } from './spelling.ts'
import { splitHeadline, type Token, tokensOf, unspacedLetter } from './token.ts'
import { distinguishingCharacters, distinguishingParts } from './words/unspaced.ts'

const questionMark = /[?؟՞፧]/u
const greekQuestionMark = /;\s*$/u

/** A headline read in one language. */
export class Reading {
  readonly tokens: readonly Token[]
  /** Without optional and function words. */
  readonly content: readonly Token[]
  readonly roots: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  readonly weight: number

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
    this.content = tokens.filter(({ role }) => role !== 'optional' && role !== 'function')
    this.roots = new Set(this.content.map(({ root }) => root))
    this.numbers = new Set(this.content.flatMap(({ isNumber, text }) => (isNumber ? text : [])))
    this.weight = this.content.reduce((sum, { weight }) => sum + weight, 0)
  }
}

/** Words for the search index: in unspaced scripts, pairs of characters, as single ones are too frequent. */
export function searchWords({ content }: Reading): ReadonlySet<string> {
  return new Set(
    content.flatMap(({ root, weight }, at) => {
      if (weight >= 1) return root
      const next = content[at + 1]
      return next === undefined || next.weight >= 1 ? [] : root + next.root
    }),
  )
}

/** A title, split once; the meaning of its words depends on the language. */
export class Headline {
  readonly #words: readonly string[]
  readonly #candidates: ScriptLanguages | null
  readonly #scores: readonly number[]
  readonly #readings = new ValueCache<string, Reading>()
  /** The script of most words; null: no language of it is known. */
  readonly script: Script | null
  readonly languages: Languages
  /** The part beyond the length limits. */
  readonly rest: string
  readonly isUnspaced: boolean
  /** Distinguishing parts, in unspaced scripts. */
  readonly distinguishing: ReadonlySet<string>
  readonly isQuestion: boolean
  /** Punctuation between its words. */
  readonly marks: string
  /** Label, outlet and symbols; empty: none. */
  readonly affixes: readonly string[]

  /**
   * @param folded the folded title, Latin letters with their marks
   * @param source the feed's name, folded likewise; removed from the headline's end
   */
  constructor(folded: string, source = '') {
    const start = folded.slice(0, limits.story.headlineUnits)
    const normalised = numeralsToDigits(normaliseSpelling(start))
    const { text, label, outlet } = stripAffixes(normalised, normaliseSpelling(source))
    const { words, marks, symbols } = splitHeadline(text)
    this.#words = words.slice(0, limits.story.headlineWords)
    this.script = mainScript(this.#words)
    this.marks = marks.join(' ')
    this.affixes = [label, outlet, symbols]
    this.rest = words.slice(limits.story.headlineWords).join(' ') + folded.slice(limits.story.headlineUnits)
    this.#candidates = this.script === null ? null : languagesOf(this.script)
    this.#scores = this.#candidates?.scores(this.#words, start) ?? []
    this.languages = this.#candidates?.likely(this.#scores, this.#words.length) ?? noLanguages
    this.isUnspaced = unspacedLetter.test(text)
    this.distinguishing = this.isUnspaced ? distinguishingPartsOf(normalised) : none
    this.isQuestion = questionMark.test(folded) || (this.script === 'Grek' && greekQuestionMark.test(normalised))
  }

  /** The likely languages of two headlines in one language. */
  languagesWith(other: Headline): Languages {
    if (this.#candidates === null || this.#candidates !== other.#candidates) return noLanguages
    if (this.languages.name === other.languages.name) return this.languages
    const scores = this.#scores.map((score, language) => score + (other.#scores[language] ?? 0))
    return this.#candidates.likely(scores, this.#words.length + other.#words.length)
  }

  readIn(languages: Languages): Reading {
    return this.#readings.get(languages.name, () => new Reading(tokensOf(this.#words, languages)))
  }
}

/** The script of most words; the first of several. */
function mainScript(words: readonly string[]): Script | null {
  const counts = new Map<Script, number>()
  for (const word of words) {
    const script = scriptOf(word)
    if (script !== null) counts.set(script, (counts.get(script) ?? 0) + 1)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null
}

const none: ReadonlySet<string> = new Set()
const parts = lazy(() =>
  Object.entries(distinguishingParts).map(
    ([script, list]) => [new RegExp(`\\p{sc=${script}}`, 'u'), list.trim().split(/\s+/u)] as const,
  ),
)
const characters = lazy(() =>
  Object.entries(distinguishingCharacters).map(([name, pattern]) => [name, new RegExp(pattern, 'u')] as const),
)

function distinguishingPartsOf(text: string): ReadonlySet<string> {
  const clauses = `${text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '$')}$`
  return new Set([
    ...parts().flatMap(([script, list]) => (script.test(text) ? list.filter((part) => clauses.includes(part)) : [])),
    ...characters().flatMap(([name, pattern]) => (pattern.test(text) ? name : [])),
  ])
}
