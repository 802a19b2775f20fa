/** Sketches of texts, and their comparison at its boundaries. */
import { describe, expect, it } from 'vitest'
import { compareTexts, formatSketch, parseSketch, sketchOf, type TextSketch } from '../../src/story/text-sketch.ts'

const from = (first: number, count: number): readonly number[] => Array.from({ length: count }, (_, at) => first + at)
const sketch = (sequences: readonly number[], words: readonly number[] = [], ...numbers: string[]): TextSketch => ({
  sequences,
  words,
  numbers,
})
const words = (one: readonly number[], other: readonly number[]): readonly [TextSketch, TextSketch] => [
  sketch([1], one),
  sketch([2], other),
]

describe('two texts are', () => {
  it.each<readonly [string, ...ReturnType<typeof words>]>([
    ['copy', sketch(from(1, 5)), sketch(from(3, 5))],
    ['copy', sketch(from(1, 2)), sketch(from(1, 10))],
    ['copy', sketch([1], [], '3'), sketch([1], [], '3', '4')],
    ['related', sketch(from(1, 4)), sketch(from(4, 4))],
    ['different', sketch(from(1, 4), [], '3'), sketch(from(4, 4), [], '4')],
    ['related', ...words(from(1, 10), from(8, 10))],
    ['unclear', ...words(from(1, 10), from(10, 10))],
    ['different', ...words(from(1, 6), from(7, 6))],
    ['unclear', ...words(from(1, 6), from(7, 5))],
  ])('%s by the shares of common sequences and words', (relation, one, other) => {
    expect(compareTexts(one, other)).toBe(relation)
    expect(compareTexts(other, one)).toBe(relation)
  })

  it.each<readonly [string, readonly number[], readonly number[]]>([
    ['copy', from(1, 24), from(13, 24)],
    ['copy', from(1, 24), from(24, 24)],
    ['related', from(2, 24), [1, 2, ...from(30, 22)]],
  ])('%s by the hashes that both sketches cover', (relation, one, other) => {
    expect(compareTexts(sketch(one), sketch(other))).toBe(relation)
  })

  it('not compared if one is too short', () => {
    expect(compareTexts(null, sketch([1]))).toBeNull()
  })
})

describe('a sketch', () => {
  const word = 'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima'
  it.each([
    ['has sequences of three words', word, 10],
    ['has sequences of six characters in unspaced scripts', '天地玄黄宇宙洪荒日月盈昃', 7],
    ['has sequences of three if half the text is in words', `天地玄黄宇宙 ${word.slice(0, 38)}`, 10],
  ])('%s', (_, text, sequences) => {
    expect(sketchOf(text, '')?.sequences).toHaveLength(sequences)
  })
  it('needs a text of twelve words', () => {
    expect(sketchOf(word.slice(0, -5), '')).toBeNull()
  })
  it('is the same after it was stored', () => {
    const stored = sketchOf(`${word} 3 4`, 'Alpha')
    expect(parseSketch(stored === null ? '' : formatSketch(stored))).toEqual(stored)
    expect(parseSketch('')).toBeNull()
  })
})
