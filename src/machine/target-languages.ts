/** The bot's languages as a model is told about them. */
import type { Language } from '../language.ts'
import type { ScriptName } from '../text/main-script.ts'

export interface TargetLanguage {
  /** In English, with what the model could get wrong. */
  readonly name: string
  /** The scripts of its letters. */
  readonly scripts: readonly ScriptName[]
  /** BCP 47. */
  readonly locale: string
  /** Of models that only translate. */
  readonly code: string
}

const latin = ['Latn'] as const

export const targetLanguages: Readonly<Record<Language, TargetLanguage>> = {
  en: { name: 'English', scripts: latin, locale: 'en', code: 'en' },
  zh: { name: 'Simplified Chinese', scripts: ['Hani'], locale: 'zh-Hans', code: 'zh' },
  'zh-hant': { name: 'Traditional Chinese as in Taiwan', scripts: ['Hani'], locale: 'zh-Hant', code: 'zh' },
  es: { name: 'Spanish', scripts: latin, locale: 'es', code: 'es' },
  'pt-br': { name: 'Brazilian Portuguese', scripts: latin, locale: 'pt-BR', code: 'pt' },
  fr: { name: 'French', scripts: latin, locale: 'fr', code: 'fr' },
  de: { name: 'German', scripts: latin, locale: 'de', code: 'de' },
  it: { name: 'Italian', scripts: latin, locale: 'it', code: 'it' },
  ru: { name: 'Russian', scripts: ['Cyrl'], locale: 'ru', code: 'ru' },
  uk: { name: 'Ukrainian', scripts: ['Cyrl'], locale: 'uk', code: 'uk' },
  tr: { name: 'Turkish', scripts: latin, locale: 'tr', code: 'tr' },
  ar: { name: 'Modern Standard Arabic', scripts: ['Arab'], locale: 'ar', code: 'ar' },
  fa: { name: 'Persian (in Arabic script)', scripts: ['Arab'], locale: 'fa', code: 'fa' },
  id: { name: 'Indonesian', scripts: latin, locale: 'id', code: 'id' },
  vi: { name: 'Vietnamese', scripts: latin, locale: 'vi', code: 'vi' },
  ja: { name: 'Japanese', scripts: ['Kana', 'Hani'], locale: 'ja', code: 'ja' },
  ko: { name: 'Korean', scripts: ['Hang'], locale: 'ko', code: 'ko' },
}
