/** `npm run stories`: its counts, and the results for the project's own pairs. */
import { existsSync, globSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { commands } from '../../bench/commands.ts'
import { figuresOf, type Judgement, judge } from '../../bench/stories/measure.ts'
import { type Pair, readPairs } from '../../bench/stories/pairs.ts'
import { Signature } from '../../src/story/signature.ts'
import { StoryIndex } from '../../src/story/story-index.ts'

const folder = path.resolve(import.meta.dirname, '../story/pairs')
const own = await readPairs(globSync('*.jsonl', { cwd: folder }).map((file) => path.join(folder, file)))

describe('the counts', () => {
  const judged = (same: boolean, judgement: Judgement, lang = 'en') => ({
    pair: { lang, a: '', b: '', same, kind: '', textA: '', textB: '' },
    judgement,
  })

  it('are of headlines that a reader would miss, and of those that a reader would see twice', () => {
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

  it('take files and flags from the command line', () => {
    expect(commands.stories.parse(['a.jsonl', '--json'])).toMatchObject({
      ok: true,
      value: { files: ['a.jsonl'], json: true },
    })
    expect(commands.stories.parse(['--wrong'])).toMatchObject({ ok: false })
  })
})

/** Kinds whose headlines have the same words in the same order, and so may share a line of a digest. */
const ofSameWords = new Set(['article', 'case', 'other-outlet', 'other-section', 'punctuation', 'symbol'])

describe("the project's own pairs", () => {
  const judged = own.map(judge)

  it('hide no story from a reader', () => expect(figuresOf(judged).hidden).toBe(0))

  it('that differ in a word are merged rightly in at least 75 %, and wrongly in at most 5 %', () => {
    const figures = figuresOf(judged.filter(({ pair }) => !ofSameWords.has(pair.kind)))
    expect(figures.gathered / figures.same).toBeGreaterThanOrEqual(0.75)
    expect(figures.gatheredWrongly / figures.different).toBeLessThanOrEqual(0.05)
  })

  it('have no headline that counts as a certain repeat of another story', () => {
    const stories = storiesOf(own)
    const index = new StoryIndex<string>()
    const mixed: string[] = []
    for (const title of stories.keys()) {
      const signature = Signature.of(title, '', '')
      const found = index.certain(signature, (other) => stories.get(other) !== stories.get(title))
      if (found !== null) mixed.push(`${title} / ${found.value}`)
      index.add(signature, title, false)
    }
    expect(mixed).toEqual([])
  })
})

/** The story of each title: one for all titles that are linked by pairs of the same story. */
function storiesOf(pairs: readonly Pair[]): ReadonlyMap<string, string> {
  const stories = new Map(pairs.flatMap(({ a, b }) => [a, b]).map((title) => [title, title]))
  for (const { a, b, same } of pairs) {
    const [one, other] = [stories.get(a), stories.get(b)]
    if (!same || one === undefined || other === undefined) continue
    for (const [title, story] of stories) if (story === other) stories.set(title, one)
  }
  return stories
}

const others = path.resolve(import.meta.dirname, '../../../shared/corpora/stories/pairs.jsonl')

describe.skipIf(!existsSync(others))("others' pairs (../shared/corpora)", () => {
  it('hide no story, and are merged rightly in more than 50 %, wrongly in less than 10 %', async () => {
    const figures = figuresOf((await readPairs([others])).map(judge))
    expect(figures.hidden).toBe(0)
    expect(figures.gathered / figures.same).toBeGreaterThan(0.5)
    expect(figures.gatheredWrongly / figures.different).toBeLessThan(0.1)
  })
})
