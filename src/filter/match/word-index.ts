/** An index of a text's words, by hashes in tables with open addressing, which are built faster than sets of strings. */

import { limits } from '../../limits.ts'

const { probes } = limits.filter

/** Hash of a word: FNV-1a of its units (rfc-editor.org/rfc/rfc9923). */
export function wordHash(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Hashes of words' first two units have ten bits. */
const prefixMask = 0x3ff

function prefixHash(word: string): number {
  return (word.charCodeAt(0) * 31 + word.charCodeAt(1)) & prefixMask
}

/** Hash of two neighbouring words. */
function pairHash(first: number, second: number): number {
  const mixed = Math.imul(first ^ (first >>> 15), 0x2c1b3c6d) + second
  return (mixed ^ (mixed >>> 13)) >>> 0
}

export class WordIndex {
  readonly #words: readonly string[]
  readonly #mask: number
  /** For each slot the place of a word, from 1; 0: none. */
  readonly #slots: Uint32Array
  readonly #pairs: Uint8Array
  /** All words, if very many have one hash: then the table would not be linear. */
  #set: ReadonlySet<string> | null = null
  readonly #prefixes = new Uint8Array(prefixMask + 1)

  /** @param words in the text's order */
  constructor(words: readonly string[]) {
    let size = 16
    while (size < 4 * words.length) size *= 2
    this.#words = words
    this.#mask = size - 1
    this.#slots = new Uint32Array(size)
    this.#pairs = new Uint8Array(size)
    let before = 0
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? ''
      const hash = wordHash(word)
      if (this.#set === null) this.#add(word, hash, at)
      this.#prefixes[prefixHash(word)] = 1
      this.#pairs[pairHash(before, hash) & this.#mask] = 1
      before = hash
    }
  }

  #add(word: string, hash: number, at: number): void {
    const slot = this.#slotOf(word, hash)
    if (slot < 0) this.#set = new Set(this.#words)
    else this.#slots[slot] ||= at + 1
  }

  /** @param hash its `wordHash` */
  has(word: string, hash: number): boolean {
    if (this.#set !== null) return this.#set.has(word)
    const slot = this.#slotOf(word, hash)
    return slot >= 0 && this.#slots[slot] !== 0
  }

  /** False: certainly the first word is nowhere directly before the second one. */
  mayHavePair(first: number, second: number): boolean {
    return this.#pairs[pairHash(first, second) & this.#mask] === 1
  }

  /** False: certainly no word begins with this term of two or more units. */
  mayHavePrefix(term: string): boolean {
    return this.#prefixes[prefixHash(term)] === 1
  }

  /** The slot of a word, or the empty slot where it would be; -1: neither is near. */
  #slotOf(word: string, hash: number): number {
    let slot = hash & this.#mask
    for (let probe = 0; probe < probes; probe++) {
      const place = this.#slots[slot] ?? 0
      if (place === 0 || this.#words[place - 1] === word) return slot
      slot = (slot + 1) & this.#mask
    }
    return -1
  }
}
