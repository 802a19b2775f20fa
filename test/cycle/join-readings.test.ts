/** Several pushed documents of one feed as one reading. */
import { expect, it } from 'vitest'
import type { ReadFeed } from '../../src/cycle/absorb.ts'
import { joinReadings } from '../../src/cycle/join-readings.ts'
import { count } from '../../src/feed/item-record.ts'
import { readPushedDocument } from '../../src/feed/read-pushed-document.ts'
import { remember } from '../../src/feed/seen-keys.ts'
import { noKeys, type PackedKeys } from '../../src/model.ts'
import { documentOf } from './pushed-feed.ts'
import { entry, FEED } from './scene.ts'

async function read(known: PackedKeys, ...names: readonly (string | ReturnType<typeof entry>)[]): Promise<ReadFeed> {
  const body = await documentOf(...names.map((each) => (typeof each === 'string' ? entry(each) : each)))
  const reading = readPushedDocument({ url: FEED as never, body, contentType: null, known }, Date.UTC(2026, 0, 5))
  if (reading.kind !== 'read') throw new Error(`it was ${reading.kind}`)
  return reading
}

/** Reads the documents one after another. */
async function joined(...documents: readonly (readonly (string | ReturnType<typeof entry>)[])[]): Promise<ReadFeed> {
  let known = (await read(noKeys, 'old')).window
  let all: ReadFeed | null = null
  for (const names of documents) {
    const reading = await read(known, ...names)
    all = all === null ? reading : joinReadings(all, reading, known)
    known = remember(known, reading.window)
  }
  if (all === null) throw new Error('there are no documents')
  return all
}

it.each([
  ['with different items', [['a'], ['b']], ['Headline b', 'Headline a'], 2],
  ['with the same item', [['a'], ['a']], ['Headline a'], 1],
  ['that grow', [['a'], ['b', 'a'], ['c', 'b', 'a']], ['Headline c', 'Headline b', 'Headline a'], 3],
  [
    'with a known item',
    [
      ['a', 'old'],
      ['b', 'old'],
    ],
    ['Headline b', 'Headline a'],
    3,
  ],
  ['with an edited item', [['a'], [{ ...entry('a'), title: 'Headline a, corrected' }]], ['Headline a'], 1],
] as const)('documents %s have each new item once, the newest first', async (_, documents, titles, keys) => {
  const { items, window } = await joined(...documents)
  expect(items.map(({ title }) => title)).toEqual(titles)
  expect(count(window)).toBe(keys)
})

it('edited items and parser failures of each document are kept', async () => {
  const [one, other] = [await read(noKeys, 'a'), await read(noKeys, 'b')]
  const both = joinReadings({ ...one, isChanged: true, broken: 'TypeError' }, other, one.window)
  expect([both.isChanged, both.broken]).toEqual([true, 'TypeError'])
})
