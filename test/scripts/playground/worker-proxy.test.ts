/** The proxy in front of the playground's Worker: no link leads to the real Telegram, and opened reading pages are noticed. */
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWorkerProxy, type WorkerProxy, withoutTelegram } from '../../../playground/worker-proxy.ts'
import { close, listen, loopback } from '../../../simulators/ports.ts'

const home = 'http://127.0.0.1:8080'

describe('withoutTelegram', () => {
  it.each([
    ['a channel', '<a href="https://t.me/news">', `<a href="${home}/t.me/news">`],
    ['a bot’s start', '<a href="https://t.me/a_bot?start=x">', `<a href="${home}/t.me/a_bot?start=x">`],
    ['a post, twice', 'https://t.me/n/1 https://t.me/n/2', `${home}/t.me/n/1 ${home}/t.me/n/2`],
    ['another site', '<a href="https://at.me/news">', '<a href="https://at.me/news">'],
  ])('leads a link to %s into the playground', (_what, html, expected) => {
    expect(withoutTelegram(html, home)).toBe(expected)
  })

  it('draws the QR code of the new address', () => {
    const page = `<svg class="qr" role="img" aria-label="Scan: https://t.me/news" viewBox="0 0 25 25"><path d="M0 0h7v7"></path></svg> <b>after</b>`
    const changed = withoutTelegram(page, home)
    expect(changed).toContain(`aria-label="Scan: ${home}/t.me/news"`)
    expect(changed).not.toContain('M0 0h7v7"')
    expect(changed).toMatch(/ viewBox="0 0 (\d+) \1"><path d="M[^"]{200,}"><\/path><\/svg> <b>after<\/b>$/u)
  })
})

describe('the proxy before the Worker', () => {
  let worker: Server
  let proxy: WorkerProxy
  let opened: string[]
  let hosts: (string | undefined)[]
  beforeEach(async () => {
    opened = []
    hosts = []
    worker = createServer((request, response) => {
      hosts.push(request.headers.host)
      const status = request.url?.startsWith('/missing') ? 404 : request.url === '/aaaaaaaaaa' ? 302 : 200
      const type = request.url?.endsWith('.rss') ? 'application/rss+xml' : 'text/html; charset=utf-8'
      response.writeHead(status, { 'content-type': type, location: '/else', etag: '"1"' }).end('https://t.me/news 新闻')
    })
    const port = await listen(worker, 0)
    proxy = await startWorkerProxy({ worker: port, page: () => home, opened: (code) => void opened.push(code) })
  })
  afterEach(async () => {
    await proxy.stop()
    await close(worker)
  })

  it('passes answers on, under its own name, with changed pages', async () => {
    const answer = await fetch(`${proxy.url}/c/news`)
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"'])
    expect(await answer.text()).toBe(`${home}/t.me/news 新闻`)
    expect(hosts).toEqual([new URL(proxy.url).host])
    expect(new URL(proxy.url).hostname).toBe(loopback)
  })

  it('leaves feeds as they are, and redirects to the browser', async () => {
    expect(await (await fetch(`${proxy.url}/c/news.rss`)).text()).toBe('https://t.me/news 新闻')
    const redirect = await fetch(`${proxy.url}/aaaaaaaaaa`, { redirect: 'manual' })
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, '/else'])
  })

  it.each([
    ['/aB3dE6gH9k/read', 'GET', ['aB3dE6gH9k']],
    ['/aB3dE6gH9k/read?digest=abcdefghij', 'GET', ['aB3dE6gH9k']],
    ['/aB3dE6gH9k/read', 'HEAD', []],
    ['/aB3dE6gH9k', 'GET', []],
    ['/aB3dE6gH9k/reading', 'GET', []],
    ['/missing/read', 'GET', []],
  ])('notices an opened reading page: %s by %s', async (path, method, expected) => {
    await fetch(`${proxy.url}${path}`, { method })
    expect(opened).toEqual(expected)
  })

  it('answers 502 where no Worker answers', async () => {
    await close(worker)
    expect((await fetch(`${proxy.url}/`)).status).toBe(502)
    worker = createServer()
    await listen(worker, 0)
  })
})
