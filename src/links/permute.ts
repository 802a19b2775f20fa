/** A keyed permutation of 40-bit numbers: what counts up comes out scattered, and no two come out alike. */

export const permutedBits = 40
const halfBits = 20
const half = 2 ** halfBits
/** Four rounds of a good round function make a strong permutation (Luby and Rackoff, 1988); twice that as a margin. */
const rounds = 8
const keyBytes = 16

interface State {
  a: number
  b: number
  c: number
  d: number
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

/** One round of HalfSipHash: SipHash's add-rotate-xor on 32-bit words, by its authors' reference (github.com/veorq/SipHash). */
function mix(s: State, times: number): void {
  for (let time = 0; time < times; time++) {
    s.a = (s.a + s.b) | 0
    s.b = rotate(s.b, 5) ^ s.a
    s.a = rotate(s.a, 16)
    s.c = (s.c + s.d) | 0
    s.d = rotate(s.d, 8) ^ s.c
    s.a = (s.a + s.d) | 0
    s.d = rotate(s.d, 7) ^ s.a
    s.c = (s.c + s.b) | 0
    s.b = rotate(s.b, 13) ^ s.c
    s.c = rotate(s.c, 16)
  }
}

/** The state in which the key's bytes, all of them, leave the mixer. */
function keyed(key: Uint8Array): State {
  if (key.length < keyBytes) throw new RangeError(`a key has ${keyBytes} bytes at least`)
  const state: State = { a: key.length, b: 0, c: 0x6c796765, d: 0x74656462 }
  for (const byte of key) {
    state.d ^= byte
    mix(state, 2)
    state.a ^= byte
  }
  mix(state, 4)
  return state
}

/** Twenty bits that depend on the key, the round and the input. */
function twist(key: State, round: number, input: number): number {
  const state = { ...key }
  const word = round * half + input
  state.d ^= word
  mix(state, 2)
  state.a ^= word
  state.c ^= 0xff
  mix(state, 4)
  return ((state.b ^ state.d) >>> 0) % half
}

/**
 * Sends a number from 0 to 2^40 - 1 to another, one to one: a Feistel network undoes itself whatever its rounds do.
 * @param key secret bytes, 16 at least; all of them count.
 */
export function permute(key: Uint8Array, number: number): number {
  const state = keyed(key)
  let left = Math.floor(number / half)
  let right = number % half
  for (let round = 0; round < rounds; round++) [left, right] = [right, left ^ twist(state, round, right)]
  return left * half + right
}
