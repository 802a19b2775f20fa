/**
 * Tokens in callback addresses of hubs. A token names its cell and carries a MAC, so that the Worker refuses an invented one without
 * asking a cell. Text form: the cell's number, a dot, a nonce (16 base64url characters), a MAC (22). FROZEN: hubs keep them for days.
 */
import { Buffer } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a token names. */
export interface CallbackToken {
  readonly cell: number
  /** 16 base64url characters, different for each subscription. */
  readonly nonce: string
}

const form = /^(0|[1-9]\d{0,3})\.([\w-]{16})([\w-]{22})$/u
const nonceForm = /^[\w-]{16}$/u
const nonceNumbers = 3
const macBytes = 16

/** A nonce. @param random unguessable integers below 2^32 */
export function makeNonce(random: () => number): string {
  return Buffer.from(Uint32Array.from({ length: nonceNumbers }, random).buffer).toString('base64url')
}

/** The token of a subscription. @param secret the Worker's own @throws RangeError for an invalid cell or nonce */
export function makeToken(secret: string, cell: number, nonce: string): string {
  if (!Number.isInteger(cell) || cell < 0 || cell > 9999) throw new RangeError(`no cell: ${cell}`)
  if (!nonceForm.test(nonce)) throw new RangeError('no nonce')
  return `${cell}.${nonce}${macOf(secret, cell, nonce).toString('base64url')}`
}

/** What a token names; null: it was not made with this secret. */
export function readToken(secret: string, token: string): CallbackToken | null {
  const [, digits, nonce, mac] = form.exec(token) ?? []
  if (digits === undefined || nonce === undefined || mac === undefined) return null
  const cell = Number(digits)
  // The texts are compared, as several texts decode to the same bytes.
  const own = macOf(secret, cell, nonce).toString('base64url')
  return timingSafeEqual(Buffer.from(mac), Buffer.from(own)) ? { cell, nonce } : null
}

/** The `hub.secret` of a subscription, with which its hub signs: 43 characters, never stored. */
export function hubSecretOf(secret: string, token: string): string {
  return createHmac('sha256', secret).update(`paperboy hub secret 1\n${token}`).digest('base64url')
}

function macOf(secret: string, cell: number, nonce: string): Buffer {
  return createHmac('sha256', secret).update(`paperboy callback 1\n${cell}\n${nonce}`).digest().subarray(0, macBytes)
}
