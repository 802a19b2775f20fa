/** What each language calls itself. */
import type { Language } from '../model.ts'

export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  zh: '简体中文',
  'zh-hant': '繁體中文',
}
