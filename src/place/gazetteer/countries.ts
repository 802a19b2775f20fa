/** Countries by name and flag. */
import { lazy } from '../../lazy.ts'
import { limits } from '../../limits.ts'
import { ValueCache } from '../../value-cache.ts'
import { foldPlace } from '../place-name.ts'
import { countryNames } from './area-names.ts'
import { hanNames } from './han-names.ts'

/** Languages that are written in a script, the most widely known first; of those that Chrome's ICU has, which workerd uses. */
const languagesByScript: readonly (readonly [script: RegExp, locales: readonly string[]])[] = [
  [/\p{sc=Hira}|\p{sc=Kana}/u, ['ja']],
  [/\p{sc=Han}/u, ['zh', 'zh-Hant', 'ja']],
  [/\p{sc=Hang}/u, ['ko']],
  [/\p{sc=Cyrl}/u, ['ru', 'uk', 'bg', 'sr']],
  [/\p{sc=Grek}/u, ['el']],
  [/\p{sc=Arab}/u, ['ar', 'fa', 'ur']],
  [/\p{sc=Hebr}/u, ['he']],
  [/\p{sc=Deva}/u, ['hi', 'mr']],
  [/\p{sc=Beng}/u, ['bn']],
  [/\p{sc=Gujr}/u, ['gu']],
  [/\p{sc=Taml}/u, ['ta']],
  [/\p{sc=Telu}/u, ['te']],
  [/\p{sc=Knda}/u, ['kn']],
  [/\p{sc=Mlym}/u, ['ml']],
  [/\p{sc=Thai}/u, ['th']],
  [/\p{sc=Ethi}/u, ['am']],
]
/** In Latin script. */
const latin = 'es pt fr de id it tr pl nl vi ro hu cs sv da nb fi hr sk sl lt lv et'.split(' ')

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Parts of Spain that Intl counts as countries: regions here, with the zones of the gazetteer. */
const noCountries: ReadonlySet<string> = new Set(['EA', 'IC'])

/** ISO 3166-1 codes of all countries that Intl has names for, without withdrawn codes. */
const codes = lazy(
  (): ReadonlySet<string> =>
    new Set(
      letters
        .flatMap((first) => letters.map((second) => first + second))
        .filter((code) => displayIn('en').of(code) !== undefined && !noCountries.has(code))
        .filter((code) => new Intl.Locale(`und-${code}`).region === code),
    ),
)

/** Codes by folded name: those of Intl in English, and others. */
const englishNames = lazy(
  (): ReadonlyMap<string, string> =>
    new Map([
      ...[...codes()].flatMap((code) => namesIn(displayIn('en').of(code) ?? '').map((name) => [name, code] as const)),
      ...codesByName(countryNames),
    ]),
)
const codesByHanName = lazy((): ReadonlyMap<string, string> => new Map(codesByName(hanNames)))

function codesByName(names: Readonly<Record<string, string>>): readonly (readonly [name: string, code: string])[] {
  return Object.entries(names).flatMap(([code, all]) => all.split('|').map((name) => [foldPlace(name), code] as const))
}

/** `Myanmar (Burma)` has two further names. Folded. */
function namesIn(name: string): readonly string[] {
  const [, inside] = /\((.*)\)/u.exec(name) ?? []
  return (inside === undefined ? [name] : [name, inside, name.replace(/ *\(.*\)/u, '')]).map(foldPlace)
}

const displays = new Map<string, Intl.DisplayNames>()

function displayIn(locale: string): Intl.DisplayNames {
  const known = displays.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
  displays.set(locale, known)
  return known
}

const recent = new ValueCache<string, string | null>(limits.digest.cachedPlaces)

/** How much longer or shorter a name may be when it is folded. */
const FOLDED_UNITS = 4

/** The country with this folded name in a language of its script, other than Latin; null: none. */
export function countryNamed(name: string): string | null {
  if (/^[a-z ]*$/u.test(name)) return null
  const [, locales] = languagesByScript.find(([script]) => script.test(name)) ?? [null, []]
  return countryIn(locales, name)
}

/** The country with this folded name in a language in Latin script, of which there are many; null: none. */
export function countryNamedInLatin(name: string): string | null {
  return /^\p{sc=Latn}/u.test(name) ? recent.get(name, () => countryIn(latin, name)) : null
}

/** The country with this folded name in English, or with a part of this name in Chinese characters; null: none. */
export function countryInEnglish(name: string): string | null {
  return englishNames().get(name) ?? (/^\p{sc=Han}/u.test(name) ? codesByHanName().get(name) : null) ?? null
}

/** The country with this code in any case; null: none. */
export function countryWithCode(code: string): string | null {
  return codes().has(code.toUpperCase()) ? code.toUpperCase() : null
}

/** The zones of a country without cities in the gazetteer. */
export function zonesOfCountry(code: string): readonly string[] {
  return new Intl.Locale(`und-${code}`).getTimeZones() ?? []
}

function countryIn(locales: readonly string[], name: string): string | null {
  for (const locale of locales) {
    for (const code of codes()) {
      const shown = displayIn(locale).of(code) ?? ''
      const mayBe = Math.abs(shown.length - name.length) <= FOLDED_UNITS || shown.includes('(')
      if (mayBe && namesIn(shown).includes(name)) return code
    }
  }
  return null
}

/** Names of countries in English, for corrections of typos. */
export function englishCountryNames(): Iterable<readonly [name: string, code: string]> {
  return englishNames()
}

/** Unicode's regional indicators, two of which are a flag (unicode.org/reports/tr51, section 3.3). */
const flag = /^([\u{1f1e6}-\u{1f1ff}])([\u{1f1e6}-\u{1f1ff}])$/u
/** A black flag, with the code of a subdivision in tags, such as `gbsct`. */
const tagged = /^\u{1f3f4}([\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]{3,6})\u{e007f}?$/u

/** The code in a flag: `DE`, or `US-TX` for a subdivision; null: the text is no flag. */
export function codeOfFlag(text: string): string | null {
  const [, first = '', second = ''] = flag.exec(text) ?? []
  const letter = (sign: string) => String.fromCharCode((sign.codePointAt(0) ?? 0) - 0x1f1e6 + 65)
  if (first !== '') return letter(first) + letter(second)
  const [, tags] = tagged.exec(text) ?? []
  if (tags === undefined) return null
  const code = [...tags].map((tag) => String.fromCharCode((tag.codePointAt(0) ?? 0) - 0xe0000)).join('')
  return `${code.slice(0, 2)}-${code.slice(2)}`.toUpperCase()
}
