/** Folds texts for search: without differences of width, case, letter variants and number formats, and with marks kept apart. */
import { lazy } from '../lazy.ts'
import { isAscii, isIdeograph, isJoining, tidyBlanks } from './casefold.ts'
import { foldWithMarks, marksIn, withoutMarks, withoutStrayMarks } from './letter-variants.ts'
import { plainNumbers } from './numbers.ts'
import { simplifiedUnit } from './simplified-chinese.ts'
import { usualKana, usualSequences } from './spelling-variants.ts'

const noMarks: ReadonlyMap<number, string> = new Map()

/** A folded text. */
export class Folded {
  /** Without marks that people may leave out. */
  readonly bare: string
  readonly #usual: string
  /** Whether each unit of `bare` is that of the text, folded. */
  readonly #isAligned: boolean
  #marks: ReadonlyMap<number, string> | null = null

  constructor(bare: string, usual: string, isAligned: boolean) {
    this.bare = bare
    this.#usual = usual
    this.#isAligned = isAligned
  }

  /** The marks behind a unit of `bare`; empty: none. */
  marksAt(at: number): string {
    if (this.#isAligned) return marksOfUnit(this.#usual.charCodeAt(at))
    this.#marks ??= this.#allMarks()
    return this.#marks.get(at) ?? ''
  }

  #allMarks(): ReadonlyMap<number, string> {
    const folded = tidyBlanks(usualKana(withoutStrayMarks(foldUnitsWithMarks(this.#usual))))
    // Marks of one script on letters of another may go apart; such texts have no marks.
    return withoutMarks(folded) === this.bare ? marksIn(folded) : noMarks
  }
}

/** In ASCII, a quick test for what `plainNumbers` changes. */
const separated = /[.,'][0-9]|[0-9] %/

/** Folds a text for search. */
export function fold(text: string): Folded {
  if (isAscii(text)) {
    const usual = separated.test(text) ? plainNumbers(text) : text
    const lower = usual.toLowerCase()
    const folded = lower.includes('`') ? lower.replaceAll('`', "'") : lower
    const bare = tidyBlanks(folded)
    return new Folded(bare, usual, bare === folded)
  }
  const usual = usualSequences(text)
  const folded = foldUnits(usual)
  const bare = tidyBlanks(usualKana(folded))
  return new Folded(bare, usual, isUnitwise && bare === folded)
}

/** The folded form of each UTF-16 unit without marks; 0: not computed yet. */
const units = new Uint16Array(0x10000)
/** The unit is removed in any place. */
const dropped = 0xfffe
/** The unit depends on its neighbours, or becomes several. */
const many = 0xffff
/** Marks that are removed and invisible characters; joiners depend on what they join. */
const removable = lazy(
  () =>
    /[[[\p{M}&&[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}]]--[\u0300-\u036f]]\u093c\u0981\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\u00ad\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff]/v,
)

function foldUnit(unit: number): number {
  if (isIdeograph(unit)) return simplifiedUnit(unit)
  const character = String.fromCharCode(unit)
  const joins = isJoining(character)
  // Between ideographs, which combine with nothing.
  const folded = withoutMarks(foldWithMarks(`一${character}一`, false))
  if (folded === '一一' && (!joins || removable().test(character))) return dropped
  return !joins && folded.length === 3 && !isJoining(folded) ? folded.charCodeAt(1) : many
}

function learn(unit: number): number {
  const folded = foldUnit(unit)
  units[unit] = folded
  return folded
}

/** Whether a unit is folded together with the one before it. */
function isDependent(unit: number): boolean {
  const folded = units[unit] || learn(unit)
  return folded === many || folded === dropped
}

/** The end of the part of a text that is folded together with the unit before `at`. */
function endOfPart(text: string, at: number): number {
  let to = at
  while (to < text.length && isDependent(text.charCodeAt(to))) to++
  return to
}

let room = new Uint16Array(0x4000)
const decoder = new TextDecoder('utf-16le', { fatal: false, ignoreBOM: true })

/** Whether the text that was folded last had only units that do not depend on their neighbours. */
let isUnitwise = false

/** Folds a text unit by unit, without marks; units that depend on their neighbours are folded together with them. */
function foldUnits(text: string): string {
  if (room.length < text.length) room = new Uint16Array(text.length * 2)
  /** Where the last unit that needs no neighbour begins, in the text and in the result. */
  let base = 0
  let baseLength = 0
  let length = 0
  let isChanged = false
  isUnitwise = true
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const folded = units[unit] || learn(unit)
    if (folded === dropped) {
      isChanged = true
      isUnitwise = false
    } else if (folded !== many) {
      base = at
      baseLength = length
      isChanged ||= folded !== unit
      room[length++] = folded
    } else {
      const to = endOfPart(text, at + 1)
      const part = bareParts.get(text.slice(base, to))
      if (room.length < baseLength + part.length + text.length - to) room = larger(room, part.length + text.length)
      length = baseLength
      for (let next = 0; next < part.length; next++) room[length++] = part.charCodeAt(next)
      isChanged = true
      isUnitwise = false
      base = to
      baseLength = length
      at = to - 1
    }
  }
  return isChanged ? decoder.decode(room.subarray(0, length)) : text
}

function larger(small: Uint16Array<ArrayBuffer>, more: number): Uint16Array<ArrayBuffer> {
  const made = new Uint16Array(small.length + more)
  made.set(small)
  return made
}

/** The folded form of each unit with its marks; undefined: not computed yet. */
const markedUnits: (string | undefined)[] = []

function learnMarked(unit: number): string {
  const folded = isIdeograph(unit)
    ? String.fromCharCode(simplifiedUnit(unit))
    : foldWithMarks(`一${String.fromCharCode(unit)}一`, true).slice(1, -1)
  markedUnits[unit] = folded
  return folded
}

/** The marks of a unit that does not depend on its neighbours. */
function marksOfUnit(unit: number): string {
  const folded = markedUnits[unit] ?? learnMarked(unit)
  return folded.length < 2 ? '' : folded.slice(1)
}

/** Folds a text unit by unit, with marks. */
function foldUnitsWithMarks(text: string): string {
  let made = ''
  for (let at = 0; at < text.length; ) {
    const next = endOfPart(text, at + 1)
    const isPart = next > at + 1 || isDependent(text.charCodeAt(at))
    if (isPart) made += markedParts.get(text.slice(at, next))
    else {
      const unit = text.charCodeAt(at)
      made += markedUnits[unit] ?? learnMarked(unit)
    }
    at = next
  }
  return made
}

/** Keeps the folded form of short parts of texts, such as й of two characters and emoji. */
class FoldedParts {
  readonly #known = new Map<string, string>()
  readonly #fold: (part: string) => string

  constructor(foldPart: (part: string) => string) {
    this.#fold = foldPart
  }

  get(part: string): string {
    const known = this.#known.get(part)
    if (known !== undefined) return known
    const folded = this.#fold(part)
    if (part.length <= FoldedParts.maxUnits) {
      if (this.#known.size >= FoldedParts.maxParts) this.#known.clear()
      this.#known.set(part, folded)
    }
    return folded
  }

  static readonly maxParts = 4000
  static readonly maxUnits = 12
}

const bareParts = new FoldedParts((part) => withoutMarks(foldWithMarks(part, false)))
const markedParts = new FoldedParts((part) => foldWithMarks(part, true))
