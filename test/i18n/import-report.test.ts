/** The message about an import keeps its lines when later progress edits it. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ImportProgress } from '../../src/cycle/import-progress.ts'
import { textsFor } from '../../src/i18n/texts.ts'
import { limits } from '../../src/limits.ts'
import { feedUrlSchema } from '../../src/model.ts'
import { plainOf } from '../../src/text/telegram-html.ts'

const feed = (number: number) => ({
  number,
  title: `Feed ${number}`,
  url: v.parse(feedUrlSchema, `https://n${number}.example/feed`),
})
const broken = (number: number) => ({ ...feed(number), problem: { kind: 'http-status', status: 500 } as const })
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)

const leftOut = {
  already: { count: 3, first: numbers(1, 3).map(feed) },
  over: { count: 2, first: numbers(50, 2).map(feed) },
  wrong: {
    count: 1,
    first: [{ text: 'ftp://x.example', problem: { kind: 'not-a-url', text: 'ftp://x.example' } as const }],
  },
}
const said = ['3 feeds were already there', '2 feeds were left out', 'ftp://x.example']

const shown = (progress: Partial<ImportProgress>) =>
  plainOf(
    textsFor('en').importProgress({
      ...{ channel: 'Morning', total: 4, read: [], failed: [], isDone: false, ...leftOut },
      ...progress,
    }),
  )

describe('the message about an import says what was left out', () => {
  it('when the list is saved', () => {
    const text = plainOf(textsFor('en').imported({ added: 4, ...leftOut }, 'Morning'))
    for (const each of said) expect(text).toContain(each)
  })

  it.each([
    ['while no feed is checked yet', {}],
    ['while feeds are checked', { read: [feed(4)], failed: [broken(5)] }],
    ['once every feed is checked', { read: numbers(4, 4).map(feed), isDone: true }],
    [
      'beside more feeds that can be read than a message has room for',
      { read: numbers(4, 300).map(feed), isDone: true },
    ],
  ] as const)('%s', (_, progress) => {
    for (const each of said) expect(shown(progress)).toContain(each)
  })

  it('in numbers, beside more feeds that fail than a message has room for', () => {
    const text = shown({ failed: numbers(4, 300).map(broken), isDone: true })
    for (const each of said.slice(0, 2)) expect(text).toContain(each)
    expect(text).toMatch(/… and \d+ more$/u)
    expect(text.length).toBeLessThan(limits.bot.chunkUnits)
  })
})
