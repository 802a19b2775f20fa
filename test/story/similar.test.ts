/** Headlines of one story are told from headlines of two, on labelled pairs: hardly ever wrongly, and most of the time at all. */
import { describe, expect, it } from 'vitest'
import { fold } from '../../src/filter/fold.ts'
import { gistOf, isSameStory } from '../../src/story/similar.ts'
import { chinesePairs } from './chinese-pairs.ts'
import { englishPairs, type LabelledPair } from './english-pairs.ts'

function isSame(one: string, other: string, threshold?: number): boolean {
  const [first, second] = [gistOf(fold(one).bare), gistOf(fold(other).bare)]
  return first !== null && second !== null && isSameStory(first, second, threshold)
}

function judged(pairs: readonly LabelledPair[], threshold?: number) {
  const merged = pairs.filter(([, one, other]) => isSame(one, other, threshold))
  const right = merged.filter(([label]) => label === '=')
  const all = pairs.filter(([label]) => label === '=')
  return {
    precision: right.length / merged.length,
    recall: right.length / all.length,
    wrong: merged.filter(([label]) => label === '≠'),
    missed: all.filter((pair) => !right.includes(pair)).map(([, one, other]) => `${one} / ${other}`),
  }
}

describe('labelled pairs', () => {
  it('are 200 and more, in two languages, of both kinds', () => {
    const pairs = [...englishPairs, ...chinesePairs]
    expect(pairs.length).toBeGreaterThanOrEqual(200)
    for (const label of ['=', '≠']) expect(pairs.filter(([each]) => each === label).length).toBeGreaterThanOrEqual(90)
  })

  it.each([
    ['English', englishPairs, 0.8],
    ['Chinese', chinesePairs, 0.7],
  ] as const)('%s: precision 0.98 at least', (_, pairs, recall) => {
    const { wrong, ...figures } = judged(pairs)
    expect(wrong).toEqual([])
    expect(figures.precision).toBeGreaterThanOrEqual(0.98)
    expect(figures.recall).toBeGreaterThanOrEqual(recall)
  })

  // As docs/notes/stories.md has it.
  it.each([
    [0.6, ['1.000', '0.811', '0.971', '0.825']],
    [0.65, ['1.000', '0.811', '1.000', '0.775']],
    [0.7, ['1.000', '0.811', '1.000', '0.750']],
    [0.8, ['1.000', '0.774', '1.000', '0.675']],
  ] as const)('at a threshold of %d precision and recall are these', (threshold, figures) => {
    const all = [englishPairs, chinesePairs].map((pairs) => judged(pairs, threshold))
    expect(all.flatMap(({ precision, recall }) => [precision.toFixed(3), recall.toFixed(3)])).toEqual(figures)
  })

  it('tells every headline from those of all other pairs', () => {
    const pairs = [...englishPairs, ...chinesePairs]
    const titles = [...new Set(pairs.flatMap(([, one, other]) => [one, other]))]
    const gists = titles.map((title) => gistOf(fold(title).bare))
    const labelled = new Set(pairs.flatMap(([, one, other]) => [`${one} / ${other}`, `${other} / ${one}`]))
    const merged: string[] = []
    for (const [at, one] of gists.entries()) {
      for (const [after, other] of gists.slice(at + 1).entries()) {
        const pair = `${titles[at]} / ${titles[at + 1 + after]}`
        if (one !== null && other !== null && isSameStory(one, other) && !labelled.has(pair)) merged.push(pair)
      }
    }
    // Pairs that share a story with another pair: these are right.
    expect(merged).toEqual([
      'Toyota recalls 1.2 million cars over airbag fault / Toyota recalls cars over airbag fault',
      'Toyota recalls 1.2 million cars worldwide over airbag fault / Toyota recalls cars over airbag fault',
      'Spain beat England to win Women’s World Cup / Spain win Women’s World Cup',
      'Spain win Women’s World Cup after beating England / Spain win Women’s World Cup',
      '诺贝尔文学奖揭晓：挪威作家约恩·福瑟获奖 / 诺贝尔文学奖揭晓：挪威作家获奖',
      '诺贝尔文学奖揭晓 挪威作家约恩・福瑟获奖 / 诺贝尔文学奖揭晓：挪威作家获奖',
    ])
  })
})

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
