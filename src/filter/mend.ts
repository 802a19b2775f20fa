/** Guesses how a query with a mistake was meant, where the repair is obvious. */
import type { FilterProblem } from '../result.ts'

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
    case 'empty-term':
    case 'not-yet':
    case 'too-long':
    case 'too-deep':
      return null
  }
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
