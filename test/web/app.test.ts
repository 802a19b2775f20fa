/** Short links and headers: what a request costs, who is counted, and what is kept at the edge. */

import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { editionCode, formerShortCode, itemCodes, slotAt } from '../../src/links/code.ts'
import { type EditionCode, type EditionItem, editionCodeSchema, feedUrlSchema } from '../../src/model.ts'
import { putBodies } from '../../src/store/bodies.ts'
import { edition, putEdition } from '../../src/store/editions.ts'
import { answer } from '../../src/web/app.ts'
import type { EdgeCache, WebDeps } from '../../src/web/deps.ts'
import { randomFrom } from '../torture/random.ts'

const NOW = Date.UTC(2026, 0, 5)
const chance = randomFrom(3)
const newCode = (edition: EditionCode) => itemCodes(edition, () => chance.whole(0, 2 ** 32 - 1))
const code = editionCode(123_456, 2)
const codes = Array.from({ length: 3 }, newCode(code))
const [first = '', second = '', third = ''] = codes
/** An edition from before items had codes. */
const former = v.parse(editionCodeSchema, '2Al26WS')
const formerFirst = formerShortCode(former, 0)
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
  const linked = items.map((each, at) => ({ code: codes[at] ?? '', ...each }))
  await putEdition(store, edition(4242, code, 5, linked), 0)
  await putBodies(store, code, new Map([[first, { html: '<p>Text</p>', base: 'https://news.example/' }]]))
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
  const deps: WebDeps = {
    store: {
      get: (key) => {
        reads.push(key)
        return store.get(key)
      },
    },
    cache: edge === undefined ? remembering : edge,
    later: (work) => void work.catch(() => {}),
    now: NOW,
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
  return { reads, clicks, values, open: (path, init) => answer(new Request(`${BASE}${path}`, init), deps) }
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
    ['a slip of the finger', `${first.slice(0, 9)}${first.endsWith('a') ? 'b' : 'a'}`, 1],
    ['an item that is not there', third, 1],
    ['another edition', newCode(editionCode(5, 0))(), 1],
    ['an edition of next year', newCode(editionCode(slotAt(Date.UTC(2027, 0, 1)), 0))(), 0],
    ['what is beyond all editions', 'zzzzzzzzzz', 0],
  ])('%s is a plain page, and is not kept', async (_, wrong, cost) => {
    const { open, reads } = await web()
    const answers = [await open(`/${wrong}`), await open(`/${wrong}`)]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
    expect(await answers[0]?.text()).toContain('This page does not exist')
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
    const old = { ...edition(4242, former, 5, []), schema: 1, items: [item({ link: 'https://old.example/' })] }
    values.set(`edition:${former}`, JSON.stringify(old))
    expect((await open(`/${formerFirst}`)).headers.get('location')).toBe('https://old.example/')
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
  const mixed = [item({ title: 'Secret', isPrivate: true }), item({ title: 'Open' }), item({ title: 'Also open' })]

  it('is found by any of its headlines that not only private chats got, and has no other', async () => {
    const { open } = await web(mixed)
    for (const path of [`/d/${second}`, `/d/${third}`]) {
      const page = await (await open(path)).text()
      expect(page).toContain('Also open')
      expect(page).not.toContain('Secret')
      expect(page).not.toContain(first)
      expect(page).toContain(`<meta property="og:url" content="${BASE}/d/${second}"/>`)
    }
  })

  it.each([
    ['a headline that only private chats got', `/d/${first}`],
    ['the edition’s own code, which can be guessed', `/d/${code}`],
    ['a code that is nobody’s', `/d/${newCode(code)()}`],
    ['a page too many', `/d/${second}/2`],
  ])('is not found by %s', async (_, path) => {
    const { open } = await web(mixed)
    expect((await open(path)).status).toBe(404)
  })

  it.each(['zzzzzzz', 'short', '../etc', 'zzzzzzzzzz'])('is none by another name: %s', async (name) => {
    const { open, reads } = await web()
    expect((await open(`/d/${name}`)).status).toBe(404)
    expect(reads).toEqual([])
  })
})

describe('an edition from before items had codes', () => {
  const formerly = async (items: readonly EditionItem[]) => {
    const page = await web()
    const lines = items.map((each) => JSON.stringify(each)).join(',\n')
    page.values.set(`edition:${former}`, `{"schema":1,"code":"${former}","at":5,"items":[\n${lines}\n]}`)
    const text = '{"html":"<p>An old text</p>","base":"https://news.example/"}'
    page.values.set(`bodies:${former}`, `{"schema":1,"code":"${former}","bodies":[[0,${text}]]}`)
    return page
  }
  const items = [item({ title: 'First' }), item({ title: 'Second', link: 'https://news.example/2' })]

  it('has its links, texts, archives and page as ever', async () => {
    const { open } = await formerly(items)
    const to = async (path: string) => (await open(path)).headers.get('location')
    expect(await to(`/${formerFirst}`)).toBe('https://news.example/1')
    expect(await to(`/${formerShortCode(former, 1)}`)).toBe('https://news.example/2')
    expect((await open(`/${formerShortCode(former, 2)}`)).status).toBe(404)
    expect(await (await open(`/${formerFirst}/read`)).text()).toContain('An old text')
    expect(await (await open(`/${formerFirst}.md`)).text()).toContain('An old text')
    expect(await to(`/d/${formerFirst}`)).toBe(`/d/${former}`)
    const page = await (await open(`/d/${former}`)).text()
    for (const part of ['First', 'Second', `href="/${formerShortCode(former, 1)}"`]) expect(page).toContain(part)
  })

  it('keeps what only private chats got behind a key that no other link tells', async () => {
    const { open } = await formerly([item({ title: 'Secret', isPrivate: true })])
    const key = `?key=${encodeURIComponent(`key of ${formerFirst}`)}`
    for (const path of [`/${formerFirst}/read`, `/${formerFirst}.md`]) {
      // The first opens the door, and nobody slips in behind: not by what the edge keeps either.
      expect((await open(`${path}${key}`)).status).toBe(200)
      for (const wrong of ['', '?key=', '?key=wrong']) expect((await open(`${path}${wrong}`)).status).toBe(404)
    }
    expect(await (await open(`/${formerFirst}/read${key}`)).text()).toContain(`href="/${formerFirst}.md?key=`)
    expect((await open(`/d/${former}`)).status).toBe(404)
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
    expect(await say('en')).toContain('Read the original on news.example')
    expect(await say('zh-CN')).toContain('在 news.example 阅读原文')
    expect(await say('zh-CN')).toContain('在 news.example 阅读原文')
    expect(reads).toHaveLength(4)
  })

  it('that only private chats got opens by its link, as no other link tells it, and is of no digest', async () => {
    const { open } = await web([item({ isPrivate: true })])
    const page = await open(`/${first}/read`)
    expect(page.status).toBe(200)
    expect(await page.text()).not.toContain('href="/d/')
    expect((await open(`/${first}.md`)).status).toBe(200)
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
  it.each([`/${first}/read`, `/d/${first}`, '/about', '/nothing', '/style.css'])('%s', async (path) => {
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
