/** Reading feeds: their new items and their failures. */
import { describe, expect, test } from 'vitest'
import type { FetchDeps } from '../../src/feed/http/fetch-document.ts'
import { count } from '../../src/feed/item-record.ts'
import { readFeed } from '../../src/feed/read-feed.ts'
import { remember } from '../../src/feed/seen-keys.ts'
import { noKeys, type PackedKeys } from '../../src/model.ts'
import { type FeedRequest, noValidators } from '../../src/polling.ts'
import rfi from '../fixtures/rfi.xml?raw'
import { atomOf, feedAddress, now, rssItem, rssOf } from './fixtures/documents.ts'

const request: FeedRequest = { url: feedAddress, validators: noValidators, known: noKeys, first: false }

function deps(answer: () => Response | Promise<Response>): FetchDeps {
  return { fetch: async () => answer(), now, allowPrivate: false }
}

function read(document: string, known: PackedKeys = noKeys) {
  return readFeed(
    { ...request, known },
    deps(() => new Response(document)),
  )
}

async function readItems(document: string, known: PackedKeys = noKeys) {
  const reading = await read(document, known)
  if (reading.kind !== 'read') throw new Error(`it was: ${JSON.stringify(reading)}`)
  return reading
}

const titles = (reading: { readonly items: readonly { readonly title: string }[] }) =>
  reading.items.map((item) => item.title)

describe('a feed', () => {
  test('is read for the first time with all its items', async () => {
    const reading = await readItems(rfi)
    expect(reading).toMatchObject({
      url: feedAddress,
      title: 'RFI 中文',
      site: 'https://www.rfi.fr/cn/',
      recognised: [],
    })
    expect(titles(reading)).toEqual(['金正恩想从普京身上得到什么'])
    expect(reading.validators.hash).toMatch(/^[\da-z]+\.[\da-z]+$/u)
    // Frozen: if this changes, every item is sent again.
    expect(reading.window).toBe('GAyTIbnhqmqtJT-8j_2b9tLEoO2X_qBk-R0NB')
    expect(reading.items[0]?.keys).toBe(reading.window)
  })
  test('that is added has its newest items, and all items are known', async () => {
    const stories = [...Array(30).keys()].map((n) => rssItem((n * 7) % 30))
    const document = rssOf(`${stories.join('')}<item><title>Undated</title></item>`)
    const reading = await readFeed(
      { ...request, first: true },
      deps(() => new Response(document)),
    )
    if (reading.kind !== 'read') throw new Error(reading.kind)
    expect(titles(reading)).toEqual([...Array(10).keys()].map((n) => `Story ${29 - n}`))
    expect(count(reading.window)).toBe(31)
    expect(await readItems(document, reading.window)).toMatchObject({ items: [] })
  })
  test('that is added has its first items if they have no dates', async () => {
    const document = rssOf([...Array(30).keys()].map((n) => `<item><title>Item ${n}</title></item>`).join(''))
    const reading = await readFeed(
      { ...request, first: true },
      deps(() => new Response(document)),
    )
    expect(reading.kind === 'read' && titles(reading)).toEqual([...Array(10).keys()].map((n) => `Item ${n}`))
  })
  test('without news has no new items', async () => {
    const first = await readItems(rfi)
    expect(await readItems(rfi, first.window)).toMatchObject({ items: [], window: first.window })
  })
  test('with the same bytes is unchanged', async () => {
    const first = await readItems(rfi)
    const again = { ...request, validators: first.validators }
    expect(
      await readFeed(
        again,
        deps(() => new Response(rfi)),
      ),
    ).toMatchObject({ kind: 'unchanged', url: feedAddress, validators: { hash: expect.any(String) } })
  })
  test('with one new item has only that', async () => {
    const first = await readItems(rssOf(rssItem(1) + rssItem(2)))
    const second = await readItems(rssOf(rssItem(1) + rssItem(3) + rssItem(2)), first.window)
    expect(titles(second)).toEqual(['Story 3'])
    expect(count(second.window)).toBe(3)
  })
  test('has its newest items first, and undated ones in its order', async () => {
    const undated = '<item><title>B</title></item><item><title>A</title></item>'
    expect(titles(await readItems(rssOf(rssItem(1) + undated + rssItem(3) + rssItem(2))))).toEqual([
      'Story 3',
      'Story 2',
      'Story 1',
      'B',
      'A',
    ])
  })
  test('that lists an item twice has it once', async () => {
    expect(titles(await readItems(rssOf(rssItem(1) + rssItem(1))))).toEqual(['Story 1'])
  })
  test('with two ids for one title and link has two items', async () => {
    const other =
      '<item><title>Story 1</title><link>http://example.org/story/1?utm_source=rss</link><guid>other</guid></item>'
    expect(titles(await readItems(rssOf(rssItem(1) + other)))).toEqual(['Story 1', 'Story 1'])
  })
  test('with late items that have old dates has them as new', async () => {
    const first = await readItems(rssOf(rssItem(5)))
    expect(titles(await readItems(rssOf(rssItem(5) + rssItem(1)), first.window))).toEqual(['Story 1'])
  })
  test('does not repeat an item that was unlisted for a while', async () => {
    const first = await readItems(rssOf(rssItem(1) + rssItem(2)))
    const second = await readItems(rssOf(rssItem(2) + rssItem(3)), first.window)
    const known = remember(first.window, second.window)
    expect((await readItems(rssOf(rssItem(1) + rssItem(3)), known)).items).toEqual([])
  })
  test('without ids that moves to https has no new items', async () => {
    const items = (scheme: string) =>
      [1, 2].map((n) => `<item><title>T${n}</title><link>${scheme}://e.org/${n}</link></item>`).join('')
    const first = await readItems(rssOf(items('http')))
    expect((await readItems(rssOf(items('https')), first.window)).items).toEqual([])
  })
  test('that changes all ids and links has no new items', async () => {
    const items = (host: string) =>
      [1, 2, 3, 4]
        .map((n) => `<item><title>T${n}</title><link>https://${host}/${n}</link><guid>${host}-${n}</guid></item>`)
        .join('')
    const first = await readItems(rssOf(items('a.org')))
    const second = await readItems(rssOf(items('b.org')), first.window)
    expect(second).toMatchObject({ items: [], recognised: [] })
    expect(count(second.window)).toBe(4)
  })
  test('of 3,000 items has a thousand of them', async () => {
    const many = Array.from({ length: 3000 }, (_, n) => rssItem(n)).join('')
    const reading = await readItems(rssOf(many))
    expect([reading.items.length, count(reading.window)]).toEqual([1000, 1000])
  })
  test('above the limit has the items before it', async () => {
    const text = '中文 '.repeat(20_000)
    const numbers = Array.from({ length: 30 }, (_, n) => n)
    const items = numbers.map((n) => ({ id: `j${n}`, title: `Story ${n}`, content_text: text }))
    const json = JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Long', items })
    const rss = rssOf(numbers.map((n) => rssItem(n, `<description>${text}</description>`)).join(''))
    for (const document of [rss, json]) {
      const reading = await readItems(document)
      expect(reading).toMatchObject({ isCut: true, exceedsLimit: true })
      expect(titles(reading).toSorted()).toEqual(
        numbers
          .slice(0, 14)
          .map((n) => `Story ${n}`)
          .toSorted(),
      )
    }
  })
  test('that is an archive or damaged says so', async () => {
    expect(await read('PK\x03\x04 and more')).toMatchObject({ problem: { kind: 'packed-file', format: 'ZIP' } })
  })
  test('without a title has its host as title', async () => {
    expect(await readItems(atomOf('', ''))).toMatchObject({ title: 'feeds.example.org', items: [] })
  })
  test('in another charset is decoded', async () => {
    const gbk = Uint8Array.of(
      ...new TextEncoder().encode('<rss><channel><title>'),
      0xd6,
      0xd0,
      0xce,
      0xc4,
      ...new TextEncoder().encode('</title></channel></rss>'),
    )
    const reading = await readFeed(
      request,
      deps(() => new Response(gbk, { headers: { 'content-type': 'text/xml; charset=gbk' } })),
    )
    expect(reading).toMatchObject({ title: '中文' })
  })
})

describe('a document that is no feed', () => {
  const cases: readonly (readonly [name: string, document: string, reading: object])[] = [
    [
      'a page that names a feed',
      '<!DOCTYPE html><link rel="alternate" type="application/rss+xml" href="/rss" title="News">',
      { kind: 'page', feeds: [{ url: 'https://feeds.example.org/rss', title: 'News' }] },
    ],
    ['a page that names none', '<html><body>Hello</body></html>', { kind: 'page', feeds: [] }],
    ['nothing', '', { kind: 'failed', problem: { kind: 'empty-document' } }],
    ['white space', ' \n\ufeff ', { kind: 'failed', problem: { kind: 'empty-document' } }],
    ['text', 'Not found', { kind: 'failed', problem: { kind: 'not-a-feed' } }],
    ['other XML', '<?xml version="1.0"?><svg/>', { kind: 'failed', problem: { kind: 'not-a-feed' } }],
    ['zeros', '\u0000'.repeat(100), { kind: 'failed', problem: { kind: 'empty-document' } }],
  ]
  test.each(cases)('is reported as such: %s', async (_name, document, reading) => {
    expect(await read(document)).toMatchObject({ url: feedAddress, ...reading })
  })
})

describe('a failure', () => {
  test('has the time to wait', async () => {
    const answer = () => new Response(null, { status: 429, headers: { 'retry-after': '60' } })
    expect(await readFeed(request, deps(answer))).toEqual({
      kind: 'failed',
      url: feedAddress,
      problem: { kind: 'http-status', status: 429 },
      retryAfterMs: 60_000,
    })
  })
  test('inside the reader is a value', async () => {
    const broken = {
      get fetch(): never {
        throw new Error('a bug')
      },
      now,
      get allowPrivate(): never {
        throw new Error('a bug')
      },
    }
    expect(await readFeed(request, broken)).toMatchObject({ kind: 'failed' })
  })
})
