/** Looks up the words of schedules: a book of phrases for each language, with English in all of them. */
import { dayMs } from '../../limits.ts'
import { type Language, languages } from '../../model.ts'
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

export interface PhraseBook {
  readonly phrases: ReadonlyMap<string, PhraseSense>
  /** UTF-16 units of the longest phrase in a script without spaces, and words of the longest one in another script. */
  readonly longest: number
  readonly mostWords: number
  readonly numberedDays: NumberedDays | null
}

/** Words without the differences that people do not type: case, marks, and variants of letters; Chinese in Simplified characters. */
export function plainWords(text: string): string {
  return text.replace(/[\p{L}\p{M}\u200c]+/gu, (word) => fold(word).bare)
}

/** A phrase as it is looked up. */
export function plainPhrase(text: string): string {
  return plainWords(text.normalize('NFKC').replace(/[.'’]/gu, ''))
}

/** Taeglich for täglich. */
function withDigraphs(text: string): string {
  return text.replace(/[äöü]/gu, (letter) => ({ ä: 'ae', ö: 'oe' })[letter] ?? 'ue')
}

/** Monday, as 1970 began on a Thursday. */
const aMonday = 4 * dayMs

function namesOf({ locale, days }: ScheduleVocabulary): readonly (readonly [name: string, day: Weekday])[] {
  const formats = (['long', 'short'] as const).map(
    (weekday) => new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }),
  )
  return weekdays.flatMap((day) => {
    const known = formats.map((format) => format.format(aMonday + day * dayMs))
    return [...known, ...(days[day]?.split('|') ?? [])].map((name) => [plainPhrase(name), day] as const)
  })
}

const books = new Map<string, PhraseBook>()

/** The phrases of a language, and of English and Chinese: where they share a phrase, the language's own meaning counts. */
export function phraseBook(language: Language): PhraseBook {
  const known = books.get(language) ?? bookOf([...new Set([vocabularies[language], english, chinese])])
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

function bookOf(vocabularies: readonly ScheduleVocabulary[]): PhraseBook {
  const phrases = new Map<string, PhraseSense>()
  const add = (listed: string, sense: PhraseSense) => {
    for (const each of listed.split('|')) {
      for (const phrase of new Set([each, withDigraphs(each)].map(plainPhrase)))
        if (phrase !== '' && !phrases.has(phrase)) phrases.set(phrase, sense)
    }
  }
  for (const vocabulary of vocabularies) {
    for (const [phrase, text] of Object.entries(vocabulary.aliases))
      add(phrase, { kind: 'alias', text: plainWords(text) })
    for (const [listed, days] of vocabulary.daySets) add(listed, { kind: 'days', days })
    for (const [name, day] of namesOf(vocabulary)) add(name, { kind: 'days', days: [day] })
    // The record has every meaning as a key.
    for (const [meaning, listed] of Object.entries(vocabulary.words) as [Meaning, string][])
      add(listed, { kind: 'word', meaning })
    for (const [name, value] of Object.entries(vocabulary.numbers))
      add(name, { kind: 'number', value, isOrdinal: false })
    for (const [name, value] of Object.entries(vocabulary.ordinals))
      add(name, { kind: 'number', value, isOrdinal: true })
  }
  const all = [...phrases.keys()]
  return {
    phrases,
    longest: Math.max(0, ...all.filter((phrase) => unspaced.test(phrase)).map((phrase) => phrase.length)),
    mostWords: Math.max(...all.map((phrase) => phrase.split(' ').length)),
    numberedDays: vocabularies[0]?.numberedDays ?? null,
  }
}
