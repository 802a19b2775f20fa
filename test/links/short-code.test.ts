/** Codes of short links round-trip, survive typos, and cannot be guessed. */

import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  editionCode,
  isShortCode,
  itemCodes,
  legacyShortCode,
  readLegacyEdition,
  readShortCode,
  slotAt,
} from '../../src/links/short-code.ts'
import { editionCodeSchema } from '../../src/model.ts'
import { isLong } from '../runs.ts'
import { randomFrom } from '../torture/random.ts'

const NOW = Date.UTC(2027, 2, 1)
const DAY = 24 * 60 * 60 * 1000
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const numberOf = (code: string) =>
  [...code].reduce((number, letter) => number * 62n + BigInt(alphabet.indexOf(letter)), 0n)
const chance = (seed = 1) => {
  const { whole } = randomFrom(seed)
  return () => whole(0, 2 ** 32 - 1)
}
/** Codes of one edition. */
const codesOf = (edition: ReturnType<typeof editionCode>, count: number, random = chance()) => {
  const next = itemCodes(edition, random)
  return Array.from({ length: count }, next)
}

/** All typos of a code: one wrong letter, or two swapped ones. */
function typosOf(code: string): readonly string[] {
  const wrong = [...code].flatMap((_, at) =>
    [...alphabet].map((letter) => code.slice(0, at) + letter + code.slice(at + 1)),
  )
  const swapped = [...code].flatMap((_, at) =>
    [...code].slice(at + 1).map((_, further) => {
      const to = at + 1 + further
      return [...code].with(at, code.charAt(to)).with(to, code.charAt(at)).join('')
    }),
  )
  return [...new Set([...wrong, ...swapped])].filter((typo) => typo !== code)
}

describe('a short link', () => {
  it.each([
    ['the first slot and cell', 0, 0],
    ['the last cell', 0, 63],
    ['a usual edition', slotAt(NOW), 3],
    ['the newest edition', slotAt(NOW + 30 * DAY), 63],
  ])('of %s has ten letters that encode edition and cell', (_, slot, cell) => {
    const edition = editionCode(slot, cell)
    expect(edition).toMatch(/^[0-9A-Za-z]{6}$/u)
    expect(numberOf(edition) % 64n).toBe(BigInt(cell))
    for (const code of codesOf(edition, 5)) {
      expect(code).toMatch(/^[0-9A-Za-z]{10}$/u)
      expect(readShortCode(code, NOW)).toEqual({ code, edition, position: null })
    }
  })

  it('reveals nothing about others of its edition: the distances are uniformly distributed', () => {
    // Distance from the first code to the second, as a share of the range, over many editions.
    const distances = Array.from({ length: 400 }, (_, seed) => {
      const [one = '', other = ''] = codesOf(editionCode(1000, 0), 2, chance(seed))
      return Number((((numberOf(other) - numberOf(one) + 2n ** 26n) % 2n ** 26n) * 1000n) / 2n ** 26n) / 1000
    })
    const share = (from: number, to: number) => distances.filter((each) => each >= from && each < to).length / 400
    for (let quarter = 0; quarter < 1; quarter += 0.25) {
      expect(share(quarter, quarter + 0.25)).toBeGreaterThan(0.17)
      expect(share(quarter, quarter + 0.25)).toBeLessThan(0.33)
    }
  })

  it('is unique for each of an edition’s thousand items', () => {
    const codes = codesOf(editionCode(slotAt(NOW), 0), 1000)
    expect(new Set(codes).size).toBe(1000)
  })

  it('is unique even if the random numbers repeat', () => {
    const codes = codesOf(editionCode(7, 0), 50, () => 5)
    expect(new Set(codes).size).toBe(50)
  })

  it('is never a legacy code, as one in 743 would be by chance', () => {
    const codes = Array.from({ length: 200 }, (_, seed) => codesOf(editionCode(seed, 0), 50, chance(seed))).flat()
    expect(codes.filter((code) => numberOf(code) % 743n === 0n)).toEqual([])
  })

  it('leads to no other item with a wrong letter or two swapped ones', () => {
    // A month of editions of three cells with twenty items each, and a few of the maximum size.
    const store = new Set<string>()
    const typed: string[] = []
    for (let edition = 0; edition < 3000; edition++) {
      const items = edition % 1000 === 0 ? 1000 : 20
      const codes = codesOf(editionCode(slotAt(NOW) - 30 * edition, edition % 3), items, chance(edition))
      for (const code of codes) store.add(code)
      if (edition % 100 === 0) typed.push(...codes.slice(0, isLong ? 200 : 50))
    }
    expect(typed.flatMap(typosOf).filter((typo) => store.has(typo))).toEqual([])
  })

  it.each([
    ['its slot is a month ahead', editionCode(slotAt(NOW + 31 * DAY), 0)],
    ['its slot is in 2060', editionCode(slotAt(Date.UTC(2060, 0, 1)), 5)],
  ])('is invalid while %s', (_, edition) => {
    for (const code of codesOf(edition, 5)) expect(readShortCode(code, NOW)).toBeNull()
  })

  it('is invalid for 9 in 10 guesses, without a lookup', () => {
    const { whole } = randomFrom(9)
    const tried = Array.from({ length: 2000 }, () =>
      Array.from({ length: 10 }, () => alphabet.charAt(whole(0, 61))).join(''),
    )
    expect(tried.filter((code) => readShortCode(code, NOW) !== null).length).toBeLessThan(200)
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
    'favicon.ico',
    '0000000000\n',
  ])('is invalid for the path %j', (text) => {
    expect(readShortCode(text, NOW)).toBeNull()
  })

  it('cannot be created for an invalid slot or cell', () => {
    for (const [slot, cell] of [
      [2 ** 27, 0],
      [0, 64],
      [-1, 0],
      [0, -1],
      [0.5, 0],
      [0, 0.5],
    ] as const)
      expect(() => editionCode(slot, cell)).toThrow(RangeError)
    expect(editionCode(2 ** 27 - 1, 63)).toMatch(/^[0-9A-Za-z]{6}$/u)
  })
})

describe('a legacy short link', () => {
  /** Published by an earlier version: edition, position, code. */
  const published = [
    ['0000000', 0, '0000000000'],
    ['0000000', 1, '00000000Bz'],
    ['0000W7E', 0, '0001eWjfMm'],
    ['0000W7E', 42, '0001eWjnU6'],
    ['2Al26WS', 42, '6wCO8Q85Ys'],
    ['JMAIjoV', 1023, 'znNTjmhHfV'],
  ] as const

  it.each(published)('of edition %s, position %i, is %s', (text, position, code) => {
    const edition = v.parse(editionCodeSchema, text)
    expect(legacyShortCode(edition, position)).toBe(code)
    expect(readShortCode(code, 0)).toEqual({ code, edition, position })
    expect(readLegacyEdition(text)).toBe(text)
  })

  it('round-trips at any time', () => {
    const letters = fc.array(fc.constantFrom(...alphabet), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(letters, fc.integer({ min: 0, max: 1023 }), (text, position) => {
        const edition = v.parse(editionCodeSchema, `J${text.join('')}`)
        const code = legacyShortCode(edition, position)
        fc.pre(readLegacyEdition(edition) !== null)
        expect(readShortCode(code, 0)).toEqual({ code, edition, position })
      }),
    )
  })

  it('leads to no other item with a typo, since 743 divides no difference of two powers of 62', () => {
    for (let divisor = 2; divisor < 743; divisor++) expect(743 % divisor).not.toBe(0)
    for (let a = 0n; a < 10n; a++) for (let b = 0n; b < a; b++) expect((62n ** a - 62n ** b) % 743n).not.toBe(0n)
    const code = legacyShortCode(v.parse(editionCodeSchema, '2Al26WS'), 42)
    for (const typo of typosOf(code)) expect(readShortCode(typo, NOW)?.position ?? null).toBeNull()
  })

  it.each(['zzzzzzz', 'short', '../etc', '000000', ''])('has no edition with the code %j', (text) => {
    expect(readLegacyEdition(text)).toBeNull()
  })
})

it('isShortCode distinguishes codes from other paths', () => {
  expect(['0000000001', '000000000', 'not a code'].map(isShortCode)).toEqual([true, false, false])
})
