/** The scripts of the languages that are not written in Latin letters. */
import type { Language } from '../../src/language.ts'

export const scripts: Readonly<Partial<Record<Language, RegExp>>> = {
  zh: /\p{sc=Han}/u,
  'zh-hant': /\p{sc=Han}/u,
  ru: /\p{sc=Cyrl}/u,
  uk: /\p{sc=Cyrl}/u,
  ar: /\p{sc=Arab}/u,
  fa: /\p{sc=Arab}/u,
  ja: /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]/u,
  ko: /\p{sc=Hang}/u,
}
