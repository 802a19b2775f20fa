/** Short hashes of texts, which are stored instead of the texts. FROZEN. */

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Digits of an encoded 24-bit hash. */
export const HASH_DIGITS = 4

const SEED = 0x811c9dc5
const OTHER_SEED = 0x9747b28c

/** FNV-1a (RFC 9923) of a text's UTF-16 units, 24 bits. */
export function shortHash(text: string, seed = SEED): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return finalise(hash)
}

/** Hash of a sequence of hashes. */
export function sequenceHash(hashes: readonly number[], from: number, count: number): number {
  let hash = SEED
  for (let at = from; at < from + count; at++) hash = Math.imul(hash ^ (hashes[at] ?? 0), 0x01000193) ^ (hash >>> 13)
  return finalise(hash)
}

function finalise(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) & 0xffffff
}

/** 48 bits, encoded. Among 1,500 stories, two collide once in 10^8 times. */
export function longHash(text: string): string {
  return encodeHash(shortHash(text)) + encodeHash(shortHash(text, OTHER_SEED))
}

/** Four digits of base64url (RFC 4648, section 5). */
export function encodeHash(hash: number): string {
  const digit = (shift: number) => digits.charAt((hash >>> shift) & 63)
  return digit(18) + digit(12) + digit(6) + digit(0)
}

/** Reverses `encodeHash`, for every four digits of a text. */
export function decodeHashes(text: string): readonly number[] {
  return Array.from({ length: text.length / HASH_DIGITS }, (_, index) => {
    let hash = 0
    for (let at = index * HASH_DIGITS; at < (index + 1) * HASH_DIGITS; at++)
      hash = (hash << 6) | Math.max(0, digits.indexOf(text.charAt(at)))
    return hash
  })
}
