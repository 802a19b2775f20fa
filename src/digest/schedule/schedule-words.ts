/** Looks up the words of schedules: a book of phrases for each language, with English in all of them. */
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

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
const wordOutsideAscii = /[\p{L}\p{M}\u200c]*(?!\p{ASCII})[\p{L}\p{M}\u200c]+/gu

/** Words without the differences that people do not type: case, marks, and variants of letters; Chinese in Simplified characters. */
export function plainWords(text: string): string {
  return text.toLowerCase().replace(wordOutsideAscii, (word) => fold(word).bare)
}

/** Phrases as they are looked up. */
function plainPhrases(listed: string): readonly string[] {
  const plain = listed.normalize('NFKC').replace(/[.'’]/gu, '')
  const digraphs = plain.replace(/[äöü]/gu, (letter) => ({ ä: 'ae', ö: 'oe' })[letter] ?? 'ue')
  return plainWords(plain === digraphs ? plain : `${plain}|${digraphs}`).split('|')
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

/** What the phrases of a vocabulary mean, the first of each counts. */
type Entries = readonly (readonly [phrase: string, sense: PhraseSense])[]

const known = new Map<ScheduleVocabulary, Entries>()

function entriesOf(vocabulary: ScheduleVocabulary): Entries {
  const entries: (readonly [string, PhraseSense])[] = []
  const add = (listed: string, sense: PhraseSense) => {
    for (const phrase of plainPhrases(listed)) if (phrase !== '') entries.push([phrase, sense])
  }
  for (const [phrase, text] of Object.entries(vocabulary.aliases)) add(phrase, { kind: 'alias', text: plainWords(text) })
  for (const [listed, days] of vocabulary.daySets) add(listed, { kind: 'days', days })
  for (const day of weekdays) add(vocabulary.days[day] ?? '', { kind: 'days', days: [day] })
  // The record has every meaning as a key.
  for (const [meaning, listed] of Object.entries(vocabulary.words) as [Meaning, string][])
    add(listed, { kind: 'word', meaning })
  for (const [name, value] of Object.entries(vocabulary.numbers)) add(name, { kind: 'number', value, isOrdinal: false })
  for (const [name, value] of Object.entries(vocabulary.ordinals)) add(name, { kind: 'number', value, isOrdinal: true })
  return entries
}

function bookOf(vocabularies: readonly ScheduleVocabulary[]): PhraseBook {
  const phrases = new Map<string, PhraseSense>()
  let [longest, mostWords] = [0, 1]
  for (const vocabulary of vocabularies) {
    const entries = known.get(vocabulary) ?? entriesOf(vocabulary)
    known.set(vocabulary, entries)
    for (const [phrase, sense] of entries) {
      if (phrases.has(phrase)) continue
      phrases.set(phrase, sense)
      if (unspaced.test(phrase)) longest = Math.max(longest, phrase.length)
      else mostWords = Math.max(mostWords, phrase.split(' ').length)
    }
  }
  return { phrases, longest, mostWords, numberedDays: vocabularies[0]?.numberedDays ?? null }
}
