/** Writes a word or phrase of a headline as a term of a query. */
import type { Field } from './fields.ts'
import { operatorOf } from './operator-words.ts'
import { parseFilter } from './query.ts'
import { quotedTerm } from './quoted-term.ts'

/**
 * A term, without its minus, that has one reading: exactly this text. It is quoted unless it is a plain word.
 * @param field that it is limited to; null: none @returns null: the text cannot be written as a term
 */
export function exclusionTerm(text: string, field: Field | null): string | null {
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
