/** Recognises an unchanged document by its bytes. */
import { crc32 } from 'node:zlib'
import { limits } from '../../limits.ts'
import { bytewise } from '../decode.ts'

const { fingerprintHeadBytes, fingerprintTailBytes } = limits.feed

const opening = /<(?:[\w.-]{1,40}:)?(?:item|entry)[\s/>]/iu
const closing = /<\/(?:[\w.-]{1,40}:)?(?:item|entry)\s*>/giu
/** End tags and comments after the last item; caches write the time into comments. */
const trailer = /^(?:\s|<\/[\w.:-]{1,80}\s*>|<!--(?:[^-]|-(?!->))*-->)*$/u

/**
 * CRC-32 and length of a document's bytes; from its first item to the end of its last if these are easy to find, as many servers
 * write the time outside the items. One change in 2^32 keeps the CRC; then only the next change is noticed. CRC-32 is native code,
 * which needs no warm-up. Not frozen: another value costs one parse.
 */
export function fingerprint(bytes: Uint8Array): string {
  const [start, end] = itemsPart(bytes)
  return `${crc32(bytes.subarray(start, end)).toString(36)}.${(end - start).toString(36)}`
}

function itemsPart(bytes: Uint8Array): readonly [start: number, end: number] {
  const head = bytewise(bytes.subarray(0, fingerprintHeadBytes))
  const first = /^[\s\u00ef\u00bb\u00bf]*</u.test(head) ? head.search(opening) : -1
  if (first < 0) return [0, bytes.length]
  const from = Math.max(first, bytes.length - fingerprintTailBytes)
  const tail = bytewise(bytes.subarray(from))
  let last = 0
  for (const found of tail.matchAll(closing)) last = found.index + found[0].length
  return [first, last > 0 && trailer.test(tail.slice(last)) ? from + last : bytes.length]
}
