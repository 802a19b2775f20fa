/** The hash in item records. FROZEN with item-record.ts: changing it sends every item again. */

/** The digits of base64url (RFC 4648, section 5). */
export const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const secondSeed = 0x9747b28c
const { imul } = Math

/** The hash of an absent field. */
export const noHash = 'AAAAAAAA'

/**
 * 48 bits of a text as eight base64url digits: MurmurHash3_x86_32 (Austin Appleby, public domain) of its UTF-16LE bytes, with seed 0
 * (32 bits) and with another seed (the upper 16 bits). It is synchronous, unlike WebCrypto's digests. Among 1,000 remembered items,
 * one new item in 10^11 collides. A feed that provokes collisions could only hide its own items.
 */
export function hashText(text: string): string {
  const units = text.length
  // Appending makes V8 copy a slice of a long text, which is slow to index.
  const copy = `${text}.`
  let one = 0
  let two = secondSeed | 0
  let at = 0
  // Inlined by hand: calls are slow until V8 has optimised this.
  for (; at + 1 < units; at += 2) {
    let block = imul(copy.charCodeAt(at) | (copy.charCodeAt(at + 1) << 16), 0xcc9e2d51)
    block = imul((block << 15) | (block >>> 17), 0x1b873593)
    one ^= block
    one = (one << 13) | (one >>> 19)
    one = ((one << 2) + one + 0xe6546b64) | 0
    two ^= block
    two = (two << 13) | (two >>> 19)
    two = ((two << 2) + two + 0xe6546b64) | 0
  }
  if (at < units) {
    const block = imul(copy.charCodeAt(at), 0xcc9e2d51)
    const last = imul((block << 15) | (block >>> 17), 0x1b873593)
    one ^= last
    two ^= last
  }
  return encoded(finalised(one, units * 2), finalised(two, units * 2))
}

function finalised(state: number, bytes: number): number {
  let h = state ^ bytes
  h = imul(h ^ (h >>> 16), 0x85ebca6b)
  h = imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 32 bits of the first and the upper 16 of the second, big-endian, six bits per digit. */
function encoded(one: number, two: number): string {
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
  // The all-zero hash means that the field is absent.
  return text === noHash ? 'AAAAAAAB' : text
}

function digit(bits: number): number {
  return digits.charCodeAt(bits & 63)
}
