/** Short links: there and back, and none by mistake. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editionCode, editionCodeAt, editionNumberOf, readShortCode, shortCode } from '../../src/links/code.ts'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const edition = fc.integer({ min: 0, max: 2 ** 40 - 1 })
const position = fc.integer({ min: 0, max: 1023 })

describe('short codes', () => {
  const samples: readonly (readonly [number: number, position: number])[] = [
    [0, 0],
    [0, 1],
    [1, 0],
    [2 ** 40 - 1, 1023],
    [123_456_789_012, 42],
  ]
  it.each(samples)('edition %d, position %d, there and back', (number, place) => {
    const code = shortCode(editionCode(number), place)
    expect(code).toMatch(/^[0-9A-Za-z]{10}$/)
    expect(readShortCode(code)).toEqual({ edition: editionCode(number), position: place })
  })

  it('any, there and back', () => {
    fc.assert(
      fc.property(edition, position, (number, place) => {
        expect(readShortCode(shortCode(editionCode(number), place))).toEqual({
          edition: editionCode(number),
          position: place,
        })
        expect(editionNumberOf(editionCode(number))).toBe(number)
      }),
    )
  })

  it('743 is a prime above 62 that divides no difference of two powers of 62', () => {
    for (let divisor = 2; divisor < 743; divisor++) expect(743 % divisor).not.toBe(0)
    for (let a = 0n; a < 10n; a++) for (let b = 0n; b < a; b++) expect((62n ** a - 62n ** b) % 743n).not.toBe(0n)
    expect(2n ** 50n * 743n).toBeLessThan(62n ** 10n)
  })

  it('no wrong letter and no two swapped letters are a code', () => {
    const code = shortCode(editionCode(123_456_789_012), 42)
    for (let at = 0; at < 10; at++) {
      for (const letter of alphabet) {
        const wrong = code.slice(0, at) + letter + code.slice(at + 1)
        if (wrong !== code) expect(readShortCode(wrong)).toBeNull()
      }
      for (let to = at + 1; to < 10; to++) {
        const letters = [...code]
        letters[at] = code.charAt(to)
        letters[to] = code.charAt(at)
        const wrong = letters.join('')
        if (wrong !== code) expect(readShortCode(wrong)).toBeNull()
      }
    }
  })

  it.each([
    '',
    'abc',
    '0'.repeat(9),
    '0'.repeat(11),
    'zzzzzzzzzz',
    '000000000-',
    '00000 0000',
    '０００００００００１',
    '0000000001',
    'favicon.ico',
    '0000000000\n',
  ])('refuses %j', (text) => {
    expect(readShortCode(text)).toBeNull()
  })

  it('refuses numbers that are none', () => {
    const one = editionCode(1)
    for (const number of [-1, 2 ** 40, 0.5, Number.NaN]) expect(() => editionCode(number)).toThrow(RangeError)
    for (const place of [-1, 1024, 0.5]) expect(() => shortCode(one, place)).toThrow(RangeError)
  })
})

describe('editionCodeAt', () => {
  const key = new TextEncoder().encode('a secret of more than sixteen bytes')

  it('gives each second and cell its own code', () => {
    const codes = new Set<string>()
    for (let second = 60_000_000; second < 60_000_500; second++) {
      for (let cell = 0; cell < 64; cell++) codes.add(editionCodeAt(key, second, cell))
    }
    expect(codes.size).toBe(500 * 64)
  })

  it('depends on every byte of the key', () => {
    const at = (bytes: Uint8Array) => editionCodeAt(bytes, 60_000_000, 0)
    const codes = new Set([at(key)])
    for (let byte = 0; byte < key.length; byte++) codes.add(at(key.with(byte, (key[byte] ?? 0) ^ 1)))
    expect(codes.size).toBe(key.length + 1)
    expect(at(key)).toBe(at(key.slice()))
  })

  it('scatters: neighbours differ in half of their bits on average', () => {
    let differing = 0
    const rounds = 500
    for (let second = 0; second < rounds; second++) {
      const here = BigInt(editionNumberOf(editionCodeAt(key, second, 0)))
      const next = BigInt(editionNumberOf(editionCodeAt(key, second + 1, 0)))
      differing += (here ^ next).toString(2).replaceAll('0', '').length
    }
    expect(differing / rounds).toBeGreaterThan(19)
    expect(differing / rounds).toBeLessThan(21)
  })

  it('takes the last second and cell, and no more', () => {
    expect(editionCodeAt(key, 2 ** 34 - 1, 63)).toMatch(/^[0-9A-Za-z]{7}$/)
    for (const [second, cell] of [
      [2 ** 34, 0],
      [0, 64],
      [-1, 0],
      [0, -1],
      [0.5, 0],
      [0, 0.5],
    ] as const) {
      expect(() => editionCodeAt(key, second, cell)).toThrow(RangeError)
    }
    expect(() => editionCodeAt(new Uint8Array(15), 0, 0)).toThrow(RangeError)
  })
})
