/** How the project's own pairs are judged. If a count changes, check it with `npm run stories -- --faults` and record it here. */
import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { figuresOf, judge } from '../../../bench/stories/measure.ts'
import { readPairs } from '../../../bench/stories/pairs.ts'
import { Signature } from '../../../src/story/signature.ts'
import { StoryIndex } from '../../../src/story/story-index.ts'

const folder = import.meta.dirname
const pairs = await readPairs(globSync('*.jsonl', { cwd: folder }).map((file) => path.join(folder, file)))
const judged = pairs.map(judge)
const { byLanguage } = figuresOf(judged)

it.each([
  ['ar', 32, 0, 13, 5, 11],
  ['bn', 6, 0, 3, 3, 3],
  ['cs', 7, 0, 3, 2, 3],
  ['da', 6, 0, 3, 0, 1],
  ['de', 46, 11, 14, 2, 12],
  ['el', 7, 1, 3, 2, 3],
  ['en', 65, 21, 16, 3, 12],
  ['es', 43, 10, 13, 4, 11],
  ['fa', 34, 0, 12, 6, 10],
  ['fi', 7, 0, 2, 1, 2],
  ['fr', 38, 6, 13, 4, 11],
  ['he', 7, 0, 2, 1, 2],
  ['hi', 7, 0, 3, 3, 3],
  ['hu', 7, 0, 2, 1, 2],
  ['id', 6, 0, 3, 2, 3],
  ['it', 10, 2, 4, 2, 3],
  ['ja', 35, 3, 12, 4, 11],
  ['ko', 32, 2, 12, 3, 7],
  ['nl', 7, 0, 4, 2, 4],
  ['pl', 7, 0, 4, 3, 4],
  ['pt', 30, 1, 12, 3, 11],
  ['ro', 7, 1, 3, 0, 3],
  ['ru', 38, 4, 13, 5, 12],
  ['sr', 7, 0, 2, 0, 0],
  ['sv', 7, 0, 4, 1, 3],
  ['ta', 6, 0, 2, 2, 2],
  ['th', 6, 0, 3, 1, 3],
  ['tr', 34, 1, 13, 2, 9],
  ['uk', 30, 0, 12, 3, 11],
  ['vi', 6, 0, 3, 2, 2],
  ['zh-Hans', 35, 2, 13, 5, 10],
  ['zh-Hant', 28, 0, 12, 4, 9],
])(
  'in %s: %i different pairs, %i of them merged wrongly; %i same pairs, %i sent once, %i merged',
  (language, ...counts) => {
    const { different, hidden, gatheredWrongly, same, toldOnce, gathered } = byLanguage[language] ?? {}
    expect([hidden, different, gatheredWrongly, same, toldOnce, gathered]).toEqual([0, ...counts])
  },
)

it('the index finds the merged pairs by their words, except six with fewer than three words in common', () => {
  const missed = judged.filter(({ judgement, pair: { a, b, textA, textB } }) => {
    const index = new StoryIndex<string>()
    index.add(Signature.of(a, textA, ''), a, true)
    return judgement !== 'apart' && index.likely(Signature.of(b, textB, ''), () => true) === null
  })
  const languages = Map.groupBy(missed, ({ pair }) => pair.lang)
  expect([...languages].map(([language, of]) => `${language} ${of.length}`)).toEqual([
    'de 2',
    'fi 1',
    'ru 1',
    'tr 1',
    'uk 1',
  ])
})
