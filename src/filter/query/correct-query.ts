/** Corrects a query if the repair is obvious. */
import { limits } from '../../limits.ts'
import type { FilterProblem } from '../../result.ts'
import { misspeltFieldAt } from '../fields.ts'
import { closingSigns } from './query-signs.ts'

/** The first mistake in a query. */
export type QueryError = Omit<FilterProblem, 'kind' | 'text' | 'suggestion'>

/**
 * Repairs one mistake after another until the query parses.
 * @returns the corrected query; null if a repair is not obvious or nothing would be left
 */
export function correctQuery(
  text: string,
  first: QueryError,
  errorIn: (text: string) => QueryError | null,
): string | null {
  let query = text
  let error: QueryError | null = first
  for (let round = 0; round < limits.filter.corrections && error !== null; round++) {
    const repaired = repair(query, error)
    if (repaired === null || repaired.trim() === '') return null
    query = repaired.trim()
    error = errorIn(query)
  }
  return error === null ? query : null
}

function repair(text: string, { mistake, at, length }: QueryError): string | null {
  const before = text.slice(0, at)
  const after = text.slice(at + length)
  switch (mistake) {
    case 'unclosed-quote':
      return after.trim() === '' ? before : `${text.trimEnd()}${closingSigns[text.charAt(at)] ?? text.charAt(at)}`
    case 'unclosed-group':
      return after.trim() === '' ? before : `${text.trimEnd()}${closingSigns[text.charAt(at)] ?? ')'}`
    case 'nothing-after-not':
      // `ukraine - sport` means `ukraine -sport`.
      return /^\s*[^\s|),\uff5c\uff09\uff0c-]/.test(after) ? `${before}-${after.trimStart()}` : joined(before, after)
    case 'stray-closing':
    case 'empty-group':
    case 'empty-term':
    case 'empty-phrase':
    case 'nothing-beside-or':
    case 'nothing-after-field':
      return joined(before, after)
    case 'unknown-field': {
      const meant = misspeltFieldAt(text.slice(at))
      if (meant !== null) return `${before}${meant.field}:${after}`
      // A stored query goes on to mean its words.
      const [word = ''] = /^[^\s"|()]+/u.exec(text.slice(at)) ?? []
      return word.length >= length ? `${before}"${word}"${text.slice(at + word.length)}` : null
    }
    case 'bad-expression':
      return withClosedBracket(text, at)
    case 'foreign-expression':
    case 'large-expression':
    case 'too-long':
    case 'too-deep':
      return null
  }
}

/** Closes the bracket that the expression around `at` leaves open; null: none is open. */
function withClosedBracket(text: string, at: number): string | null {
  const end = text.indexOf('/', at)
  if (end < 0) return null
  const pattern = text.slice(at, end).replace(/\\./gu, '')
  const isOpen = (open: string, close: string) => pattern.split(open).length > pattern.split(close).length
  const missing = isOpen('[', ']') ? ']' : isOpen('(', ')') ? ')' : null
  return missing === null ? null : `${text.slice(0, end)}${missing}${text.slice(end)}`
}

function joined(before: string, after: string): string {
  return before + (/[\s(\uff08]$|^$/.test(before) ? after.trimStart() : after)
}
