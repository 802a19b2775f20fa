/** Decides whether an item passes a filter, and which term decided. */

import { closesWord, fold, isEdge, opensWord, wordsOf } from '../text/fold.ts'
import { compileExpression } from './expression.ts'
import type { Field } from './fields.ts'
import { type Filter, parseFilter, type Rule, type Term } from './query.ts'
import { type FilterItem, SearchableItem, type SearchableText, wordHash } from './searchable-item.ts'

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

/** The matcher of a stored query. A query that no longer parses hides nothing. */
export function matcherOf(query: string): Matcher {
  const filter = parseFilter(query)
  return filter.ok ? compileFilter(filter.value) : () => kept
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
  return new TermTest(wordFinder(term) ?? textFinder(term), field, found, missing)
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

/** Looks up a term that is exactly one word; null: the term needs a search. */
function wordFinder(term: Term): ((text: SearchableText) => boolean) | null {
  const { exact, bare } = fold(term.text)
  const isWord = exact === bare && !term.isPrefix && closesWord(bare) && wordsOf(bare)[0] === bare
  const hash = wordHash(bare)
  return isWord ? (text) => text.hasWord(bare, hash) : null
}

/** Searches for a term, after lookups of words have excluded most texts. */
function textFinder(term: Term): (text: SearchableText) => boolean {
  const { exact, bare } = fold(term.text)
  const opens = opensWord(bare)
  const closes = !term.isPrefix && closesWord(bare)
  const found = wordsOf(bare)
  const last = found.at(-1)
  // A last word that may continue (a prefix, or Korean) is not in the text's set of words.
  const words = last !== undefined && !closes && bare.endsWith(last) ? found.slice(0, -1) : found
  const whole = words.map((word) => ({ word, hash: wordHash(word) }))
  // Latin letters that have a mark in the term must be the same in the text.
  const marked = Array.from(exact, (_, at) => at).filter((at) => exact[at] !== bare[at])
  const matchesAt = (text: SearchableText, at: number) =>
    (!opens || isEdge(text.bare, at)) &&
    (!closes || isEdge(text.bare, at + bare.length)) &&
    marked.every((offset) => text.exact[at + offset] === exact[offset])
  // `russ*`: some word must begin with it.
  const isPrefix = opens && whole.length === 0 && last !== undefined && last.length > 1 && bare.startsWith(last)
  return (text) => {
    if (isPrefix && !text.mayHavePrefix(bare)) return false
    for (const { word, hash } of whole) if (!text.hasWord(word, hash)) return false
    if (!text.mayContain(bare)) return false
    for (let at = text.bare.indexOf(bare); at >= 0; at = text.bare.indexOf(bare, at + 1)) {
      if (matchesAt(text, at)) return true
    }
    return false
  }
}
