/** Tells by its bytes alone whether a feed's items are those of last time. */
import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'

/** Where the first item is looked for, and the end of the last. Bytes. */
const headBytes = 16_384
const tailBytes = 2048

const opening = /<(?:[\w.-]{1,40}:)?(?:item|entry)[\s/>]/iu
const closing = /<\/(?:[\w.-]{1,40}:)?(?:item|entry)\s*>/giu
/** What may follow the last item without being one: end tags and comments, such as a cache's with the time. */
const nothingMore = /^(?:\s|<\/[\w.:-]{1,80}\s*>|<!--(?:[^-]|-(?!->))*-->)*$/u

/**
 * CRC-32 and length of a document's bytes, from its first item to the end of its last where these are in plain sight: many
 * servers write the time into what stands around the items anew at every answer. Another document passes for the same once in
 * four thousand millions, and only until the next one that differs. It is the platform's own code, which needs no warming up.
 * Not frozen: another value costs one reading.
 */
export function fingerprint(bytes: Uint8Array): string {
  const [start, end] = itemsPart(bytes)
  return `${crc32(bytes.subarray(start, end)).toString(36)}.${(end - start).toString(36)}`
}

function itemsPart(bytes: Uint8Array): readonly [start: number, end: number] {
  const head = bytewise(bytes.subarray(0, headBytes))
  const first = /^[\s\u00ef\u00bb\u00bf]*</u.test(head) ? head.search(opening) : -1
  if (first < 0) return [0, bytes.length]
  const from = Math.max(first, bytes.length - tailBytes)
  const tail = bytewise(bytes.subarray(from))
  let last = 0
  for (const found of tail.matchAll(closing)) last = found.index + found[0].length
  return [first, last > 0 && nothingMore.test(tail.slice(last)) ? from + last : bytes.length]
}

/** A character for each byte. */
function bytewise(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}
