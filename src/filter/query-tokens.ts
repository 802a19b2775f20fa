/** Cuts a keyword query into tokens; what phones and Chinese keyboards type counts as its ASCII form. */

import { fold } from '../text/fold.ts'
import { type Field, fieldAt } from './fields.ts'

export interface Token {
  /** `list` is a comma or a new line, `or` is `|` or OR, `field` limits what follows it. */
  readonly kind: 'word' | 'phrase' | 'expression' | 'field' | 'not' | 'or' | 'list' | 'open' | 'close'
  /** UTF-16 units into the query. */
  readonly at: number
  readonly length: number
  /** The words of a word or phrase, without quotes or star; the pattern of an expression; else empty. */
  readonly text: string
  /** A word or phrase that is only the beginning of what is looked for: `russ*`. */
  readonly isPrefix?: true
  /** Of a field. */
  readonly field?: Field
}

export interface Mistake {
  readonly mistake: 'unclosed-quote' | 'empty-phrase'
  readonly at: number
  readonly length: number
}

const dash = /[-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/
const bar = /[|\uff5c]/
const comma = /[,;\uff0c\uff1b\u3001\uff64\u060c\u061b]/
const newLine = /[\n\r\u0085\u2028\u2029]/
const opening = /[(\uff08]/
const closing = /[)\uff09]/
const star = /[*\uff0a]/
/** Kinds of quotes: what opens one is closed by its own kind only, so that a phrase may hold the other kinds. */
const quotes = [
  /["\u201c-\u201f\u00ab\u00bb\u301d-\u301f\uff02]/,
  /[\u300c\u300d\uff62\uff63]/,
  /[\u300e\u300f]/,
] as const
const blank = /\s/
/** The comma of 10,000 belongs to the number; that of 2023,2024 does not. */
const thousands = /(?<!\d|\d[.,\uff0c])\d{1,3}(?:[,\uff0c]\d{3})+(?!\d|[,\uff0c]\d)/g
/** `/…/`, and what may stand behind it; an `i` is what programmers write. A path, such as /r/worldnews, is none. */
const expression = /\/((?:[^/\\\n\r]|\\[^\n\r])+)\/i?(?=[\s)|,;\uff09\uff5c\uff0c\uff1b\u3001]|$)/y

function quoteAt(text: string, at: number): RegExp | undefined {
  return quotes.find((kind) => kind.test(text.charAt(at)))
}

/** The units of a query at which a comma is part of a number. */
function numberCommas(text: string): ReadonlySet<number> {
  const found = new Set<number>()
  for (const number of text.matchAll(thousands)) {
    for (let at = 0; at < number[0].length; at++) if (comma.test(number[0].charAt(at))) found.add(number.index + at)
  }
  return found
}

/** Reads a query from left to right, each unit once. */
export function tokensOf(query: string): { readonly tokens: readonly Token[] } | Mistake {
  const inNumber = numberCommas(query)
  const tokens: Token[] = []
  const isComma = (at: number) => comma.test(query.charAt(at)) && !inNumber.has(at)
  const ends = (at: number) => {
    const unit = query.charAt(at)
    return (
      blank.test(unit) ||
      newLine.test(unit) ||
      isComma(at) ||
      bar.test(unit) ||
      opening.test(unit) ||
      closing.test(unit) ||
      quoteAt(query, at) !== undefined
    )
  }
  const runOf = (from: number, goesOn: (at: number) => boolean) => {
    let to = from + 1
    while (to < query.length && goesOn(to)) to++
    return to
  }

  for (let at = 0; at < query.length; ) {
    const unit = query.charAt(at)
    const push = (kind: Token['kind'], to: number, text = '', more: Pick<Token, 'isPrefix' | 'field'> = {}) => {
      tokens.push({ kind, at, length: to - at, text, ...more })
      return to
    }
    const quote = quoteAt(query, at)
    if (newLine.test(unit) || isComma(at)) at = push('list', at + 1)
    else if (blank.test(unit)) at++
    else if (opening.test(unit)) at = push('open', at + 1)
    else if (closing.test(unit)) at = push('close', at + 1)
    // `||`, as programmers write it, and `——`, as Chinese keyboards do, are one.
    else if (bar.test(unit))
      at = push(
        'or',
        runOf(at, (next) => bar.test(query.charAt(next))),
      )
    else if (dash.test(unit))
      at = push(
        'not',
        runOf(at, (next) => dash.test(query.charAt(next))),
      )
    else if (quote !== undefined) {
      let to = at + 1
      while (to < query.length && !quote.test(query.charAt(to))) to++
      if (to === query.length) return { mistake: 'unclosed-quote', at, length: 1 }
      const text = query.slice(at + 1, to)
      if (fold(text).exact === '') return { mistake: 'empty-phrase', at, length: to + 1 - at }
      const isPrefix = star.test(query.charAt(to + 1)) && !star.test(query.charAt(to + 2))
      at = isPrefix ? push('phrase', to + 2, text, { isPrefix }) : push('phrase', to + 1, text)
    } else {
      expression.lastIndex = at
      const [whole, pattern] = expression.exec(query) ?? []
      const found = whole === undefined ? fieldAt(query.slice(at, at + 24)) : null
      if (whole !== undefined) at = push('expression', at + whole.length, pattern)
      else if (found !== null) at = push('field', at + found.length, '', { field: found.field })
      else at = word(at, push)
    }
  }
  return { tokens }

  function word(
    at: number,
    push: (kind: Token['kind'], to: number, text: string, more?: Pick<Token, 'isPrefix'>) => number,
  ): number {
    const to = runOf(at, (next) => !ends(next))
    const text = query.slice(at, to)
    // A word of invisible characters, such as a pasted byte order mark, is none.
    if (fold(text).exact === '') return to
    if (text.normalize('NFKC') === 'OR') return push('or', to, '')
    // `russ*` is a prefix, while `f***` is a word.
    const isPrefix = /^.*[^*\uff0a][*\uff0a]$/su.test(text)
    return isPrefix ? push('word', to, text.slice(0, -1), { isPrefix }) : push('word', to, text)
  }
}
