/** How typing mistakes are counted, and which word is the nearest. */
import { describe, expect, it } from 'vitest'
import { isTypo, nearestWord, typosBetween } from '../../src/text/typos.ts'

describe('the mistakes between two words', () => {
  const cases: readonly (readonly [one: string, other: string, max: number, typos: number | null])[] = [
    ['title', 'title', 2, 0],
    ['title', 'titel', 2, 1],
    ['title', 'tile', 2, 1],
    ['title', 'titlee', 2, 1],
    ['title', 'tixle', 2, 1],
    ['title', 'itlte', 2, 2],
    ['title', 'text', 2, null],
    ['title', 'titel', 0, null],
    ['', 'ab', 2, 2],
  ]
  it.each(cases)('of %j and %j, at most %i, are %j', (one, other, max, typos) => {
    expect(typosBetween(one, other, max)).toBe(typos)
    expect(typosBetween(other, one, max)).toBe(typos)
    if (max > 0) expect(isTypo(one, other)).toBe(typos === 1)
  })
})

describe('the nearest word', () => {
  const words = ['every', 'evening', 'morning', 'mon', 'quiet']
  const cases: readonly (readonly [typed: string, nearest: string | null])[] = [
    ['evry', 'every'],
    ['veery', 'every'],
    ['mornign', 'morning'],
    ['quite', 'quiet'],
    ['mno', null],
    ['xvery', null],
    ['weather', null],
  ]
  it.each(cases)('to %s is %s', (typed, nearest) => expect(nearestWord(typed, words)).toBe(nearest))
})
