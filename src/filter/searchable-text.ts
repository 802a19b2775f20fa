/** A text prepared for filters: folded, and indexed if it is searched often. */
import { limits } from '../limits.ts'
import { type Folded, fold } from '../text/fold.ts'
import { isEdge, wordsOf } from '../text/word-edges.ts'

const { searchesBeforeIndex } = limits.filter
/** Hashes have ten bits. */
const hashMask = 0x3ff

/** Hash of a word's first two units and its length. */
export function wordHash(word: string): number {
  return (word.charCodeAt(0) * 31 + word.charCodeAt(1) * 7 + word.length) & hashMask
}

/** Hash of a word's first two units. */
function prefixHash(word: string): number {
  return (word.charCodeAt(0) * 31 + word.charCodeAt(1)) & hashMask
}

const noHashes = new Uint8Array(0)

/** A folded text with lazily built indexes. */
export class SearchableText {
  /** Without marks that people may leave out. */
  readonly bare: string
  readonly #lines: readonly Folded[]
  #searches = 0
  /** Its words, in scripts that put spaces between them. */
  #words: ReadonlySet<string> | null = null
  #wordHashes: Uint8Array = noHashes
  #prefixHashes: Uint8Array = noHashes
  /** Hashes of its UTF-16 units: their lower ten bits. */
  #units: Uint8Array | null = null

  /** @param lines no match crosses the end of a line */
  constructor(lines: readonly string[]) {
    this.#lines = lines.map(fold)
    this.bare = this.#lines.map(({ bare }) => bare).join('\n')
  }

  /** The marks behind a unit of `bare`; empty: none. */
  marksAt(at: number): string {
    let inLine = at
    for (const line of this.#lines) {
      if (inLine <= line.bare.length) return line.marksAt(inLine)
      inLine -= line.bare.length + 1
    }
    return ''
  }

  /** Whether the text has a folded word. @param hash its `wordHash` */
  hasWord(word: string, hash: number): boolean {
    if (this.#words !== null) return this.#wordHashes[hash] === 1 && this.#words.has(word)
    this.#searches += 1
    if (this.#searches > searchesBeforeIndex) {
      this.#words = new Set(wordsOf(this.bare))
      this.#wordHashes = new Uint8Array(hashMask + 1)
      this.#prefixHashes = new Uint8Array(hashMask + 1)
      for (const each of this.#words) {
        this.#wordHashes[wordHash(each)] = 1
        this.#prefixHashes[prefixHash(each)] = 1
      }
      return this.#words.has(word)
    }
    for (let at = this.bare.indexOf(word); at >= 0; at = this.bare.indexOf(word, at + 1)) {
      if (isEdge(this.bare, at) && isEdge(this.bare, at + word.length)) return true
    }
    return false
  }

  /** False: certainly no word begins with this term of two or more units. */
  mayHavePrefix(term: string): boolean {
    return this.#words === null || this.#prefixHashes[prefixHash(term)] === 1
  }

  /** False: the text certainly does not contain this folded term. */
  mayContain(term: string): boolean {
    if (this.#units === null) {
      this.#searches += 1
      if (this.#searches <= searchesBeforeIndex) return true
      this.#units = new Uint8Array(hashMask + 1)
      for (let at = 0; at < this.bare.length; at++) this.#units[this.bare.charCodeAt(at) & hashMask] = 1
    }
    const units = Math.min(4, term.length)
    for (let at = 0; at < units; at++) if (this.#units[term.charCodeAt(at) & hashMask] === 0) return false
    return true
  }
}
