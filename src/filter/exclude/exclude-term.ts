/** Adds an exclusion to any query. */
import { likeliestFilter } from '../query/likeliest-filter.ts'
import { parseFilter, type Rule } from '../query/query.ts'
import { quotedTerm } from '../query/quoted-term.ts'

type Exclusion = Extract<Rule, { readonly kind: 'not' }>

/**
 * A query that keeps what the given one keeps, except items with the term. A query with a mistake is dropped, unless its correction is obvious.
 * @param term as in a query, without its minus @returns null: it would be too long or too deep
 */
export function excludeTerm(query: string, term: string): string | null {
  const stored = likeliestFilter(query)
  const before = stored?.query.trim() ?? ''
  const rules = partsOf(stored?.filter.rule ?? null)
  const excluded = writeExclusion(term)
  if (excluded === null) return null
  const { written, rule } = excluded
  if (rules.some((each) => isSame(each, rule))) return before
  const [only, ...others] = [...rules, rule]
  const wanted: Rule | undefined = others.length === 0 ? only : { kind: 'all', rules: [...rules, rule] }
  // Behind an or or a list, an exclusion without parentheses belongs to the last alternative only. In parentheses, exclusions
  // that are joined with an or mean something else.
  const candidates = [`${before} ${written}`.trim(), `(${before}) ${written}`]
  return candidates.find((each) => wanted !== undefined && isSame(ruleOf(each), wanted)) ?? null
}

/** An exclusion in a query's syntax. A term that would be read as an operator is quoted. @returns null: nothing can be excluded */
function writeExclusion(term: string): { readonly written: string; readonly rule: Exclusion } | null {
  const quoted = quotedTerm(term.trim())
  for (const operand of quoted === null ? [term.trim()] : [term.trim(), quoted]) {
    const written = `-${operand}`
    const rule = ruleOf(written)
    const isTerm = rule?.kind === 'not' && rule.rule.kind === 'term' && isSame(ruleOf(operand), rule.rule)
    if (isTerm) return { written, rule }
  }
  return null
}

function partsOf(rule: Rule | null): readonly Rule[] {
  if (rule === null) return []
  return rule.kind === 'all' ? rule.rules : [rule]
}

/** Null: the query is empty, unclear or has a mistake. */
function ruleOf(query: string): Rule | null {
  const parsed = parseFilter(query)
  return parsed.ok ? parsed.value.rule : null
}

function isSame(one: Rule | null, other: Rule): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
