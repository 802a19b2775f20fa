/** Digests, articles, headers and signing in. */
import { describe, expect, it } from 'vitest'
import { handleRequest } from '../../src/web/app.ts'
import { BASE, code, depsOf, first, item, newCode, second, web } from './web.ts'

describe('the address that a digest had in earlier versions', () => {
  const mixed = [item({ title: 'Secret', isPrivate: true }), item({ title: 'Open' })]

  it.each([
    ['a headline', `/d/${second}`],
    ['a private headline', `/d/${first}`],
  ])('leads to the reading page for %s, which lists nothing else', async (_, path) => {
    const { open } = await web(mixed)
    const answer = await open(path)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${path.slice(2)}/read`])
  })

  it.each([
    ['the edition’s guessable code', `/d/${code}`, 404],
    ['an unknown code', `/d/${newCode(code)()}`, 410],
    ['a second page', `/d/${second}/2`, 404],
  ])('is not found by %s', async (_, path, status) => {
    const { open } = await web(mixed)
    expect((await open(path)).status).toBe(status)
  })

  it.each(['zzzzzzz', 'short', '../etc', 'zzzzzzzzzz'])('costs no KV read for the invalid code %s', async (name) => {
    const { open, reads } = await web()
    expect((await open(`/d/${name}`)).status).toBe(404)
    expect(reads).toEqual([])
  })
})

describe('a page with a message', () => {
  it.each([
    ['nothing is at the address', '/nowhere'],
    ['a channel is unknown', '/c/nobody_here'],
    ['a digest is not kept', `/d/${newCode(code)()}`],
  ])('leads to the home page if %s', async (_, path) => {
    const { open } = await web()
    expect(await (await open(path)).text()).toContain('<a href="/">Go to the home page</a>')
  })
})

describe('an article', () => {
  it('is cached for each language', async () => {
    const { open, reads } = await web()
    const textIn = async (language: string) => {
      const answer = await open(`/${first}/read`, { headers: { 'accept-language': language } })
      expect(answer.headers.get('vary')).toBe('accept-language')
      return answer.text()
    }
    expect(await textIn('en')).toContain('Read the original on news.example')
    expect(await textIn('zh-CN')).toContain('在 news.example 阅读原文')
    expect(await textIn('zh-CN')).toContain('在 news.example 阅读原文')
    expect(reads).toHaveLength(4)
  })

  it('of private chats opens with its link, and links to no digest', async () => {
    const { open } = await web([item({ isPrivate: true })])
    const page = await open(`/${first}/read`)
    expect(page.status).toBe(200)
    expect(await page.text()).not.toContain('href="/d/')
    expect((await open(`/${first}.md`)).status).toBe(200)
  })

  it('without a stored text links to the original', async () => {
    const { open, values } = await web()
    values.delete(`bodies:${code}`)
    const answer = await open(`/${first}/read`)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toContain(`href="/${first}"`)
  })
})

describe('security headers', () => {
  it.each([`/${first}/read`, `/d/${first}`, '/about', '/nothing', '/style.css'])('are set for %s', async (path) => {
    const { headers } = await (await web()).open(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'; style-src 'self'; img-src 'self'(?: https:)?; manifest-src 'self'; /u)
    expect(policy).not.toMatch(/unsafe|script-src|\*|http:/u)
    expect(policy).toMatch(/form-action 'self'; base-uri 'none'; frame-ancestors 'none'; upgrade-insecure-requests$/u)
    expect(policy.includes('https:')).toBe(path.endsWith('/read'))
    expect(headers.get('permissions-policy')).toMatch(/^(?:[a-z-]+=\(\)(?:, |$))+$/u)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}$/u)
    expect(headers.get('set-cookie')).toBeNull()
  })

  it('let channel pages show pictures of any site', async () => {
    const { headers } = await (await web()).open('/c/nobodys_channel')
    expect(headers.get('content-security-policy')).toContain("img-src 'self' https:;")
  })

  it('do not upgrade requests where the request has no TLS', async () => {
    const response = await handleRequest(new Request('http://127.0.0.1:8787/about'), depsOf())
    expect(response.headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'$/u)
  })

  it('cover subdomains only if the operator says so', async () => {
    const deps = { ...depsOf(), coversSubdomains: true }
    for (const path of ['/about', `/${first}`]) {
      const { headers } = await handleRequest(new Request(`${BASE}${path}`), deps)
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}; includeSubDomains$/u)
    }
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
    ['without an origin', form(null), 403],
    ['with an oversized body', form(BASE, `code=${'a'.repeat(5000)}`), 404],
  ])('fails %s', async (_, init, status) => {
    expect((await (await web()).open('/login', init)).status).toBe(status)
  })

  it('does nothing when the link is only opened', async () => {
    const { open } = await web()
    const page = await open(`/login?code=${'a'.repeat(32)}`)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await open('/login?code=<script>')).status).toBe(400)
  })
})
