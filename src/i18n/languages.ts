/** Which words for which language, and which language for which person. */
import type { Language } from '../model.ts'
import { en } from './en/words.ts'
import type { Words } from './vocabulary.ts'
import { zh } from './zh/words.ts'
import { zhHant } from './zh-hant/words.ts'

const all: Readonly<Record<Language, Words>> = { en, zh, 'zh-hant': zhHant }

export function wordsFor(language: Language): Words {
  return all[language]
}

/** @param tag IETF language tag of the person's Telegram, such as `zh-hans`; absent where it does not say */
export function languageOf(tag: string | undefined): Language {
  const [language, ...subtags] = (tag ?? '').toLowerCase().split(/[-_]/u)
  if (language === 'yue') return 'zh-hant'
  if (language !== 'zh') return 'en'
  // A region stands for its script: Taiwan, Hong Kong and Macau write Traditional characters.
  return subtags.some((subtag) => ['hant', 'tw', 'hk', 'mo'].includes(subtag)) && !subtags.includes('hans')
    ? 'zh-hant'
    : 'zh'
}
