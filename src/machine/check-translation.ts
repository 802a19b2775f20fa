/** Decides whether a machine's translation of a title may be shown. Pure. */

import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import { addsForeignMatter, keptNames } from './foreign-matter.ts'
import { hasIdentifier, identifiersIn, withoutIdentifiers } from './identifiers.ts'
import { latinLength } from './latin-length.ts'
import { numbersAgree } from './numbers-agree.ts'
import { canBeIn } from './script-of-language.ts'
import { targetLanguages } from './target-languages.ts'

export interface Translation {
  readonly original: string
  /** BCP 47, of the original; null: unknown. */
  readonly language: string | null
  readonly translated: string
  readonly target: Language
}

/** `changed`: numbers or names came out differently. `bad-answer`: it is no translation, or has something of its own. */
export function checkTranslation(translation: Translation): 'ok' | 'changed' | 'bad-answer' {
  const { original, translated, target } = translation
  if (translated.trim() === '') return 'bad-answer'
  if (latinLength(translated) > longestWidth(original)) return 'bad-answer'
  if (addsForeignMatter(translated, original) || !isInTarget(translation)) return 'bad-answer'
  return keepsNames(original, translated, target) && keepsNumbers(translation) ? 'ok' : 'changed'
}

/** A translation is at most this wide. */
export function longestWidth(original: string): number {
  return Math.max(limits.machine.longer * latinLength(original), limits.machine.shortWidth)
}

/** What consists of names may stay as it is, if its script is the target's. */
function isInTarget({ original, translated, target }: Translation): boolean {
  return canBeIn(target, translated, original) ?? canBeIn(target, original, '') === null
}

function keepsNames(original: string, translated: string, target: Language): boolean {
  const line = translated.toLowerCase()
  return (
    keptNames(original).every((name) => line.includes(name)) &&
    identifiersOf(original, target).every((identifier) => hasIdentifier(translated, identifier))
  )
}

function keepsNumbers({ original, language, translated, target }: Translation): boolean {
  const identifiers = [...identifiersOf(original, target), 'COVID-19']
  const rest = (text: string) => withoutIdentifiers(text, identifiers)
  return numbersAgree(
    { text: rest(original), language: language?.split('-')[0] ?? null },
    { text: rest(translated), language: targetLanguages[target].code },
  )
}

function identifiersOf(original: string, target: Language): readonly string[] {
  return identifiersIn(original, targetLanguages[target].scripts.includes('Latn'))
}
