/** Tokens in callback addresses of hubs. */
import { describe, expect, it, test } from 'vitest'
import { limits } from '../../src/limits.ts'
import { hubSecretOf, makeNonce, makeToken, readToken } from '../../src/push/callback-token.ts'

const SECRET = 'the secret of a Worker'
const nonce = 'AbCdEfGhIjKlMn_-'
const token = makeToken(SECRET, 3, nonce)

describe('a token', () => {
  test.each([0, 3, 63, 9999])('names cell %i and its nonce', (cell) => {
    expect(readToken(SECRET, makeToken(SECRET, cell, nonce))).toEqual({ cell, nonce })
  })

  it('is the same each time, as hubs know a subscription by it', () => {
    expect(makeToken(SECRET, 3, nonce)).toBe(token)
    expect(token).toBe('3.AbCdEfGhIjKlMn_-EuvrbjySIhyKem3cmZxyag')
  })

  it('needs no escaping in an address, and leaves room for the address', () => {
    const longest = makeToken(SECRET, 9999, nonce)
    expect(longest).toMatch(/^[\w.-]+$/u)
    const callback = `https://${'a'.repeat(63)}.${'b'.repeat(63)}.workers.dev/websub/${longest}`
    expect(callback.length).toBeLessThanOrEqual(limits.hub.callbackUnits)
  })

  const [, mac = ''] = token.split(nonce)
  test.each([
    ['empty', ''],
    ['without a cell', token.slice(1)],
    ['of another cell', `4${token.slice(1)}`],
    ['with a cell written otherwise', `03${token.slice(1)}`],
    ['of another nonce', token.replace('A', 'B')],
    ['with a shorter MAC', token.slice(0, -1)],
    ['with a longer MAC', `${token}A`],
    ['with an empty MAC', token.slice(0, -mac.length)],
    ['with a padded MAC', `${token}==`],
    ['with another last letter of the same bytes', otherLastLetter(token)],
    ['in other letters', token.toUpperCase()],
    ['with a line break', `${token}\n`],
    ['that is very long', '3.'.padEnd(1_000_000, 'A')],
    ['beyond Unicode', `3.${'\ud800'.repeat(38)}`],
    ['made with another secret', makeToken('another', 3, nonce)],
  ])('%s is refused', (_, invented) => {
    expect(readToken(SECRET, invented)).toBeNull()
  })

  test.each([
    [-1, nonce],
    [1.5, nonce],
    [10_000, nonce],
    [1, ''],
    [1, `${nonce}A`],
    [1, 'AbCdEfGhIjKlMn.-'],
  ])('cannot be made of cell %d and nonce %j', (cell, invalid) => {
    expect(() => makeToken(SECRET, cell, invalid)).toThrow(RangeError)
  })
})

/** The last of 22 letters has four bits that 16 bytes do not use. */
function otherLastLetter(text: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  return text.slice(0, -1) + letters.charAt(letters.indexOf(text.slice(-1)) ^ 1)
}

describe('a nonce', () => {
  it('is made of three random numbers', () => {
    const numbers = [0x0010_8310, 0xffff_ffff, 0]
    const made = makeNonce(() => numbers.shift() ?? 0)
    expect(made).toBe('EIMQAP____8AAAAA')
    expect(readToken(SECRET, makeToken(SECRET, 1, made))).toEqual({ cell: 1, nonce: made })
  })
})

describe('the secret of a hub', () => {
  it('is shorter than WebSub allows, and says nothing about the token or the Worker', () => {
    const secret = hubSecretOf(SECRET, token)
    expect(secret).toMatch(/^[\w-]{43}$/u)
    expect(secret.length).toBeLessThan(limits.hub.secretBytes)
    expect(secret).not.toContain(token.slice(-22))
  })

  it('differs for each token and for each Worker', () => {
    const secrets = [
      hubSecretOf(SECRET, token),
      hubSecretOf(SECRET, makeToken(SECRET, 4, nonce)),
      hubSecretOf('another', token),
    ]
    expect(new Set(secrets).size).toBe(3)
  })
})
