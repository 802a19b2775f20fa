/** Parses a filter query into rules, or reports its first mistake with a correction. */
import { limits } from '../../limits.ts'
import { err, type FilterProblem, ok, type Result, type UnclearFilter } from '../../result.ts'
import { compileExpression } from '../expression/expression.ts'
import { type Field, misspeltFieldAt } from '../fields.ts'
import { correctQuery, type QueryError } from './correct-query.ts'
import { type Doubts, operatorsIn, startsOperand } from './operators.ts'
import { invisible } from './query-signs.ts'
import { queryTokens, type TermForm, type Token } from './query-tokens.ts'
import { readingsOf } from './readings.ts'

export interface Term {
  readonly kind: 'term'
  /** `wildcard`: a word with stars before or inside it. */
  readonly form: TermForm
  /** Without quotes, last star or slashes, but with a wildcard's stars; not folded. */
  readonly text: string
  /** `russ*`: more of the word, or of a phrase's last word, may follow. */
  readonly isPrefix: boolean
  /** The field to search; null: title, summary, categories and text. */
  readonly field: Field | null
  /** As in the query, with quotes and field. */
  readonly written: string
}

export type Rule =
  | Term
  | { readonly kind: 'not'; readonly rule: Rule }
  | { readonly kind: 'all'; readonly rules: readonly Rule[] }
  | { readonly kind: 'any'; readonly rules: readonly Rule[] }

/** A parsed query; a null rule keeps everything. */
export interface Filter {
  readonly rule: Rule | null
}

type Parsed = Result<Rule, QueryError>

/** A query that parses, and what is unclear about it; its unclear words are still words. */
interface Attempt {
  readonly filter: Filter
  readonly doubts: Doubts
}

/**
 * Parses words, "phrases", wild*cards, /expressions/, `field:` before any of them or a group, `-` or NOT, `|` or OR, and
 * ( ). Terms side by side (or with AND) must all match, which binds tighter than or. A comma or line break is an or; an
 * exclusion in such a list applies to the whole list. An empty query keeps everything. The habits of other programs are
 * understood if they can mean one thing only.
 * @returns the first mistake, with its place in UTF-16 units, and an obvious correction if there is one; or the possible readings
 */
export function parseFilter(typed: string): Result<Filter, FilterProblem | UnclearFilter> {
  const text = typed.replace(invisible, '')
  const attempt = parseOnce(text)
  if (!attempt.ok)
    return err({ kind: 'filter-syntax', text, ...attempt.problem, suggestion: correct(text, attempt.problem) })
  const { filter, doubts } = attempt.value
  const readings = readingsOf(text, doubts, meaningOf)
  const [only] = readings
  if (only === undefined) return ok(filter)
  // The others mean the same, are too long or have a mistake.
  return readings.length === 1 ? parseFilter(only) : err({ kind: 'filter-unclear', text, readings })
}

/** An obvious correction with one reading, the likeliest. */
function correct(text: string, first: QueryError): string | null {
  const corrected = correctQuery(text, first, (again) => {
    const attempt = parseOnce(again)
    return attempt.ok ? null : attempt.problem
  })
  const attempt = corrected === null ? null : parseOnce(corrected)
  if (corrected === null || attempt?.ok !== true) return null
  return readingsOf(corrected, attempt.value.doubts, meaningOf)[0] ?? corrected
}

/** The rules of a clear query, as text: equal for all its spellings. Null: it is unclear, empty or has a mistake. */
function meaningOf(text: string): string | null {
  const attempt = parseOnce(text)
  if (!attempt.ok || attempt.value.doubts.size > 0 || attempt.value.filter.rule === null) return null
  return JSON.stringify(attempt.value.filter.rule, (key, value: unknown) => (key === 'written' ? undefined : value))
}

function parseOnce(text: string): Result<Attempt, QueryError> {
  const { queryUnits } = limits.filter
  if (text.length > queryUnits) return err({ mistake: 'too-long', at: queryUnits, length: text.length - queryUnits })
  const read = queryTokens(text)
  if (!read.ok) return read
  const { tokens, doubts } = operatorsIn(read.value)
  if (tokens.length === 0 || text.trim() === '') return ok({ filter: { rule: null }, doubts })
  if (tokens.every((token) => token.kind === 'list')) return queryError('empty-term', tokens[0])
  const parsed = new Parser(text, tokens).query()
  return parsed.ok ? ok({ filter: { rule: parsed.value }, doubts }) : parsed
}

function queryError(
  mistake: QueryError['mistake'],
  token: Token | undefined,
  length = token?.length ?? 0,
): Result<never, QueryError> {
  return err({ mistake, at: token?.at ?? 0, length })
}

/** Recursive descent over the tokens; `at` only moves forward. */
class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0
  /** The field that limits the current term or group. */
  #field: Token | null = null

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text
    this.#tokens = tokens
  }

  query(): Parsed {
    const parsed = this.#alternatives(0)
    if (!parsed.ok) return parsed
    const left = this.#tokens[this.#at]
    if (left !== undefined) return queryError('stray-closing', left)
    const rule = parsed.value
    // A query of exclusions only excludes all of them, even if they are joined with `|`.
    return ok(rule.kind === 'any' && rule.rules.every(isNegative) ? join('all', rule.rules) : rule)
  }

  #alternatives(depth: number): Parsed {
    const found: Rule[] = []
    let listed = false
    let separated = false
    let or: Token | null = null
    for (;;) {
      const token = this.#tokens[this.#at]
      if (token === undefined || token.kind === 'close') break
      if (token.kind === 'list') {
        separated = true
        this.#at++
      } else if (token.kind === 'or') {
        if (found.length === 0 || or !== null) return queryError('nothing-beside-or', token)
        or = token
        this.#at++
      } else {
        listed ||= separated && or === null && found.length > 0
        const rule = this.#conjunction(depth)
        if (!rule.ok) return rule
        found.push(rule.value)
        separated = false
        or = null
      }
    }
    if (or !== null) return queryError('nothing-beside-or', or)
    if (!listed) return ok(join('any', found))
    const positive = found.filter((rule) => !isNegative(rule))
    return ok(join('all', [...(positive.length > 0 ? [join('any', positive)] : []), ...found.filter(isNegative)]))
  }

  #conjunction(depth: number): Parsed {
    const rules: Rule[] = []
    for (;;) {
      const token = this.#tokens[this.#at]
      if (token?.kind === 'and') this.#at++
      else if (startsOperand(token)) {
        const rule = this.#operand(depth)
        if (!rule.ok) return rule
        rules.push(rule.value)
      } else return ok(join('all', rules))
    }
  }

  #operand(depth: number): Parsed {
    const token = this.#tokens[this.#at]
    this.#at++
    if (token === undefined) return queryError('empty-term', token)
    if (token.kind === 'open') return this.#group(token, depth)
    if (token.kind === 'field') return this.#fieldOperand(token, depth)
    if (token.kind !== 'not') return this.#term(token)
    const next = this.#tokens[this.#at]
    const isApart = next === undefined || (token.isSpelled !== true && next.at > token.at + token.length)
    if (isApart || next.kind === 'not' || !startsOperand(next)) return queryError('nothing-after-not', token)
    const rule = this.#operand(depth)
    return rule.ok ? ok(negate(rule.value)) : rule
  }

  #group(open: Token, depth: number): Parsed {
    if (depth === limits.filter.nestingDepth) return queryError('too-deep', open)
    const from = this.#at
    const rule = this.#alternatives(depth + 1)
    if (!rule.ok) return rule
    const close = this.#tokens[this.#at]
    if (close === undefined) return queryError('unclosed-group', open)
    this.#at++
    const empty = this.#tokens.slice(from, this.#at - 1).every((token) => token.kind === 'list')
    return empty ? queryError('empty-group', open, close.at + close.length - open.at) : rule
  }

  /** The term or group that a field limits, possibly after a blank. */
  #fieldOperand(field: Token, depth: number): Parsed {
    const next = this.#tokens[this.#at]
    if (next?.kind === 'field' || !startsOperand(next)) {
      return queryError('nothing-after-field', field)
    }
    const outer = this.#field
    this.#field = field
    const rule = field.isForAll === true ? this.#conjunction(depth) : this.#operand(depth)
    this.#field = outer
    return rule.ok && field.isNegated === true ? ok(negate(rule.value)) : rule
  }

  #term(token: Token): Parsed {
    const { text, at } = token
    const { kind } = token
    const form = kind === 'phrase' || kind === 'expression' || kind === 'wildcard' ? kind : 'word'
    const misspelt = form === 'word' && this.#field === null ? misspeltFieldAt(this.#text.slice(at)) : null
    if (misspelt !== null) return err({ mistake: 'unknown-field', at, length: misspelt.length })
    if (form === 'word' && /^[*\uff0a]+$/u.test(text)) return queryError('empty-term', token)
    if (form === 'expression') {
      const compiled = compileExpression(text)
      // The pattern may begin after a slash or quote.
      if ('mistake' in compiled) return err({ ...compiled, at: this.#text.indexOf(text, at) + compiled.at })
    }
    const isBesideField = this.#field !== null && this.#tokens[this.#at - 2] === this.#field
    const field = this.#field === null ? '' : this.#text.slice(this.#field.at, this.#field.at + this.#field.length)
    const written = isBesideField
      ? this.#text.slice(this.#field?.at, at + token.length)
      : field + this.#text.slice(at, at + token.length)
    return ok({
      kind: 'term',
      form,
      text,
      isPrefix: token.isPrefix === true,
      field: this.#field?.field ?? null,
      written,
    })
  }
}

/** Joins rules: flattens rules of the same kind, and returns a single rule as it is. */
function join(kind: 'all' | 'any', rules: readonly Rule[]): Rule {
  const [only] = rules
  if (rules.length === 1 && only !== undefined) return only
  return { kind, rules: rules.flatMap((rule) => (rule.kind === kind ? rule.rules : [rule])) }
}

function negate(rule: Rule): Rule {
  return rule.kind === 'not' ? rule.rule : { kind: 'not', rule }
}

/** Whether a rule only excludes. */
function isNegative(rule: Rule): boolean {
  return rule.kind === 'not' || (rule.kind !== 'term' && rule.rules.length > 0 && rule.rules.every(isNegative))
}
