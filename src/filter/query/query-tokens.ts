/** Splits a filter query into tokens. */

import { err, ok, type Result } from '../../result.ts'
import { fold } from '../../text/fold.ts'
import { matchAt } from '../../text/match-at.ts'
import { numberCommas, spacedNumberLength } from '../../text/numbers.ts'
import type { Field } from '../fields.ts'
import type { QueryError } from './correct-query.ts'
import { fieldOperatorAt, unknownFieldAt } from './field-operator.ts'
import { phraseReader, type QuotedPhrase, quoteEndsWord } from './query-quotes.ts'
import * as sign from './query-signs.ts'
import { starredWord } from './starred-word.ts'

/** What a term is: a word, a phrase, a word with stars before or inside it, a regular expression. */
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

/** The tokens that a term or group ends with. */
export const operandEnds: ReadonlySet<Token['kind']> = new Set(['word', 'phrase', 'wildcard', 'expression', 'close'])

/** `/…/`, optionally with flags, before a blank or sign. A path such as /r/worldnews is no expression. */
const expression = /\/((?:[^/\\\n\r]|\\[^\n\r])+)\/[gimsu]{0,3}(?=[\s)\]}|,;\uff09\uff5c\uff0c\uff1b\u3001]|$)/y
/** What only begins an expression, such as the flags that other engines want: the rest of the line is the expression. */
const unslashed = /\(\?[imsU]{1,4}\)([^\n\r]+)|((?:\(\?:|\^\()[^\n\r]*\S)/y
/** (cat|dog)s? and (north|south).* */
const optional = /(\([\p{L}\p{N}]+(?:\|[\p{L}\p{N}]+)+\)[\p{L}\p{N}.]*[?*+])(?=[\s)]|$)/uy
/** SQL's LIKE with its stars. */
const like = /["'\u2018\u201c](%?)([^"'%\u2018-\u201d]+)(%?)["'\u2019\u201d]/y
const restOfLine = /([^\n\r]*\S)/y
/** Words with parentheses: the distance of search engines, and ukr(aine|ain), but no NOT(a|b). */
const parenthesised =
  /(?:AROUND|NEAR)\(\d{1,3}\)|(?!(?:and|or|not)\()[\p{L}\p{N}]{2,}\([\p{L}\p{N}]+(?:\|[\p{L}\p{N}]+)+\)[\p{L}\p{N}?*+]*(?=[\s)]|$)/iuy
/** An expression behind `=~`: in quotes, or up to a blank. */
const quoted = /(?:"([^"\n\r]+)"|'([^'\n\r]+)'|“([^”\n\r]+)”)(?=[\s)\]}|,;]|$)/y
const bare = /([^\s/"'“][^\s)]*)/y
/** The [Kk] of [Kk]im, and the [ae] of gr[ae]y. */
const characterClass = /\[[\w^.+-]{1,12}\](?=[a-z.*+?{\\[])|(?<=[a-z])\[[\w^.+-]{1,12}\]/iy
/** Words in brackets, which are a tag or a group. */
const tag = /[[\uff3b\u3010][\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N} ]{0,40}[\]\uff3d\u3011](?=[\s)\]},;|]|$)/uy
/** A number whose thousands are separated by spaces that do not break a line. */
const narrowNumber = /\p{Nd}{1,3}(?:[\u00a0\u2007\u2009\u202f]\p{Nd}{3})+(?!\p{Nd})/uy
const numberStart = /[\p{Nd}\p{Sc}]/u
/** What may follow the exclamation mark of `!x`, or the plus of `+x`. */
const excludable = /[\p{L}\p{M}\p{N}\p{So}\p{Sc}~+"'\u2018-\u201f\u00ab\u2039\u300c\u300e([{\uff08#@/*]/u
const required = /[\p{L}\p{M}"'\u2018-\u201f\u00ab\u2039\u300c\u300e([{\uff08#@/*]/u

/** Reads a query from left to right in linear time. */
export function queryTokens(query: string): Result<readonly Token[], QueryError> {
  return new TokenReader(query).read()
}

class TokenReader {
  readonly #query: string
  readonly #tokens: Token[] = []
  readonly #numberCommas: ReadonlySet<number>
  readonly #phraseAt: (at: number) => QuotedPhrase | null
  #at = 0

  constructor(query: string) {
    this.#query = query
    this.#numberCommas = numberCommas(query)
    this.#phraseAt = phraseReader(query)
  }

  read(): Result<readonly Token[], QueryError> {
    while (this.#at < this.#query.length) {
      if (this.#readSign()) continue
      const problem = this.#readOperand()
      if (problem !== null) return err(problem)
    }
    return ok(this.#tokens)
  }

  /** Reads a blank or a sign. @returns false: there is none */
  #readSign(): boolean {
    const at = this.#at
    const unit = this.#unit(at)
    if (sign.plain.test(unit)) return false
    if (sign.lineBreak.test(unit) || this.#isComma(at)) this.#push('list', at + 1)
    else if (sign.blank.test(unit)) this.#at++
    else if ((unit === '(' || unit === '^') && this.#readExpression(unslashed, optional)) return true
    else if (sign.opening.test(unit)) return this.#readOpening()
    else if (sign.closing.test(unit)) this.#push('close', at + 1)
    // `||`, as in code, is one or; `——`, as Chinese keyboards type it, is one dash.
    else if (sign.bar.test(unit)) this.#push('or', this.#endOf(sign.bar))
    else if (sign.dash.test(unit)) this.#push('not', this.#endOf(sign.dash))
    else if (sign.ampersand.test(unit) && this.#isBehindOperand()) {
      const to = this.#endOf(sign.ampersand)
      this.#push('word', to, to === at + 1 ? '&' : '&&')
    } else if (sign.exclamation.test(unit) && excludable.test(this.#character(this.#endOf(sign.exclamation)))) {
      this.#push('not', this.#endOf(sign.exclamation))
    } else if (sign.plus.test(unit) && required.test(this.#character(at + 1))) this.#at++
    else return false
    return true
  }

  #readOpening(): boolean {
    if (this.#match(characterClass, this.#at) !== null) return false
    const [excluded] = (this.#tokens.at(-1)?.kind === 'not' && this.#match(tag, this.#at)) || []
    if (excluded !== undefined) {
      this.#push('word', this.#at + excluded.length, excluded)
      return true
    }
    this.#push('open', this.#at + 1)
    return true
  }

  #readOperand(): QueryError | null {
    const at = this.#at
    const phrase = this.#phraseAt(at)
    if (phrase !== null) return this.#readPhrase(phrase)
    const [whole, pattern] = this.#match(expression, at) ?? []
    if (whole !== undefined) {
      this.#push('expression', at + whole.length, pattern)
      return null
    }
    const found = fieldOperatorAt(this.#query, at)
    const unknown = found === null ? unknownFieldAt(this.#query, at) : null
    if (unknown !== null) return { mistake: 'unknown-field', at, length: unknown }
    if (found === null) this.#readWord()
    else {
      const { field, length, isNegated, isForAll } = found
      this.#push('field', at + length, '', { field, ...(isNegated && { isNegated }), ...(isForAll && { isForAll }) })
      if (found.isLine) this.#readExpression(unslashed, restOfLine)
      else if (found.isExpression) this.#readExpression(unslashed, quoted, bare)
      else if (found.isLike) this.#readLike()
    }
    return null
  }

  #readPhrase({ to }: QuotedPhrase): QueryError | null {
    const at = this.#at
    if (to === null) return { mistake: 'unclosed-quote', at, length: 1 }
    const text = this.#query.slice(at + 1, to)
    if (fold(text).bare === '') return { mistake: 'empty-phrase', at, length: to + 1 - at }
    const isPrefix = sign.star.test(this.#unit(to + 1)) && !sign.star.test(this.#unit(to + 2))
    if (isPrefix) this.#push('phrase', to + 2, text, { isPrefix })
    else this.#push('phrase', to + 1, text)
    return null
  }

  #readWord(): void {
    const number = this.#spacedNumberEnd()
    if (number !== null && (number === this.#query.length || this.#endsWord(number))) {
      this.#push('phrase', number, this.#query.slice(this.#at, number))
      return
    }
    let to = this.#at + (this.#match(parenthesised, this.#at)?.[0].length ?? 0)
    if (to === this.#at) to = this.#endOfWordUnit(to)
    while (to < this.#query.length && !this.#endsWord(to)) to = this.#endOfWordUnit(to)
    const written = this.#query.slice(this.#at, to)
    const last = this.#tokens.at(-1)
    const isFullStop = last !== undefined && last.at + last.length === this.#at && /^[.\u3002\u2026]+$/u.test(written)
    // A joiner alone is no word, and neither is the full stop of "a".
    if (isFullStop || fold(written).bare === '') this.#at = to
    else if (written.normalize('NFKC') === 'OR') this.#push('or', to)
    else {
      const [, word = written] = sign.fullStop.exec(written) ?? []
      const { form, text, isPrefix } = starredWord(word)
      this.#push(form, to, text, isPrefix ? { isPrefix } : {})
    }
  }

  #readLike(): void {
    const [whole = '', before = '', text = '', behind = ''] = this.#match(like, this.#at) ?? []
    const word = starredWord(`${before}${text}${behind}`.replaceAll('%', '*'))
    if (whole === '') return
    const isPhrase = /\s/u.test(text)
    this.#push(
      isPhrase ? 'phrase' : word.form,
      this.#at + whole.length,
      isPhrase ? text : word.text,
      (isPhrase ? behind !== '' : word.isPrefix) ? { isPrefix: true } : {},
    )
  }

  /** The end of a number such as $10 000; null: none begins here. 911 112 may be two numbers. */
  #spacedNumberEnd(): number | null {
    if (!numberStart.test(this.#character(this.#at))) return null
    const from = this.#at + (/\p{Sc}/u.test(this.#unit(this.#at)) ? 1 : 0)
    const narrow = this.#match(narrowNumber, from)
    if (narrow !== null) return from + narrow[0].length
    const to = from + spacedNumberLength(this.#query, from)
    return this.#query.slice(from, to).includes(' 000') ? to : null
  }

  /** Reads an expression without slashes. @returns false: none begins here */
  #readExpression(...patterns: readonly RegExp[]): boolean {
    for (const pattern of patterns) {
      const [whole = '', ...groups] = this.#match(pattern, this.#at) ?? []
      const text = groups.find((group) => group !== undefined)
      if (text === undefined) continue
      this.#push('expression', this.#at + whole.length, text)
      return true
    }
    return false
  }

  #endsWord(at: number): boolean {
    const unit = this.#unit(at)
    if (sign.plain.test(unit)) return false
    if (sign.blankOrSign.test(unit)) return unit !== '[' || this.#match(characterClass, at) === null
    // `&&` is an operator, while R&D is a word.
    const isDouble = sign.ampersand.test(unit) && sign.ampersand.test(this.#unit(at + 1))
    return isDouble || this.#isComma(at) || quoteEndsWord(this.#query, at)
  }

  /** A character class belongs to a word as a whole. */
  #endOfWordUnit(at: number): number {
    return at + (this.#unit(at) === '[' ? (this.#match(characterClass, at)?.[0].length ?? 1) : 1)
  }

  #isBehindOperand(): boolean {
    const last = this.#tokens.at(-1)
    return last !== undefined && operandEnds.has(last.kind)
  }

  #isComma(at: number): boolean {
    return sign.comma.test(this.#unit(at)) && !this.#numberCommas.has(at)
  }

  #unit(at: number): string {
    return this.#query.charAt(at)
  }

  #character(at: number): string {
    return String.fromCodePoint(this.#query.codePointAt(at) ?? 0x20)
  }

  /** The end of the run of signs that begins here. */
  #endOf(kind: RegExp): number {
    let to = this.#at + 1
    while (kind.test(this.#unit(to))) to++
    return to
  }

  #match(pattern: RegExp, at: number): RegExpExecArray | null {
    return matchAt(pattern, this.#query, at)
  }

  #push(kind: Token['kind'], to: number, text = '', more: Partial<Token> = {}): void {
    this.#tokens.push({ kind, at: this.#at, length: to - this.#at, text, ...more })
    this.#at = to
  }
}
