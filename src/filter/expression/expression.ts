/** Compiles regular expressions in RE2's syntax, which match in linear time. */
import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js'
import { lazy } from '../../lazy.ts'
import { limits } from '../../limits.ts'
import { isAscii } from '../../text/casefold.ts'
import { markedText, plainText } from './expression-text.ts'
import { widenPattern } from './widen-pattern.ts'

/** Why a pattern is refused; `at` and `length` are UTF-16 units into it. */
interface ExpressionError {
  readonly mistake: 'bad-expression' | 'foreign-expression' | 'large-expression'
  readonly at: number
  readonly length: number
}

export interface Expression {
  /** Whether it matches anywhere in the text. */
  readonly test: (text: string) => boolean
}

/** Look-around and back references: other engines have them, RE2 does not. */
const foreign = /^(?:\(\?(?:[=!>]|<[=!])|\\[1-9k])/

/**
 * Compiles a case-insensitive pattern. Syntax: github.com/google/re2/wiki/Syntax. Unlike there, `\b`, `\w`, `\d` and their like know all
 * scripts, and the text and the pattern are in NFC with plain quotes and spaces.
 */
export function compileExpression(pattern: string): Expression | ExpressionError {
  const whole = { at: 0, length: pattern.length }
  try {
    // The typed pattern is checked, so that a mistake has its place in it; what is searched is compiled on first use.
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
    if (compiled.programSize() > limits.filter.expressionSize) return { mistake: 'large-expression', ...whole }
    return { test: testOf(pattern) }
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    if (!(error instanceof RE2JSSyntaxException)) return { mistake: 'large-expression', ...whole }
    const part = error.getPattern() ?? ''
    const isLarge = /repeat count|nests too deeply/u.test(error.message)
    const mistake = isLarge ? 'large-expression' : foreign.test(part) ? 'foreign-expression' : 'bad-expression'
    if (part === '' || !pattern.includes(part)) return { mistake, ...whole }
    return { mistake, at: pattern.indexOf(part), length: part.length }
  }
}

/** Whether a valid pattern matches anywhere in a text. */
function testOf(pattern: string): (text: string) => boolean {
  const widened = lazy(() => widenPattern(pattern))
  const plain = lazy(() => compiled(widened().plain))
  const marked = lazy(() => compiled(widened().marked ?? ''))
  return (text) => {
    const searched = plainText(text)
    // In ASCII, the boundaries are RE2's own.
    const isPlain = widened().marked === null || isAscii(searched)
    return isPlain ? plain().test(searched) : marked().test(markedOnce(searched))
  }
}

function compiled(pattern: string): RE2JS {
  return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
}

/** Texts whose boundaries were marked last: several filters search the same item. */
const recent = new Map<string, string>()
const MAX_RECENT = 8

function markedOnce(text: string): string {
  const known = recent.get(text)
  if (known !== undefined) return known
  const made = markedText(text)
  if (recent.size >= MAX_RECENT) recent.clear()
  recent.set(text, made)
  return made
}
