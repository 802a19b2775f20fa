/** The room of an edition, and which of its items are private. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { EditionRoom } from '../../src/cycle/edition-room.ts'
import type { EditionItem } from '../../src/edition-item.ts'
import { limits } from '../../src/limits.ts'
import { type Body, channelIdSchema, feedUrlSchema } from '../../src/model.ts'

const { editionItems, editionBytes, bodiesBytes } = limits.cycle
const feed = v.parse(feedUrlSchema, 'https://news.example/feed')
const [open, closed, person] = ['-1', '-2', '3'].map((id) => v.parse(channelIdSchema, id))
if (open === undefined || closed === undefined || person === undefined) throw new Error('three channels')

const item = (title: string): EditionItem => ({
  id: null,
  title,
  link: null,
  published: null,
  updated: null,
  author: null,
  categories: [],
  summary: '',
  image: null,
  feed,
  source: 'News',
})
const sizeOf = (value: EditionItem | Body) => new TextEncoder().encode(JSON.stringify(value)).length
/** An item of this many bytes. */
const itemOf = (bytes: number) => item('x'.repeat(bytes - sizeOf(item(''))))
const bodyOf = (bytes: number): Body => ({ html: 'x'.repeat(bytes - sizeOf({ html: '', base: '' })), base: '' })

describe('an edition', () => {
  it('has room for a thousand items', () => {
    const room = new EditionRoom()
    const positions = Array.from({ length: editionItems + 1 }, () => room.add(item('a'), null))
    expect(positions.slice(-2)).toEqual([editionItems - 1, null])
  })

  it.each([
    ['a megabyte of items', 0, 1],
    ['no byte more', 1, null],
  ])('has room for %s', (_, more, position) => {
    const room = new EditionRoom()
    room.add(itemOf(editionBytes / 2), null)
    expect(room.add(itemOf(editionBytes / 2 + more), null)).toBe(position)
  })

  it.each([
    ['four megabytes of texts', 0, 1],
    ['no byte more of them', 1, null],
  ])('has room for %s', (_, more, position) => {
    const room = new EditionRoom()
    room.add(item('a'), bodyOf(bodiesBytes / 2))
    expect(room.add(item('b'), bodyOf(bodiesBytes / 2 + more))).toBe(position)
  })

  it('stores the texts that it was given', () => {
    const room = new EditionRoom()
    room.add(item('a'), null)
    room.add(item('b'), bodyOf(100))
    expect([...room.bodies.keys()]).toEqual([1])
  })
})

it('an item is private unless a channel or group with a name gets it', () => {
  const room = new EditionRoom()
  const readers = [[open, closed], [closed], [person], []]
  for (const [position, some] of readers.entries()) {
    room.add(item(`${position}`), null)
    for (const reader of some) room.addReader(position, reader)
  }
  const items = room.items([
    { id: open, username: 'news', kind: 'channel' },
    { id: closed, username: null, kind: 'supergroup' },
    { id: person, username: 'ann', kind: 'private' },
  ])
  expect(items.map(({ isPrivate }) => isPrivate ?? false)).toEqual([false, true, true, true])
})
