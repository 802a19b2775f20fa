/** Methods, conditional requests and caching of web addresses, by RFC 9110. */
import { describe, expect, it } from 'vitest'
import type { FeedAnswer, FeedInquiry } from '../../src/cell/channel-feed.ts'
import type { ChannelPage } from '../../src/cell/channel-page.ts'
import { handleRequest } from '../../src/web/app.ts'
import { entityTags, hasCurrent } from '../../src/web/conditional.ts'
import { BASE, depsOf, first, NOW, web } from './web.ts'

const HOUR = 3_600_000
const channel: ChannelPage = {
  ...{ version: 'v1', title: 'Channel', username: 'channel', language: 'en', timezone: 'UTC' },
  ...{ reading: false, modified: NOW - HOUR, stories: [], newestDay: null },
}
const LAST = new Date(NOW - HOUR).toUTCString()
const document = {
  kind: 'written',
  version: 'v1',
  modified: NOW - HOUR,
  document: new TextEncoder().encode('<rss/>'),
} as const

/** The answers of a cell with a channel. */
function cell(answer: FeedAnswer = { kind: 'page', page: channel, isWhole: true }) {
  const inquiries: Omit<FeedInquiry, 'username'>[] = []
  const stored = new Map<string, Response>()
  const deps = {
    ...depsOf(),
    cache: {
      match: async (key: string) => stored.get(key)?.clone(),
      put: async (key: string, response: Response) => void stored.set(key, response),
    },
    page: async (_: string, known: string | null) => ({
      username: 'channel',
      answer: known === 'v1' ? ({ kind: 'same' } as const) : ({ kind: 'page', page: channel } as const),
    }),
    feed: async (_: string, inquiry: Omit<FeedInquiry, 'username'>) => {
      inquiries.push(inquiry)
      return { username: 'channel', answer: inquiry.known === 'v1' ? ({ kind: 'same' } as const) : answer }
    },
  }
  const open = (path: string, init?: RequestInit) => handleRequest(new Request(`${BASE}${path}`, init), deps)
  return { open, inquiries, stored }
}

const feeds = ['/c/channel.rss', '/c/channel.atom', '/c/channel.json'] as const

describe('a method that an address does not have', () => {
  it.each([
    ['POST', '/c/channel', 'GET, HEAD, OPTIONS'],
    ['DELETE', '/c/channel.rss', 'GET, HEAD, OPTIONS'],
    ['PUT', `/${first}`, 'GET, HEAD, OPTIONS'],
    ['PATCH', `/${first}/read`, 'GET, HEAD, OPTIONS'],
    ['PROPFIND', `/d/${first}`, 'GET, HEAD, OPTIONS'],
    ['POST', '/style.css', 'GET, HEAD, OPTIONS'],
    ['GET', '/telegram/webhook', 'OPTIONS, POST'],
    ['HEAD', '/logout', 'OPTIONS, POST'],
    ['DELETE', '/setup', 'GET, HEAD, OPTIONS, POST'],
    ['PUT', '/websub/token', 'GET, HEAD, OPTIONS, POST'],
  ])('is answered with 405 and those that it has: %s %s', async (method, path, allowed) => {
    const answer = await cell().open(path, { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed])
  })

  it.each(['POST', 'OPTIONS', 'GET'])('is not found at an unknown address: %s', async (method) => {
    const answer = await cell().open('/nothing/here', { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([404, null])
  })

  it.each(['/c/channel', '/setup', `/${first}.md`])('OPTIONS of %s names the methods', async (path) => {
    const answer = await cell().open(path, { method: 'OPTIONS' })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([204, null])
    expect(answer.headers.get('allow')).toContain('GET, HEAD')
  })
})

it.each([...feeds, '/c/channel', '/about', '/robots.txt', '/style.css'])(
  'HEAD of %s has the headers of GET',
  async (path) => {
    const { open } = cell()
    const [get, head] = [await open(path), await open(path, { method: 'HEAD' })]
    expect([head.status, await head.text()]).toEqual([200, ''])
    for (const name of ['content-type', 'etag', 'last-modified', 'cache-control', 'vary'])
      expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)])
  },
)

describe('a feed', () => {
  it.each(feeds)('can be read by scripts of other sites, with conditions: %s', async (path) => {
    const { open } = cell()
    const preflight = await open(path, {
      method: 'OPTIONS',
      headers: { origin: 'https://reader.example', 'access-control-request-headers': 'if-none-match' },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('If-None-Match, If-Modified-Since')
    expect(Number(preflight.headers.get('access-control-max-age'))).toBeGreaterThan(0)
    for (const answer of [
      preflight,
      await open(path),
      await open('/c/channel.rss', { headers: { 'if-none-match': '*' } }),
    ]) {
      expect(answer.headers.get('access-control-allow-origin')).toBe('*')
      expect(answer.headers.get('access-control-expose-headers')).toContain('ETag')
    }
  })

  it.each(feeds)('depends on no header of the request: %s', async (path) => {
    expect((await cell().open(path, { headers: { 'accept-language': 'zh' } })).headers.get('vary')).toBeNull()
  })

  it.each(feeds)('says when it last changed: %s', async (path) => {
    expect((await cell().open(path)).headers.get('last-modified')).toBe(LAST)
  })

  it.each([
    ['its stories may still get others of their time', NOW - 1000],
    ['its clock is ahead', NOW + HOUR],
    ['that is unknown', null],
  ])('does not say when it last changed if %s', async (_, modified) => {
    const page = { ...channel, modified }
    const answer = await cell({ kind: 'page', page, isWhole: true }).open('/c/channel.rss')
    expect([answer.status, answer.headers.get('last-modified')]).toEqual([200, null])
  })

  it.each<readonly [string, Readonly<Record<string, string>>, number]>([
    ['the time of its change', { 'if-modified-since': LAST }, 304],
    ['a later time', { 'if-modified-since': new Date(NOW).toUTCString() }, 304],
    ['an earlier time', { 'if-modified-since': new Date(NOW - 2 * HOUR).toUTCString() }, 200],
    ['no date', { 'if-modified-since': 'yesterday' }, 200],
    ['another tag, and the time of its change', { 'if-none-match': '"other"', 'if-modified-since': LAST }, 200],
    [
      'its tag, and an earlier time',
      { 'if-none-match': '"v1-rss2"', 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
      304,
    ],
    ['its tag, weak', { 'if-none-match': 'W/"v1-rss2"' }, 304],
    ['its tag among others, one of which has a comma', { 'if-none-match': '"a,b", "v1-rss2"' }, 304],
    ['the tag of another format', { 'if-none-match': '"v1-atom2"' }, 200],
    ['its tag without quotes', { 'if-none-match': 'v1-rss2' }, 200],
    ['any tag', { 'if-none-match': '*' }, 304],
  ])('is answered to a client that has %s', async (_, headers, status) => {
    for (const warm of [false, true]) {
      const { open } = cell()
      if (warm) await open('/c/channel.rss')
      const answer = await open('/c/channel.rss', { headers })
      expect(answer.status).toBe(status)
      expect(answer.headers.get('etag')).toBe('"v1-rss2"')
      expect(answer.headers.get('cache-control')).toBe('public, max-age=300')
    }
  })

  it('asks its cell for the version and the time that the client has', async () => {
    const { open, inquiries } = cell()
    await open('/c/channel.rss', { headers: { 'if-none-match': '"v0-rss2", "v0-atom2"' } })
    await open('/c/channel.atom', { headers: { 'if-modified-since': LAST } })
    expect(inquiries).toEqual([
      { known: 'v0', since: null, ending: 'rss', base: BASE },
      { known: null, since: NOW - HOUR, ending: 'atom', base: BASE },
    ])
  })

  it('that an object wrote is sent as it is', async () => {
    const answer = await cell({ ...document, isWhole: true }).open('/c/channel.rss')
    expect([await answer.text(), answer.headers.get('etag')]).toEqual(['<rss/>', '"v1-rss2"'])
    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8')
    expect(answer.headers.get('last-modified')).toBe(LAST)
  })

  it.each<readonly [string, FeedAnswer]>([
    ['one of its texts', { ...document, isWhole: false }],
    ['all of them', { kind: 'page', page: channel, isWhole: false }],
  ])('without %s is kept by nobody', async (_, incomplete) => {
    const { open, stored } = cell(incomplete)
    const answer = await open('/c/channel.rss')
    expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
      200,
      'no-store',
      null,
    ])
    expect(stored.size).toBe(0)
  })
})

describe('a page', () => {
  it('of a channel depends on the language', async () => {
    const { open } = cell()
    const answer = await open('/c/channel')
    const tag = answer.headers.get('etag') ?? ''
    expect(answer.headers.get('vary')).toBe('accept-language')
    const again = await open('/c/channel', { headers: { 'if-none-match': tag } })
    expect([again.status, again.headers.get('vary'), again.headers.get('etag')]).toEqual([304, 'accept-language', tag])
    const other = await open('/c/channel', { headers: { 'if-none-match': tag, 'accept-language': 'zh' } })
    expect(other.status).toBe(200)
  })

  it('that does not exist is not the one whose tag the client has', async () => {
    const { open } = cell()
    const tag = (await open('/c/channel')).headers.get('etag') ?? ''
    expect((await open('/c/channel/99', { headers: { 'if-none-match': tag } })).status).toBe(404)
  })

  it.each([
    [`/${first}/read`, 'accept-language'],
    [`/d/${first}`, null],
    [`/${first}.md`, null],
    [`/${first}`, null],
  ])('%s varies by what it depends on', async (path, vary) => {
    const { open } = await web()
    for (const _ of ['made', 'from the edge cache']) expect((await open(path)).headers.get('vary')).toBe(vary)
  })
})

describe('entityTags', () => {
  it.each<readonly [string, readonly string[]]>([
    ['', []],
    ['*', ['*']],
    ['"a"', ['"a"']],
    ['W/"a" , "b"', ['"a"', '"b"']],
    ['"a,b","c"', ['"a,b"', '"c"']],
    ['"", x', ['""']],
    ['"open', []],
    [`"${'a'.repeat(2000)}"`, []],
  ])('of %s', (header, tags) => {
    expect(entityTags(header)).toEqual(tags)
  })
})

it('a tag that a proxy made weak is compared as if it were strong', () => {
  expect(hasCurrent({ tags: ['"a"'], since: null }, 'W/"a"', null)).toBe(true)
})
