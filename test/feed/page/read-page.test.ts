/** Reading watched pages: robots.txt, items, changes of structure, and how soon they are read again. */
import { describe, expect, test } from 'vitest'
import { readFeed } from '../../../src/feed/read-feed.ts'
import { noKeys, type PackedKeys } from '../../../src/model.ts'
import { type FeedRequest, noValidators, type PageRequest } from '../../../src/polling.ts'
import { address, now } from '../fixtures/documents.ts'

const url = address('https://town.example/news/')
const robots = 'https://town.example/robots.txt'
const rule = { item: 'main h2 a' }
const head = '<!doctype html><html><head><meta charset="utf-8"><title>Town &amp; river</title></head><body>'

function listing(numbers: readonly number[]): string {
  return `${head}<main>${numbers.map((n) => `<h2><a href="story-${n}.html">Story ${n} about the river and its bridges</a></h2>`).join('')}</main></body>`
}

type Web = Readonly<Record<string, string | number | (() => Response)>>

async function read(web: Web, page: PageRequest, known: PackedKeys = noKeys, first = false) {
  const asked: string[] = []
  const request: FeedRequest = { url, validators: noValidators, known, first, page }
  const reading = await readFeed(request, {
    now,
    allowPrivate: false,
    fetch: async (each) => {
      asked.push(each)
      const answer = web[each] ?? 404
      if (typeof answer === 'function') return answer()
      return typeof answer === 'number' ? new Response(null, { status: answer }) : new Response(answer)
    },
  })
  return { reading, asked }
}

const quiet: PageRequest = { rule, asksRobots: false }

async function itemsOf(html: string, known: PackedKeys = noKeys) {
  const { reading } = await read({ [url]: html }, quiet, known)
  if (reading.kind !== 'read') throw new Error(JSON.stringify(reading))
  return reading
}

describe('a watched page', () => {
  test('has headlines, addresses and the time when they were first seen', async () => {
    const reading = await itemsOf(listing([2, 1]))
    expect(reading).toMatchObject({ title: 'Town & river', pageRule: rule, advice: { waitMinutes: 60 } })
    expect(reading.items.map(({ title, link, published }) => [title, link, published])).toEqual([
      ['Story 2 about the river and its bridges', 'https://town.example/news/story-2.html', now],
      ['Story 1 about the river and its bridges', 'https://town.example/news/story-1.html', now],
    ])
  })

  test('has only what is new to it, however it is sorted', async () => {
    const before = await itemsOf(listing([2, 1]))
    const after = await itemsOf(listing([1, 3, 2]), before.window)
    expect(after.items.map(({ link }) => link)).toEqual(['https://town.example/news/story-3.html'])
  })

  test('finds its rule if none is given', async () => {
    const { reading } = await read({ [url]: listing([3, 2, 1]) }, { rule: null, asksRobots: true }, noKeys, true)
    expect(reading).toMatchObject({ kind: 'read', pageRule: { item: 'h2 a' } })
  })

  test('that serves a feed is read as the feed', async () => {
    const feed =
      '<rss><channel><title>T</title><item><title>Story</title><link>https://town.example/1</link></item></channel></rss>'
    const { reading } = await read({ [url]: feed }, quiet)
    expect(reading).toMatchObject({ kind: 'read', title: 'T' })
    expect(reading).not.toHaveProperty('pageRule')
  })

  const known = async () => (await itemsOf(listing([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).window
  const changes: readonly (readonly [what: string, html: string])[] = [
    ['lists nothing', `${head}<main></main></body>`],
    ['has other elements', listing([1, 2, 3, 4, 5, 6]).replaceAll('h2', 'h3')],
    ['lists next to nothing', listing([11])],
  ]
  for (const [what, html] of changes) {
    test(`that ${what} has changed, and is read again in an hour`, async () => {
      const { reading } = await read({ [url]: html }, quiet, await known())
      expect(reading).toMatchObject({ kind: 'failed', problem: { kind: 'page-changed' }, retryAfterMs: 3_600_000 })
    })
  }

  test('that lists fewer items is read', async () => {
    const { reading } = await read({ [url]: listing([1, 2, 11]) }, quiet, await known())
    expect(reading).toMatchObject({ kind: 'read', items: [{ link: 'https://town.example/news/story-11.html' }] })
  })

  test('keeps what the server asks for beyond an hour', async () => {
    const slow = () => new Response(listing([1]), { headers: { 'cache-control': 'max-age=14400' } })
    const { reading } = await read({ [url]: slow }, quiet)
    expect(reading).toMatchObject({ advice: { waitMinutes: 240 } })
  })

  test('in another encoding is decoded', async () => {
    const bytes = new Uint8Array([...listing([1])].map((each) => each.charCodeAt(0)))
    const text = new TextDecoder('latin1').decode(bytes).replace('Story 1', 'Stra\u00dfe f\u00fcr')
    const latin = () =>
      new Response(new Uint8Array([...text].map((each) => each.charCodeAt(0))), {
        headers: { 'content-type': 'text/html; charset=iso-8859-1' },
      })
    const { reading } = await read({ [url]: latin }, quiet)
    expect(reading).toMatchObject({ items: [{ title: 'Straße für about the river and its bridges' }] })
  })
})

describe('before a page its robots.txt is read', () => {
  const asking: PageRequest = { rule, asksRobots: true }
  const redirect = (to: string) => () => new Response(null, { status: 301, headers: { location: to } })
  const cases: readonly (readonly [what: string, answer: Web[string], result: object])[] = [
    ['and allows it', 'User-agent: *\nAllow: /', { kind: 'read' }],
    ['and is missing', 404, { kind: 'read' }],
    ['and is not for us', 403, { kind: 'read' }],
    ['and redirects too often', redirect(robots), { kind: 'read' }],
    [
      'and forbids it',
      'User-agent: *\nDisallow: /news',
      { kind: 'failed', problem: { kind: 'robots-disallow', host: 'town.example' }, retryAfterMs: 3_600_000 },
    ],
    ['and its server is in trouble', 503, { kind: 'failed', problem: { kind: 'http-status', status: 503 } }],
    ['and its server was asked too often', 429, { kind: 'failed', problem: { kind: 'http-status', status: 429 } }],
  ]
  for (const [what, answer, result] of cases) {
    test(what, async () => {
      const { reading, asked } = await read({ [robots]: answer, [url]: listing([1]) }, asking)
      expect(reading).toMatchObject(result)
      expect(asked[0]).toBe(robots)
      expect(asked.includes(url)).toBe(reading.kind === 'read')
    })
  }

  test('only if that is asked for', async () => {
    const { asked } = await read({ [url]: listing([1]) }, quiet)
    expect(asked).toEqual([url])
  })

  test('and both take at most five requests, as a feed does', async () => {
    const { asked } = await read({ [robots]: redirect(robots), [url]: redirect(url) }, asking)
    expect(asked).toHaveLength(5)
  })
})
