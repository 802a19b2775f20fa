/** Writes the classes of a pattern for texts in all scripts, plain or with marked boundaries. */
import { BOUNDARY, FULL_WIDTH, fullWidthOf, plainCharacter } from './expression-text.ts'
import type { ClassItem } from './pattern-parts.ts'

/** Code points, inclusive. */
type Range = readonly [from: number, to: number]

const MAX_POINT = 0x10ffff
const low = BOUNDARY.charCodeAt(0)
/** The low line in full width. */
const fullLow = 0xff3f
/** Connectors, which are punctuation, without the low line. */
const connectors: readonly Range[] = [
  [0x203f, 0x2040],
  [0x2054, 0x2054],
  [0xfe33, 0xfe34],
  [0xfe4d, 0xfe4f],
]
const allConnectors = `${written(connectors)}${written([[fullLow, fullLow]])}`
const otherPunctuation = '\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}'
const noWord = `${otherPunctuation}${written(connectors)}\\p{S}\\p{Z}\\p{C}`

/** What a set contains and what it does not, as in a class; neither has the sign of marked boundaries. */
interface Named {
  readonly inside: string
  readonly outside: string
}

const word: Named = { inside: `\\p{L}\\p{M}\\p{N}${written([[fullLow, fullLow]])}`, outside: noWord }
const digit: Named = { inside: '\\p{Nd}', outside: `\\p{L}\\p{M}\\p{Nl}\\p{No}${allConnectors}${noWord}` }
const sets: Readonly<Record<string, Named>> = {
  w: word,
  word,
  d: digit,
  digit,
  alpha: { inside: '\\p{L}\\p{M}', outside: `\\p{N}${allConnectors}${noWord}` },
  alnum: { inside: '\\p{L}\\p{M}\\p{N}', outside: `${allConnectors}${noWord}` },
}

/** Sets of ASCII; expressions see all spaces as the ASCII one. */
const asciiSets: Readonly<Record<string, readonly Range[]>> = {
  s: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  ascii: [[0x00, 0x7f]],
  cntrl: [
    [0x00, 0x1f],
    [0x7f, 0x7f],
  ],
  graph: [[0x21, 0x7e]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  lower: [[0x61, 0x7a]],
  upper: [[0x41, 0x5a]],
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
}

function written(ranges: readonly Range[]): string {
  const point = (at: number) => `\\x{${at.toString(16)}}`
  return ranges.map(([from, to]) => (from === to ? point(from) : `${point(from)}-${point(to)}`)).join('')
}

/** All code points that are in none of the ranges, which are in order. */
function complementOf(ranges: readonly Range[]): readonly Range[] {
  const starts = [0, ...ranges.map(([, to]) => to + 1)]
  const ends = [...ranges.map(([from]) => from - 1), MAX_POINT]
  return starts.flatMap((from, at): readonly Range[] => {
    const to = ends[at] ?? MAX_POINT
    return from <= to ? [[from, to]] : []
  })
}

/** ASCII letters, digits and low lines, which are full-width in a text with marked boundaries; and what is neither the one nor the other. */
const wordRanges: readonly Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [low, low],
  [0x61, 0x7a],
]
const besideWords = complementOf([...wordRanges, ...wordRanges.map(inFullWidth)])

function inFullWidth([from, to]: Range): Range {
  return [from + FULL_WIDTH, to + FULL_WIDTH]
}

function overlap([from, to]: Range, [start, end]: Range): readonly Range[] {
  const [first, last] = [Math.max(from, start), Math.min(to, end)]
  return first <= last ? [[first, last]] : []
}

/** How a class is written for one form of texts. */
export class ClassWriter {
  readonly #isMarked: boolean

  /** @param isMarked whether it is for texts with marked boundaries */
  constructor(isMarked: boolean) {
    this.#isMarked = isMarked
  }

  /** A pattern for one character, or for ss where the class has ß. */
  write(items: readonly ClassItem[], isNegative: boolean): string {
    const parts = items.map((item) => this.#part(item, isNegative))
    const body = parts.map(({ inside }) => inside).join('')
    if (isNegative) return `[^${body}${this.#isMarked ? BOUNDARY : ''}]`
    const others = parts.flatMap(({ beside }) => (beside === '' ? [] : [beside]))
    const all = body === '' ? others : [`[${body}]`, ...others]
    return all.length === 1 ? (all[0] ?? '') : `(?:${all.join('|')})`
  }

  /** A pattern for one code point. */
  literal(point: number): string {
    return `\\x{${this.#mapped(point).toString(16)}}`
  }

  /** A pattern for one character; not for the sign of a boundary. */
  any(withLineBreaks: boolean): string {
    if (!this.#isMarked) return '.'
    return withLineBreaks ? `[^${BOUNDARY}]` : `[^\\n${BOUNDARY}]`
  }

  /** An item in brackets, and what cannot be written in them. */
  #part(item: ClassItem, isInNegative: boolean): { readonly inside: string; readonly beside: string } {
    const inside = (text: string) => ({ inside: text, beside: '' })
    if (item.kind === 'range') {
      const isSharp = item.from === item.to && /[ßẞ]/u.test(String.fromCodePoint(item.from))
      return { inside: this.#range(item), beside: isSharp && !isInNegative ? this.literal(0x73).repeat(2) : '' }
    }
    if (item.kind === 'named') {
      const set = sets[item.name]
      if (set !== undefined) return inside(this.#named(set, item.isNegative))
      const ranges = asciiSets[item.name] ?? []
      // RE2 folds the case of ranges: beyond ASCII, ſ would stand for s.
      if (!this.#isMarked && item.name.length > 1) return inside(`[:${item.isNegative ? '^' : ''}${item.name}:]`)
      return inside(this.#ranges(item.isNegative ? complementOf(ranges) : ranges))
    }
    const { name, isNegative } = item
    if (isNegative && this.#isMarked && !isInNegative) return { inside: '', beside: `[^\\p{${name}}${BOUNDARY}]` }
    if (isNegative) return inside(`\\P{${name}}`)
    if (!this.#isMarked) return inside(`\\p{${name}}`)
    return inside(name === 'P' ? otherPunctuation + allConnectors : name === 'Pc' ? allConnectors : `\\p{${name}}`)
  }

  /** The low line belongs to words; in a text with marked boundaries, it is full-width. */
  #named(set: Named, isNegative: boolean): string {
    const hasLowLine = !this.#isMarked && (set === word) !== isNegative
    return (hasLowLine ? written([[low, low]]) : '') + (isNegative ? set.outside : set.inside)
  }

  #range({ from, to }: ClassItem & { readonly kind: 'range' }): string {
    if (from === to) return this.literal(from)
    // Texts have the plain forms of typographic signs.
    const signs = [from, to].filter(
      (point) => plainCharacter(String.fromCodePoint(point)) !== String.fromCodePoint(point),
    )
    return signs.map((point) => this.literal(point)).join('') + this.#ranges([[from, to]])
  }

  #ranges(ranges: readonly Range[]): string {
    if (!this.#isMarked) return written(ranges)
    const moved = ranges.flatMap((range) => wordRanges.flatMap((words) => overlap(range, words)))
    const kept = ranges.flatMap((range) => besideWords.flatMap((others) => overlap(range, others)))
    return written([...moved.map(inFullWidth), ...kept])
  }

  #mapped(point: number): number {
    const character = plainCharacter(String.fromCodePoint(point))
    return (this.#isMarked ? fullWidthOf(character) : character).codePointAt(0) ?? point
  }
}
