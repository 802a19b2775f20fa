/** Guesses how a query with a mistake was meant, where the repair is obvious. */
import type { FilterProblem } from '../result.ts'
import { fieldMeant } from './fields.ts'

type Fault = Omit<FilterProblem, 'kind' | 'text' | 'suggestion'>

/** A query with more mistakes than this is not guessed at. */
const rounds = 8

/**
 * Repairs one mistake after the other, until the query parses.
 * @returns the repaired query; null where there is no obvious repair or nothing would be left.
 */
export function mended(text: string, first: Fault, mistakeIn: (text: string) => Fault | null): string | null {
  let query = text
  let fault: Fault | null = first
  for (let round = 0; round < rounds && fault !== null; round++) {
    const repaired = repair(query, fault)
    if (repaired === null || repaired.trim() === '') return null
    query = repaired.trim()
    fault = mistakeIn(query)
  }
  return fault === null ? query : null
}

function repair(text: string, fault: Fault): string | null {
  const head = text.slice(0, fault.at)
  const tail = text.slice(fault.at + fault.length)
  switch (fault.mistake) {
    case 'unclosed-quote':
      return tail.trim() === '' ? head : `${text.trimEnd()}${closingOf(text.charAt(fault.at))}`
    case 'unclosed-group':
      return tail.trim() === '' ? head : `${text.trimEnd()})`
    case 'nothing-after-not':
      // `ukraine - sport` was meant as `ukraine -sport`.
      return /^\s*[^\s|)(,\uff5c\uff08\uff09\uff0c-]/.test(tail) ? `${head}-${tail.trimStart()}` : without(head, tail)
    case 'stray-closing':
    case 'empty-group':
    case 'empty-phrase':
    case 'nothing-beside-or':
      return without(head, tail)
    case 'nothing-after-field':
      // `title:-kim` was meant as `-title:kim`.
      return /^[-\u2013\u2014\uff0d][^\s-]/.test(tail)
        ? `${head}-${text.slice(fault.at, fault.at + fault.length)}${tail.slice(1)}`
        : without(head, tail)
    case 'unknown-field': {
      const meant = fieldMeant(text.slice(fault.at))
      return meant === null ? null : `${head}${meant.field}:${tail}`
    }
    case 'bad-expression':
      return closed(text, fault.at)
    case 'empty-term':
    case 'foreign-expression':
    case 'large-expression':
    case 'too-long':
    case 'too-deep':
      return null
  }
}

/** Closes the bracket that an expression, in which `at` lies, left open. */
function closed(text: string, at: number): string | null {
  const end = text.indexOf('/', at)
  const pattern = text.slice(at, end).replace(/\\./gu, '')
  if (end < 0) return null
  const isOpen = (open: string, close: string) => pattern.split(open).length > pattern.split(close).length
  const missing = isOpen('[', ']') ? ']' : isOpen('(', ')') ? ')' : null
  return missing === null ? null : `${text.slice(0, end)}${missing}${text.slice(end)}`
}

function without(head: string, tail: string): string {
  return /[\s(\uff08]$/.test(head) || head === '' ? `${head}${tail.trimStart()}` : `${head}${tail}`
}

function closingOf(opening: string): string {
  const pairs: Readonly<Record<string, string>> = {
    '“': '”',
    '„': '“',
    '«': '»',
    '「': '」',
    '『': '』',
    '｢': '｣',
    '＂': '＂',
  }
  return pairs[opening] ?? '"'
}
