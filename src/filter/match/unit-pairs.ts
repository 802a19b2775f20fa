/** The pairs of neighbouring UTF-16 units of a text, which exclude most of the terms that it does not contain. */
import { limits } from '../../limits.ts'

const { probes } = limits.filter
/** U+FFFF is no character, so no folded text has this pair. */
const empty = 0xffffffff

/** A set of pairs, as a hash table with open addressing. */
export class UnitPairs {
  readonly #slots: Uint32Array
  readonly #mask: number
  /** A text with very many pairs of one hash has no table, so that the time stays linear. */
  #isUsable = true

  constructor(text: string) {
    let size = 64
    while (size < 2 * text.length) size *= 2
    this.#slots = new Uint32Array(size).fill(empty)
    this.#mask = size - 1
    for (let at = 1; at < text.length && this.#isUsable; at++) {
      const pair = pairOf(text.charCodeAt(at - 1), text.charCodeAt(at))
      const slot = this.#slotOf(pair)
      if (slot < 0) this.#isUsable = false
      else this.#slots[slot] = pair
    }
  }

  /** Null: unknown. */
  has(first: number, second: number): boolean | null {
    if (!this.#isUsable) return null
    const pair = pairOf(first, second)
    const slot = this.#slotOf(pair)
    return slot >= 0 && this.#slots[slot] === pair
  }

  /** The slot of a pair, or the empty slot where it would be; -1: neither is near. */
  #slotOf(pair: number): number {
    let slot = hashOf(pair) & this.#mask
    for (let probe = 0; probe < probes; probe++) {
      const found = this.#slots[slot]
      if (found === empty || found === pair) return slot
      slot = (slot + 1) & this.#mask
    }
    return -1
  }
}

function pairOf(first: number, second: number): number {
  return ((first << 16) | second) >>> 0
}

function hashOf(pair: number): number {
  const mixed = Math.imul(pair ^ (pair >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
