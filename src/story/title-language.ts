/** Tells the language of a title by its words. Pure. */
import { Headline } from './headline.ts'
import { foldTitle } from './signature.ts'

/** @returns BCP 47 without a region; null: unknown, or it may be one of several */
export function titleLanguage(title: string): string | null {
  const [language, ...others] = new Headline(foldTitle(title)).languages.likeliest
  return language === undefined || others.length > 0 ? null : language.list.language
}
