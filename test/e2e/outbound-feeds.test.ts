/** Outbound feeds end to end: a reader of a channel with reading pages gets texts, files, sources and languages. */
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { brokenRules } from '../web/feed-rules/broken-rules.ts'
import { type Owned, ownChannel } from './conversation.ts'
import { type Paperboy, PUBLIC_URL, startPaperboy } from './paperboy.ts'

const OWNER = 1001
const text = (name: string) =>
  `<p>${name}: ${'الجسر يبقى مغلقا حتى إشعار آخر. '.repeat(12)}</p><script>alert(1)</script>`
const MP3 = 'https://cdn.example/1.mp3'

let paperboy: Paperboy
let owned: Owned

const item = (name: string, more: string) =>
  `<item><guid isPermaLink="false">${name}</guid><title>${name} الجسر</title>${more}
    <description>موجز</description><content:encoded><![CDATA[${text(name)}]]></content:encoded></item>`
const linked = (name: string) => `<link>https://news.example/${name}</link>`

function serve(...items: readonly string[]) {
  const rss = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>News</title><link>https://news.example/</link><description/><language>ar</language>${items.join('')}</channel></rss>`
  paperboy.sites.set('news.example', () => new Response(rss, { headers: { 'content-type': 'application/rss+xml' } }))
}

/** @param page in other letters, the edge cache has nothing of it */
const read = (ending: string, page = '/c/morning_news', init?: RequestInit) => paperboy.open(`${page}.${ending}`, init)

beforeAll(async () => {
  paperboy = await startPaperboy({ OWNER_IDS: String(OWNER) })
  owned = await ownChannel(paperboy, OWNER)
  serve(item('old', linked('old')))
  await owned.conversation.tell('/reading on')
  await owned.conversation.tell('/page on')
  await owned.conversation.tell('/add https://news.example/feed')
  const episode = `<enclosure url="${MP3}" length="1234" type="audio/mpeg"/><comments>https://news.example/1#c</comments>`
  serve(item('old', linked('old')), item('one', `${linked('one')}${episode}`), item('two', '<link>magnet:?xt=1</link>'))
  await paperboy.cron()
})
afterAll(() => paperboy.stop())

describe('the feeds of a channel with reading pages', () => {
  it.each(['rss', 'atom', 'json'] as const)('keep the rules of their format: %s', async (ending) => {
    const answer = await read(ending)
    expect([answer.status, answer.headers.get('vary')]).toEqual([200, null])
    expect(brokenRules(ending, await answer.text())).toEqual([])
  })

  it('have the texts of an edition that KV does not have yet, cleaned', async () => {
    expect((await paperboy.stored()).filter((key) => key.startsWith('bodies:'))).toEqual([])
    const rss = parseRssFeed(await (await read('rss')).text())
    const atom = parseAtomFeed(await (await read('atom')).text())
    const json = parseJsonFeed(await (await read('json')).text())
    expect(rss.items).toHaveLength(2)
    const texts = [
      ...(rss.items ?? []).map(({ content }) => content?.encoded),
      ...(atom.entries ?? []).map(({ content }) => content?.value),
      ...(json.items ?? []).map(({ content_html: html }) => html),
    ]
    expect(texts).toHaveLength(6)
    for (const each of texts) {
      expect(each).toMatch(/^<div dir="rtl"><p>(?:one|two): الجسر/u)
      expect(each).not.toContain('alert')
    }
    expect([rss.language, json.language]).toEqual(['ar', 'ar'])
  })

  it('have files, comments and sources, and lead to addresses that answer', async () => {
    const { items = [] } = parseRssFeed(await (await read('rss')).text())
    const one = items.find(({ title }) => title?.startsWith('one'))
    expect(one?.enclosures?.[0]).toMatchObject({ url: MP3, length: 1234, type: 'audio/mpeg' })
    expect(one).toMatchObject({
      comments: 'https://news.example/1#c',
      source: { title: 'News', url: 'https://news.example/feed' },
    })
    for (const { link, guid } of items) {
      const answer = await paperboy.open(new URL(link ?? '').pathname, { redirect: 'manual' })
      expect([200, 302]).toContain(answer.status)
      expect(guid?.isPermaLink).toBe(answer.status === 302)
    }
  })

  it('have the texts when KV has the edition', async () => {
    for (let hour = 0; hour < 3; hour += 1) await paperboy.cron(60)
    expect((await paperboy.stored()).filter((key) => key.startsWith('bodies:'))).toHaveLength(1)
    const answer = await read('json', '/c/Morning_News')
    const { items = [] } = parseJsonFeed(await answer.text())
    expect(items.map(({ content_html: html }) => html?.includes('الجسر'))).toEqual([true, true])
    const tag = answer.headers.get('etag') ?? ''
    const again = await read('json', '/c/MORNING_NEWS', { headers: { 'if-none-match': tag } })
    expect([again.status, again.headers.get('etag')]).toEqual([304, tag])
  })

  it('have the same items without texts once the reading pages are off', async () => {
    const before = parseJsonFeed(await (await read('json')).text())
    await owned.conversation.tell('/reading off')
    const after = parseJsonFeed(await (await read('json', '/c/mORNING_nEWS')).text())
    expect(after.items?.map(({ content_html: html }) => html)).toEqual([undefined, undefined])
    expect(after.items?.map(({ id }) => id)).toEqual(before.items?.map(({ id }) => id))
    expect(after.items?.every(({ id }) => id?.startsWith(`${PUBLIC_URL}/`))).toBe(true)
  })
})
