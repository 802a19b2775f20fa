/** An outbound feed gets the texts of its newest stories, cleaned as on their reading pages, within limits. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { FeedToWrite } from '../../src/cell/channel-feed.ts'
import type { PageStory } from '../../src/cell/channel-page.ts'
import { limits } from '../../src/limits.ts'
import { editionCode, itemCodes, slotAt } from '../../src/links/short-code.ts'
import type { Body } from '../../src/model.ts'
import { bodiesKey, putBodies } from '../../src/store/bodies.ts'
import { writeFeed } from '../../src/web/outbound/write-feed.ts'
import { brokenRules } from './feed-rules/broken-rules.ts'
import { pageStory } from './page-story.ts'

const NOW = Date.UTC(2026, 0, 5, 12)
const HOUR = 3_600_000
const base = 'https://news.example/'
const { feedTexts, feedTextUnits, feedEditions } = limits.web

/** Stories of editions that KV has, the newest first; `n` of each. */
async function kept(editions: number, n: number, html: (at: number) => string) {
  const values = new Map<string, string>()
  const reads: string[] = []
  const store = {
    put: async (key: string, value: string) => void values.set(key, value),
    get: async (key: string) => {
      reads.push(key)
      return values.get(key) ?? null
    },
  }
  const stories: PageStory[] = []
  for (let number = 0; number < editions; number += 1) {
    const edition = editionCode(slotAt(NOW - number * HOUR), 0)
    let last = 0
    const codes = Array.from(
      { length: n },
      itemCodes(edition, () => (last += 7919)),
    )
    await putBodies(store, edition, new Map(codes.map((code, at) => [code, { html: html(at), base }])))
    stories.push(...codes.map(storyOf))
  }
  return { stories, store, reads, values }
}

const storyOf = (code: string, at = 0) =>
  pageStory({ code, link: `https://news.example/${at}`, summary: 'A summary', at: NOW, isReadable: true })

function order(stories: readonly PageStory[], more: Partial<FeedToWrite> = {}): FeedToWrite {
  const settings = { title: 'Channel', username: 'channel', language: 'en', timezone: 'UTC', reading: true } as const
  const page = { version: 'v', ...settings, modified: NOW, stories, newestDay: null }
  return { page, fresh: new Map(), ending: 'json', base: 'https://pb.example', username: 'channel', now: NOW, ...more }
}

const feedSchema = v.object({ items: v.array(v.object({ content_html: v.exactOptional(v.string()) })) })

async function texts(wanted: FeedToWrite, store: Parameters<typeof writeFeed>[1]) {
  const { document, isWhole } = await writeFeed(wanted, store)
  const { items } = v.parse(v.pipe(v.string(), v.parseJson(), feedSchema), new TextDecoder().decode(document))
  return { html: items.map((item) => item.content_html ?? null), isWhole }
}

describe('a feed with texts', () => {
  it.each<readonly [string, string, string | null]>([
    ['paragraphs', '<p>A &amp; B<p>C', '<p>A &amp; B</p><p>C</p>'],
    ['a script', '<p>A</p><script>alert(1)</script>', '<p>A</p>'],
    ['a handler', '<p onclick="x()">A</p>', '<p>A</p>'],
    ['a script’s address', '<a href="javascript:x()">A</a>', '<p><a>A</a></p>'],
    ['a picture', '<p><img src="/a.jpg" onerror=x alt="&quot;"></p>', `<p><img src="${base}a.jpg" alt="&quot;"></p>`],
    [
      'a relative link',
      '<p><a href="/b">A</a></p>',
      `<p><a href="${base}b" rel="nofollow noopener noreferrer">A</a></p>`,
    ],
    ['a text from right to left', '<p>الجسر يبقى مغلقا</p>', '<div dir="rtl"><p>الجسر يبقى مغلقا</p></div>'],
    ['control characters', '<p>A\u0008\u000bB</p>', '<p>AB</p>'],
    ['nothing to read', '<script>1</script>', null],
  ])('has %s cleaned', async (_, html, clean) => {
    const { stories, store } = await kept(1, 1, () => html)
    expect((await texts(order(stories), store)).html).toEqual([clean])
  })

  it.each(['rss', 'atom', 'json'] as const)('keeps the rules of its format: %s', async (ending) => {
    const hostile = '<p>]]> &lt;![CDATA[ <b>x</i> \ud800 <iframe src="//x.example"></iframe><svg/onload=x>'
    const { stories, store } = await kept(2, 3, () => hostile)
    const { document } = await writeFeed(order(stories, { ending }), store)
    expect(brokenRules(ending, new TextDecoder().decode(document))).toEqual([])
  })

  it('reads each edition once', async () => {
    const { stories, store, reads } = await kept(3, 4, () => '<p>A</p>')
    expect((await texts(order(stories), store)).html).toEqual(stories.map(() => '<p>A</p>'))
    expect(reads).toHaveLength(3)
  })

  it('takes texts that KV may not show yet from the ledger', async () => {
    const { stories, store, reads, values } = await kept(1, 2, () => '<p>A</p>')
    values.clear()
    const fresh = new Map<string, Body>(stories.map(({ code }) => [code, { html: '<p>B</p>', base }]))
    expect((await texts(order(stories, { fresh }), store)).html).toEqual(['<p>B</p>', '<p>B</p>'])
    expect(reads).toEqual([])
  })

  it('leaves out a text that is not from the publisher’s own feed', async () => {
    const { stories, store } = await kept(1, 2, () => '<p>A</p>')
    const fresh = new Map<string, Body>([[stories[0]?.code ?? '', { html: '<p>B</p>', base, fromPage: true }]])
    expect((await texts(order(stories, { fresh }), store)).html).toEqual([null, '<p>A</p>'])
  })

  it('has the texts of its newest stories', async () => {
    const { stories, store } = await kept(1, feedTexts + 5, () => '<p>A</p>')
    const { html } = await texts(order(stories), store)
    expect(html.map((each) => each !== null)).toEqual(stories.map((_, at) => at < feedTexts))
  })

  it('reads the newest editions', async () => {
    const { stories, store, reads } = await kept(feedEditions + 3, 1, () => '<p>A</p>')
    const { html } = await texts(order(stories), store)
    expect([html.filter((each) => each !== null).length, reads.length]).toEqual([feedEditions, feedEditions])
  })

  it('leaves out texts that exceed its size, not the shorter ones behind them', async () => {
    const large = 'x'.repeat(60_000)
    const { stories, store } = await kept(1, 25, (at) => (at < 20 ? `<p>${large}</p>` : '<p>A</p>'))
    const { html } = await texts(order(stories), store)
    const size = html.reduce((sum, each) => sum + (each?.length ?? 0), 0)
    expect(size).toBeLessThanOrEqual(feedTextUnits)
    expect(html.slice(20)).toEqual(Array.from({ length: 5 }, () => '<p>A</p>'))
  })

  it('has none of stories that cannot be read here, or of a channel without reading pages', async () => {
    const { stories, store, reads } = await kept(1, 2, () => '<p>A</p>')
    const closed = stories.map((story, at) => ({ ...story, isReadable: at === 1 }))
    expect((await texts(order(closed), store)).html).toEqual([null, '<p>A</p>'])
    const { page } = order(stories)
    expect((await texts({ ...order(stories), page: { ...page, reading: false } }, store)).html).toEqual([null, null])
    expect(reads).toHaveLength(1)
  })

  it.each<readonly [string, () => Promise<string | null>, boolean]>([
    ['KV fails', async () => Promise.reject(new Error('KV GET failed')), false],
    ['a document is broken', async () => '{', false],
    ['a text has expired', async () => null, true],
  ])('is written with the others if %s', async (_, get, isWhole) => {
    const { stories, store } = await kept(2, 1, () => '<p>A</p>')
    const failing = bodiesKey(editionCode(slotAt(NOW), 0))
    const spoilt = { get: (key: string) => (key === failing ? get() : store.get(key)) }
    expect(await texts(order(stories), spoilt)).toEqual({ html: [null, '<p>A</p>'], isWhole })
  })
})
