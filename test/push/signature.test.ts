/** Signatures of pushed documents. */
import { Buffer } from 'node:buffer'
import { createHmac } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { isSigned } from '../../src/push/signature.ts'

const SECRET = 'a secret of a hub'
const body = new TextEncoder().encode('<feed><title>Nachrichten für Ää</title></feed>')
const sign = (method: string, secret = SECRET, of: Uint8Array = body) =>
  `${method}=${createHmac(method, secret).update(of).digest('hex')}`

describe('a signature', () => {
  test.each(['sha1', 'sha256', 'sha384', 'sha512'])('by %s is right', (method) => {
    expect(isSigned(sign(method), body, SECRET)).toBe(true)
  })

  // RFC 2202, section 3, case 2; RFC 4231, section 4.3.
  test.each([
    ['sha1', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
    ['sha256', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  ])('by %s is the one of its RFC', (method, hex) => {
    expect(isSigned(`${method}=${hex}`, Buffer.from('what do ya want for nothing?'), 'Jefe')).toBe(true)
  })

  it('may be in capitals, with space around it', () => {
    expect(isSigned(` ${sign('sha256').toUpperCase()} `, body, SECRET)).toBe(true)
  })

  it('of an empty document is right', () => {
    expect(isSigned(sign('sha1', SECRET, new Uint8Array()), new Uint8Array(), SECRET)).toBe(true)
  })

  it('of bytes that are no text is right', () => {
    const bytes = Uint8Array.of(0, 255, 254, 13, 10)
    expect(isSigned(sign('sha1', SECRET, bytes), bytes, SECRET)).toBe(true)
  })

  const right = sign('sha256')
  test.each<readonly [string, string | null]>([
    ['that is absent', null],
    ['that is empty', ''],
    ['without a method', right.slice(7)],
    ['without a value', 'sha256='],
    ['with another secret', sign('sha256', 'another')],
    ['of another document', sign('sha256', SECRET, new TextEncoder().encode('other'))],
    ['whose method is another', right.replace('sha256', 'sha512')],
    ['by a method that is not allowed', sign('md5')],
    ['by a method that does not exist', right.replace('sha256', 'sha999')],
    ['by a name of JavaScript', `constructor=${right.slice(7)}`],
    ['by a truncated method', sign('sha224')],
    ['that is too short', right.slice(0, -2)],
    ['that is too long', `${right}00`],
    ['with half a byte', right.slice(0, -1)],
    ['that is no hexadecimal number', `${right.slice(0, -1)}g`],
    ['in Base64', `sha256=${createHmac('sha256', SECRET).update(body).digest('base64')}`],
    ['sent twice', `${right}, ${right}`],
    ['with a line break inside', `${right.slice(0, 20)}\n${right.slice(20)}`],
    ['that is very long', `sha256=${'0'.repeat(1_000_000)}`],
    ['of null characters', '\0'.repeat(71)],
  ])('%s is wrong', (_, header) => {
    expect(isSigned(header, body, SECRET)).toBe(false)
  })
})
