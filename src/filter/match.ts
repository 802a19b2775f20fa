/** Decides whether an item passes a filter, and by which term. */
import { closesWord, type Folded, fold, isEdge, opensWord, wordsOf } from './fold.ts'
import { type Filter, parseFilter, type Rule, type Term } from './query.ts'

/** What a filter looks at: the fields of an item that hold words. */
export interface FilterItem {
  readonly title: string
  readonly summary: string
  readonly categories: readonly string[]
}

/** An item's text, folded once for many filters. */
export interface Prepared {
  /** Title, summary and categories, a line each, so that no term reaches from one into the next. */
  readonly text: Folded
  /** The text's words in scripts that space them, Latin marks taken off. */
  readonly words: ReadonlySet<string>
  /** Which UTF-16 units the text has, by their lower ten bits: rules most terms out without a search. */
  readonly units: Uint8Array
}

const unitBits = 0x3ff

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

type Test = (item: Prepared) => Verdict

const kept: Verdict = { keep: true, term: null }
const dropped: Verdict = { keep: false, term: null }

/** Folds an item's text, to be matched by any number of filters. */
export function prepare(item: FilterItem): Prepared {
  const fields = [item.title, item.summary, ...item.categories].map(fold)
  const text = {
    exact: fields.map((field) => field.exact).join('\n'),
    bare: fields.map((field) => field.bare).join('\n'),
  }
  const units = new Uint8Array(unitBits + 1)
  for (let at = 0; at < text.bare.length; at++) units[text.bare.charCodeAt(at) & unitBits] = 1
  return { text, words: new Set(wordsOf(text.bare)), units }
}

/** Compiles a filter, once for many items. What it returns is pure and allocates nothing on prepared items. */
export function compile(filter: Filter): Matcher {
  const test: Test = filter.rule === null ? () => kept : testOf(filter.rule, false)
  return (item) => test('words' in item ? item : prepare(item))
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
      return (rule.kind === 'all') !== negated ? allOf(tests) : anyOf(tests)
    }
  }
}

function termTest(term: Term, negated: boolean): Test {
  const holds = finder(term)
  const found: Verdict = negated ? { keep: false, term: `-${term.written}` } : { keep: true, term: term.written }
  const missing: Verdict = negated ? kept : { keep: false, term: term.written }
  return (item) => (holds(item) ? found : missing)
}

/** The first verdict that drops the item; else the first that names what was found. */
function allOf(tests: readonly Test[]): Test {
  return (item) => {
    let first = kept
    for (const test of tests) {
      const verdict = test(item)
      if (!verdict.keep) return verdict
      if (first.term === null) first = verdict
    }
    return first
  }
}

/** The first verdict that keeps the item; else an exclusion that dropped it; else it has none of what was asked for. */
function anyOf(tests: readonly Test[]): Test {
  return (item) => {
    let last = dropped
    for (const test of tests) {
      const verdict = test(item)
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

/**
 * Whole words are looked up in the item's set of words; everything else is searched for, after that set has ruled out
 * most items.
 */
function finder(term: Term): (item: Prepared) => boolean {
  const { exact, bare } = fold(term.text)
  const opens = opensWord(bare)
  const closes = closesWord(bare)
  const found = wordsOf(bare)
  const open = found.at(-1)
  // A last word that may go on (Korean) is not in the set as it stands.
  const whole = open !== undefined && !closes && bare.endsWith(open) ? found.slice(0, -1) : found
  const [first] = whole
  const marked = marksIn(exact, bare)
  if (first !== undefined && first === bare && marked.length === 0) return (item) => item.words.has(first)

  const stands = ({ text }: Prepared, at: number) =>
    (!opens || isEdge(text.bare, at)) &&
    (!closes || isEdge(text.bare, at + bare.length)) &&
    marked.every((offset) => text.exact[at + offset] === exact[offset])
  const units =
    whole.length > 0
      ? []
      : bare
          .slice(0, 4)
          .split('')
          .map((unit) => unit.charCodeAt(0) & unitBits)
  return (item) => {
    for (const word of whole) if (!item.words.has(word)) return false
    for (const unit of units) if (item.units[unit] === 0) return false
    for (let at = item.text.bare.indexOf(bare); at >= 0; at = item.text.bare.indexOf(bare, at + 1)) {
      if (stands(item, at)) return true
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
