/** The front door, and what crawlers, browsers and previews look for at a site. */
import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { RequestQuotaSpent } from '../../src/cycle/request-quota.ts'
import { handleRequest } from '../../src/web/app.ts'
import type { FrontDoor, WebDeps } from '../../src/web/deps.ts'
import { BASE, depsOf, first, item, NOW, web } from './web.ts'

const door: FrontDoor = {
  channels: [
    { title: 'Morning <b>news</b>', username: 'morning_news' },
    { title: '晨报', username: 'chenbao' },
  ],
  bot: 'paperboy_bot',
  isSetUp: true,
}

/** Requests over an edge cache that keeps everything. */
function open(frontDoor: WebDeps['frontDoor']) {
  let asked = 0
  const kept = new Map<string, Response>()
  const deps: WebDeps = {
    ...depsOf(),
    cache: { match: async (key) => kept.get(key)?.clone(), put: async (key, response) => void kept.set(key, response) },
    frontDoor: () => {
      asked += 1
      return frontDoor()
    },
  }
  const get = (path: string, init?: RequestInit) => handleRequest(new Request(`${BASE}${path}`, init), deps)
  return { get, asked: () => asked }
}

describe('the front door', () => {
  it('lists channels with their pages, links to the bot, and may be indexed', async () => {
    const response = await open(async () => door).get('/')
    const page = await response.text()
    expect(page).toContain('href="/c/morning_news"')
    expect(page).toContain('Morning &lt;b&gt;news&lt;/b&gt;')
    expect(page).toContain('href="https://t.me/chenbao"')
    expect(page).toContain('href="https://t.me/paperboy_bot"')
    expect(page).toContain(`<link rel="canonical" href="${BASE}/"/>`)
    expect(page).not.toContain('noindex')
    expect(page).not.toContain('/setup')
    expect(response.headers.get('x-robots-tag')).toBe('all')
  })

  it('leads to the setup while the bot is not set up', async () => {
    const page = await (await open(async () => ({ channels: [], bot: null, isSetUp: false })).get('/')).text()
    expect(page).toContain('href="/setup"')
    expect(page).not.toContain('t.me')
  })

  it.each([
    ['en', 'Source code'],
    ['zh-CN', '源代码'],
    ['zh-TW', '原始碼'],
  ])('is in the visitor’s language: %s', async (language, text) => {
    const response = await open(async () => door).get('/', { headers: { 'accept-language': language } })
    expect(response.headers.get('vary')).toBe('accept-language')
    expect(await response.text()).toContain(text)
  })

  it('asks the directory once for all visitors of a language', async () => {
    const { get, asked } = open(async () => door)
    for (const path of ['/', '/?again', '/']) expect((await get(path)).status).toBe(200)
    expect(asked()).toBe(1)
  })

  it.each([
    ['refuses requests', new RequestQuotaSpent()],
    ['does not answer', new Error('no answer')],
  ])('has no list while the directory %s, which is not cached', async (_, error) => {
    const { get, asked } = open(() => Promise.reject(error))
    for (const path of ['/', '/sitemap.xml', '/']) {
      const response = await get(path)
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
      expect(await response.text()).not.toContain('/c/')
    }
    expect(asked()).toBe(3)
  })

  it('answers HEAD without a body', async () => {
    const response = await open(async () => door).get('/', { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

describe('crawlers', () => {
  it('may fetch everything but the operator’s pages', async () => {
    const response = await open(async () => door).get('/robots.txt')
    const text = await response.text()
    expect(text).toBe(
      `User-agent: *\nDisallow: /status\nDisallow: /setup\nDisallow: /login\n\nSitemap: ${BASE}/sitemap.xml\n`,
    )
  })

  it('find the pages that may be indexed in a sitemap', async () => {
    const text = await (await open(async () => door).get('/sitemap.xml')).text()
    expect(XMLValidator.validate(text)).toBe(true)
    const listed = [...text.matchAll(/<loc>([^<]*)<\/loc>/gu)].map(([, address]) => address)
    expect(listed).toEqual([`${BASE}/`, `${BASE}/c/morning_news`, `${BASE}/c/chenbao`])
  })

  it.each([`/${first}/read`, '/d/0000000', '/about', '/nothing', '/c/nobodys_channel', '/login?code=x', '/'])(
    'hear the same from the headers and from the page: %s',
    async (path) => {
      const response = await (await web([item()])).open(path)
      const isMarked = (await response.text()).includes('<meta name="robots" content="noindex"/>')
      expect(response.headers.get('x-robots-tag')).toBe(isMarked ? 'noindex' : 'all')
    },
  )
})

it('security researchers find a contact that has not expired', async () => {
  const response = await open(async () => door).get('/.well-known/security.txt')
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
  const fields = new Map(
    (await response.text())
      .trim()
      .split('\n')
      .map((line) => line.split(/: (.*)/u, 2) as [string, string]),
  )
  expect(fields.get('Contact')).toMatch(/^https:/u)
  expect(fields.get('Canonical')).toBe(`${BASE}/.well-known/security.txt`)
  const expires = Date.parse(fields.get('Expires') ?? '')
  expect(expires).toBeGreaterThan(NOW)
  expect(expires).toBeLessThan(NOW + 365 * 86_400_000)
})
