/** The language in which the playground starts, before a page asks for another one. */
import { languageOf } from '../src/i18n/languages.ts'
import { type SampleLanguage, sampleLanguage } from './samples/sample-texts.ts'

/** @param env of the terminal, whose locale is such as `zh_CN.UTF-8` */
export function terminalLanguage(env: Readonly<Record<string, string | undefined>>): SampleLanguage {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return sampleLanguage(languageOf(locale.replace(/[.@].*/u, '')))
}
