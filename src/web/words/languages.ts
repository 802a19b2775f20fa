/** Which words for which language, and which language for which reader. */
import { languageOf } from '../../i18n/languages.ts'
import type { Language } from '../../model.ts'
import { en } from './en.ts'
import type { WebWords } from './vocabulary.ts'
import { zh } from './zh.ts'
import { zhHant } from './zh-hant.ts'

const all: Readonly<Record<Language, WebWords>> = { en, zh, 'zh-hant': zhHant }

export function webWordsFor(language: Language): WebWords {
  return all[language]
}

/** The first of a reader's languages that is one of ours. @param header `Accept-Language` (RFC 9110, section 12.5.4) */
export function readersLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/u)
      const quality = parameters.map((each) => /^q=([\d.]+)$/u.exec(each)?.[1]).find((each) => each !== undefined)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality)
    .find(({ tag }) => /^(?:en|zh|yue)(?:-|$)/iu.test(tag))
  return languageOf(wanted?.tag)
}
