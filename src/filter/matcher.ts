/** Decides whether an item passes a filter, and by which term. */

import { closesWord, fold, isEdge, opensWord, wordsOf } from '../text/fold.ts'
import { compileExpression, type Expression } from './expression.ts'
import type { Field } from './fields.ts'
import { type Filter, parseFilter, type Rule, type Term } from './query.ts'
import { type FilterItem, Prepared, type Searchable, startOf } from './searchable-item.ts'

export interface Verdict {
  readonly keep: boolean
  /**
   * The term that decided, as its owner wrote it: the first that was found, the one that is missing, or, with a leading
   * `-`, the one that excludes. Null where none decided alone: an empty query, exclusions only, none of several.
   */
  readonly term: string | null
}

/** A compiled filter. It takes an item as it is, or prepared where many filters look at it. */
export type Matcher = (item: FilterItem | Prepared) => Verdict

/** A part of a compiled filter. Classes, as thousands of filters may look at an item: calls of closures cost more than what they do. */
interface Test {
  test(item: Prepared): Verdict
}

const kept: Verdict = { keep: true, term: null }
const dropped: Verdict = { keep: false, term: null }

/** Compiles a filter, once for many items. What it returns is pure, and allocates nothing on items that others looked at. */
export function compile(filter: Filter): Matcher {
  const test: Test = filter.rule === null ? { test: () => kept } : testOf(filter.rule, false)
  return (item) => test.test(item instanceof Prepared ? item : new Prepared(item))
}

/** Negation is pushed down to the terms, so that each verdict names the term that made it. */
function testOf(rule: Rule, negated: boolean): Test {
  switch (rule.kind) {
    case 'term':
      return termTest(rule, negated)
    case 'not':
      return testOf(rule.rule, !negated)
    case 'all':
    case 'any': {
      const tests = rule.rules.map((part) => testOf(part, negated))
      return (rule.kind === 'all') !== negated ? new AllOf(tests) : new AnyOf(tests)
    }
  }
}

function termTest(term: Term, negated: boolean): Test {
  const found: Verdict = negated ? { keep: false, term: `-${term.written}` } : { keep: true, term: term.written }
  const missing: Verdict = negated ? kept : { keep: false, term: term.written }
  if (term.form === 'expression') return new ExpressionTest(term, found, missing)
  const word = wholeWord(term)
  return word === null ? new TextTest(term, found, missing) : new WordTest(word, term.field, found, missing)
}

class WordTest implements Test {
  readonly #word: string
  readonly #start: number
  readonly #field: Field | null
  readonly #found: Verdict
  readonly #missing: Verdict

  constructor(word: string, field: Field | null, found: Verdict, missing: Verdict) {
    this.#word = word
    this.#start = startOf(word)
    this.#field = field
    this.#found = found
    this.#missing = missing
  }

  test(item: Prepared): Verdict {
    const text = this.#field === null ? item.all : item.field(this.#field)
    return text.hasWord(this.#word, this.#start) ? this.#found : this.#missing
  }
}

class TextTest implements Test {
  readonly #find: (text: Searchable) => boolean
  readonly #field: Field | null
  readonly #found: Verdict
  readonly #missing: Verdict

  constructor(term: Term, found: Verdict, missing: Verdict) {
    this.#find = textFinder(term)
    this.#field = term.field
    this.#found = found
    this.#missing = missing
  }

  test(item: Prepared): Verdict {
    const text = this.#field === null ? item.all : item.field(this.#field)
    return this.#find(text) ? this.#found : this.#missing
  }
}

/** Tried on the text of each field as it was written, so that it cannot reach from one into the next. */
class ExpressionTest implements Test {
  readonly #expression: Expression | null
  readonly #field: Field | null
  readonly #found: Verdict
  readonly #missing: Verdict

  constructor({ text, field }: Term, found: Verdict, missing: Verdict) {
    const compiled = compileExpression(text)
    // It was compiled when the query was read.
    this.#expression = 'mistake' in compiled ? null : compiled
    this.#field = field
    this.#found = found
    this.#missing = missing
  }

  test(item: Prepared): Verdict {
    const expression = this.#expression
    const isFound = expression !== null && item.written(this.#field).some((text) => expression.test(text))
    return isFound ? this.#found : this.#missing
  }
}

/** The first verdict that drops the item; else the first that names what was found. */
class AllOf implements Test {
  readonly #tests: readonly Test[]

  constructor(tests: readonly Test[]) {
    this.#tests = tests
  }

  test(item: Prepared): Verdict {
    let first = kept
    for (const test of this.#tests) {
      const verdict = test.test(item)
      if (!verdict.keep) return verdict
      if (first.term === null) first = verdict
    }
    return first
  }
}

/** The first verdict that keeps the item; else an exclusion that dropped it; else it has none of what was asked for. */
class AnyOf implements Test {
  readonly #tests: readonly Test[]

  constructor(tests: readonly Test[]) {
    this.#tests = tests
  }

  test(item: Prepared): Verdict {
    let last = dropped
    for (const test of this.#tests) {
      const verdict = test.test(item)
      if (verdict.keep) return verdict
      if (last.term === null && verdict.term?.startsWith('-')) last = verdict
    }
    return last
  }
}

/** The matcher of a stored query. It was checked when it was set; should this code not understand it, it hides nothing. */
export function matcherOf(query: string): Matcher {
  const filter = parseFilter(query)
  return filter.ok ? compile(filter.value) : () => ({ keep: true, term: null })
}

/** A term that is one word and nothing else, folded; null: it takes a search. */
function wholeWord(term: Term): string | null {
  const { exact, bare } = fold(term.text)
  const isWord = exact === bare && !term.isPrefix && closesWord(bare) && wordsOf(bare)[0] === bare
  return isWord ? bare : null
}

/**
 * Whole words are looked up among the words of a text; everything else is searched for, after those have ruled out most
 * texts.
 */
function textFinder(term: Term): (text: Searchable) => boolean {
  const { exact, bare } = fold(term.text)
  const opens = opensWord(bare)
  const closes = !term.isPrefix && closesWord(bare)
  const found = wordsOf(bare)
  const open = found.at(-1)
  // A last word that may go on (a prefix, or Korean) is not among them as it stands.
  const words = open !== undefined && !closes && bare.endsWith(open) ? found.slice(0, -1) : found
  const whole = words.map((word) => ({ word, start: startOf(word) }))
  const marked = marksIn(exact, bare)
  const stands = (text: Searchable, at: number) =>
    (!opens || isEdge(text.bare, at)) &&
    (!closes || isEdge(text.bare, at + bare.length)) &&
    marked.every((offset) => text.exact[at + offset] === exact[offset])
  // `russ*`: some word must begin like it.
  const begins = opens && whole.length === 0 && open !== undefined && open.length > 1 && bare.startsWith(open)
  return (text) => {
    if (begins && !text.mayBegin(bare)) return false
    for (const { word, start } of whole) if (!text.hasWord(word, start)) return false
    if (!text.mayHold(bare)) return false
    for (let at = text.bare.indexOf(bare); at >= 0; at = text.bare.indexOf(bare, at + 1)) {
      if (stands(text, at)) return true
    }
    return false
  }
}

/** Where a folded term has a Latin letter with a mark: there the text must have the same. */
function marksIn(exact: string, bare: string): readonly number[] {
  const offsets: number[] = []
  for (let at = 0; at < exact.length; at++) if (exact[at] !== bare[at]) offsets.push(at)
  return offsets
}
