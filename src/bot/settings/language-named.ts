/** Languages by the names that people type. */
import { catalogues } from '../../i18n/catalogues.ts'
import { supportedLanguage } from '../../i18n/languages.ts'
import { type Language, languages } from '../../language.ts'
import { lazy } from '../../lazy.ts'
import { plainName } from '../../text/plain-name.ts'

/** Names beyond those that languages have in each other (Intl.DisplayNames), in any case. */
const furtherNames: Readonly<Record<Language, string>> = {
  en: '',
  zh: 'chinese|simplified|mandarin|简体|中文简体|华语|汉语|国语|普通话',
  'zh-hant': 'traditional|cantonese|繁体|中文繁体|正体|正体中文',
  es: 'castellano|castilian',
  'pt-br': 'brazilian|brasileiro|portugues do brasil',
  fr: '',
  de: '',
  it: '',
  ru: '',
  uk: '',
  tr: '',
  ar: '',
  fa: 'farsi',
  id: 'bahasa|bahasa indonesia',
  vi: '',
  ja: '',
  ko: '',
}

/** What languages call themselves here, and further names. */
const ownNames = lazy(
  (): ReadonlyMap<string, Language> =>
    new Map(
      languages.flatMap((language) =>
        [catalogues[language].name, ...furtherNames[language].split('|')].map(
          (name) => [plainName(name), language] as const,
        ),
      ),
    ),
)

/** The languages as CLDR names them: a language without a region, and with its script or region. */
function tagsOf(language: Language): readonly string[] {
  const { locale } = catalogues[language]
  const { language: primary, script } = new Intl.Locale(locale)
  if (language === 'zh-hant') return ['zh-Hant']
  return script === undefined ? [primary, locale] : [primary, `${primary}-${script}`]
}

const inLanguage = new Map<Language, ReadonlyMap<string, Language>>()

/** The names of all languages in one of them. */
function namesIn(language: Language): ReadonlyMap<string, Language> {
  const known = inLanguage.get(language)
  if (known !== undefined) return known
  const display = new Intl.DisplayNames(catalogues[language].locale, { type: 'language' })
  const names = new Map(
    languages.flatMap((each) => tagsOf(each).map((tag) => [plainName(display.of(tag) ?? tag), each] as const)),
  )
  inLanguage.set(language, names)
  return names
}

/** @param text a language's code or name, in any of the bot's languages; null: it is none of them */
export function languageNamed(text: string): Language | null {
  const name = plainName(text)
  if (name === '') return null
  const known = ownNames().get(name) ?? supportedLanguage(text.trim())
  if (known !== null) return known
  for (const language of languages) {
    const found = namesIn(language).get(name)
    if (found !== undefined) return found
  }
  return null
}
