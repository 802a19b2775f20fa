/** Finds names that a translation must keep as they are: GPT-5, iPhone, F-16, but not 24-hour or McDonald in another script. Pure. */

const candidate = /(?<![\p{L}\p{M}\p{N}@#])[\p{sc=Latn}\d]+(?:[-\u2010\u2011][\p{sc=Latn}\d]+)*(?!\p{M})/gu
/** A number with a unit, an ordinal or a scale: 20km, 1st, 80s, 10AM, 5M, 24-hour, 12-jährige. */
const measured = /^\d+(?:-\p{L}[\p{L}-]*|\p{Ll}+|[AP]M|[KMBT]|BN|MN|KM|KG|GB|TB|MB|MW|GW|KW|EUR|USD)$/u
/** Quarters and half years have names of their own; COVID-19 is often only a word. */
const translated = /^(?:[QT][1-4]|[HS][12]|COVID-?19|Covid-?19)$/u
/** GPT-5, F-16, B2B, mp3, H5N1: letters with a digit right behind, or capitals before a hyphen and a digit. */
const numbered = /^(?:\p{L}+\d[\p{L}\d-]*|\p{Lu}{1,6}-\d[\p{L}\d-]*|\d+\p{Lu}(?:\d*\p{L}*)*)$/u
/** Not the letters of GPT-5, Su-57 or iPhone. */
const plainWord = /^\p{Lu}?\p{Ll}{2,}$/u
const innerCapital = /\p{Ll}\p{Lu}/u
/** Surnames such as McDonald, MacArthur, DeSantis and LeBron are written as they sound in other scripts. */
const surname = /^(?:Mc|Mac|De|Di|Du|Da|La|Le|Van|Von|Fitz|Ja|Ka|Jo)\p{Lu}\p{Ll}+$/u

/** @param isLatin whether the translation's script is Latin, which keeps surnames too */
export function identifiersIn(text: string, isLatin: boolean): readonly string[] {
  const found = (text.match(candidate) ?? []).map(withoutWords).filter((word) => isIdentifier(word, isLatin))
  return [...new Set(found)]
}

/** The core of a compound, whose words are translated: A380 of A380-Absturz, YouTube of YouTube-Kanal. */
function withoutWords(compound: string): string {
  const parts = compound.split(/[-\u2010\u2011]/u)
  const first = parts.findIndex((part) => !plainWord.test(part))
  const last = parts.findLastIndex((part) => !plainWord.test(part))
  return first < 0 ? '' : parts.slice(first, last + 1).join('-')
}

function isIdentifier(word: string, isLatin: boolean): boolean {
  if (/^\d*$/u.test(word) || measured.test(word) || translated.test(word)) return false
  if (/\d/u.test(word)) return numbered.test(word) || innerCapital.test(word)
  return innerCapital.test(word) && (isLatin || !word.split('-').some((part) => surname.test(part)))
}

/** An identifier in any case, with or without its hyphens. */
function patternOf(identifier: string): RegExp {
  const letters = identifier.replace(/[-\u2010\u2011]/gu, '')
  return new RegExp(`(?<![\\p{sc=Latn}\\d])${[...letters].join('[-\\u2010-\\u2013 ]?')}`, 'giu')
}

/** Names without digits may have another ending: YouTuberin is YouTuber. */
export function hasIdentifier(text: string, identifier: string): boolean {
  const stem = /\d/u.test(identifier) ? identifier : identifier.slice(0, Math.max(STEM, identifier.length - ENDING))
  return patternOf(stem).test(text)
}

/** Letters of a name that must stay, and of an ending that need not. */
const STEM = 5
const ENDING = 3

/** A text without identifiers, whose digits are no numbers. */
export function withoutIdentifiers(text: string, identifiers: readonly string[]): string {
  return identifiers.reduce((rest, identifier) => rest.replace(patternOf(identifier), ' '), text)
}
