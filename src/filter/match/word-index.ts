/** An index of a text's words, by hashes in tables with open addressing, which are built faster than sets of strings. */

import { limits } from '../../limits.ts'
import { eachWord, isEdge, wordsOf } from '../../text/word-edges.ts'

const { probes } = limits.filter

/** Hash of a part of a text: FNV-1a of its units (rfc-editor.org/rfc/rfc9923), in as many bits as a small integer has everywhere. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) & 0x3fffffff
}

export function wordHash(word: string): number {
  return hashOf(word, 0, word.length)
}

/** Hashes of words' first two units have ten bits. */
const prefixMask = 0x3ff

function prefixHash(text: string, at: number): number {
  return (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1)) & prefixMask
}

/** Hash of two neighbouring words. */
function pairHash(first: number, second: number): number {
  const mixed = Math.imul(first ^ (first >>> 15), 0x2c1b3c6d) + second
  return mixed ^ (mixed >>> 13)
}

export class WordIndex {
  readonly #text: string
  readonly #mask: number
  /** Each slot has the hash of a word, and where it begins, from 1; 0: none. */
  readonly #slots: Int32Array
  readonly #pairs: Uint8Array
  /** All words, if very many have one hash: then the table would not be linear. */
  #set: ReadonlySet<string> | null = null
  readonly #prefixes = new Uint8Array(prefixMask + 1)

  /** @param text folded */
  constructor(text: string) {
    let size = 64
    while (size < text.length) size *= 2
    this.#text = text
    this.#mask = size - 1
    this.#slots = new Int32Array(2 * size)
    this.#pairs = new Uint8Array(size)
    let before = 0
    eachWord(text, (from, to) => {
      const hash = hashOf(text, from, to)
      if (this.#set === null) this.#add(from, to, hash)
      this.#prefixes[prefixHash(text, from)] = 1
      this.#pairs[pairHash(before, hash) & this.#mask] = 1
      before = hash
    })
  }

  #add(from: number, to: number, hash: number): void {
    const slot = this.#slotOf(this.#text, from, to, hash)
    if (slot < 0) this.#set = new Set(wordsOf(this.#text))
    else {
      this.#slots[slot] = hash
      this.#slots[slot + 1] ||= from + 1
    }
  }

  /** @param hash its `wordHash` */
  has(word: string, hash: number): boolean {
    if (this.#set !== null) return this.#set.has(word)
    const slot = this.#slotOf(word, 0, word.length, hash)
    return slot >= 0 && this.#slots[slot + 1] !== 0
  }

  /** The slot of a word, or the empty slot where it would be; -1: neither is near. */
  #slotOf(text: string, from: number, to: number, hash: number): number {
    let slot = 2 * (hash & this.#mask)
    for (let probe = 0; probe < probes; probe++) {
      const begin = this.#slots[slot + 1] ?? 0
      if (begin === 0 || (this.#slots[slot] === hash && this.#isAt(begin - 1, text, from, to))) return slot
      slot = (slot + 2) & (2 * this.#mask + 1)
    }
    return -1
  }

  /** Whether the indexed word that begins at a place is this part of a text. */
  #isAt(begin: number, text: string, from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      if (this.#text.charCodeAt(begin + at - from) !== text.charCodeAt(at)) return false
    }
    return isEdge(this.#text, begin + to - from)
  }

  /** False: certainly the first word is nowhere directly before the second one. */
  mayHavePair(first: number, second: number): boolean {
    return this.#pairs[pairHash(first, second) & this.#mask] === 1
  }

  /** False: certainly no word begins with this term of two or more units. */
  mayHavePrefix(term: string): boolean {
    return this.#prefixes[prefixHash(term, 0)] === 1
  }
}
