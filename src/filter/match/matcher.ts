/** Decides whether an item passes a filter, and which term decided. */

import { compileExpression } from '../expression/expression.ts'
import type { Field } from '../fields.ts'
import { storedFilter } from '../query/likeliest-filter.ts'
import type { Filter, Rule, Term } from '../query/query.ts'
import { type FilterItem, SearchableItem } from './searchable-item.ts'
import { type Finder, termFinder } from './term-finder.ts'
import { wildcardFinder } from './wildcard-finder.ts'

export interface Verdict {
  readonly keep: boolean
  /**
   * The deciding term as written in the query: the first match, the missing term, or, with a leading `-`, the excluding
   * term. Null if no single term decided: an empty query, exclusions only, none of several alternatives.
   */
  readonly term: string | null
  /** Where the deciding term was found; null: nowhere, or it keeps the item by title, summary or categories. */
  readonly field: Field | null
  /** The part of the item's text that is not at hand could decide otherwise. */
  readonly isOpen?: true
}

/** A compiled filter. Pass a SearchableItem if several filters test one item. */
export type Matcher = (item: FilterItem | SearchableItem) => Verdict

/** A node of a compiled filter. Classes, since closures are measurably slower with thousands of filters. */
interface Test {
  /** The verdict without the item's text; `undecided` if the text is at hand and decides. */
  first(item: SearchableItem): Verdict
  /** The final verdict, by the text as well. A term is asked only after its first verdict was `undecided`. */
  last(item: SearchableItem): Verdict
}

const kept: Verdict = { keep: true, term: null, field: null }
const dropped: Verdict = { keep: false, term: null, field: null }
const keptOpen: Verdict = { ...kept, isOpen: true }
const droppedOpen: Verdict = { ...dropped, isOpen: true }
const undecided: Verdict = { ...kept }

/** Compiles a filter. The matcher is pure, and allocates nothing for an item that was searched before. */
export function compileFilter(filter: Filter): Matcher {
  const test = filter.rule === null ? new AllOf([]) : compileRule(filter.rule, false)
  const whole = test instanceof TermTest ? new AllOf([test]) : test
  return (item) => whole.last(item instanceof SearchableItem ? item : new SearchableItem(item))
}

/** The matcher of a stored query. */
export function matcherOf(query: string): Matcher {
  return compileFilter(storedFilter(query))
}

/** Moves negation down to the terms, so that each verdict names the deciding term. */
function compileRule(rule: Rule, negated: boolean): Test {
  switch (rule.kind) {
    case 'term':
      return new TermTest(rule, negated)
    case 'not':
      return compileRule(rule.rule, !negated)
    case 'all':
    case 'any': {
      const tests = rule.rules.map((part) => compileRule(part, negated))
      return (rule.kind === 'all') !== negated ? new AllOf(tests) : new AnyOf(tests)
    }
  }
}

function finderOf(term: Term): Finder {
  if (term.form === 'wildcard') return wildcardFinder(term.text)
  if (term.form !== 'expression') return termFinder(term)
  const compiled = compileExpression(term.text)
  // The parser accepted the expression, so it compiles.
  const test = 'test' in compiled ? compiled.test : () => false
  return ({ lines }) => lines.some(test)
}

class TermTest implements Test {
  readonly #isIn: Finder
  readonly #field: Field | null
  readonly #negated: boolean
  readonly #missing: Verdict
  /** Missing, but perhaps in the text that is not at hand. */
  readonly #unread: Verdict
  /** Found in title, summary or categories. */
  readonly #match: Verdict
  readonly #matches: Partial<Record<Field, Verdict>> = {}

  constructor(term: Term, negated: boolean) {
    const { field, written } = term
    this.#isIn = finderOf(term)
    this.#field = field
    this.#negated = negated
    this.#missing = negated ? kept : { keep: false, term: written, field: null }
    this.#unread = negated ? keptOpen : { keep: false, term: written, field: null, isOpen: true }
    this.#match = { keep: !negated, term: negated ? `-${written}` : written, field: null }
  }

  first(item: SearchableItem): Verdict {
    const field = this.#field
    if (field === null) {
      if (this.#isIn(item.beginning)) {
        // Only an exclusion is explained, so only there the search for the place is worth its time.
        return this.#negated ? this.#matchIn(this.#place(item)) : this.#match
      }
    } else if (field !== 'text') return this.#isIn(item.text(field)) ? this.#matchIn(field) : this.#missing
    const { hasText, isTextOpen } = item
    if (hasText && !isTextOpen) return undecided
    // A known part of the text, or the summary for `text:`.
    if ((hasText || field === 'text') && this.#isIn(item.whole)) return this.#matchIn('text')
    return isTextOpen ? this.#unread : this.#missing
  }

  last(item: SearchableItem): Verdict {
    return this.#isIn(item.whole) ? this.#matchIn('text') : this.#missing
  }

  /** Which of title, summary and categories has the term. */
  #place(item: SearchableItem): Field {
    if (this.#isIn(item.text('title'))) return 'title'
    return this.#isIn(item.text('summary')) ? 'summary' : 'category'
  }

  #matchIn(field: Field): Verdict {
    const match = this.#matches[field] ?? { ...this.#match, field }
    this.#matches[field] = match
    return match
  }
}

/** The first verdict that drops the item, or else the first that names a match. What needs no text comes first. */
class AllOf implements Test {
  readonly #tests: readonly Test[]

  constructor(tests: readonly Test[]) {
    this.#tests = tests
  }

  first(item: SearchableItem): Verdict {
    let best = kept
    let isUndecided = false
    for (const test of this.#tests) {
      const verdict = test.first(item)
      if (!verdict.keep && verdict.isOpen !== true) return verdict
      isUndecided ||= verdict === undecided
      best = bestOfAll(best, verdict)
    }
    return isUndecided ? undecided : best
  }

  last(item: SearchableItem): Verdict {
    let best = kept
    let place = this.#tests.length
    let undecidedTests = 0
    for (let at = 0; at < this.#tests.length; at++) {
      const verdict = this.#tests[at]?.first(item) ?? kept
      if (!verdict.keep && verdict.isOpen !== true) return verdict
      const better = verdict === undecided ? best : bestOfAll(best, verdict)
      if (verdict === undecided) undecidedTests |= bitOf(at)
      else if (better !== best) {
        best = better
        place = at
      }
    }
    for (let at = 0; undecidedTests !== 0 && at < this.#tests.length; at++) {
      const test = this.#tests[at]
      if (test === undefined || (undecidedTests & bitOf(at)) === 0 || !isStillUndecided(test, item, at)) continue
      const verdict = test.last(item)
      if (!verdict.keep) return verdict
      if (at < place && verdict.term !== null) {
        best = verdict
        place = at
      }
    }
    return best
  }
}

/** The better of two verdicts that do not certainly drop the item: one that drops it, or is open, or names a match. */
function bestOfAll(best: Verdict, next: Verdict): Verdict {
  if (!best.keep) return best
  if (!next.keep || next.isOpen === true) return next
  return best.isOpen === true || best.term !== null ? best : next
}

/** The first verdict that keeps the item, or else an exclusion that dropped it, or else no term. What needs no text comes first. */
class AnyOf implements Test {
  readonly #tests: readonly Test[]

  constructor(tests: readonly Test[]) {
    this.#tests = tests
  }

  first(item: SearchableItem): Verdict {
    let best = dropped
    let isUndecided = false
    for (const test of this.#tests) {
      const verdict = test.first(item)
      if (verdict === undecided) isUndecided = true
      else if (verdict.keep && verdict.isOpen !== true) return verdict
      else best = bestOfAny(best, verdict)
    }
    return isUndecided ? undecided : best
  }

  last(item: SearchableItem): Verdict {
    let best = dropped
    let undecidedTests = 0
    for (let at = 0; at < this.#tests.length; at++) {
      const verdict = this.#tests[at]?.first(item) ?? dropped
      if (verdict === undecided) undecidedTests |= bitOf(at)
      else if (verdict.keep && verdict.isOpen !== true) return verdict
      else best = bestOfAny(best, verdict)
    }
    for (let at = 0; undecidedTests !== 0 && at < this.#tests.length; at++) {
      const test = this.#tests[at]
      if (test === undefined || (undecidedTests & bitOf(at)) === 0 || !isStillUndecided(test, item, at)) continue
      const verdict = test.last(item)
      if (verdict.keep) return verdict
      best = bestOfAny(best, verdict)
    }
    return best
  }
}

/** The better of two verdicts that do not certainly keep the item: one that keeps it, or is open, or names an exclusion. */
function bestOfAny(best: Verdict, next: Verdict): Verdict {
  if (best.keep || next.keep) return keptOpen
  if (best.isOpen === true || next.isOpen === true) return droppedOpen
  // An exclusion has a place.
  return best.term === null && next.field !== null ? next : best
}

/** The bit that remembers whether the test at a place is undecided; the last one stands for all further places. */
function bitOf(at: number): number {
  return 1 << Math.min(at, sharedBit)
}

const sharedBit = 30

function isStillUndecided(test: Test, item: SearchableItem, at: number): boolean {
  return at < sharedBit || test.first(item) === undecided
}
