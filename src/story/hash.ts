/** Short hashes for comparing texts that are not kept. */

/** Digits in the order of their characters, so that hashes are sorted as texts. */
const digits = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'

/** FNV-1a (RFC 9923) of a text's UTF-16 units, as 24 bits in four digits. */
export function shortHash(text: string): string {
  return spelledOut(fnv(text, 0x811c9dc5))
}

/** Twice as long: of 1,500 stories two have the same by chance once in 10^8 times. */
export function longHash(text: string): string {
  return shortHash(text) + spelledOut(fnv(text, 0x9747b28c))
}

function fnv(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}

function spelledOut(hash: number): string {
  const digit = (shift: number) => digits.charAt((hash >>> shift) & 63)
  return digit(18) + digit(12) + digit(6) + digit(0)
}
