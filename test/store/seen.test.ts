/** `seen` and editions in KV: documents are read as they were written, and those of another version are left alone. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { editionCodeSchema, feedUrlSchema, noKeys, packedKeysSchema } from '../../src/model.ts'
import { editionLines, getItem, putEdition } from '../../src/store/editions.ts'
import type { KeyValue } from '../../src/store/key-value.ts'
import { getSeen, nothingSeen, openSeen, putSeen, SeenMemory, writeSeen } from '../../src/store/seen.ts'

function memory(entries: Record<string, string> = {}): KeyValue & { readonly entries: Map<string, string> } {
  const held = new Map(Object.entries(entries))
  return {
    entries: held,
    get: async (key) => held.get(key) ?? null,
    put: async (key, value) => {
      held.set(key, value)
    },
  }
}

const refusing: KeyValue = {
  get: () => Promise.reject(new Error('KV GET failed: 500')),
  put: () => Promise.reject(new Error('KV PUT failed: 429')),
}

const BOT = 4242
/** A cell that committed this version. */
const owner = (cell: number, expected: number) => ({ cell, expected, isOwn: (bot: number) => bot === BOT })

const feed = v.parse(feedUrlSchema, 'https://example.com/feed')
const keys = v.parse(packedKeysSchema, 'AAAAAAAABBBBBBBBCCCCCCCCDDDDDDEEEEEEB')
const code = v.parse(editionCodeSchema, 'abcdef')
const link = { code: 'abcdefghij', edition: code, position: null }

describe('seen', () => {
  it('is empty at first', async () => {
    expect(await getSeen(memory(), owner(0, 0))).toEqual({ ok: true, value: nothingSeen })
  })

  it('is read back unchanged', async () => {
    const store = memory()
    const seen = { ...nothingSeen, bot: BOT, version: 3, feeds: new Map([[feed, keys]]) }
    await putSeen(store, 7, seen)
    expect([...store.entries.keys()]).toEqual(['seen:7'])
    expect(await getSeen(store, owner(7, 3))).toEqual({ ok: true, value: seen })
  })

  it.each([
    [
      'an older value than was committed is stale',
      '{"schema":2,"version":2,"feeds":[]}',
      { kind: 'seen-stale', found: 2, expected: 3 },
    ],
    [
      'another bot’s is refused',
      '{"schema":3,"bot":7,"version":3,"feeds":[\n\n]}',
      { kind: 'namespace-shared', bot: 7, isOlder: false },
    ],
    [
      'another bot’s is refused, however old',
      '{"schema":3,"bot":7,"version":2,"feeds":[]}',
      { kind: 'namespace-shared', bot: 7, isOlder: true },
    ],
    [
      'a newer schema is refused',
      '{"schema":4,"version":9,"feeds":{}}',
      { kind: 'schema-newer', key: 'seen:0', found: 4, known: 3 },
    ],
    ['no JSON is broken', '{"schema":2', { kind: 'stored-broken', key: 'seen:0' }],
    ['another shape is broken', '{"schema":2,"version":"x","feeds":[]}', { kind: 'stored-broken', key: 'seen:0' }],
    [
      'keys of the wrong length are broken',
      '{"schema":2,"version":3,"feeds":[["https://a/","abc"]]}',
      { kind: 'stored-broken', key: 'seen:0' },
    ],
  ])('%s', async (_, stored, problem) => {
    expect(await getSeen(memory({ 'seen:0': stored }), owner(0, 3))).toEqual({ ok: false, problem })
  })

  it('that is missing is stale, not new', async () => {
    expect(await getSeen(memory(), owner(0, 3))).toEqual({
      ok: false,
      problem: { kind: 'seen-stale', found: 0, expected: 3 },
    })
  })

  it('reports a failure of KV', async () => {
    const cause = expect.stringMatching(/^Error at .*seen\.test/u)
    const problem = { kind: 'kv-failed', key: 'seen:0', cause }
    expect(await getSeen(refusing, owner(0, 0))).toEqual({ ok: false, problem })
    expect(await putSeen(refusing, 0, nothingSeen)).toEqual({ ok: false, problem })
  })
})

describe('seen, feed by feed', () => {
  const urls = [
    feed,
    v.parse(feedUrlSchema, 'https://example.com/"a\\b'),
    v.parse(feedUrlSchema, 'https://example.com/ü'),
  ]
  const all = { ...nothingSeen, bot: BOT, version: 3, feeds: new Map(urls.map((url, times) => [url, repeated(times)])) }
  const text = writeSeen(all)
  const opened = async (stored: string) => {
    const memory = await openSeen(memory0(stored), owner(0, 3))
    if (!memory.ok) throw new Error(memory.problem.kind)
    return memory.value
  }
  function repeated(times: number) {
    return v.parse(packedKeysSchema, keys.repeat(times))
  }
  function memory0(stored: string) {
    return memory({ 'seen:0': stored })
  }

  it('is written as JSON with a line a feed', () => {
    expect(JSON.parse(text)).toEqual({ ...all, feeds: [...all.feeds] })
    expect(text.split('\n')).toHaveLength(urls.length + 2)
  })

  it.each([
    ['in lines', text],
    ['in one line', JSON.stringify({ ...all, feeds: [...all.feeds] })],
    ['of no feeds', writeSeen({ ...nothingSeen, version: 3 })],
  ])('has what was written %s', async (_, stored) => {
    const memory = await opened(stored)
    expect(memory.version).toBe(3)
    const whole = await getSeen(memory0(stored), owner(0, 3))
    expect(whole.ok && [...whole.value.feeds]).toEqual(
      urls.flatMap((url) => (memory.get(url) === undefined ? [] : [[url, memory.get(url)]])),
    )
    expect(memory.get(v.parse(feedUrlSchema, 'https://example.com/other'))).toBeUndefined()
  })

  it.each([
    ['a line that was cut short', text.replace('EEB"]', '"]')],
    ['a line that is no feed’s', text.replace('["https', '["file')],
    ['a line without its comma', text.replace('],\n', ']\n')],
    ['a document that was cut short', text.slice(0, -20)],
    ['a version that is none', text.replace(':3,', ':"3",')],
  ])('is broken with %s', async (_, stored) => {
    const problem = { kind: 'stored-broken', key: 'seen:0' }
    expect(await openSeen(memory0(stored), owner(0, 3))).toEqual({ ok: false, problem })
    expect(await getSeen(memory0(stored), owner(0, 3))).toEqual({ ok: false, problem })
  })

  it('is stale, refused and missing like the whole memory', async () => {
    const stale = { kind: 'seen-stale', found: 3, expected: 4 }
    expect(await openSeen(memory0(text), owner(0, 4))).toEqual({ ok: false, problem: stale })
    const newer = { kind: 'schema-newer', key: 'seen:0', found: 4, known: 3 }
    expect(await openSeen(memory0('{"schema":4}'), owner(0, 3))).toEqual({ ok: false, problem: newer })
    expect(await openSeen(refusing, owner(0, 0))).toMatchObject({ problem: { kind: 'kv-failed', key: 'seen:0' } })
    expect(await openSeen(memory(), owner(0, 0))).toMatchObject({ ok: true, value: { version: 0 } })
  })

  it('reports unreadable keys at first use, and drops them on request', async () => {
    const [one, two, three] = urls
    if (one === undefined || two === undefined || three === undefined) throw new Error('three feeds')
    const memory = await opened(text.replace('AAAAAAAA', 'AAAA~AAA'))
    expect(urls.map((url) => memory.isReadable(url))).toEqual([true, false, true])
    expect(() => memory.get(two)).toThrow()
    memory.drop(two)
    expect(urls.map((url) => memory.get(url))).toEqual([noKeys, undefined, repeated(2)])
  })

  it('copies unchanged lines, and keeps only the given feeds', async () => {
    const [, two, three] = urls
    const added = v.parse(feedUrlSchema, 'https://example.com/added')
    if (two === undefined || three === undefined) throw new Error('three feeds')
    const next = (await opened(text)).next(
      { bot: BOT, version: 4 },
      [two, three, added],
      new Map([[three, repeated(1)]]),
    )
    const store = memory()
    expect(await putSeen(store, 0, next)).toEqual({ ok: true, value: next })
    expect(JSON.parse(store.entries.get('seen:0') ?? '')).toEqual({
      schema: 3,
      bot: BOT,
      version: 4,
      feeds: [
        [two, keys],
        [three, keys],
        [added, ''],
      ],
    })
    expect([next.get(two), next.get(three), next.get(added)]).toEqual([keys, keys, noKeys])
    expect(SeenMemory.open(next.written())?.written()).toBe(next.written())
  })
})

describe('an edition', () => {
  const item = {
    code: 'abcdefghij',
    id: 'x',
    title: 'A headline',
    link: 'https://example.com/1',
    published: 1,
    updated: null,
    author: null,
    categories: [],
    summary: '',
    image: null,
    feed,
    source: 'Example',
  }

  it('is read back unchanged', async () => {
    const store = memory()
    const value = { schema: 3, bot: BOT, code, at: 5, items: [item] }
    expect(await putEdition(store, { bot: BOT, code, at: 5 }, editionLines([item]), 0)).toEqual({
      ok: true,
      value: JSON.stringify(value).length + 2,
    })
    expect(await getItem(store, link)).toEqual({ ok: true, value: { at: 5, item } })
  })

  it('that does not exist is null', async () => {
    expect(await getItem(memory(), link)).toEqual({ ok: true, value: null })
  })

  it('of a newer schema is refused', async () => {
    const stored = memory({ 'edition:abcdef': '{"schema":4}' })
    const problem = { kind: 'schema-newer', key: 'edition:abcdef', found: 4, known: 3 }
    expect(await getItem(stored, link)).toEqual({ ok: false, problem })
  })

  it('has the given lifetime', async () => {
    const lives: (number | undefined)[] = []
    const store: KeyValue = {
      get: async () => null,
      put: async (_key, _value, options) => {
        lives.push(options?.expirationTtl)
      },
    }
    await putEdition(store, { bot: BOT, code, at: 5 }, '', 0)
    await putEdition(store, { bot: BOT, code, at: 5 }, '', 2)
    expect(lives).toEqual([undefined, 2 * 24 * 60 * 60])
  })
})
