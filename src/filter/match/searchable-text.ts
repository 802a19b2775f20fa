/** A text prepared for filters: folded, and indexed if it is searched often. */
import { limits } from '../../limits.ts'
import { type Folded, fold } from '../../text/fold.ts'
import { isEdge, wordsOf } from '../../text/word-edges.ts'
import { UnitPairs } from './unit-pairs.ts'
import { WordIndex } from './word-index.ts'

const { searchesBeforeIndex } = limits.filter
/** Hashes of units have ten bits. */
const unitMask = 0x3ff

/** A folded text with lazily built indexes. */
export class SearchableText {
  /** Without marks that people may leave out. */
  readonly bare: string
  readonly #lines: readonly Folded[]
  /** The line whose marks were asked for last, and where it begins: most searches move forward. */
  #line = 0
  #lineStart = 0
  #searches = 0
  /** Its words, in scripts that put spaces between them. */
  #words: WordIndex | null = null
  /** Hashes of its UTF-16 units: their lower ten bits. */
  #units: Uint8Array | null = null
  #pairs: UnitPairs | null = null

  /** @param lines no match crosses the end of a line */
  constructor(lines: readonly string[]) {
    this.#lines = lines.map(fold)
    this.bare = this.#lines.map(({ bare }) => bare).join('\n')
  }

  /** The marks behind a unit of `bare`; empty: none. */
  marksAt(at: number): string {
    while (at < this.#lineStart) this.#lineStart -= this.#lengthOf(--this.#line)
    while (at >= this.#lineStart + this.#lengthOf(this.#line)) this.#lineStart += this.#lengthOf(this.#line++)
    return this.#lines[this.#line]?.marksAt(at - this.#lineStart) ?? ''
  }

  /** With its line break. Behind the last line there is room for any place. */
  #lengthOf(line: number): number {
    return (this.#lines[line]?.bare.length ?? Number.POSITIVE_INFINITY) + 1
  }

  /** Whether the text has a folded word. @param hash its `wordHash` */
  hasWord(word: string, hash: number): boolean {
    if (this.#words !== null) return this.#words.has(word, hash)
    this.#searches += 1
    if (this.#searches > searchesBeforeIndex) {
      this.#words = new WordIndex(wordsOf(this.bare))
      return this.#words.has(word, hash)
    }
    for (let at = this.bare.indexOf(word); at >= 0; at = this.bare.indexOf(word, at + 1)) {
      if (isEdge(this.bare, at) && isEdge(this.bare, at + word.length)) return true
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
      for (let at = 0; at < this.bare.length; at++) this.#units[this.bare.charCodeAt(at) & unitMask] = 1
    }
    const units = Math.min(4, term.length)
    for (let at = 0; at < units; at++) if (this.#units[term.charCodeAt(at) & unitMask] === 0) return false
    return true
  }

  /** Whether the text contains this folded term, by its pairs of units; null: only a search can tell. */
  hasPairs(term: string): boolean | null {
    if (this.#units === null) return null
    this.#pairs ??= new UnitPairs(this.bare)
    let isIn: boolean | null = null
    for (let at = 1; at < term.length; at++) {
      isIn = this.#pairs.has(term.charCodeAt(at - 1), term.charCodeAt(at))
      if (isIn !== true) return isIn
    }
    return term.length === 2 ? isIn : null
  }
}
