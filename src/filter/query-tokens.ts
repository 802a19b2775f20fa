/** Splits a filter query into tokens. Full-width signs and typographic quotes and dashes count as their ASCII form. */

import { err, ok, type Result } from '../result.ts'
import { fold } from '../text/fold.ts'
import type { QueryError } from './correct-query.ts'
import { type Field, fieldAt } from './fields.ts'

export interface Token {
  /** `list` is a comma or a line break, `or` is `|` or OR, `field` limits the term or group after it. */
  readonly kind: 'word' | 'phrase' | 'expression' | 'field' | 'not' | 'or' | 'list' | 'open' | 'close'
  /** UTF-16 units into the query. */
  readonly at: number
  readonly length: number
  /** A word or phrase without quotes and star; an expression's pattern; else empty. */
  readonly text: string
  /** `russ*`: more may follow. */
  readonly isPrefix?: true
  /** Of a `field` token. */
  readonly field?: Field
}

const dash = /[-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/
const bar = /[|\uff5c]/
const comma = /[,;\uff0c\uff1b\u3001\uff64\u060c\u061b]/
const lineBreak = /[\n\r\u0085\u2028\u2029]/
const opening = /[(\uff08]/
const closing = /[)\uff09]/
const star = /[*\uff0a]/
/** A quote is closed by one of the same kind, so a phrase may contain other kinds. */
const quotes = [
  /["\u201c-\u201f\u00ab\u00bb\u301d-\u301f\uff02]/,
  /[\u300c\u300d\uff62\uff63]/,
  /[\u300e\u300f]/,
] as const
const blank = /\s/
const blankOrSign = /[\s\u0085|\uff5c(\uff08)\uff09]/
/** The comma in 10,000 is part of the number; the comma in 2023,2024 is not. */
const thousands = /(?<!\d|\d[.,\uff0c])\d{1,3}(?:[,\uff0c]\d{3})+(?!\d|[,\uff0c]\d)/g
/** `/…/`, optionally with an `i`, before a blank or sign. A path such as /r/worldnews is no expression. */
const expression = /\/((?:[^/\\\n\r]|\\[^\n\r])+)\/i?(?=[\s)|,;\uff09\uff5c\uff0c\uff1b\u3001]|$)/y

function quoteAt(text: string, at: number): RegExp | undefined {
  return quotes.find((kind) => kind.test(text.charAt(at)))
}

/** Positions of commas in numbers. */
function numberCommas(query: string): ReadonlySet<number> {
  const found = new Set<number>()
  for (const number of query.matchAll(thousands)) {
    for (let at = 0; at < number[0].length; at++) if (comma.test(number[0].charAt(at))) found.add(number.index + at)
  }
  return found
}

/** Reads a query from left to right in linear time. */
export function queryTokens(query: string): Result<readonly Token[], QueryError> {
  const inNumber = numberCommas(query)
  const tokens: Token[] = []
  const isComma = (at: number) => comma.test(query.charAt(at)) && !inNumber.has(at)
  const endsWord = (at: number) => blankOrSign.test(query.charAt(at)) || isComma(at) || quoteAt(query, at) !== undefined
  const endOfRun = (from: number, continues: (at: number) => boolean) => {
    let to = from + 1
    while (to < query.length && continues(to)) to++
    return to
  }
  const runOf = (from: number, sign: RegExp) => endOfRun(from, (at) => sign.test(query.charAt(at)))

  for (let at = 0; at < query.length; ) {
    const unit = query.charAt(at)
    const push = (kind: Token['kind'], to: number, text = '', more: Pick<Token, 'isPrefix' | 'field'> = {}) => {
      tokens.push({ kind, at, length: to - at, text, ...more })
      return to
    }
    const quote = quoteAt(query, at)
    if (lineBreak.test(unit) || isComma(at)) at = push('list', at + 1)
    else if (blank.test(unit)) at++
    else if (opening.test(unit)) at = push('open', at + 1)
    else if (closing.test(unit)) at = push('close', at + 1)
    // `||`, as in code, is one or; `——`, as Chinese keyboards type it, is one dash.
    else if (bar.test(unit)) at = push('or', runOf(at, bar))
    else if (dash.test(unit)) at = push('not', runOf(at, dash))
    else if (quote !== undefined) {
      const to = endOfRun(at, (next) => !quote.test(query.charAt(next)))
      if (to === query.length) return err({ mistake: 'unclosed-quote', at, length: 1 })
      const text = query.slice(at + 1, to)
      if (fold(text).bare === '') return err({ mistake: 'empty-phrase', at, length: to + 1 - at })
      const isPrefix = star.test(query.charAt(to + 1)) && !star.test(query.charAt(to + 2))
      at = isPrefix ? push('phrase', to + 2, text, { isPrefix }) : push('phrase', to + 1, text)
    } else {
      expression.lastIndex = at
      const [whole, pattern] = expression.exec(query) ?? []
      const found = whole === undefined ? fieldAt(query.slice(at, at + 24)) : null
      if (whole !== undefined) at = push('expression', at + whole.length, pattern)
      else if (found !== null) at = push('field', at + found.length, '', { field: found.field })
      else {
        const to = endOfRun(at, (next) => !endsWord(next))
        const text = query.slice(at, to)
        // `russ*` is a prefix, while `f***` is a word.
        const isPrefix = /^.*[^*\uff0a][*\uff0a]$/su.test(text)
        // Invisible characters, such as a pasted byte order mark, are no word.
        if (fold(text).bare === '') at = to
        else if (text.normalize('NFKC') === 'OR') at = push('or', to)
        else at = isPrefix ? push('word', to, text.slice(0, -1), { isPrefix }) : push('word', to, text)
      }
    }
  }
  return ok(tokens)
}
