/** Looks up the words of schedules: a book of phrases for each language, with English in all of them. */
import { type Language, languages } from '../../language.ts'
import { fold } from '../../text/fold.ts'
import type { NumberedDays } from './numbered-days.ts'
import { arabic } from './vocabularies/arabic.ts'
import { chinese } from './vocabularies/chinese.ts'
import { english } from './vocabularies/english.ts'
import { french } from './vocabularies/french.ts'
import { german } from './vocabularies/german.ts'
import { indonesian } from './vocabularies/indonesian.ts'
import { italian } from './vocabularies/italian.ts'
import { japanese } from './vocabularies/japanese.ts'
import { korean } from './vocabularies/korean.ts'
import { persian } from './vocabularies/persian.ts'
import { portuguese } from './vocabularies/portuguese.ts'
import { russian } from './vocabularies/russian.ts'
import { spanish } from './vocabularies/spanish.ts'
import { turkish } from './vocabularies/turkish.ts'
import { ukrainian } from './vocabularies/ukrainian.ts'
import { vietnamese } from './vocabularies/vietnamese.ts'
import type { Meaning, ScheduleVocabulary } from './vocabularies/vocabulary.ts'
import { type Weekday, weekdays } from './weekdays.ts'

const vocabularies: Readonly<Record<Language, ScheduleVocabulary>> = {
  en: english,
  zh: chinese,
  'zh-hant': chinese,
  es: spanish,
  'pt-br': portuguese,
  fr: french,
  de: german,
  it: italian,
  ru: russian,
  uk: ukrainian,
  tr: turkish,
  ar: arabic,
  fa: persian,
  id: indonesian,
  vi: vietnamese,
  ja: japanese,
  ko: korean,
}

/** Scripts in which words follow each other without spaces, at the start of a text; in Korean, particles do. */
export const unspaced = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u

/** What a phrase stands for. */
export type PhraseSense =
  | { readonly kind: 'word'; readonly meaning: Meaning }
  | { readonly kind: 'days'; readonly days: readonly Weekday[] }
  | { readonly kind: 'number'; readonly value: number; readonly isOrdinal: boolean }
  | { readonly kind: 'alias'; readonly text: string }

/** The phrases of one vocabulary. */
interface Phrases {
  readonly senses: ReadonlyMap<string, PhraseSense>
  /** UTF-16 units of the longest phrase in a script without spaces, and words of the longest one in another script. */
  readonly longest: number
  readonly mostWords: number
}

/** The phrases of a language, and of English and Chinese: where they share a phrase, the language's own meaning counts. */
export class PhraseBook {
  readonly longest: number
  readonly mostWords: number
  readonly numberedDays: NumberedDays | null
  readonly #all: readonly Phrases[]

  constructor(own: ScheduleVocabulary) {
    this.#all = [...new Set([own, english, chinese])].map(phrasesOf)
    this.longest = Math.max(...this.#all.map(({ longest }) => longest))
    this.mostWords = Math.max(...this.#all.map(({ mostWords }) => mostWords))
    this.numberedDays = own.numberedDays ?? null
  }

  senseOf(phrase: string): PhraseSense | undefined {
    for (const { senses } of this.#all) {
      const sense = senses.get(phrase)
      if (sense !== undefined) return sense
    }
    return undefined
  }

  phrases(): readonly string[] {
    return [...new Set(this.#all.flatMap(({ senses }) => [...senses.keys()]))]
  }
}

const wordOutsideAscii = /[\p{L}\p{M}\u200c]*(?!\p{ASCII})[\p{L}\p{M}\u200c]+/gu

/** Words without the differences that people do not type: case, marks, and variants of letters; Chinese in Simplified characters. */
export function plainWords(text: string): string {
  return text.toLowerCase().replace(wordOutsideAscii, (word) => fold(word).bare)
}

const books = new Map<Language, PhraseBook>()

export function phraseBook(language: Language): PhraseBook {
  const known = books.get(language) ?? new PhraseBook(vocabularies[language])
  books.set(language, known)
  return known
}

/** Scripts that several languages share. */
const scripts = [
  /\p{sc=Latn}/u,
  /\p{sc=Cyrl}/u,
  /\p{sc=Arab}/u,
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u,
  /\p{sc=Hang}/u,
] as const

/** The books in which the words of a text may be, the person's own language first. */
export function* phraseBooks(text: string, own: Language): Generator<PhraseBook> {
  yield phraseBook(own)
  for (const language of languages)
    if (
      language !== own &&
      scripts.some((script) => script.test(text) && script.test(vocabularies[language].words.every))
    )
      yield phraseBook(language)
}

const known = new Map<ScheduleVocabulary, Phrases>()

function phrasesOf(vocabulary: ScheduleVocabulary): Phrases {
  const phrases = known.get(vocabulary) ?? withPhrases(vocabulary)
  known.set(vocabulary, phrases)
  return phrases
}

/** The first meaning of a phrase counts. */
function* listedIn(vocabulary: ScheduleVocabulary): Generator<readonly [listed: string, sense: PhraseSense]> {
  for (const [phrase, text] of Object.entries(vocabulary.aliases)) yield [phrase, { kind: 'alias', text }]
  for (const [listed, days] of vocabulary.daySets) yield [listed, { kind: 'days', days }]
  for (const day of weekdays) yield [vocabulary.days[day] ?? '', { kind: 'days', days: [day] }]
  // The record has every meaning as a key.
  for (const [meaning, listed] of Object.entries(vocabulary.words) as [Meaning, string][])
    yield [listed, { kind: 'word', meaning }]
  for (const [name, value] of Object.entries(vocabulary.numbers))
    yield [name, { kind: 'number', value, isOrdinal: false }]
  for (const [name, value] of Object.entries(vocabulary.ordinals))
    yield [name, { kind: 'number', value, isOrdinal: true }]
}

/** The phrases with ä, ö or ü as they are typed without these keys: taeglich. */
function withDigraphs(listed: string): string {
  const umlauts = listed.split('|').filter((phrase) => /[äöü]/u.test(phrase))
  return umlauts.join('|').replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue')
}

function withPhrases(vocabulary: ScheduleVocabulary): Phrases {
  const listed = [...listedIn(vocabulary)]
  const digraphs = listed.map(([text, sense]) => [withDigraphs(text), sense] as const)
  const all = [...listed, ...digraphs.filter(([text]) => text !== '')]
  // All phrases are folded at once, which is faster.
  const texts = all
    .map(([text]) => text)
    .join(';')
    .normalize('NFKC')
    .replace(/[.'’]/gu, '')
  const senses = new Map<string, PhraseSense>()
  let [longest, mostWords] = [0, 1]
  for (const [at, text] of fold(texts).bare.split(';').entries())
    for (const phrase of text.split('|')) {
      const sense = all[at]?.[1]
      if (sense === undefined || phrase === '' || senses.has(phrase)) continue
      senses.set(phrase, sense)
      if (unspaced.test(phrase)) longest = Math.max(longest, phrase.length)
      else mostWords = Math.max(mostWords, phrase.split(' ').length)
    }
  return { senses, longest, mostWords }
}
