/** Reads single words that look like the syntax of another program. */
import { compileExpression } from '../expression/expression.ts'
import { quotedTerm } from './quoted-term.ts'

/** `^x`, `.*`, `[ae]`, `\b`, `x$`: parts of a regular expression. US$ is none. */
const expressionPart = /^\^.|\.[*+]|\[[^\]]+\]|\\[bBwWdDsS]|[\p{Ll}\p{Lo}]{3}\$$/u
/** A tag such as [Ad] in a title, or grouping. */
const bracketed = /^[[\uff3b\u3010](.+)[\]\uff3d\u3011]$/u
/** Lucene's similar words and weights. */
const weighted = /^([\p{L}\p{M}\p{N}]{2,})[~^]\d*(?:\.\d+)?$/u
/** MonitoRSS's "broad" words, and search engines' synonyms. */
const similar = /^~([\p{L}\p{M}].*)$/u
/** SQL's wildcards. */
const percent = /^(?=.*\p{L}{2})%?[\p{L}\p{M}\p{N}]+%?$/u
const oneLetter = /^[\p{L}\p{M}]+\?[\p{L}\p{M}]+$/u
/** ukr(aine|ain) */
const alternated = /^([^(]+)(\([^)]+\|[^)]+\))(.*)$/u
/** Two words that a sign joins; AT&T and R&D are one. */
const joined = /^([\p{L}\p{M}\p{N}]{3,})[&+\uff06\uff0b]([\p{L}\p{M}\p{N}]{3,})$/u

/** What any of these words has. */
const sign = /[\\^.[$~%?&+\uff06\uff0b\uff3b\u3010]/

/** The ways to write a word so that it has one reading, the likeliest first; empty: it has one already. */
export function wordReadings(word: string): readonly string[] {
  const alternatives = alternated.exec(word)
  if (alternatives !== null) return [alternatives.slice(1).join(' ').trim(), `/${word}/`]
  if (!sign.test(word)) return []
  const literal = quotedTerm(word)
  const [, inner = ''] = bracketed.exec(word) ?? []
  const inside = inner === '' ? null : quotedTerm(inner)
  if (literal !== null && inside !== null) return [inside, literal]
  const found = otherReadings(word)
  return found.length === 0 || literal === null ? [] : [...found, literal]
}

function otherReadings(word: string): readonly string[] {
  if (expressionPart.test(word)) {
    return !word.includes('/') && 'test' in compileExpression(word) ? [`/${word}/`] : []
  }
  const [, weightless] = weighted.exec(word) ?? []
  if (weightless !== undefined) return [weightless]
  const [, broad] = similar.exec(word) ?? []
  if (broad !== undefined) return [`*${broad}*`, broad]
  if (word.includes('%') && percent.test(word)) return [word.replaceAll('%', '*')]
  // Of a database; of an expression.
  if (oneLetter.test(word)) return [`/\\b${word.replace('?', '\\w')}\\b/`, `/${word}/`]
  const [, one, other] = joined.exec(word) ?? []
  return one === undefined || other === undefined ? [] : [`${one} ${other}`]
}
