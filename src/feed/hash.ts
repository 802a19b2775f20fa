/** The hash under item keys; FROZEN with item-record.ts: changing it re-sends the world. */

/** The digits of base64url (RFC 4648, section 5). */
export const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const secondSeed = 0x9747b28c

/** No text: what stands where an item has no link or no title. */
export const noHash = 'AAAAAAAA'

/**
 * 48 bits of a text as eight base64url digits: MurmurHash3_x86_32 (Austin Appleby, public domain) of its UTF-16LE bytes,
 * once with seed 0 (all 32 bits) and once with another seed (the upper 16). It is synchronous, which digests of
 * WebCrypto are not, and mixes well enough that among 1,000 remembered items a false "seen" is expected once in 10^11.
 * Nobody gains by a collision: a feed could only hide its own items.
 */
export function hashText(text: string): string {
  const units = text.length
  // A slice of a long text is slow to walk; V8 copies it once something is put behind it.
  const copy = `${text}.`
  let one = 0
  let two = secondSeed | 0
  let at = 0
  for (; at + 1 < units; at += 2) {
    const block = mixed(copy.charCodeAt(at) | (copy.charCodeAt(at + 1) << 16))
    one = stirred(one, block)
    two = stirred(two, block)
  }
  if (at < units) {
    const block = mixed(copy.charCodeAt(at))
    one ^= block
    two ^= block
  }
  return spelled(finished(one, units * 2), finished(two, units * 2))
}

function mixed(block: number): number {
  const spread = Math.imul(block, 0xcc9e2d51)
  return Math.imul((spread << 15) | (spread >>> 17), 0x1b873593)
}

function stirred(state: number, block: number): number {
  const next = state ^ block
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0
}

function finished(state: number, bytes: number): number {
  let h = state ^ bytes
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 32 bits of the first and the upper 16 of the second, big-endian, six bits a digit. */
function spelled(one: number, two: number): string {
  const joint = ((one & 0xff) << 16) | (two >>> 16)
  const text = String.fromCharCode(
    digit(one >>> 26),
    digit(one >>> 20),
    digit(one >>> 14),
    digit(one >>> 8),
    digit(joint >>> 18),
    digit(joint >>> 12),
    digit(joint >>> 6),
    digit(joint),
  )
  // The all-zero hash is taken: it means that there was nothing to hash.
  return text === noHash ? 'AAAAAAAB' : text
}

function digit(bits: number): number {
  return digits.charCodeAt(bits & 63)
}
