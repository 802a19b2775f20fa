/** Finds which word people typed, among the names that every language has for settings and their values. */
import { type Language, languages } from '../language.ts'
import { plainName } from '../text/plain-name.ts'
import type { TypedWord } from './catalogue.ts'
import { catalogues } from './catalogues.ts'

/** The words by their folded names, in one language. A name may stand for several words, such as a layout and a link style. */
type Names = ReadonlyMap<string, readonly TypedWord[]>

const known = new Map<Language, Names>()

function namesIn(language: Language): Names {
  const names = known.get(language) ?? readNames(language)
  known.set(language, names)
  return names
}

function readNames(language: Language): Names {
  const names = new Map<string, readonly TypedWord[]>()
  // The record has every word as a key.
  for (const [word, listed] of Object.entries(catalogues[language].typed) as [TypedWord, string][])
    for (const name of listed.split('|').map(plainName)) names.set(name, [...(names.get(name) ?? []), word])
  return names
}

/** The person's own language, English, and the others. */
function ordered(own: Language): readonly Language[] {
  return [...new Set<Language>([own, 'en', ...languages])]
}

/**
 * The word that a text is a name of, in any language.
 * @param among the words that are possible here
 * @param own the person's language, whose names count first
 * @returns null if it is a name of none
 */
export function typedWord<Word extends TypedWord>(text: string, among: readonly Word[], own: Language): Word | null {
  const name = plainName(text)
  for (const language of ordered(own)) {
    const words = namesIn(language).get(name) ?? []
    const found = among.find((word) => words.includes(word))
    if (found !== undefined) return found
  }
  return null
}

/** The longest name at the beginning of a text, and what follows it; null: it begins with none. */
export function typedWordAt<Word extends TypedWord>(
  text: string,
  among: readonly Word[],
  own: Language,
): { readonly word: Word; readonly rest: string } | null {
  const starts = [...text.matchAll(wordEnd)].slice(0, MOST_WORDS).map(({ index }) => index)
  for (const end of starts.toReversed()) {
    const word = typedWord(text.slice(0, end), among, own)
    if (word !== null) return { word, rest: text.slice(end).trim() }
  }
  return null
}
/** Where a name may end: in scripts without spaces (and in Korean, where people leave them out) also in front of a number, Latin letters or a brace. */
const wordEnd = /(?<=\S)(?=\s|$)|(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}ー])(?=[+-]?\d|[a-z{])/giu
/** Words of the longest name. */
const MOST_WORDS = 4

/** The names of words in a language and in English, as their catalogues write them. */
export function namesOf(among: readonly TypedWord[], own: Language): readonly string[] {
  return [...new Set([own, 'en' as const])].flatMap((language) =>
    among.flatMap((word) => catalogues[language].typed[word].split('|')),
  )
}

export function isOff(text: string, own: Language): boolean {
  return typedWord(text, ['off'], own) !== null
}

export function isOn(text: string, own: Language): boolean {
  return typedWord(text, ['on'], own) !== null
}
