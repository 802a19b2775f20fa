/** Whether a text can be in one of the bot's languages, as far as its letters tell. Pure. */
import type { Language } from '../language.ts'
import { arabicScriptLanguage, chineseScript } from '../text/distinctive-letters.ts'
import { mainScript, minKanaShare, minShare } from '../text/main-script.ts'
import { targetLanguages } from './target-languages.ts'

/** Letters that a language does not have, but its neighbour does. */
const foreign: Partial<Record<Language, RegExp>> = { ru: /[іїєґ]/giu, uk: /[ыэъё]/giu }

/**
 * @param source names that it has in Latin letters stay in all scripts, and say nothing about the language
 * @returns null: the text has no other letters
 */
export function canBeIn(language: Language, text: string, source: string): boolean | null {
  const isLatin = targetLanguages[language].scripts.includes('Latn')
  return canBeWritten(language, isLatin ? text : withoutNames(text, source))
}

function withoutNames(text: string, source: string): string {
  const known = source.toLowerCase()
  return text.replace(/\p{sc=Latn}+/gu, (word) => (known.includes(word.toLowerCase()) ? ' ' : word))
}

function canBeWritten(language: Language, text: string): boolean | null {
  const isChinese = language === 'zh' || language === 'zh-hant'
  // Chinese texts may have a の in a name.
  const script = mainScript(text, isChinese ? minShare : minKanaShare)
  if (script === null) return null
  if (!targetLanguages[language].scripts.includes(script)) return false
  if (isChinese) return chineseScript(text) !== (language === 'zh' ? 'Hant' : 'Hans')
  // A single letter may be in a name.
  if ((text.match(foreign[language] ?? /$^/u)?.length ?? 0) > 1) return false
  return language !== 'ar' || arabicScriptLanguage(text) === 'ar'
}
