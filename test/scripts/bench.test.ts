/** `npm run bench`: all parsers find the same items, the cases are as described, and targets can be missed. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { caseNames, casesOf } from '../../bench/bench/cases.ts'
import { cold } from '../../bench/bench/cold.ts'
import { load, others, ours } from '../../bench/bench/contenders.ts'
import { largeFeed } from '../../bench/bench/memory.ts'
import {
  asJson,
  failureLines,
  type Measured,
  memoryTarget,
  table,
  timeTargets,
  wholeTargets,
} from '../../bench/bench/table.ts'
import { warm } from '../../bench/bench/warm.ts'
import { commands } from '../../bench/commands.ts'
import { median } from '../../bench/median.ts'
import { limits } from '../../src/limits.ts'
import { feedUrlSchema } from '../../src/model.ts'
import { runs } from '../runs.ts'

const url = v.parse(feedUrlSchema, 'https://example.org/feed')
const item = (n: number) =>
  `<item><title>Story ${n}</title><link>https://example.org/${n}</link><guid>https://example.org/${n}</guid></item>`
const bytes = new TextEncoder().encode(
  `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${[1, 2, 3].map(item).join('')}</channel></rss>`,
)
const cases = casesOf(bytes, url)

test.each(others)('%s finds every item', async (name) => {
  const read = await load(name)
  expect(await read(cases['all unseen'])).toBe(3)
})

test('Paperboy counts only new items', async () => {
  const read = await load(ours)
  const found = await Promise.all(caseNames.map(async (name) => [name, await read(cases[name])]))
  expect(Object.fromEntries(found)).toEqual({
    'all unseen': 3,
    'just added': 3,
    'one unseen': 1,
    'one edited': 0,
    'none unseen': 0,
    'same bytes': 0,
  })
  expect(cases['none unseen'].bytes).not.toEqual(bytes)
})

test('each parser is timed, or reported with the reason why it fails', async () => {
  const given = cases['all unseen']
  const broken = { ...given, bytes: new TextEncoder().encode('no feed') }
  const entrants = [
    { name: 'good', contender: ours, given },
    { name: 'bad', contender: ours, given: broken },
  ]
  const able = { ms: expect.any(Number) }
  const warmTimes = await warm(entrants, { rounds: 1, warmUpMs: 0, timedMs: 1 })
  expect(Object.fromEntries(warmTimes)).toEqual({ good: able, bad: { unable: 'not-a-feed' } })
  // Starting isolates takes seconds.
  if (runs(1) === 1) return
  const coldTimes = await cold(entrants, 1)
  expect(Object.fromEntries(coldTimes)).toEqual({ good: able, bad: { unable: expect.any(String) } })
})

describe('targets', () => {
  const measured = (one: number, none: number): Measured => ({
    name: 'a.xml',
    bytes: 7,
    times: new Map([
      ['feedsmith', { ms: 10 }],
      ['other', { unable: 'it gave up' }],
      ['Paperboy, one unseen', { ms: one }],
      ['Paperboy, none unseen', { ms: none }],
      ['Paperboy, same bytes', { ms: 0.1 }],
    ]),
  })
  test('of a whole document are its own', () => {
    const whole = (name: string, ms: number): Measured => ({
      name,
      bytes: 7,
      times: new Map([
        ['feedsmith', { ms: 10 }],
        ['Paperboy, all unseen', { ms }],
      ]),
    })
    const metOf = (all: Measured) => wholeTargets(all).map(({ isMet }) => isMet)
    expect(metOf(whole('atom-871k.xml', 10))).toEqual([true])
    expect(metOf(whole('podcast-1618k.xml', 10))).toEqual([false])
    expect(metOf(whole('a.xml', 10))).toEqual([])
  })

  const times: readonly (readonly [one: number, none: number, how: 'warm' | 'cold', met: readonly boolean[]])[] = [
    [1.5, 0.5, 'warm', [true, true, true]],
    [1.6, 0.5, 'warm', [false, true, true]],
    [1.6, 0.6, 'cold', [true, false, true]],
  ]
  test.each(times)('of time: %s ms with one unseen item and %s ms with none, %s', (one, none, how, met) => {
    expect(timeTargets(measured(one, none), how).map(({ isMet }) => isMet)).toEqual(met)
  })
  test('that were not measured are missed', () => {
    expect(timeTargets({ name: 'a.xml', bytes: 7, times: new Map() }, 'warm').every(({ isMet }) => !isMet)).toBe(true)
  })
  test.each([
    [39e6, true],
    [41e6, false],
  ])('of memory: %s bytes more', (added, isMet) => {
    expect(memoryTarget({ feed: 2e6, items: 1, idle: 0, added }).isMet).toBe(isMet)
  })
  test('are shown in a table and as JSON', () => {
    const all = [measured(1.5, 0.5)]
    expect(table(all).find((line) => line.startsWith('Paperboy, one'))).toMatch(/ 0\.15$/u)
    expect(failureLines(all)).toEqual(['other cannot parse a.xml: it gave up'])
    expect(asJson(all)).toEqual([
      {
        name: 'a.xml',
        bytes: 7,
        ms: {
          feedsmith: 10,
          other: null,
          'Paperboy, one unseen': 1.5,
          'Paperboy, none unseen': 0.5,
          'Paperboy, same bytes': 0.1,
        },
      },
    ])
  })
})

test('the median is the middle value, or the mean of both middle ones', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN])
})

test('the command line has files and flags', () => {
  expect(commands.bench.parse(['--json', 'a.xml'])).toEqual({
    ok: true,
    value: { json: true, quick: false, files: ['a.xml'] },
  })
  expect(commands.bench.parse(['--fast'])).toMatchObject({ ok: false })
})

test('the large feed is almost as large as the reader accepts', () => {
  expect(largeFeed(2_000_000).length).toBeGreaterThan(1_990_000)
  expect(largeFeed(2_000_000).length).toBeLessThanOrEqual(limits.feed.bodyBytes)
})

test('the Worker imports none of the other parsers', async () => {
  const source = path.resolve(import.meta.dirname, '..', '..', 'src')
  const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts'))
  const texts = await Promise.all(files.map((file) => readFile(path.join(source, file), 'utf8')))
  expect(texts.filter((text) => /from '(?:feedsmith|rss-parser|feedparser|htmlparser2)'/u.test(text))).toEqual([])
})
