/** Short links and headers: what a request costs, who is counted, and what is kept at the edge. */

import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { editionCode, shortCode } from '../../src/links/code.ts'
import { type EditionItem, feedUrlSchema } from '../../src/model.ts'
import { putBodies } from '../../src/store/bodies.ts'
import { edition, putEdition } from '../../src/store/editions.ts'
import { answer } from '../../src/web/app.ts'
import type { EdgeCache, WebEdges } from '../../src/web/edges.ts'

const code = editionCode(123_456)
const first = shortCode(code, 0)
const BASE = 'https://paperboy.example'

const item = (more: Partial<EditionItem> = {}): EditionItem => ({
  id: null,
  title: 'Headline',
  link: 'https://news.example/1',
  published: Date.UTC(2026, 0, 5),
  updated: null,
  author: null,
  categories: [],
  summary: '',
  image: null,
  feed: v.parse(feedUrlSchema, 'https://news.example/feed'),
  source: 'News',
  ...more,
})

interface Web {
  readonly reads: string[]
  readonly clicks: string[]
  readonly open: (path: string, init?: RequestInit) => Promise<Response>
  readonly values: Map<string, string>
}

/** The web side before a store with one edition. `edge`: another one than one that remembers all; null: none. */
async function web(items: readonly EditionItem[] = [item()], edge?: EdgeCache | null): Promise<Web> {
  const values = new Map<string, string>()
  const store = {
    get: async (key: string) => values.get(key) ?? null,
    put: async (key: string, value: string) => void values.set(key, value),
  }
  await putEdition(store, edition(code, 5, items), 0)
  await putBodies(store, code, new Map([[0, { html: '<p>Text</p>', base: 'https://news.example/' }]]))
  const kept = new Map<string, Response>()
  const remembering: EdgeCache = {
    match: async (key) => kept.get(key)?.clone(),
    put: async (key, response) => void kept.set(key, response),
  }
  const reads: string[] = []
  const clicks: string[] = []
  const refuse = () => {
    throw new Error('nobody asked for it')
  }
  const edges: WebEdges = {
    store: {
      get: (key) => {
        reads.push(key)
        return store.get(key)
      },
    },
    cache: edge === undefined ? remembering : edge,
    later: () => {},
    now: 0,
    publicUrl: BASE,
    readingKey: (short) => `key of ${short}`,
    operator: refuse,
    visit: refuse,
    webhook: refuse,
    health: refuse,
    countClick: (clicked) => void clicks.push(clicked),
    page: async () => null,
    status: refuse,
    isOwner: async () => false,
    signIn: async () => 'wrong',
    signOut: async () => {},
  }
  return { reads, clicks, values, open: (path, init) => answer(new Request(`${BASE}${path}`, init), edges) }
}

describe('a short link', () => {
  it('costs one read of KV, and none where the edge knows it', async () => {
    const { open, reads } = await web()
    for (const _ of [1, 2, 3]) {
      const answer = await open(`/${first}`)
      expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://news.example/1'])
    }
    expect(reads).toEqual([`edition:${code}`])
  })

  it.each(['GET', 'HEAD'])('is answered with the same, by %s, whether the edge knows it or not', async (method) => {
    const { open, clicks } = await web()
    const told = async () => {
      const { status, headers, body } = await open(`/${first}?from=post`, { method })
      return { status, headers: [...headers], body }
    }
    const before = await told()
    expect(before).toMatchObject({ status: 302, body: null })
    expect(await told()).toEqual(before)
    expect(clicks).toEqual(method === 'GET' ? [first, first] : [])
  })

  it('is answered though the edge is in trouble', async () => {
    const trouble = () => Promise.reject(new Error('no edge today'))
    const { open } = await web([item()], { match: trouble, put: trouble })
    expect((await open(`/${first}`)).headers.get('location')).toBe('https://news.example/1')
  })

  it('costs one read each time where there is no edge', async () => {
    const { open, reads } = await web([item()], null)
    await open(`/${first}`)
    await open(`/${first}?utm_source=x`)
    expect(reads).toHaveLength(2)
  })

  it.each([
    ['a slip of the finger', `${first.slice(0, 9)}${first.endsWith('a') ? 'b' : 'a'}`, 0],
    ['a position that is not there', shortCode(code, 7), 1],
    ['another edition', shortCode(editionCode(5), 0), 1],
  ])('%s is a plain page, and is not kept', async (_, wrong, cost) => {
    const { open, reads } = await web()
    const answers = [await open(`/${wrong}`), await open(`/${wrong}`)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(await answers[0]?.text()).toContain('There is nothing at this address')
    expect(reads).toHaveLength(2 * cost)
  })

  it.each([
    ['javascript:', 'javascript:alert(1)'],
    ['none', null],
  ])('leads nowhere where the item has no address of the web: %s', async (_, link) => {
    const { open } = await web([item({ link })])
    expect((await open(`/${first}`)).status).toBe(404)
  })

  it('reads an edition in one line as well, as an earlier version wrote it', async () => {
    const { open, values } = await web()
    values.set(`edition:${code}`, JSON.stringify(edition(code, 5, [item({ link: 'https://old.example/' })])))
    expect((await open(`/${first}`)).headers.get('location')).toBe('https://old.example/')
  })

  it('says to try again where KV fails', async () => {
    const { open, values } = await web()
    values.set(`edition:${code}`, '{"schema":1,')
    const answer = await open(`/${first}`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
  })

  const person = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1'
  it.each([
    ['a person', 'GET', { 'user-agent': person }, 1],
    ['HEAD', 'HEAD', { 'user-agent': person }, 0],
    ['a page that is fetched ahead', 'GET', { 'user-agent': person, 'sec-purpose': 'prefetch;prerender' }, 0],
    ['Telegram’s preview', 'GET', { 'user-agent': 'TelegramBot (like TwitterBot)' }, 0],
    ['a crawler', 'GET', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }, 0],
  ])('answers everybody alike, and counts people: %s', async (_, method, headers, counted) => {
    const { open, clicks } = await web()
    const answer = await open(`/${first}`, { method, headers })
    expect([answer.status, answer.headers.get('location'), await answer.text()]).toEqual([
      302,
      'https://news.example/1',
      '',
    ])
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(clicks).toEqual(Array.from({ length: counted }, () => first))
  })
})

describe('a digest', () => {
  it('has what was not only for private chats', async () => {
    const { open } = await web([item({ title: 'Open' }), item({ title: 'Secret', isPrivate: true })])
    const html = await (await open(`/d/${code}`)).text()
    expect(html).toContain('Open')
    expect(html).not.toContain('Secret')
  })

  it('is none where all was', async () => {
    const { open } = await web([item({ isPrivate: true })])
    expect((await open(`/d/${code}`)).status).toBe(404)
  })

  it('is found by one of its headlines', async () => {
    const { open } = await web()
    const answer = await open(`/d/${first}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/d/${code}`])
  })

  it.each(['zzzzzzz', 'short', '../etc'])('is none by another name: %s', async (name) => {
    const { open, reads } = await web()
    expect((await open(`/d/${name}`)).status).toBe(404)
    expect(reads).toEqual([])
  })
})

describe('an article', () => {
  it('is kept for each language', async () => {
    const { open, reads } = await web()
    const say = async (language: string) => {
      const answer = await open(`/${first}/read`, { headers: { 'accept-language': language } })
      expect(answer.headers.get('vary')).toBe('accept-language')
      return answer.text()
    }
    expect(await say('en')).toContain('Read it at news.example')
    expect(await say('zh-CN')).toContain('在 news.example 阅读原文')
    expect(await say('zh-CN')).toContain('在 news.example 阅读原文')
    expect(reads).toHaveLength(4)
  })

  it('that only private chats got needs its key, which no other link tells', async () => {
    const { open } = await web([item({ isPrivate: true })])
    const key = `?key=${encodeURIComponent(`key of ${first}`)}`
    for (const path of [`/${first}/read`, `/${first}.md`]) {
      // The first opens the door, and nobody slips in behind: not by what the edge keeps either.
      expect((await open(`${path}${key}`)).status).toBe(200)
      for (const wrong of ['', '?key=', '?key=wrong']) expect((await open(`${path}${wrong}`)).status).toBe(404)
    }
    expect(await (await open(`/${first}/read${key}`)).text()).toContain(`href="/${first}.md?key=`)
  })

  it('whose text is not kept leads to where it was published', async () => {
    const { open, values } = await web()
    values.delete(`bodies:${code}`)
    const answer = await open(`/${first}/read`)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain(`href="/${first}"`)
  })
})

describe('headers', () => {
  it.each([`/${first}/read`, `/d/${code}`, '/about', '/nothing', '/style.css'])('%s', async (path) => {
    const { headers } = await (await web()).open(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'self'; img-src 'self'/u)
    expect(policy).not.toMatch(/unsafe|script-src|\*/u)
    expect(policy).toMatch(/form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/u)
    expect(policy.includes('https:')).toBe(path.endsWith('/read'))
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/u)
    expect(headers.get('set-cookie')).toBeNull()
  })
})

describe('signing in', () => {
  const form = (origin: string | null, body = `code=${'a'.repeat(32)}`): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin === null ? {} : { origin }) },
    body,
  })
  it.each([
    ['with a wrong code', form(BASE), 400],
    ['without a code', form(BASE, ''), 400],
    ['from another site', form('https://evil.example'), 403],
    ['from nowhere', form(null), 403],
    ['with a book', form(BASE, `code=${'a'.repeat(5000)}`), 404],
  ])('fails %s', async (_, init, status) => {
    expect((await (await web()).open('/login', init)).status).toBe(status)
  })

  it('is not done by looking at the link', async () => {
    const { open } = await web()
    const page = await open(`/login?code=${'a'.repeat(32)}`)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await open('/login?code=<script>')).status).toBe(400)
  })
})
