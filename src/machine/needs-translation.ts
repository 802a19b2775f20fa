/** Decides whether a title is in the language of its readers already. Pure. */
import type { Language } from '../language.ts'
import { languageOf } from '../text/text-language.ts'
import { targetLanguages } from './target-languages.ts'

export interface TitleLanguage {
  /** BCP 47, as the item or its feed declares it; null: not declared. */
  readonly declared: string | null
  /** What the title's words tell, such as `de`; null: unknown. It wins over what is declared. */
  readonly detected: string | null
  /** False: others are nearly as likely, so that another declared language may be right. Absent: true. */
  readonly isCertain?: boolean
}

/** A short title whose language is unknown is translated: the model leaves it alone if it is in the target already. */
export function needsTranslation(
  title: string,
  { declared, detected, isCertain = true }: TitleLanguage,
  target: Language,
): boolean {
  if (!/\p{L}/u.test(title)) return false
  // The model leaves it alone if it is in the target after all.
  if (!isCertain && declared !== null && languageOf(declared, title).lang !== languageOf(detected, title).lang)
    return (
      needsTranslation(title, { declared, detected: null }, target) ||
      needsTranslation(title, { declared: null, detected }, target)
    )
  const { lang } = languageOf(detected ?? declared, title)
  if (lang === null) return true
  const language = new Intl.Locale(lang).language
  const wanted = new Intl.Locale(targetLanguages[target].locale).language
  return base(language) !== wanted || (wanted === 'zh' && hasOtherCharacters(title, target))
}

/** Feeds that declare Cantonese or Mandarin are written in Chinese. */
const base = (language: string) => (language === 'yue' || language === 'cmn' ? 'zh' : language)

/** Not where all of its characters are in both kinds of Chinese. */
function hasOtherCharacters(title: string, target: Language): boolean {
  const { lang } = languageOf('zh', title)
  return lang === (target === 'zh' ? 'zh-Hant' : 'zh-Hans')
}
