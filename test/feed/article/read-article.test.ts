/** Reading the page of an article: what is asked, what is kept, and what is left to the feed. */
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { extractArticle } from '../../../src/feed/article/extract-article.ts'
import { type ArticleDeps, readArticle } from '../../../src/feed/article/read-article.ts'
import { limits } from '../../../src/limits.ts'
import { oneLine } from '../../../src/text/one-line.ts'
import { textOf } from '../../../src/web/reading/node.ts'
import { sanitise } from '../../../src/web/reading/sanitise.ts'
import { impatient, server, status, to } from '../http/server.ts'
import { articlePage, htmlAnswer, paragraphs, sentence } from './article-page.ts'

const URL = 'https://news.example/2026/bridge'
const ROBOTS = 'https://news.example/robots.txt'
const title = 'Council approves new bridge'
const whole = articlePage(title)
const request = { url: URL, title, known: sentence, isSearched: true }
type Answers = Parameters<typeof server>[0]

/** Reads the article from a server with these answers, and without a robots.txt unless there is one. */
async function read(answers: Answers, deps: Partial<ArticleDeps> = {}, asks = request) {
  const { fetch, asked } = server({ [ROBOTS]: () => status(404), ...answers })
  const own = { fetch, now: 0, allowPrivate: false, robots: new Map(), extract: async () => extractArticle, ...deps }
  return { reading: await readArticle(asks, own), asked }
}

async function kindOf(answers: Answers, deps: Partial<ArticleDeps> = {}) {
  return (await read(answers, deps)).reading.kind
}

describe('a page with an article', () => {
  test('brings the article without the page’s furniture', async () => {
    const { reading } = await read({ [URL]: () => htmlAnswer(whole) })
    expect(reading.kind).toBe('page')
    if (reading.kind !== 'page') return
    expect(reading.body).toMatchObject({ base: URL, fromPage: true })
    expect(reading.body.html).toContain(paragraphs.at(-1))
    expect(reading.body.html).not.toMatch(/Topic 3|Imprint|tracked|<script|<style/u)
    expect(reading.text).toContain('in spring 2041.')
  })

  test('is asked as HTML and without cookies, after its robots.txt', async () => {
    const { asked } = await read({
      [URL]: () => new Response(null, { status: 302, headers: { location: '/b', 'set-cookie': 'a=1' } }),
      'https://news.example/b': () => htmlAnswer(whole),
    })
    expect(asked.map(({ url }) => url)).toEqual([ROBOTS, URL, 'https://news.example/b'])
    const [, , last] = asked
    expect(last?.headers.get('cookie')).toBeNull()
    expect(last?.headers.get('accept')).toMatch(/^text\/html/u)
    expect(last?.headers.get('user-agent')).toMatch(/^Paperboy/u)
  })

  test('has its words only if a filter needs them', async () => {
    const { reading } = await read({ [URL]: () => htmlAnswer(whole) }, {}, { ...request, isSearched: false })
    expect(reading).toMatchObject({ kind: 'page', text: null })
  })

  test('has relative addresses relative to its base', async () => {
    const page = articlePage(title, { head: '<base href="/archive/">' })
    expect((await read({ [URL]: () => htmlAnswer(page) })).reading).toMatchObject({
      body: { base: 'https://news.example/archive/' },
    })
  })

  test('is read in its own encoding, even if its header names another', async () => {
    const text = 'Der Stadtrat hat für die neue Brücke über den Fluss gestimmt, nach Jahren voller Streit. '
    const html = `<meta charset="iso-8859-1"><title>Brücke</title><article><p>${text.repeat(20)}</p></article>`
    const bytes = Uint8Array.from(html, (character) => character.charCodeAt(0))
    const answer = () => new Response(bytes, { headers: { 'content-type': 'text/html; charset=utf-8' } })
    const { reading } = await read({ [URL]: answer }, {}, { ...request, title: 'Neue Brücke', known: text })
    expect(reading).toMatchObject({ kind: 'page', text: expect.stringContaining('neue Brücke über') })
  })
})

describe('the text of the feed stays', () => {
  const wall = articlePage(title, { body: `<p>${sentence.repeat(6)}</p><p>Subscribe to continue reading.</p>` })
  const free = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>'
  const forbidden = { [ROBOTS]: () => new Response('User-agent: *\nDisallow: /2026/') }
  test.each<readonly [what: string, answers: Answers, kind: string]>([
    ['if robots.txt forbids the page', { ...forbidden, [URL]: () => htmlAnswer(whole) }, 'robots'],
    ['if robots.txt names Paperboy', { [ROBOTS]: () => new Response('User-agent: paperboy\nDisallow: /') }, 'robots'],
    ['if robots.txt cannot be read', { [ROBOTS]: () => status(503) }, 'failed'],
    [
      'if the page asks not to be kept',
      { [URL]: () => htmlAnswer(articlePage(title, { head: '<meta name="robots" content="noarchive">' })) },
      'noarchive',
    ],
    [
      'if its header asks not to be kept',
      { [URL]: () => htmlAnswer(whole, { 'x-robots-tag': 'noindex, noarchive' }) },
      'noarchive',
    ],
    ['if the page is for subscribers', { [URL]: () => htmlAnswer(wall) }, 'wall'],
    ['if schema.org says that it is not free', { [URL]: () => htmlAnswer(articlePage(title, { head: free })) }, 'wall'],
    ['if the page is a challenge', { [URL]: () => htmlAnswer('<script>window._cf_chl_opt={}</script>') }, 'wall'],
    ['if the headers are a challenge’s', { [URL]: () => htmlAnswer(whole, { 'cf-mitigated': 'challenge' }) }, 'wall'],
    ['if a payment is required', { [URL]: () => status(402) }, 'wall'],
    [
      'if the page leads to sign in',
      { [URL]: () => to('/login'), 'https://news.example/login': () => htmlAnswer(whole) },
      'wall',
    ],
    [
      'if the page has nothing more than the feed',
      { [URL]: () => htmlAnswer(articlePage(title, { body: `<p>${sentence}</p>` })) },
      'nothing',
    ],
    [
      'if the page is about something else',
      {
        [URL]: () =>
          htmlAnswer(
            articlePage('Our cookies', {
              body: `<p>${'Partners process personal data, such as identifiers. '.repeat(40)}</p>`,
            }),
          ),
      },
      'nothing',
    ],
    [
      'if the page needs scripts',
      { [URL]: () => htmlAnswer('<div id="app"></div><noscript>Please enable JavaScript.</noscript>') },
      'nothing',
    ],
    [
      'if the page is a frame',
      { [URL]: () => htmlAnswer('<meta http-equiv="refresh" content="0;url=/other"><p>Moved.</p>') },
      'nothing',
    ],
    [
      'if the page is no HTML',
      { [URL]: () => new Response('%PDF', { headers: { 'content-type': 'application/pdf' } }) },
      'nothing',
    ],
    ['if the page does not say what it is', { [URL]: () => new Response(new TextEncoder().encode(whole)) }, 'nothing'],
    ['if the page is empty', { [URL]: () => htmlAnswer('') }, 'nothing'],
    ['if the page is gone', { [URL]: () => status(404) }, 'failed'],
    ['if the server fails', { [URL]: () => status(500) }, 'failed'],
    ['if the host does not answer', {}, 'failed'],
    ['if the page redirects in a circle', { [URL]: () => to(URL) }, 'failed'],
    ['if the page leads into a private network', { [URL]: () => to('http://192.168.0.1/') }, 'failed'],
    ['if a redirect leads to what robots.txt forbids', { ...forbidden, [URL]: () => to('/2026/other') }, 'robots'],
  ])('%s', async (_, answers, kind) => {
    expect(await kindOf(answers)).toBe(kind)
  })

  test('if another host to which the page redirects forbids it', async () => {
    const { reading, asked } = await read({
      [URL]: () => to('https://other.example/a'),
      'https://other.example/a': () => htmlAnswer(whole),
      'https://other.example/robots.txt': () => new Response('User-agent: *\nDisallow: /'),
    })
    expect(reading.kind).toBe('robots')
    expect(asked).toHaveLength(4)
  })

  test('if its address is private, without any request', async () => {
    const { reading, asked } = await read({}, {}, { ...request, url: 'http://localhost/a' })
    expect([reading.kind, asked.length]).toEqual(['failed', 0])
  })

  test('if the page never ends, after the time limit', async () => {
    const endless = () =>
      new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }), {
        headers: { 'content-type': 'text/html' },
      })
    expect((await read({ [URL]: endless }, { bounds: impatient })).reading).toEqual({ kind: 'failed', restMs: 0 })
  })

  test('if the host refuses requests, and it says for how long', async () => {
    const { reading } = await read({ [URL]: () => status(429, { 'retry-after': '120' }) })
    expect(reading).toEqual({ kind: 'failed', restMs: 120_000 })
  })
})

describe('a robots.txt', () => {
  const answers = { [URL]: () => htmlAnswer(whole) }
  test('is remembered for an hour', async () => {
    const robots = new Map()
    await read(answers, { robots, now: 0 })
    expect((await read(answers, { robots, now: limits.article.robotsKeptMs - 1 })).asked).toHaveLength(1)
    expect((await read(answers, { robots, now: limits.article.robotsKeptMs })).asked).toHaveLength(2)
  })

  test('that is long is not remembered, but counts', async () => {
    const robots = new Map()
    const long = `User-agent: *\nDisallow: /2026/\n${'# a comment\n'.repeat(5000)}`
    const { reading } = await read({ [ROBOTS]: () => new Response(long) }, { robots })
    expect([reading.kind, robots.size]).toEqual(['robots', 0])
  })

  test('of many hosts takes no more memory', async () => {
    const robots = new Map()
    for (let host = 0; host < limits.article.robotsKept + 5; host++) {
      const origin = `https://h${host}.example`
      const { fetch } = server({ [`${origin}/robots.txt`]: () => new Response('User-agent: *\nDisallow: /') })
      await readArticle(
        { ...request, url: `${origin}/a` },
        { fetch, now: 0, allowPrivate: false, robots, extract: async () => extractArticle },
      )
    }
    expect(robots.size).toBe(limits.article.robotsKept)
  })
})

describe('a hostile page', () => {
  const divs = (count: number) => `<title>${title}</title>${'<div>'.repeat(count)}<p>${sentence.repeat(30)}</p>`
  const html = (text: string) => ({ [URL]: () => htmlAnswer(text) })
  test.each<readonly [what: string, answers: Answers, kind: string]>([
    ['with 100,000 nested elements has no article', html(divs(100_000)), 'nothing'],
    [
      'with 100,000 nested elements of its own names has no article',
      html(divs(0).replace('<p>', `${'<x-a>'.repeat(100_000)}<p>`)),
      'nothing',
    ],
    ['with tags of unknown names is text', html(`<title>${title}</title>${'<foo>'.repeat(100_000)}`), 'nothing'],
    [
      'of 3 MB is read up to its limit',
      html(`${whole.replace('</body></html>', '')}<p hidden>${'word '.repeat(600_000)}</p>`),
      'page',
    ],
    [
      'that is a bomb of gzip is read up to its limit',
      {
        [URL]: () =>
          new Response(gzipSync(`${whole}${' '.repeat(8_000_000)}`), { headers: { 'content-type': 'text/html' } }),
      },
      'page',
    ],
  ])('%s', async (_, answers, kind) => {
    expect(await kindOf(answers)).toBe(kind)
  })

  test('that breaks out of an attribute shows nothing of it', async () => {
    const page = articlePage(title, { body: `<p title="<script>alert(1)</script>">${sentence.repeat(20)}</p>` })
    const { reading } = await read(html(page))
    const nodes = reading.kind === 'page' ? await sanitise(reading.body) : []
    expect(oneLine(nodes.map(textOf).join(''))).toBe(sentence.repeat(20).trim())
  })
})
