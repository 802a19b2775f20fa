/** Regular expressions in RE2's syntax, which match in linear time. */
import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js'
import { limits } from '../limits.ts'

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

/** Compiles a case-insensitive pattern. Syntax: github.com/google/re2/wiki/Syntax */
export function compileExpression(pattern: string): Expression | ExpressionError {
  const whole = { at: 0, length: pattern.length }
  try {
    const compiled = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE)
    if (compiled.programSize() > limits.filter.expressionSize) return { mistake: 'large-expression', ...whole }
    return { test: (text) => compiled.test(text) }
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
