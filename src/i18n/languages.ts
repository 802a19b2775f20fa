/** Which language a person or a reader gets. */

import { type Language, languages } from '../language.ts'
import { limits } from '../limits.ts'

/** Regions and scripts that are written in Traditional characters. */
const traditional: ReadonlySet<string> = new Set(['hant', 'tw', 'hk', 'mo'])

/** @param tag IETF language tag, such as `zh-hans`. @returns null if the bot does not have the language */
export function supportedLanguage(tag: string): Language | null {
  const [primary = '', ...subtags] = tag.toLowerCase().split(/[-_]/u)
  if (primary === 'yue') return subtags.includes('hans') ? 'zh' : 'zh-hant'
  if (primary === 'pt') return 'pt-br'
  // Java's and old Android's name of Indonesian.
  if (primary === 'in') return 'id'
  if (primary === 'zh' && subtags.some((subtag) => traditional.has(subtag)) && !subtags.includes('hans'))
    return 'zh-hant'
  return languages.find((language) => language === primary) ?? null
}

/** @param tag `language_code` of the person's Telegram. @returns English if the bot does not have the language */
export function languageOf(tag: string | undefined): Language {
  return supportedLanguage(tag ?? '') ?? 'en'
}

/** The first of a reader's languages that the pages have. @param header `Accept-Language` (RFC 9110, section 12.5.4) */
export function readersLanguage(header: string | undefined): Language {
  return (
    (header ?? '')
      .slice(0, limits.web.acceptLanguageUnits)
      .split(',')
      .map((part) => {
        const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/u)
        const quality = parameters.map((each) => /^q=([\d.]+)$/iu.exec(each)?.[1]).find((each) => each !== undefined)
        return { language: supportedLanguage(tag), quality: quality === undefined ? 1 : Number(quality) }
      })
      .filter(({ quality }) => quality > 0)
      .toSorted((one, other) => other.quality - one.quality)
      .find(({ language }) => language !== null)?.language ?? 'en'
  )
}
