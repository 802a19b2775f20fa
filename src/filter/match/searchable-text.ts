/** A text prepared for filters: folded, and indexed if it is searched often. */
import { lazy } from '../../lazy.ts'
import { limits } from '../../limits.ts'
import { type Folded, fold } from '../../text/fold.ts'
import { isEdge } from '../../text/word-edges.ts'
import { UnitPairs } from './unit-pairs.ts'
import { WordIndex } from './word-index.ts'

const { searchesBeforeIndex } = limits.filter
/** Hashes of units have ten bits. */
const unitMask = 0x3ff
const SPACE = 0x20

/** A text that is folded and indexed on first use. */
export class SearchableText {
  /** As they were written. No match crosses the end of a line. */
  readonly lines: readonly string[]
  readonly #folded: () => readonly Folded[]
  #bare: string | null = null
  /** The line whose marks were read last, and where it begins in `bare`: most searches move forward. */
  #line = 0
  #lineStart = 0
  #searches = 0
  /** Its words, in scripts that put spaces between them. */
  #words: WordIndex | null = null
  /** Hashes of its UTF-16 units: their lower ten bits. */
  #units: Uint8Array | null = null
  #pairs: UnitPairs | null = null

  constructor(lines: readonly string[]) {
    this.lines = lines
    this.#folded = lazy(() => lines.map(fold))
  }

  /** Folded, without marks that people may leave out. */
  get bare(): string {
    this.#bare ??= this.#folded()
      .map(({ bare }) => bare)
      .join('\n')
    return this.#bare
  }

  /** The marks behind a unit of `bare`; empty: none. */
  marksAt(at: number): string {
    while (at < this.#lineStart) this.#lineStart -= this.#lengthOf(--this.#line)
    while (at >= this.#lineStart + this.#lengthOf(this.#line)) this.#lineStart += this.#lengthOf(this.#line++)
    return this.#folded()[this.#line]?.marksAt(at - this.#lineStart) ?? ''
  }

  /** With its line break. Behind the last line there is room for any place. */
  #lengthOf(line: number): number {
    return (this.#folded()[line]?.bare.length ?? Number.POSITIVE_INFINITY) + 1
  }

  /** Whether the text has a folded word. @param hash its `wordHash` */
  hasWord(word: string, hash: number): boolean {
    if (this.#words !== null) return this.#words.has(word, hash)
    this.#searches += 1
    if (this.#searches > searchesBeforeIndex) {
      this.#words = new WordIndex(this.bare)
      return this.#words.has(word, hash)
    }
    const { bare } = this
    for (let at = bare.indexOf(word); at >= 0; at = bare.indexOf(word, at + 1)) {
      if (isEdge(bare, at) && isEdge(bare, at + word.length)) return true
    }
    return false
  }

  /** False: certainly no word begins with this term of two or more units. */
  mayHavePrefix(term: string): boolean {
    return this.#words === null || this.#words.mayHavePrefix(term)
  }

  /** False: certainly one word is nowhere directly before the other. @param first its `wordHash` */
  mayHavePair(first: number, second: number): boolean {
    return this.#words === null || this.#words.mayHavePair(first, second)
  }

  /** False: the text certainly does not contain this folded term. */
  mayContain(term: string): boolean {
    if (this.#units === null) {
      this.#searches += 1
      if (this.#searches <= searchesBeforeIndex) return true
      this.#units = new Uint8Array(unitMask + 1)
      const { bare } = this
      for (let at = 0; at < bare.length; at++) this.#units[bare.charCodeAt(at) & unitMask] = 1
    }
    const units = Math.min(4, term.length)
    for (let at = 0; at < units; at++) if (this.#units[term.charCodeAt(at) & unitMask] === 0) return false
    return true
  }

  /** Whether the text has all pairs of units of this folded term, except those with a space; null: unknown. */
  hasPairs(term: string): boolean | null {
    if (this.#units === null || term.length < 2) return null
    this.#pairs ??= new UnitPairs(this.bare)
    let hasAll: boolean | null = true
    for (let at = 1; at < term.length && hasAll === true; at++) {
      const [first, second] = [term.charCodeAt(at - 1), term.charCodeAt(at)]
      if (first !== SPACE && second !== SPACE) hasAll = this.#pairs.has(first, second)
    }
    return hasAll
  }
}
