/** Every released version of each stored document can be read. Released texts are never edited. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ShortLink } from '../../src/edition-item.ts'
import { editionCodeSchema, feedUrlSchema } from '../../src/model.ts'
import { getBody } from '../../src/store/bodies.ts'
import { editionBot, getItem } from '../../src/store/editions.ts'
import { parseDocument } from '../../src/store/key-value.ts'
import { getSeen, openSeen } from '../../src/store/seen.ts'

/** Versions whose items had no codes, and versions whose items have them. */
const byPlace: ShortLink = { code: 'not looked at', edition: v.parse(editionCodeSchema, 'abcdefg'), position: 0 }
const byCode: ShortLink = { code: 'abcdefghij', edition: v.parse(editionCodeSchema, 'abcdef'), position: null }
const item =
  '{"id":"one","title":"A headline","link":"https://news.example/1","published":1,"updated":null,"author":null,"categories":[],"summary":"","image":null,"feed":"https://news.example/feed","source":"News"}'

/** A released text is never edited; a new version adds its own. */
const released = {
  'seen, 1': '{"schema":1,"version":3,"feeds":[["https://news.example/feed","AAAAAAAABBBBBBBBCCCCCCCC"]]}',
  'seen, 2':
    '{"schema":2,"version":3,"feeds":[\n["https://news.example/feed","AAAAAAAABBBBBBBBCCCCCCCCDDDDDDEEEEEEB"]\n]}',
  'seen, 3':
    '{"schema":3,"bot":4242,"version":3,"feeds":[\n["https://news.example/feed","AAAAAAAABBBBBBBBCCCCCCCCDDDDDDEEEEEEB"]\n]}',
  'seen, 1, in lines':
    '{"schema":1,"version":3,"feeds":[\n["https://news.example/feed","AAAAAAAABBBBBBBBCCCCCCCC"]\n]}',
  'edition, 1, in one line': `{"schema":1,"code":"abcdefg","at":5,"items":[${item}]}`,
  'edition, 1': `{"schema":1,"code":"abcdefg","at":5,"items":[\n${item}\n]}`,
  'edition, 2': `{"schema":2,"code":"abcdef","at":5,"items":[\n{"code":"abcdefghij",${item.slice(1)}\n]}`,
  'edition, 2, of a cycle that version 1 opened': `{"schema":2,"code":"abcdefg","at":5,"items":[\n{"code":null,${item.slice(1)}\n]}`,
  'edition, 3': `{"schema":3,"bot":4242,"code":"abcdef","at":5,"items":[\n{"code":"abcdefghij",${item.slice(1)}\n]}`,
  'bodies, 1': '{"schema":1,"code":"abcdefg","bodies":[[0,{"html":"<p>Text</p>","base":"https://news.example/"}]]}',
  'bodies, 2':
    '{"schema":2,"code":"abcdef","bodies":[["abcdefghij",{"html":"<p>Text</p>","base":"https://news.example/"}]]}',
} as const

const BOT = 4242
const owner = { cell: 0, expected: 3, isOwn: (bot: number) => bot === BOT }
const holding = (text: string) => ({ get: async () => text, put: async () => {} })

it.each(['seen, 1', 'seen, 1, in lines', 'seen, 2', 'seen, 3'] as const)('%s', async (which) => {
  const seen = await getSeen(holding(released[which]), owner)
  const bot = which === 'seen, 3' ? BOT : null
  expect(seen).toMatchObject({ ok: true, value: { bot, version: 3 } })
  expect(seen.ok && [...seen.value.feeds.keys()]).toEqual(['https://news.example/feed'])
  const memory = await openSeen(holding(released[which]), owner)
  const feed = v.parse(feedUrlSchema, 'https://news.example/feed')
  const record = `AAAAAAAABBBBBBBBCCCCCCCC${which.startsWith('seen, 1') ? 'AAAAAAAAAAAA' : 'DDDDDDEEEEEE'}B`
  expect(memory.ok && [memory.value.bot, memory.value.version, memory.value.get(feed)]).toEqual([bot, 3, record])
})

describe.each([
  ['edition, 1, in one line', byPlace],
  ['edition, 1', byPlace],
  ['edition, 2', byCode],
  ['edition, 2, of a cycle that version 1 opened', byPlace],
  ['edition, 3', byCode],
] as const)('%s', (which, link) => {
  const store = holding(released[which])
  const other = link.position === null ? { ...link, code: 'abcdefghik' } : { ...link, position: 1 }

  it('is read', async () => {
    expect(await getItem(store, link)).toMatchObject({ ok: true, value: { at: 5, item: { title: 'A headline' } } })
  })

  it('names its bot from version 3 on', async () => {
    expect(await editionBot(store, link.edition)).toEqual({ ok: true, value: which === 'edition, 3' ? BOT : null })
  })

  it('has no other item', async () => {
    expect(await getItem(store, other)).toEqual({ ok: true, value: null })
  })
})

it.each([
  ['bodies, 1', byPlace],
  ['bodies, 2', byCode],
] as const)('%s', async (which, link) => {
  expect(await getBody(holding(released[which]), link)).toMatchObject({ value: { html: '<p>Text</p>' } })
})

describe('a document of three versions', () => {
  const form = {
    schema: v.object({ schema: v.literal(3), first: v.string(), last: v.string(), age: v.number() }),
    upgrades: [
      (one: Readonly<Record<string, unknown>>) => {
        const [first, last] = String(one['name']).split(' ')
        return { first, last }
      },
      (two: Readonly<Record<string, unknown>>) => ({ ...two, age: 0 }),
    ],
  }
  const ann = { schema: 3, first: 'Ann', last: 'Lee' }

  it.each([
    ['is upgraded from the first version', '{"schema":1,"name":"Ann Lee"}', { value: { ...ann, age: 0 } }],
    ['is upgraded from the second version', '{"schema":2,"first":"Ann","last":"Lee"}', { value: { ...ann, age: 0 } }],
    [
      'is read unchanged in the third version',
      '{"schema":3,"first":"Ann","last":"Lee","age":7}',
      { value: { ...ann, age: 7 } },
    ],
    [
      'is refused in a fourth version',
      '{"schema":4}',
      { problem: { kind: 'schema-newer', key: 'k', found: 4, known: 3 } },
    ],
    [
      'is broken where its older version is',
      '{"schema":2,"first":1}',
      { problem: { kind: 'stored-broken', key: 'k' } },
    ],
    ['is broken without a version', '{"first":"Ann"}', { problem: { kind: 'stored-broken', key: 'k' } }],
    ['is broken with an invalid version', '{"schema":0.5}', { problem: { kind: 'stored-broken', key: 'k' } }],
  ])('%s', (_, text, read) => {
    expect(parseDocument('k', text, form)).toMatchObject(read)
  })
})
