/** What contradicts that two headlines are of one story. */
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/filter/fold.ts'
import { gistOf, isSameStory } from '../../src/story/similar.ts'

function isSame(one: string, other: string): boolean {
  const [first, second] = [gistOf(fold(one).bare), gistOf(fold(other).bare)]
  return first !== null && second !== null && isSameStory(first, second)
}

describe('contradictions', () => {
  const cases: readonly (readonly [name: string, one: string, other: string])[] = [
    [
      'who did it to whom',
      'Russia strikes Ukraine’s power grid overnight',
      'Ukraine strikes Russia’s power grid overnight',
    ],
    ['a not', 'Jury finds former banker guilty of fraud', 'Jury finds former banker not guilty of fraud'],
    ['another number', 'Earthquake of magnitude 6.1 hits Sumatra', 'Earthquake of magnitude 5.2 hits Sumatra'],
    ['too little to tell by', 'Morning briefing', 'Morning briefing'],
    ['one character', '特斯拉股价大涨百分之五', '特斯拉股价大跌百分之五'],
  ]
  it.each(cases)('%s', (_, one, other) => expect(isSame(one, other)).toBe(false))
})
