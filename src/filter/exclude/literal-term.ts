/** Writes a word or phrase of a headline as a term that means exactly this text. */
import type { Field } from '../fields.ts'
import { operatorOf } from '../query/operator-words.ts'
import { parseFilter } from '../query/query.ts'
import { quotedTerm } from '../query/quoted-term.ts'

/**
 * A term, without its minus, with one reading: exactly this text. Only a plain word stays without quotes.
 * @param field that it is limited to; null: none @returns null: the text cannot be written as a term
 */
export function literalTerm(text: string, field: Field | null): string | null {
  const line = text.replace(/\s+/gu, ' ').trim()
  const quoted = quotedTerm(line)
  const isPlain = field === null && operatorOf(line) === null
  const spellings = [...(isPlain ? [line] : []), ...(quoted === null ? [] : [quoted])]
  const limit = field === null ? '' : `${field}:`
  return spellings.map((spelling) => limit + spelling).find((term) => means(term, line, field)) ?? null
}

function means(term: string, text: string, field: Field | null): boolean {
  const parsed = parseFilter(`-${term}`)
  const rule = parsed.ok && parsed.value.rule?.kind === 'not' ? parsed.value.rule.rule : null
  const isText = rule?.kind === 'term' && (rule.form === 'word' || rule.form === 'phrase') && !rule.isPrefix
  return isText && rule.text === text && rule.field === field
}
