/** The playground's publisher: valid feeds, 304 while nothing has changed, and new items on top. */
import { XMLParser } from 'fast-xml-parser'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FeedServer, startFeedServer } from '../../playground/feed-server.ts'
import { sampleLanguages } from '../../playground/samples/sample-texts.ts'
import { inventHeadline, samples } from '../../playground/samples/samples.ts'
import { readSeed, type Seed, seedFile } from '../../playground/seed.ts'

let seed: Seed
let feeds: FeedServer
let clock = Date.parse('2026-11-23T08:00:00Z')
beforeEach(async () => {
  seed = await readSeed(seedFile)
  feeds = await startFeedServer({ seed, texts: samples.zh, now: () => clock })
})
afterEach(() => feeds.stop())

const get = (name: 'rss' | 'atom', headers: Readonly<Record<string, string>> = {}) =>
  fetch(feeds.feed(name).address, { headers })
const parsed = async (name: 'rss' | 'atom'): Promise<unknown> =>
  new XMLParser({ isArray: (tag) => tag === 'item' || tag === 'entry' }).parse(await (await get(name)).text())

it('begins with the seed article, whose page needs no network and links to the original', async () => {
  expect(seed.item.title).toBe('金正恩想从普京身上得到什么')
  const link = `${feeds.url}/rss/seed`
  expect(await parsed('rss')).toMatchObject({
    rss: { channel: { item: [{ title: seed.item.title, link }, {}, {}, {}, {}] } },
  })
  expect(seed.item.link).toMatch(/^https:\/\/www\.rfi\.fr\/cn\//u)
  expect(await (await fetch(link)).text()).toContain(`<a href="${seed.item.link}">www.rfi.fr</a>`)
})

it('serves Atom too', async () => {
  expect(await parsed('atom')).toMatchObject({
    feed: { title: '望海日报', entry: [{}, {}, {}, {}, {}] },
  })
})

it('has a page that lists articles and names no feed', async () => {
  const text = await (await fetch(feeds.page)).text()
  const links = [...text.matchAll(/<a href="([^"]+)"/gu)].map(([, link = '']) => link)
  expect(links).toHaveLength(5)
  expect((await fetch(links[0] ?? '')).status).toBe(200)
  expect(text).not.toContain('alternate')
})

it.each(['rss', 'atom'] as const)(
  'has its hub push %s when something is published, and when it is asked to',
  async (name) => {
    const pushed: (readonly string[])[] = []
    const hub = { url: 'http://127.0.0.1:1/', publish: (...document: readonly string[]) => void pushed.push(document) }
    const own = await startFeedServer({ seed, texts: samples.zh, hub, now: () => clock })
    const { address } = own.feed(name)
    own.publish(name, 'Pushed')
    own.push(address)
    own.push(`${address}?other`)
    const body = await (await fetch(address)).text()
    await own.stop()
    expect(body).toContain('rel="hub" href="http://127.0.0.1:1/"')
    expect(body).toContain(`rel="self" href="${address}"`)
    expect(pushed.map(([topic, document]) => [topic, document === body])).toEqual([
      [address, true],
      [address, true],
    ])
  },
)

describe.each(['rss', 'atom'] as const)('%s', (name) => {
  it('answers 304 to its own ETag until something is published', async () => {
    const etag = (await get(name)).headers.get('etag') ?? ''
    expect((await get(name, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(name, { 'if-none-match': `W/${etag}, "other"` })).status).toBe(304)
    clock += 60_000
    feeds.publish(name)
    const after = await get(name, { 'if-none-match': etag })
    expect(after.status).toBe(200)
    expect(after.headers.get('etag')).not.toBe(etag)
    expect(feeds.requests(name)).toEqual({ times: 4, unchanged: 2 })
  })

  it('answers 304 to its Last-Modified', async () => {
    const modified = (await get(name)).headers.get('last-modified') ?? ''
    expect((await get(name, { 'if-modified-since': modified })).status).toBe(304)
    clock += 60_000
    feeds.publish(name)
    expect((await get(name, { 'if-modified-since': modified })).status).toBe(200)
  })

  it('publishes an item first in the feed, dated now, with a page of its own', async () => {
    clock += 60_000
    const item = feeds.publish(name, 'A <b>bold</b> & "quoted" headline')
    expect(feeds.feed(name).items[0]).toEqual(item)
    expect(item.published).toBe(clock)
    expect(await (await get(name)).text()).toContain('A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; headline')
    const page = await fetch(item.link)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('<h1>A &lt;b&gt;bold')
  })
})

it('serves the fonts that its pages may need', async () => {
  expect(await (await fetch(feeds.page)).text()).toContain('href="/fonts.css"')
  expect(await (await fetch(`${feeds.url}/fonts.css`)).text()).toContain('noto-sans-sc.woff2')
  expect((await fetch(`${feeds.url}/noto-sans-sc.woff2`)).headers.get('content-type')).toBe('font/woff2')
  expect((await fetch(`${feeds.url}/main.js`)).status).toBe(404)
})

it('answers 404 to anything else', async () => {
  expect((await fetch(`${feeds.url}/rss/999`)).status).toBe(404)
})

it.each(sampleLanguages)('invents 143 different headlines (%s)', (language) => {
  const invented = Array.from({ length: 143 }, (_, n) => inventHeadline(samples[language].invented, n))
  expect(new Set(invented).size).toBe(143)
})

it.each(sampleLanguages)('has a word to filter that some invented headlines have, and others lack (%s)', (language) => {
  const { invented, filterWord } = samples[language]
  const found = invented.events.filter((event) => event.includes(filterWord))
  expect(found.length).toBeGreaterThan(0)
  expect(found.length).toBeLessThan(invented.events.length / 2)
})

it('offers a list of feeds to import, each of which it serves', async () => {
  const addresses = [...feeds.list.text.matchAll(/xmlUrl="([^"]+)"/gu)].map(([, address = '']) => address)
  expect(addresses).toHaveLength(3)
  for (const address of addresses) {
    const answer = await fetch(address)
    expect(answer.headers.get('content-type')).toMatch(/^application\/rss\+xml/u)
    expect(await answer.text()).toContain('<item>')
  }
})
