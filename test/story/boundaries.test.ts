/** Words of stories at their boundaries. */
import { describe, expect, it } from 'vitest'
import { withoutMarks } from '../../src/story/spelling.ts'
import { wordStems } from '../../src/story/text-sketch.ts'

describe('a word without marks', () => {
  it.each([
    ['loses those of Latin letters', 'łódź', 'lodz'],
    ['keeps those of Cyrillic letters', 'київ', 'київ'],
    ['stays the same in ASCII', 'kyiv', 'kyiv'],
  ])('%s', (_, word, plain) => {
    expect(withoutMarks(word)).toBe(plain)
  })
})

describe('the words of a text', () => {
  it.each([
    ['are the first two syllables of Korean words', ['한국어', '한국'], ['한국']],
    ['lack single Korean syllables', ['한'], []],
    ['are pairs of Chinese characters', ['北', '京'], ['北京']],
    ['are the first five letters of long words', ['governor', 'gov'], ['gover']],
    ['are the first five letters of long words in other alphabets', ['домашний', 'дом'], ['домаш']],
    ['lack numbers', ['2026'], []],
  ])('%s', (_, tokens, words) => {
    expect([...wordStems(tokens)]).toEqual(words)
  })
})
