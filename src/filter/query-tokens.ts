/** Splits a filter query into tokens. */

import { err, ok, type Result } from '../result.ts'
import { fold } from '../text/fold.ts'
import type { QueryError } from './correct-query.ts'
import { fieldOperatorAt, unknownFieldAt } from './field-operator.ts'
import type { Field } from './fields.ts'
import { numberCommas } from './number-commas.ts'
import { phraseReader, quoteEndsWord } from './query-quotes.ts'
import * as sign from './query-signs.ts'
import { starredWord } from './wildcards.ts'

/** What a term is: `word`, `phrase` and `expression` as they are written, `wildcard` a word with stars. */
export type TermForm = 'word' | 'phrase' | 'wildcard' | 'expression'

export interface Token {
  /** `list` is a comma or a line break, `or` is `|` or OR, `field` limits the term or group after it. */
  readonly kind: TermForm | 'field' | 'not' | 'and' | 'or' | 'list' | 'open' | 'close'
  /** UTF-16 units into the query. */
  readonly at: number
  readonly length: number
  /** A word or phrase without quotes and last star; a wildcard with its stars; an expression's pattern; else empty. */
  readonly text: string
  /** `russ*`: more may follow. */
  readonly isPrefix?: boolean
  /** Of a `field` token. */
  readonly field?: Field
  /** `title != x`: the field must not have the term. */
  readonly isNegated?: boolean
  /** `allintitle:`: all terms that follow are limited. */
  readonly isForAll?: boolean
  /** A `not` in letters, which a blank follows. */
  readonly isSpelled?: boolean
}

/** `/…/`, optionally with flags, before a blank or sign. A path such as /r/worldnews is no expression. */
const expression = /\/((?:[^/\\\n\r]|\\[^\n\r])+)\/[gimsu]{0,3}(?=[\s)\]}|,;\uff09\uff5c\uff0c\uff1b\u3001]|$)/y
/** Flags, as other engines want them before an expression without slashes: the rest of the line is the expression. */
const flaggedExpression = /\(\?[imsU]{1,4}\)([^\n\r]+)/y
const restOfLine = /([^\n\r]*[^\s])/y
/** An expression behind `=~`: in quotes, or up to a blank. */
const quotedExpression = /(?:"([^"\n\r]+)"|'([^'\n\r]+)'|“([^”\n\r]+)”)(?=[\s)\]}|,;]|$)/y
const bareExpression = /([^\s/"'“][^\s)]*)/y
/** What may follow the plus of `+x` or the exclamation mark of `!x`. */
const termStart = /[\p{L}\p{M}\p{N}\p{S}"'\u2018-\u201f\u00ab\u2039\u300c\u300e([{\uff08#@/*]/u
const letterStart = /[\p{L}\p{M}"'\u2018-\u201f\u00ab\u2039\u300c\u300e([{\uff08#@/*]/u

/** Reads a query from left to right in linear time. */
export function queryTokens(query: string): Result<readonly Token[], QueryError> {
  const inNumber = numberCommas(query)
  const phraseAt = phraseReader(query)
  const tokens: Token[] = []
  const unit = (at: number) => query.charAt(at)
  const isComma = (at: number) => sign.comma.test(unit(at)) && !inNumber.has(at)
  /** `&&`, or `&` before a blank, is an operator; the & of R&D is not. */
  const isAmpersandOperator = (at: number) =>
    sign.ampersand.test(unit(at)) && /[\s&\uff06]/.test(unit(at + 1)) && !sign.blank.test(unit(at - 1))
  const endsWord = (at: number) =>
    sign.blankOrSign.test(unit(at)) || isComma(at) || quoteEndsWord(query, at) || isAmpersandOperator(at)
  const endOfRun = (from: number, continues: (at: number) => boolean) => {
    let to = from + 1
    while (to < query.length && continues(to)) to++
    return to
  }
  const runOf = (from: number, kind: RegExp) => endOfRun(from, (at) => kind.test(unit(at)))
  const startsWith = (pattern: RegExp, at: number) => pattern.test(String.fromCodePoint(query.codePointAt(at) ?? 0x20))
  const matchAt = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at
    return pattern.exec(query)
  }
  let at = 0
  const push = (kind: Token['kind'], to: number, text = '', more: Partial<Token> = {}) => {
    tokens.push({ kind, at, length: to - at, text, ...more })
    at = to
  }
  /** @returns whether an expression without slashes begins here */
  const readsExpression = (...patterns: readonly RegExp[]) => {
    for (const pattern of patterns) {
      const [whole = '', ...groups] = matchAt(pattern, at) ?? []
      const text = groups.find((group) => group !== undefined)
      if (text === undefined) continue
      push('expression', at + whole.length, text)
      return true
    }
    return false
  }

  while (at < query.length) {
    const first = unit(at)
    if (sign.lineBreak.test(first) || isComma(at)) {
      push('list', at + 1)
      continue
    }
    if (sign.blank.test(first)) {
      at++
      continue
    }
    if (first === '(' && readsExpression(flaggedExpression)) continue
    if (sign.opening.test(first)) push('open', at + 1)
    else if (sign.closing.test(first)) push('close', at + 1)
    // `||`, as in code, is one or; `——`, as Chinese keyboards type it, is one dash.
    else if (sign.bar.test(first)) push('or', runOf(at, sign.bar))
    else if (sign.dash.test(first)) push('not', runOf(at, sign.dash))
    else if (sign.exclamation.test(first) && startsWith(termStart, runOf(at, sign.exclamation))) {
      push('not', runOf(at, sign.exclamation))
    } else if (sign.plus.test(first) && startsWith(letterStart, at + 1)) at++
    else if (sign.ampersand.test(first) && tokens.length > 0) push('word', runOf(at, sign.ampersand), '&')
    else {
      const problem = readOperand()
      if (problem !== null) return err(problem)
    }
  }
  return ok(tokens)

  /** Reads a phrase, an expression, a field or a word. */
  function readOperand(): QueryError | null {
    const phrase = phraseAt(at)
    if (phrase !== null) return readPhrase(phrase.to)
    const [whole, pattern] = matchAt(expression, at) ?? []
    if (whole !== undefined) {
      push('expression', at + whole.length, pattern)
      return null
    }
    const found = fieldOperatorAt(query, at)
    if (found !== null) {
      const { field, isNegated, isForAll } = found
      push('field', at + found.length, '', { field, ...(isNegated && { isNegated }), ...(isForAll && { isForAll }) })
      if (found.isLine) readsExpression(flaggedExpression, restOfLine)
      else if (found.isExpression) readsExpression(flaggedExpression, quotedExpression, bareExpression)
      return null
    }
    const length = unknownFieldAt(query, at)
    if (length !== null) return { mistake: 'unknown-field', at, length }
    readWord()
    return null
  }

  function readPhrase(to: number | null): QueryError | null {
    if (to === null) return { mistake: 'unclosed-quote', at, length: 1 }
    const text = query.slice(at + 1, to)
    if (fold(text).exact === '') return { mistake: 'empty-phrase', at, length: to + 1 - at }
    const isPrefix = sign.star.test(unit(to + 1)) && !sign.star.test(unit(to + 2))
    if (isPrefix) push('phrase', to + 2, text, { isPrefix })
    else push('phrase', to + 1, text)
    return null
  }

  function readWord(): void {
    const to = endOfRun(at, (next) => !endsWord(next))
    const written = query.slice(at, to)
    // Invisible characters, such as a pasted byte order mark, are no word.
    if (fold(written).exact === '') at = to
    else if (written.normalize('NFKC') === 'OR') push('or', to)
    else {
      const { form, text, isPrefix } = starredWord(written)
      push(form, to, text, isPrefix ? { isPrefix } : {})
    }
  }
}
