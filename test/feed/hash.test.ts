/** The hash in item records. These values are frozen: a changed one would send every item again. */
import { expect, test } from 'vitest'
import { hashText } from '../../src/feed/hash.ts'

const texts: readonly (readonly [text: string, hash: string])[] = [
  ['', 'AAAAAOu2'],
  ['a', 'b0nRGqqp'],
  ['ab', 'FlhgyhXr'],
  ['abc', 'QrAWw53H'],
  ['id tag:example.org,2026:1', '7f0k5Lvj'],
  ['金正恩想从普京身上得到什么', 'j_2b9tLE'],
  ['👍', 'y0qIcfUo'],
  ['www.rfi.fr/cn/', 'fA05ub1p'],
]

test.each(texts)('the hash of %j is frozen', (text, hash) => {
  expect(hashText(text)).toBe(hash)
})

test('a lone surrogate has a hash', () => {
  expect(hashText('\ud800')).toHaveLength(8)
})

test('100,000 addresses that differ in a digit do not collide', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, n) => hashText(`link example.org/story/${n}`)))
  expect(hashes.size).toBe(100_000)
})
