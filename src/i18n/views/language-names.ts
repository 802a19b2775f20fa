/** Names of languages, in a language. */
import type { Language } from '../../language.ts'
import type { Translator } from '../translator.ts'

/** As CLDR writes them: zh is Chinese in either script. */
const tags: Readonly<Partial<Record<Language, string>>> = { zh: 'zh-Hans', 'zh-hant': 'zh-Hant', 'pt-br': 'pt-BR' }

/** `German`, `tedesco`. */
export function languageName(t: Translator, language: Language): string {
  const display = new Intl.DisplayNames(t.catalogue.locale, { type: 'language' })
  return display.of(tags[language] ?? language) ?? language
}
