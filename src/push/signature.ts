/** Checks the signatures of pushed documents (w3.org/TR/websub, section 7.1). */
import { Buffer } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'

/** The methods of section 7.1 with the lengths of their results, in bytes. */
const methods = new Map([
  ['sha1', 20],
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
])
const form = /^(sha\d{1,3})=([\da-f]{40,128})$/iu

/**
 * Whether a document is signed with a subscription's secret.
 * @param header `X-Hub-Signature`
 * @param body as it arrived
 */
export function isSigned(header: string | null, body: Uint8Array, secret: string): boolean {
  const [, name = '', hex = ''] = form.exec(header?.trim() ?? '') ?? []
  const method = name.toLowerCase()
  const given = Buffer.from(hex, 'hex')
  if (hex.length % 2 !== 0 || given.length !== methods.get(method)) return false
  return timingSafeEqual(given, createHmac(method, secret).update(body).digest())
}
