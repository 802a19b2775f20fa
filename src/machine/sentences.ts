/** What briefings and summaries have in common: which sentences of a machine may be shown. Pure. */

import type { Language } from '../language.ts'
import { limits } from '../limits.ts'
import { addsForeignMatter, keptNames } from './foreign-matter.ts'
import { hasIdentifier, identifiersIn, withoutIdentifiers } from './identifiers.ts'
import { latinLength } from './latin-length.ts'
import { numbersAreIn } from './numbers-agree.ts'
import { canBeIn } from './script-of-language.ts'
import { targetLanguages } from './target-languages.ts'

/** Where a sentence ends: not behind an initial, a short abbreviation, or the full stop of a number. */
const end = /(?<=[。！？])\s*|(?<=(?:[\p{Ll}\p{Lo}\p{M}]{3}|[\d%)\]”»"])[.!?؟…][”»"]?)\s+(?=\P{Ll})/u

export function sentencesIn(text: string): readonly string[] {
  return text.split(end).flatMap((sentence) => (sentence.trim() === '' ? [] : sentence.trim()))
}

/**
 * Whether a sentence has only what its source has: no number, name with digits, link, mention or markup of its own.
 * @param language of the source, BCP 47; null: unknown
 */
export function isGrounded(sentence: string, source: string, language: string | null, target: Language): boolean {
  if (latinLength(sentence) > limits.machine.sentenceWidth || canBeIn(target, sentence, source) !== true) return false
  if (addsForeignMatter(sentence, source)) return false
  const names = keptNames(sentence)
  const known = source.toLowerCase()
  const identifiers = identifiersIn(sentence, targetLanguages[target].scripts.includes('Latn'))
  return (
    names.every((name) => known.includes(name)) &&
    identifiers.every((each) => hasIdentifier(source, each)) &&
    numbersAreIn(
      { text: withoutIdentifiers(sentence, identifiers), language: targetLanguages[target].code },
      { text: source, language: language?.split('-')[0] ?? null },
    )
  )
}
