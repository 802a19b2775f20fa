/** Tells the language of a title by its words. Pure. */
import { Headline } from './headline.ts'
import { foldTitle } from './signature.ts'

/** BCP 47 without a region; null: unknown, or it may be one of several. */
export function titleLanguage(title: string): string | null {
  return languageByWords(title).language
}

/** `isCertain`: no other language is nearly as likely. “War in Ukraine” may be German by its words. */
export function languageByWords(title: string): { readonly language: string | null; readonly isCertain: boolean } {
  const { likeliest, likely } = new Headline(foldTitle(title)).languages
  const [language, ...others] = likeliest
  const isKnown = language !== undefined && others.length === 0
  return { language: isKnown ? language.list.language : null, isCertain: isKnown && likely.length === 1 }
}
