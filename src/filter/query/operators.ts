/** Finds operators among the words of a query, and the words that could be one. */
import { type Group, groupsOf, isExcluded, operatorAt } from './query-groups.ts'
import { operandEnds, type Token } from './query-tokens.ts'
import { wordReadings } from './word-readings.ts'

/** Replaces a part of a query; `from` and `to` are UTF-16 units. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly by: string
}

/** A kind of unclear place, which is read in the same way wherever it occurs in a query. */
type Doubt = 'and' | 'or' | 'not' | 'without' | 'reach-of-not' | 'and-in-list' | 'near' | 'sign'

/**
 * What is unclear in a query: the readings of each doubt, the likeliest first. A reading is the edits that make the query clear.
 * Doubts inside what is excluded (`-or`) are apart, and their first reading excludes least: a stored query must not hide more.
 */
export type Doubts = ReadonlyMap<Doubt | `-${Doubt}`, readonly (readonly Edit[])[]>

export interface Operators {
  /** The query's tokens with its operators. A word that may be one is still a word. */
  readonly tokens: readonly Token[]
  readonly doubts: Doubts
}

const operandStarts: ReadonlySet<Token['kind']> = new Set([
  ...(['word', 'phrase', 'wildcard', 'expression', 'field', 'not', 'open'] as const),
])

/** Whether a term, a group or an exclusion begins with a token. */
export function startsOperand(token: Token | undefined): token is Token {
  return token !== undefined && operandStarts.has(token.kind)
}

/** Finds operators in linear time. */
export function operatorsIn(tokens: readonly Token[]): Operators {
  const first = new OperatorFinder(tokens, new Set())
  // What is certain in one place is certain in the others: rain or "north sea" or snow.
  return first.certain.size === 0 ? first : new OperatorFinder(tokens, first.certain)
}

class OperatorFinder implements Operators {
  readonly tokens: Token[] = []
  /** Operators in letters that the signs around them make certain. */
  readonly certain = new Set<Doubt>()
  /** The readings of each doubtful place. */
  readonly #notes = new Map<Doubt | `-${Doubt}`, (readonly (readonly Edit[])[])[]>()
  readonly #all: readonly Token[]
  readonly #known: ReadonlySet<Doubt>
  /** The group of each token. */
  readonly #groups: readonly Group[]
  /** The place of the token that is read. */
  #at = 0
  /** The last token is, or may be, an operator. */
  #isAfterOperator = false
  /** The doubt of the not that a following and or or may extend: "-sport or politics", "not sport and politics"; null: there is no such not. */
  #extends: Doubt | null = null

  constructor(all: readonly Token[], known: ReadonlySet<Doubt>) {
    this.#all = all
    this.#known = known
    this.#groups = groupsOf(all)
    while (this.#at < all.length) this.#at += this.#read(this.#at)
  }

  /** @returns how many tokens were read */
  #read(at: number): number {
    const token = this.#all[at]
    const next = this.#all[at + 1]
    if (token === undefined) return 1
    const operator = operatorAt(token)
    if (operator !== null && startsOperand(next)) {
      if (operator === 'not' || operator === 'without') return this.#readNot(token, next, operator)
      if (this.#isAfterOperand() || this.tokens.at(-1)?.kind === 'list') {
        if (operator === 'or') return this.#readOr(at, token, next)
        if (operator === 'but-not' && next.kind !== 'not') return this.#readButNot(at, token)
        // Two capitals may be an abbreviation: ET, VE.
        if (operator === 'near' || (operator === 'and' && /^[A-Z]{2}$/.test(token.text))) {
          return this.#doubt(operator, [token], [[{ from: token.at, to: next.at, by: '' }]])
        }
        if (operator === 'and' || operator === 'but') return this.#readAnd(at, token, next, operator)
      }
    }
    // It has a term on one side only.
    const isOperand = /^(?:not|field)$/.test(this.tokens.at(-1)?.kind ?? '')
    if (operator !== null && isUpperCase(token) && this.#all.length > 1 && !isOperand) {
      return this.#doubt('and', [token], [[{ from: token.at, to: token.at + token.length, by: '' }]])
    }
    this.#plain(token)
    if (operator === null && isPlainWord(token)) this.#readSign(token)
    return 1
  }

  /** A token that is no operator in letters. */
  #plain(token: Token): void {
    if (token.kind === 'not') this.#extends = 'reach-of-not'
    else if (token.kind === 'open' || (!this.#isAfterOperator && this.tokens.at(-1)?.kind !== 'not'))
      this.#extends = null
    this.tokens.push(token)
    this.#isAfterOperator = false
  }

  #isAfterOperand(): boolean {
    const last = this.tokens.at(-1)
    return last !== undefined && operandEnds.has(last.kind) && !this.#isAfterOperator
  }

  #operator(kind: 'and' | 'or' | 'not' | 'list', { at, length }: Token): void {
    this.tokens.push({ kind, at, length, text: '', ...(kind === 'not' && { isSpelled: true }) })
    this.#isAfterOperator = true
  }

  /** Leaves words as they are, and notes their other readings. The literal one is last, or first. */
  #doubt(
    about: Doubt,
    words: readonly Token[],
    readings: readonly (readonly Edit[])[],
    isLiteralFirst = false,
  ): number {
    this.tokens.push(...words)
    this.#isAfterOperator = true
    const literal = words.map(({ at, length, text }) => ({ from: at, to: at + length, by: `"${text}"` }))
    this.#note(about, isLiteralFirst ? [literal, ...readings] : [...readings, literal])
    return words.length
  }

  #note(about: Doubt, likeliestFirst: readonly (readonly Edit[])[]): void {
    const isInside = this.#groups[this.#at]?.isExcluded !== (about === 'sign' && isExcluded(this.#all, this.#at))
    // A without is a word in either case.
    const readings = isInside && about !== 'without' ? likeliestFirst.toReversed() : likeliestFirst
    const key = isInside ? (`-${about}` as const) : about
    const places = this.#notes.get(key)
    if (places === undefined) this.#notes.set(key, [readings])
    else places.push(readings)
  }

  get doubts(): Doubts {
    const joined = <D>([doubt, places]: readonly [D, readonly (readonly (readonly Edit[])[])[]]) => {
      const count = Math.max(...places.map((readings) => readings.length))
      // A place with fewer readings keeps its last.
      const readings = Array.from({ length: count }, (_, index) =>
        places.flatMap((place) => place[index] ?? place.at(-1) ?? []),
      )
      return [doubt, readings] as const
    }
    return new Map([...this.#notes].map(joined))
  }

  /** The not behind an and, or or but: "and not", "y no". */
  #notAfter(at: number): Token | null {
    const token = this.#all[at + 1]
    const operator = token === undefined ? null : operatorAt(token)
    const isNot = operator === 'not' || operator === 'without' || operator === 'weak-not'
    const operand = this.#all[at + 2]
    return token !== undefined && isNot && startsOperand(operand) && operand.kind !== 'not' ? token : null
  }

  /** In "rain, snow but not sport", the exclusion applies to all alternatives. */
  #readBut(at: number, token: Token): void {
    const group = this.#groups[at]
    const hasAlternatives = group?.hasList === true || group?.hasOr === true
    if (this.tokens.at(-1)?.kind !== 'list') this.#operator(hasAlternatives ? 'list' : 'and', token)
  }

  #readButNot(at: number, token: Token): number {
    this.#readBut(at, token)
    this.#operator('not', token)
    return 1
  }

  #readAnd(at: number, token: Token, next: Token, operator: 'and' | 'but'): number {
    const not = this.#notAfter(at)
    const isExcluding = not !== null || next.kind === 'not'
    if (operator === 'but' && !isExcluding) {
      this.#plain(token)
      return 1
    }
    const group = this.#groups[at]
    const isAfterList = this.tokens.at(-1)?.kind === 'list'
    if (operator === 'but') this.#readBut(at, token)
    else if (isAfterList || (group?.hasList === true && !isUpperCase(token))) {
      this.#noteAndInList(token, this.#operandAt(at, not), not !== null, group, isAfterList)
      if (!isAfterList) this.#operator('and', token)
    } else {
      if (this.#extends !== null && !isUpperCase(token) && isPlainWord(next) && not === null) {
        this.#note(this.#extends, [
          [{ from: token.at, to: next.at, by: '-' }],
          [{ from: token.at, to: next.at, by: '' }],
        ])
      }
      this.#operator('and', token)
    }
    if (not === null) return 1
    this.#operator('not', not)
    return 2
  }

  /** "rain, snow and hail": one of the three, rain or both of the others, or all three. @param to where the operand begins */
  #noteAndInList(token: Token, to: number, isNot: boolean, group: Group | undefined, isAfterList: boolean): void {
    const last = this.tokens.at(-1)
    const from = isAfterList || last === undefined ? token.at : last.at + last.length
    const minus = isNot ? '-' : ''
    const asAnd = [{ from, to, by: isAfterList ? minus : ` ${minus}` }]
    const asList = isAfterList ? asAnd : [{ from, to, by: `, ${minus}` }]
    const lists = group?.lists.splice(0) ?? []
    const asAll = [...lists.map(({ at, length }) => ({ from: at, to: at + length, by: ' ' })), ...asAnd]
    const all = group?.hasOr === true ? [] : [asAll]
    // A line that begins with AND continues the one before it.
    const readings = isUpperCase(token) ? [...all, asList] : [asList, ...(isAfterList ? [] : [asAnd]), ...all]
    this.#note('and-in-list', readings)
  }

  /** Where the operand begins behind an operator and its not. */
  #operandAt(at: number, not: Token | null): number {
    return this.#all[at + (not === null ? 1 : 2)]?.at ?? 0
  }

  #readOr(at: number, token: Token, next: Token): number {
    // Ready or not; yes or no.
    if (/^(?:weak-)?not$/.test(operatorAt(next) ?? '') && !startsOperand(this.#all[at + 2])) {
      this.#plain(token)
      return 1
    }
    const not = this.#notAfter(at)
    const last = this.tokens.at(-1)
    const isAfterList = last?.kind === 'list'
    // Beside other syntax, the word is certainly an operator.
    const isCertain =
      this.#known.has('or') ||
      // and/or
      /.\//u.test(token.text) ||
      !isPlainWord(next) ||
      (not !== null && isUpperCase(not)) ||
      (!isAfterList && (!isPlainWord(last) || this.tokens.at(-2)?.kind === 'field'))
    if (!isCertain) {
      const to = this.#operandAt(at, not)
      const as = (by: string): readonly Edit[] => [{ from: token.at, to, by }]
      const by = `${isAfterList ? '' : '| '}${not === null ? '' : '-'}`
      if (not !== null) return this.#doubt(this.#extends ?? 'or', [token, not], [as(by)])
      return this.#extends === null
        ? this.#doubt('or', [token], [as(by)])
        : this.#doubt(this.#extends, [token], [as('-'), as(by)])
    }
    this.certain.add('or')
    const group = this.#groups[at]
    if (group !== undefined) group.hasOr = true
    if (!isAfterList) this.#operator('or', token)
    if (not === null) return 1
    this.#operator('not', not)
    return 2
  }

  #readNot(token: Token, next: Token, operator: 'not' | 'without'): number {
    const isCertain =
      isUpperCase(token) ||
      this.#known.has(operator) ||
      (operator === 'not' ? !isPlainWord(next) : next.kind === 'open' || next.kind === 'field')
    if (isUpperCase(token) || (isCertain && next.kind !== 'not')) {
      this.certain.add(operator)
      this.#operator('not', token)
      return 1
    }
    const following = operatorAt(next)
    if (next.kind === 'not' || following === 'not' || following === 'without') {
      this.#plain(token)
      return 1
    }
    this.#extends = operator
    return this.#doubt(operator, [token], [[{ from: token.at, to: next.at, by: '-' }]], operator === 'without')
  }

  #readSign({ at, length, text }: Token): void {
    const last = this.tokens.at(-2)
    const isDistance = /^~\d+$/u.test(text) && last?.kind === 'phrase' && last.at + last.length === at
    const isBound = last?.kind === 'not' || last?.kind === 'field'
    const written = wordReadings(text).map((by) => (isBound && /^[^"/].* /u.test(by) ? `(${by})` : by))
    const readings = isDistance ? ['', ` "${text}"`] : written
    if (readings.length > 0)
      this.#note(
        'sign',
        readings.map((by) => [{ from: at, to: at + length, by }]),
      )
  }
}

/** AND, NOT and `&&`, which nobody means as a word. */
function isUpperCase({ text }: Token): boolean {
  return /^(?:AND|NOT|&&+)$/.test(text.normalize('NFKC'))
}

function isPlainWord(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.isPrefix !== true
}
