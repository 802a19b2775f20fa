/** The languages of the bot and its pages. */
import * as v from 'valibot'

/** `zh`: Simplified Chinese; `zh-hant`: Traditional Chinese, as in Taiwan. */
export const languages = [
  'en',
  'zh',
  'zh-hant',
  'es',
  'pt-br',
  'fr',
  'de',
  'it',
  'ru',
  'uk',
  'tr',
  'ar',
  'fa',
  'id',
  'vi',
  'ja',
  'ko',
] as const
export const languageSchema = v.picklist(languages)
export type Language = v.InferOutput<typeof languageSchema>
