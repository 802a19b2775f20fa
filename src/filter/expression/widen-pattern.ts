/** Rewrites RE2 patterns so that classes, boundaries and letters are those of all scripts. */
import { isWordBoundary } from '../../text/word-edges.ts'
import { ClassWriter } from './character-class.ts'
import { BOUNDARY, plainCharacter } from './expression-text.ts'
import { type ClassItem, type PatternPart, patternParts } from './pattern-parts.ts'

/** The patterns that stand for a typed one. */
interface WidenedPattern {
  /** For plain texts; if a word boundary is asked for, only for those in ASCII. */
  readonly plain: string
  /** For texts with marked boundaries; null: no word boundary is asked for. */
  readonly marked: string | null
}

/** @param pattern that RE2 accepts */
export function widenPattern(pattern: string): WidenedPattern {
  const parts = composed(patternParts(pattern))
  const asksBoundary = parts.some(({ kind }) => kind === 'boundary')
  return { plain: new Rewriter(false).write(parts), marked: asksBoundary ? new Rewriter(true).write(parts) : null }
}

/** Letters in a row in NFC: a letter and its accent become one. */
function composed(parts: readonly PatternPart[]): readonly PatternPart[] {
  const made: PatternPart[] = []
  let run = ''
  const flush = () => {
    for (const character of run.normalize('NFC')) made.push({ kind: 'literal', point: character.codePointAt(0) ?? 0 })
    run = ''
  }
  for (const part of parts) {
    if (part.kind === 'literal') run += String.fromCodePoint(part.point)
    else {
      flush()
      made.push(part.kind === 'class' ? { ...part, items: composedItems(part.items) } : part)
    }
  }
  flush()
  return made
}

/** Of a class: a letter and an accent behind it become one. */
function composedItems(items: readonly ClassItem[]): readonly ClassItem[] {
  const made: ClassItem[] = []
  for (const item of items) {
    const last = made.at(-1)
    const letters = [last, item].map((each) =>
      each?.kind === 'range' && each.from === each.to ? String.fromCodePoint(each.from) : '',
    )
    const [letter, ...more] = letters.join('').normalize('NFC')
    const isOne = letters.every((each) => each !== '') && more.length === 0 && letter !== undefined
    const point = letter?.codePointAt(0) ?? 0
    if (isOne) made.splice(-1, 1, { kind: 'range', from: point, to: point })
    else made.push(item)
  }
  return made
}

class Rewriter {
  readonly #isMarked: boolean
  readonly #writer: ClassWriter
  /** Whether `.` matches line breaks, in the current group and in those around it. */
  readonly #dots: boolean[] = [false]

  constructor(isMarked: boolean) {
    this.#isMarked = isMarked
    this.#writer = new ClassWriter(isMarked)
  }

  write(parts: readonly PatternPart[]): string {
    let made = ''
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at]
      if (part === undefined) break
      const isDouble = isSharpInCapitals(parts, at)
      const text = isDouble ? this.#sharp() : this.#write(part)
      const before = this.#before(parts[at - 1], part)
      if (isDouble) at++
      made += parts[at + 1]?.kind === 'quantifier' && before !== '' ? `(?:${before}${text})` : before + text
    }
    return made
  }

  #write(part: PatternPart): string {
    switch (part.kind) {
      case 'literal':
        return /[ßẞ]/u.test(String.fromCodePoint(part.point)) ? this.#sharp() : this.#writer.literal(part.point)
      case 'class':
        return this.#writer.write(part.items, part.isNegative)
      case 'any':
        return this.#writer.any(this.#dots.at(-1) === true)
      case 'end':
        return this.#isMarked ? `(?:${BOUNDARY}?${part.text})` : part.text
      case 'open':
        this.#dots.push(this.#dots.at(-1) === true)
        this.#setFlags(part.flags ?? '')
        return part.text
      case 'close':
        this.#dots.pop()
        return ')'
      case 'flags':
        this.#setFlags(part.flags)
        return part.text
      default:
        return part.text
    }
  }

  /** ß, which is ss in capitals. */
  #sharp(): string {
    return `(?:${this.#writer.literal(0x73).repeat(2)}|ß)`
  }

  #setFlags(flags: string): void {
    const [on = '', off = ''] = flags.split('-')
    if (on.includes('s')) this.#dots.splice(-1, 1, true)
    if (off.includes('s')) this.#dots.splice(-1, 1, false)
  }

  /** The sign of a boundary that is or may be before a character. */
  #before(last: PatternPart | undefined, part: PatternPart): string {
    if (!this.#isMarked) return ''
    if (part.kind === 'any' || part.kind === 'class') return `${BOUNDARY}?`
    if (part.kind !== 'literal') return ''
    if (last?.kind !== 'literal') return `${BOUNDARY}?`
    const found = casesOf(last.point).flatMap((left) => casesOf(part.point).map((right) => isWordBoundary(left, right)))
    if (found.every((isBoundary) => isBoundary)) return BOUNDARY
    return found.includes(true) ? `${BOUNDARY}?` : ''
  }
}

/** Whether two letters s are here, which may stand for ß. */
function isSharpInCapitals(parts: readonly PatternPart[], at: number): boolean {
  return [parts[at], parts[at + 1]].every(isS) && parts[at + 2]?.kind !== 'quantifier'
}

function isS(part: PatternPart | undefined): boolean {
  return part?.kind === 'literal' && /[sS]/.test(String.fromCodePoint(part.point))
}

/** A character as texts have it, in small and in capital letters. */
function casesOf(point: number): readonly string[] {
  const character = plainCharacter(String.fromCodePoint(point))
  return [character, character.toLowerCase(), character.toUpperCase()]
}
