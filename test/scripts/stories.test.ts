/** `npm run stories`: what it counts, and what becomes of the project's own pairs. */
import { globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { storiesArguments } from '../../scripts/stories/arguments.ts'
import { figuresOf, type Judgement, judge } from '../../scripts/stories/measure.ts'
import { readPairs } from '../../scripts/stories/pairs.ts'

const folder = path.resolve(import.meta.dirname, '../story/pairs')
const own = await readPairs(globSync('*.jsonl', { cwd: folder }).map((file) => path.join(folder, file)))

describe('what is counted', () => {
  const judged = (same: boolean, judgement: Judgement, lang = 'en') => ({
    pair: { lang, a: '', b: '', same, kind: '', textA: '', textB: '' },
    judgement,
  })

  it('is what a reader would miss, and what a reader would see twice', () => {
    const figures = figuresOf([
      judged(false, 'apart'),
      judged(false, 'gathered'),
      judged(false, 'hidden'),
      judged(true, 'apart'),
      judged(true, 'gathered', 'de'),
      judged(true, 'hidden', 'de'),
    ])
    const { byLanguage, ...all } = figures
    expect(all).toEqual({
      pairs: 6,
      different: 3,
      hidden: 1,
      gatheredWrongly: 2,
      same: 3,
      toldOnce: 1,
      gathered: 2,
    })
    expect(Object.keys(byLanguage)).toEqual(['de', 'en'])
    expect(byLanguage['de']).toMatchObject({ pairs: 2, same: 2, toldOnce: 1, gathered: 2 })
  })

  it('has its options in the command line', () => {
    expect(storiesArguments(['a.jsonl', '--json'])).toMatchObject({
      ok: true,
      value: { files: ['a.jsonl'], json: true },
    })
    expect(storiesArguments(['--wrong'])).toMatchObject({ ok: false })
  })
})

describe("the project's own pairs", () => {
  const figures = figuresOf(own.map(judge))

  it('hide no story from a reader', () => expect(figures.hidden).toBe(0))

  it('are gathered rightly in three of four cases', () =>
    expect(figures.gathered / figures.same).toBeGreaterThanOrEqual(0.75))
})
