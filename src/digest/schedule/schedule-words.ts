/** Looks up the words of all languages' schedules. */
import { lazy } from '../../lazy.ts'
import { dayMs } from '../../limits.ts'
import { chinese } from './vocabularies/chinese.ts'
import { english } from './vocabularies/english.ts'
import type { Meaning, ScheduleVocabulary } from './vocabularies/vocabulary.ts'
import { type Weekday, weekdays } from './weekdays.ts'

/** Where two languages share a phrase, the first one's meaning counts. */
const vocabularies: readonly ScheduleVocabulary[] = [english, chinese]

/** Scripts without spaces between words, at the start of a text. */
export const unspaced = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]/u

/** What a phrase stands for. */
export type PhraseSense =
  | { readonly kind: 'word'; readonly meaning: Meaning }
  | { readonly kind: 'days'; readonly days: readonly Weekday[] }
  | { readonly kind: 'number'; readonly value: number; readonly isOrdinal: boolean }
  | { readonly kind: 'alias'; readonly text: string }

interface PhraseBook {
  readonly phrases: ReadonlyMap<string, PhraseSense>
  /** UTF-16 units of the longest phrase in a script without spaces, and words of the longest one in another script. */
  readonly longest: number
  readonly mostWords: number
}

/** A phrase as `ScheduleVocabulary` writes it. */
export function plainPhrase(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[.'’]/gu, '')
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

/** The phrases of all vocabularies. */
export const phraseBook = lazy((): PhraseBook => {
  const phrases = new Map<string, PhraseSense>()
  const add = (listed: string, sense: PhraseSense) => {
    for (const phrase of listed.split('|')) if (phrase !== '' && !phrases.has(phrase)) phrases.set(phrase, sense)
  }
  for (const vocabulary of vocabularies) {
    for (const [phrase, text] of Object.entries(vocabulary.aliases)) add(phrase, { kind: 'alias', text })
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
    longest: Math.max(...all.filter((phrase) => unspaced.test(phrase)).map((phrase) => phrase.length)),
    mostWords: Math.max(...all.map((phrase) => phrase.split(' ').length)),
  }
})
