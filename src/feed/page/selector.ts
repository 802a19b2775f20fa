/**
 * Parses CSS selectors and finds the elements that they select. The selectors are those of Cloudflare's HTMLRewriter
 * (developers.cloudflare.com/workers/runtime-apis/html-rewriter/#selectors), which are matched in one pass over a page.
 */
import { limits } from '../../limits.ts'
import { err, type FeedProblem, ok, type Result } from '../../result.ts'
import type { PageElement } from './page-elements.ts'

type Test = (element: PageElement) => boolean

/** Tests of one element, and how it is related to the element before it. */
interface Compound {
  readonly tests: readonly Test[]
  /** Its parent must match the compound before it; otherwise any ancestor. */
  readonly isChild: boolean
}

/** A parsed selector: alternatives, each with compounds from the outermost to the element itself. */
export type Selector = readonly (readonly Compound[])[]

const name = /[a-z_\u0080-\uffff-][\w\u0080-\uffff-]*/iuy
const escapedName = /(?:[\w\u0080-\uffff-]|\\[0-9a-f]{1,6}\s?|\\[^\n0-9a-f])+/iuy
const attribute = /\[\s*([\w:-]+)\s*(?:([~|^$*]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))\s*([is])?\s*)?\]/iuy
const nth = /:nth-(child|of-type)\(\s*(?:(odd|even)|([+-]?\d*n)?\s*(?:([+-]?)\s*(\d+))?)\s*\)/iuy
const first = /:first-(child|of-type)(?![\w-])/iuy
const not = /:not\(/iuy
const combinator = /\s*(>)\s*|\s+(?=\S)/uy
const { selectorUnits, compounds: maxCompounds, alternatives: maxAlternatives } = limits.watching

/** Parses a selector. The problem shows the place that is not understood. */
export function parseSelector(text: string): Result<Selector, FeedProblem> {
  return new SelectorParser(text).parse()
}

class SelectorParser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  parse(): Result<Selector, FeedProblem> {
    const text = this.#text
    if (text.trim() === '' || text.length > selectorUnits) return this.#problem()
    const alternatives: Compound[][] = []
    do {
      this.#read(/\s*/uy)
      const compounds = this.#compounds()
      if (compounds === null || alternatives.length >= maxAlternatives) return this.#problem()
      alternatives.push(compounds)
    } while (this.#read(/\s*,/uy) !== null)
    this.#read(/\s*/uy)
    return this.#at < text.length ? this.#problem() : ok(alternatives)
  }

  #problem(): Result<Selector, FeedProblem> {
    const text = this.#text.slice(0, selectorUnits)
    const at = Math.min(this.#at, text.length)
    return err({ kind: 'selector-syntax', text, at, length: /^\S*/u.exec(text.slice(at))?.[0].length ?? 0 })
  }

  #read(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found !== null) this.#at = pattern.lastIndex
    return found
  }

  #compounds(): Compound[] | null {
    const compounds: Compound[] = []
    let isChild = false
    for (;;) {
      const tests = this.#tests()
      if (tests === null || compounds.length >= maxCompounds) return null
      compounds.push({ tests, isChild })
      const rest = this.#text.slice(this.#at).trimStart()
      if (rest === '' || rest.startsWith(',') || rest.startsWith(')')) return compounds
      const found = this.#read(combinator)
      if (found === null) return null
      isChild = found[1] === '>'
    }
  }

  /** Null: no compound begins here. */
  #tests(): readonly Test[] | null {
    const tests: Test[] = []
    const type = this.#read(/\*/uy) ?? this.#read(name)
    if (type !== null && type[0] !== '*') {
      const wanted = type[0].toLowerCase()
      tests.push((element) => element.name === wanted)
    }
    const start = this.#at
    while (/[.#[:]/u.test(this.#text.charAt(this.#at))) {
      const mark = this.#at
      const test = this.#test()
      if (test === null) {
        this.#at = mark
        return null
      }
      tests.push(test)
    }
    return type === null && this.#at === start ? null : tests
  }

  #test(): Test | null {
    const mark = this.#text.charAt(this.#at)
    if (mark === '.' || mark === '#') return this.#nameTest(mark)
    return mark === '[' ? this.#attributeTest() : this.#placeTest()
  }

  #nameTest(mark: '.' | '#'): Test | null {
    this.#at++
    const found = this.#read(escapedName)?.[0]
    if (found === undefined) return null
    const wanted = unescaped(found)
    return mark === '.'
      ? (element) => element.mentions(wanted) && element.classes.includes(wanted)
      : (element) => element.mentions(wanted) && element.attribute('id') === wanted
  }

  #attributeTest(): Test | null {
    const found = this.#read(attribute)
    if (found === null) return null
    const [, written = '', operator, double, single, bare, flag] = found
    const key = written.toLowerCase()
    if (operator === undefined) return (element) => element.attribute(key) !== null
    const fold = (value: string) => (flag?.toLowerCase() === 'i' ? value.toLowerCase() : value)
    const wanted = fold(double ?? single ?? bare ?? '')
    const matches = valueTests[operator] ?? valueTests['=']
    return (element) => {
      const value = element.attribute(key)
      return value !== null && matches?.(fold(value), wanted) === true
    }
  }

  #placeTest(): Test | null {
    const place = this.#read(first)
    if (place !== null) return placed(place[1], 0, 1)
    const counted = this.#read(nth)
    if (counted !== null) {
      const [, of, word, step, sign, offset] = counted
      if (word === undefined && step === undefined && (offset === undefined || sign === '-')) return null
      if (word !== undefined) return placed(of, 2, word.toLowerCase() === 'odd' ? 1 : 0)
      return placed(of, stepOf(step), Number(`${sign ?? ''}${offset ?? 0}`))
    }
    if (this.#read(not) === null) return null
    const excluded = [this.#tests()]
    while (this.#read(/\s*,\s*/uy) !== null) excluded.push(this.#tests())
    if (excluded.includes(null) || this.#read(/\s*\)/uy) === null) return null
    return (element) => !excluded.some((tests) => tests?.every((test) => test(element)) === true)
  }
}

const valueTests: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '~=': (value, wanted) => wanted !== '' && value.split(/\s+/u).includes(wanted),
  '|=': (value, wanted) => value === wanted || value.startsWith(`${wanted}-`),
  '^=': (value, wanted) => wanted !== '' && value.startsWith(wanted),
  '$=': (value, wanted) => wanted !== '' && value.endsWith(wanted),
  '*=': (value, wanted) => wanted !== '' && value.includes(wanted),
}

/** `2n`, `n` and `-n`. */
function stepOf(text: string | undefined): number {
  if (text === undefined) return 0
  const factor = text.slice(0, -1)
  return factor === '' || factor === '+' ? 1 : factor === '-' ? -1 : Number(factor)
}

/** Whether an element's place is `step` × n + `offset` for an n from 0. */
function placed(of: string | undefined, step: number, offset: number): Test {
  const placeOf = (element: PageElement) => (of?.toLowerCase() === 'child' ? element.nth : element.nthOfType)
  return (element) => {
    const rest = placeOf(element) - offset
    return step === 0 ? rest === 0 : rest % step === 0 && rest / step >= 0
  }
}

function unescaped(text: string): string {
  return text.replace(/\\(?:([0-9a-f]{1,6})\s?|(.))/giu, (_, code: string | undefined, character: string) =>
    code === undefined ? character : String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16))),
  )
}

/** The elements that a selector selects, in the page's order. */
export function selected(elements: readonly PageElement[], selector: Selector): readonly PageElement[] {
  const hits = new Uint8Array(elements.length)
  for (const compounds of selector) {
    /** For each element a bit for each compound that it or an element around it matches, with all compounds before. */
    const around = new Uint32Array(elements.length)
    /** The same for the element alone. */
    const own = new Uint32Array(elements.length)
    for (const element of elements) {
      const { at, parent } = element
      const outer = parent === null ? 0 : (around[parent.at] ?? 0)
      const ofParent = parent === null ? 0 : (own[parent.at] ?? 0)
      let matched = 0
      for (const [index, { tests, isChild }] of compounds.entries()) {
        const before = index === 0 || ((isChild ? ofParent : outer) & (1 << (index - 1))) !== 0
        if (before && tests.every((test) => test(element))) matched |= 1 << index
      }
      own[at] = matched
      around[at] = outer | matched
      if ((matched & (1 << (compounds.length - 1))) !== 0) hits[at] = 1
    }
  }
  return elements.filter(({ at }) => hits[at] === 1)
}
