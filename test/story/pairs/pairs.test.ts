/** The corpus of labelled pairs is large, hard and well formed. */
import { describe, expect, it } from 'vitest'
import { parsePairs, readLabelledPairs } from '../labelled-pairs.ts'

const byLanguage = readLabelledPairs()
const pairs = [...byLanguage.values()].flat()

describe('the corpus of labelled pairs', () => {
  it('has at least 300 pairs, two thirds of them of different stories', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(300)
    expect(pairs.filter(({ same }) => !same).length).toBeGreaterThanOrEqual((pairs.length * 2) / 3)
  })

  it('contains no pair twice, in either order', () => {
    const keys = pairs.map(({ a, b, textA = '', textB = '' }) => [`${a}\n${textA}`, `${b}\n${textB}`].sort().join('\n'))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('has two texts or none in every pair, and two texts that differ where the headlines are equal', () => {
    const uneven = pairs.filter(({ textA, textB }) => (textA === undefined) !== (textB === undefined))
    expect(uneven).toEqual([])
    expect(pairs.filter(({ a, b, textA, textB }) => a === b && textA === textB)).toEqual([])
  })

  it.each([...byLanguage])('has pairs of both labels in %s, all labelled with that language', (name, ofFile) => {
    expect(new Set(ofFile.map(({ lang }) => lang))).toEqual(new Set([name]))
    expect(new Set(ofFile.map(({ same }) => same))).toEqual(new Set([true, false]))
  })
})

it.each([
  ['a line cut short', '{"lang": "en", "a": "One"'],
  ['a pair without a label', '{"lang": "en", "a": "One", "b": "Two", "kind": "number"}'],
  ['a misspelt key', '{"lang": "en", "a": "One", "b": "Two", "same": false, "kind": "number", "texta": "Three."}'],
])('parsePairs refuses %s and names the line', (_, line) => {
  const good = '{"lang": "en", "a": "One", "b": "Two", "same": false, "kind": "number"}'
  expect(() => parsePairs(`${good}\n${line}\n`)).toThrow('line 2 is not a labelled pair')
})
