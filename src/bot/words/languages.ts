/** Which words for which language, and which language for which person. */
import type { Language } from '../../model.ts'
import { en } from './en.ts'
import type { Words } from './vocabulary.ts'
import { zh } from './zh.ts'

const all: Readonly<Record<Language, Words>> = { en, zh }

export function wordsFor(language: Language): Words {
  return all[language]
}

/** @param tag IETF language tag of the person's Telegram, such as `zh-hans`; absent where it does not say */
export function languageOf(tag: string | undefined): Language {
  return tag?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
