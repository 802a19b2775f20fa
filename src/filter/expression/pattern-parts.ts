/** Splits an RE2 pattern that is known to be valid into its parts. Syntax: github.com/google/re2/wiki/Syntax */
import { matchAt } from '../../text/match-at.ts'

/** What a class contains. Code points of a range are inclusive. */
export type ClassItem =
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  /** `\p{…}`, without its sign. */
  | { readonly kind: 'property'; readonly name: string; readonly isNegative: boolean }
  /** `d`, `s` or `w`, or the name in `[:…:]`. */
  | { readonly kind: 'named'; readonly name: string; readonly isNegative: boolean }

export type PatternPart =
  | { readonly kind: 'literal'; readonly point: number }
  | { readonly kind: 'class'; readonly items: readonly ClassItem[]; readonly isNegative: boolean }
  | { readonly kind: 'any' }
  /** `$` and `\z`. */
  | { readonly kind: 'end'; readonly text: string }
  | { readonly kind: 'boundary'; readonly text: string }
  | { readonly kind: 'quantifier'; readonly text: string }
  /** `(` with its flags or name. `flags` are those that it sets, as in `i-s`; null: none. */
  | { readonly kind: 'open'; readonly text: string; readonly flags: string | null }
  | { readonly kind: 'close' }
  /** `(?s)`: flags for the rest of the group. */
  | { readonly kind: 'flags'; readonly text: string; readonly flags: string }
  /** `|`, `^` and `\A`. */
  | { readonly kind: 'other'; readonly text: string }

const quantifier = /(?:[*+?]|\{(?:0|[1-9]\d*)(?:,(?:[1-9]\d*|0)?)?\})\??/y
const group = /\((?:\?P?<[^>]*>|\?(?<flags>[imsU]*-?[imsU]*)(?<end>[:)]))?/y
const propertyName = /\\(?<sign>[pP])(?:\{(?<not>\^?)(?<name>[^}]*)\}|(?<letter>.))/uy
const hexadecimal = /\\x(?:\{(?<long>[0-9A-Fa-f]+)\}|(?<short>[0-9A-Fa-f]{2}))/y
const octal = /\\[0-7]{1,3}/y
const quoted = /\\Q(?<text>[\s\S]*?)(?:\\E|$)/y
const posix = /\[:(?<not>\^?)(?<name>[a-z]+):\]/y
const controls: Readonly<Record<string, number>> = { a: 7, t: 9, n: 10, v: 11, f: 12, r: 13 }

/** Reads a pattern from left to right. */
class Reader {
  readonly #pattern: string
  at = 0

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  get isAtEnd(): boolean {
    return this.at >= this.#pattern.length
  }

  /** The next units; as many as there are. */
  peek(length: number): string {
    return this.#pattern.slice(this.at, this.at + length)
  }

  /** Takes what a sticky pattern matches here; null: nothing. */
  take(sticky: RegExp): RegExpExecArray | null {
    const found = matchAt(sticky, this.#pattern, this.at)
    if (found !== null) this.at += found[0].length
    return found
  }

  /** Takes a code point. */
  takePoint(): number {
    const point = this.#pattern.codePointAt(this.at) ?? 0
    this.at += point > 0xffff ? 2 : 1
    return point
  }

  /** Takes a character or an escape for one. */
  takeCharacter(): number {
    if (this.peek(1) !== '\\') return this.takePoint()
    const hex = this.take(hexadecimal)?.groups
    if (hex !== undefined) return Number.parseInt(hex['long'] ?? hex['short'] ?? '', 16)
    const digits = this.take(octal)?.[0]
    if (digits !== undefined) return Number.parseInt(digits.slice(1), 8)
    this.at++
    const escaped = this.peek(1)
    const point = this.takePoint()
    return controls[escaped] ?? point
  }

  /** Takes `\d`, `\p{…}` and the like; null: something else is here. */
  takeSet(): ClassItem | null {
    const escaped = this.peek(2)
    if (/^\\[dDsSwW]$/.test(escaped)) {
      this.at += 2
      const name = escaped.slice(1)
      return { kind: 'named', name: name.toLowerCase(), isNegative: name !== name.toLowerCase() }
    }
    const found = this.take(propertyName)?.groups
    if (found === undefined) return null
    const isNegative = (found['sign'] === 'P') !== (found['not'] === '^')
    return { kind: 'property', name: found['name'] ?? found['letter'] ?? '', isNegative }
  }

  /** Takes a class in brackets. */
  takeClass(): PatternPart {
    this.at++
    const isNegative = this.peek(1) === '^'
    if (isNegative) this.at++
    const items: ClassItem[] = []
    for (let first = true; !this.isAtEnd && (first || this.peek(1) !== ']'); first = false) {
      const named = this.take(posix)?.groups
      const set = named === undefined ? this.takeSet() : null
      if (named !== undefined)
        items.push({ kind: 'named', name: named['name'] ?? '', isNegative: named['not'] === '^' })
      else if (set !== null) items.push(set)
      else items.push(this.#takeRange())
    }
    this.at++
    return { kind: 'class', items, isNegative }
  }

  #takeRange(): ClassItem {
    const from = this.takeCharacter()
    const isRange = this.peek(1) === '-' && this.peek(2) !== '-]'
    if (!isRange) return { kind: 'range', from, to: from }
    this.at++
    return { kind: 'range', from, to: this.takeCharacter() }
  }
}

/** The parts of a pattern, in order. */
export function patternParts(pattern: string): readonly PatternPart[] {
  const reader = new Reader(pattern)
  const parts: PatternPart[] = []
  while (!reader.isAtEnd) parts.push(...nextParts(reader))
  return parts
}

function nextParts(reader: Reader): readonly PatternPart[] {
  const text = reader.peek(1)
  const escaped = reader.peek(2)
  const found = reader.take(quantifier)
  if (found !== null) return [{ kind: 'quantifier', text: found[0] }]
  if (text === '(') return [takeGroup(reader)]
  if (text === '[') return [reader.takeClass()]
  if (escaped === '\\Q') {
    const literal = reader.take(quoted)?.groups?.['text'] ?? ''
    return [...literal].map((each) => ({ kind: 'literal', point: each.codePointAt(0) ?? 0 }))
  }
  const copied = copiedPart(text) ?? copiedPart(escaped)
  if (copied !== null) {
    reader.at += copiedPart(text) === null ? 2 : 1
    return [copied]
  }
  const set = reader.takeSet()
  if (set !== null) return [{ kind: 'class', items: [set], isNegative: false }]
  return [{ kind: 'literal', point: reader.takeCharacter() }]
}

function copiedPart(text: string): PatternPart | null {
  switch (text) {
    case ')':
      return { kind: 'close' }
    case '.':
      return { kind: 'any' }
    case '$':
    case '\\z':
      return { kind: 'end', text }
    case '|':
    case '^':
    case '\\A':
      return { kind: 'other', text }
    case '\\b':
    case '\\B':
      return { kind: 'boundary', text }
    default:
      return null
  }
}

function takeGroup(reader: Reader): PatternPart {
  const found = reader.take(group)
  const text = found?.[0] ?? '('
  const flags = found?.groups?.['flags'] ?? null
  return found?.groups?.['end'] === ')' ? { kind: 'flags', text, flags: flags ?? '' } : { kind: 'open', text, flags }
}
