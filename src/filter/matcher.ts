/** Decides whether an item passes a filter, and which term decided. */

import { compileExpression } from './expression.ts'
import type { Field } from './fields.ts'
import { type Filter, parseFilter, type Rule, type Term } from './query.ts'
import { type FilterItem, SearchableItem } from './searchable-item.ts'
import type { SearchableText } from './searchable-text.ts'
import { termFinder } from './term-finder.ts'
import { wildcardFinder } from './wildcard-finder.ts'

export interface Verdict {
  readonly keep: boolean
  /**
   * The deciding term as written in the query: the first match, the missing term, or, with a leading `-`, the excluding
   * term. Null if no single term decided: an empty query, exclusions only, none of several alternatives.
   */
  readonly term: string | null
}

/** A compiled filter. Pass a SearchableItem if several filters test one item. */
type Matcher = (item: FilterItem | SearchableItem) => Verdict

/** A node of a compiled filter. Classes, since closures are measurably slower with thousands of filters. */
interface Test {
  test(item: SearchableItem): Verdict
}

const kept: Verdict = { keep: true, term: null }
const dropped: Verdict = { keep: false, term: null }

/** Compiles a filter. The matcher is pure, and allocates nothing for an item that was searched before. */
export function compileFilter(filter: Filter): Matcher {
  const test: Test = filter.rule === null ? { test: () => kept } : compileRule(filter.rule, false)
  return (item) => test.test(item instanceof SearchableItem ? item : new SearchableItem(item))
}

/**
 * The matcher of a stored query. An unclear one has its likeliest reading; one that no longer parses means its correction, or else
 * hides nothing.
 */
export function matcherOf(query: string): Matcher {
  const filter = parseFilter(query)
  if (filter.ok) return compileFilter(filter.value)
  const { problem } = filter
  const meant = problem.kind === 'filter-unclear' ? problem.readings[0] : problem.suggestion
  return meant === undefined || meant === null ? () => kept : matcherOf(meant)
}

/** Moves negation down to the terms, so that each verdict names the deciding term. */
function compileRule(rule: Rule, negated: boolean): Test {
  switch (rule.kind) {
    case 'term':
      return compileTerm(rule, negated)
    case 'not':
      return compileRule(rule.rule, !negated)
    case 'all':
    case 'any': {
      const tests = rule.rules.map((part) => compileRule(part, negated))
      return (rule.kind === 'all') !== negated ? new AllOf(tests) : new AnyOf(tests)
    }
  }
}

function compileTerm(term: Term, negated: boolean): Test {
  const found: Verdict = negated ? { keep: false, term: `-${term.written}` } : { keep: true, term: term.written }
  const missing: Verdict = negated ? kept : { keep: false, term: term.written }
  const { field } = term
  if (term.form === 'expression') {
    const compiled = compileExpression(term.text)
    // The parser accepted the expression, so it compiles.
    const test = 'test' in compiled ? compiled.test : () => false
    return { test: (item) => (item.raw(field).some(test) ? found : missing) }
  }
  return new TermTest(term.form === 'wildcard' ? wildcardFinder(term.text) : termFinder(term), field, found, missing)
}

class TermTest implements Test {
  readonly #isIn: (text: SearchableText) => boolean
  readonly #field: Field | null
  readonly #found: Verdict
  readonly #missing: Verdict

  constructor(isIn: (text: SearchableText) => boolean, field: Field | null, found: Verdict, missing: Verdict) {
    this.#isIn = isIn
    this.#field = field
    this.#found = found
    this.#missing = missing
  }

  test(item: SearchableItem): Verdict {
    return this.#isIn(item.text(this.#field)) ? this.#found : this.#missing
  }
}

/** The first verdict that drops the item, or else the first that names a match. */
class AllOf implements Test {
  readonly #tests: readonly Test[]

  constructor(tests: readonly Test[]) {
    this.#tests = tests
  }

  test(item: SearchableItem): Verdict {
    let first = kept
    for (const test of this.#tests) {
      const verdict = test.test(item)
      if (!verdict.keep) return verdict
      if (first.term === null) first = verdict
    }
    return first
  }
}

/** The first verdict that keeps the item, or else an exclusion that dropped it, or else no term. */
class AnyOf implements Test {
  readonly #tests: readonly Test[]

  constructor(tests: readonly Test[]) {
    this.#tests = tests
  }

  test(item: SearchableItem): Verdict {
    let last = dropped
    for (const test of this.#tests) {
      const verdict = test.test(item)
      if (verdict.keep) return verdict
      if (last.term === null && verdict.term?.startsWith('-')) last = verdict
    }
    return last
  }
}
