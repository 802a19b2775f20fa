/** Truncation of text. */
import { describe, expect, it } from 'vitest'
import { truncate, truncateAtWord } from '../../src/text/truncate.ts'

describe('truncate', () => {
  it.each([
    ['leaves what fits', 'abc', 3, 'abc'],
    ['cuts what does not fit', 'abcd', 3, 'ab…'],
    ['cuts inside words', 'one two three', 10, 'one two t…'],
    ['never halves a surrogate pair', 'a😀b', 3, 'a…'],
  ])('%s', (_, text, units, expected) => expect(truncate(text, units)).toBe(expected))
})

describe('truncateAtWord', () => {
  const cases: readonly (readonly [name: string, text: string, units: number, truncated: string])[] = [
    ['nothing of what fits', 'abcdef', 6, 'abcdef'],
    ['after a word', 'one two three', 10, 'one two…'],
    ['inside a long word', 'x'.repeat(100), 10, `${'x'.repeat(9)}…`],
    ['Chinese between any characters', '金正恩想从普京身上得到什么', 6, '金正恩想从…'],
    ['not inside a surrogate pair', `${'x'.repeat(8)}👍👍`, 10, `${'x'.repeat(8)}…`],
    ['not inside a family', `${'x'.repeat(60)}👨‍👩‍👧‍👦${'x'.repeat(60)}`, 68, `${'x'.repeat(60)}…`],
    ['not between a letter and its accent', `${'x'.repeat(8)}e\u0301xxxx`, 10, `${'x'.repeat(8)}…`],
  ]
  it.each(cases)('cuts %s', (_name, text, units, expected) => {
    const result = truncateAtWord(text, units)
    expect(result).toBe(expected)
    expect(result.length).toBeLessThanOrEqual(units)
  })

  it('cuts a grapheme of a thousand accents', () => {
    expect(truncateAtWord(`e${'\u0301'.repeat(5000)}`, 100).length).toBeLessThanOrEqual(100)
  })
})
