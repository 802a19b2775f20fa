/** Outbound feeds keep the rules of their formats for any content. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ChannelPage, PageStory } from '../../src/cell/channel-page.ts'
import { feedUrlSchema } from '../../src/model.ts'
import { outboundFormats } from '../../src/web/outbound/formats.ts'
import { outboundFeed } from '../../src/web/outbound/outbound-feed.ts'
import { brokenRules } from './feed-rules/broken-rules.ts'
import { children, textIn, type XmlElement, xmlTree } from './feed-rules/xml-tree.ts'
import { pageStory } from './page-story.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const BASE = 'https://pb.example'
const address = (text: string) => v.parse(feedUrlSchema, text)
const story = (more: Partial<PageStory> = {}) => pageStory({ at: NOON, ...more })
const codeOf = (at: number) => `abcdefg${String(at).padStart(3, '0')}`
const stories = (...all: readonly Partial<PageStory>[]) => all.map((more, at) => story({ code: codeOf(at), ...more }))

type Ending = 'rss' | 'atom' | 'json'
interface Written {
  readonly stories: readonly PageStory[]
  readonly page?: Partial<ChannelPage>
  readonly texts?: Readonly<Record<string, string>>
}

function write(ending: Ending, { stories: shown, page, texts = {} }: Written): string {
  const whole: ChannelPage = {
    ...{ version: 'v', title: 'Channel', username: 'channel', language: 'en', timezone: 'UTC' },
    ...{ reading: true, modified: NOON, stories: shown, newestDay: null },
    ...page,
  }
  const place = { base: BASE, username: 'channel', ending, now: NOON + 1000 }
  const feed = outboundFeed(whole, place, new Map(Object.entries(texts)))
  return outboundFormats.find((format) => format.ending === ending)?.write(feed) ?? ''
}
const rss = (written: Written): XmlElement =>
  children(xmlTree(write('rss', written)), 'channel')[0] ?? xmlTree('<none/>')
const rssItem = (more: Partial<PageStory>, texts?: Written['texts']) =>
  children(rss({ stories: [story(more)], ...(texts && { texts }) }), 'item')[0] ?? xmlTree('<none/>')
const atom = (written: Written): XmlElement => xmlTree(write('atom', written))
const entry = (more: Partial<PageStory>, texts?: Written['texts']) =>
  children(atom({ stories: [story(more)], ...(texts && { texts }) }), 'entry')[0] ?? xmlTree('<none/>')
const json = (written: Written) => JSON.parse(write('json', written))
const jsonItem = (more: Partial<PageStory>, texts?: Written['texts']) =>
  json({ stories: [story(more)], ...(texts && { texts }) }).items[0]
const link = (element: XmlElement, rel: string) =>
  children(element, 'link').find(({ attributes }) => attributes['rel'] === rel)?.attributes

const nasty = {
  markup: '<script>alert("1 & 2")</script>',
  'an end of CDATA': 'a ]]> b',
  'control characters': 'a\u0000b\u0008c\u001fd\u007f\u0085e',
  'lone surrogates': 'a\ud800b\udc00c',
  noncharacters: 'a\ufffeb\uffffc',
  'character references': '&amp; &#0; &nbsp; &bogus;',
  'line breaks': 'a\nb\r\nc\u2028d',
  'other scripts': '金正恩 الجسر 👩‍👩‍👧',
}
const everywhere = (text: string): Written => ({
  stories: [story({ title: text, summary: text, author: text, categories: [text], source: text, language: text })],
  page: { title: text },
})
const episode = { url: 'https://cdn.example/1.mp3?a=1&b=2', type: 'audio/mpeg', length: 1234 }

const kinds: Readonly<Record<string, Written>> = {
  ...Object.fromEntries(Object.entries(nasty).map(([name, text]) => [name, everywhere(text)])),
  'no stories': { stories: [] },
  'a channel without a visible title': { stories: [], page: { title: '\u0007' } },
  'stories of one time': { stories: stories(...Array.from({ length: 120 }, () => ({}))) },
  'stories without links': {
    stories: stories({ link: null }, { link: 'magnet:?xt=1' }, { link: null, isReadable: true }),
  },
  'a text in Arabic': {
    stories: stories({ title: 'الجسر يبقى مغلقا', isReadable: true, language: 'ar' }),
    texts: { [codeOf(0)]: '<div dir="rtl"><p>الجسر</p></div>' },
  },
  'a text without a summary': { stories: stories({ isReadable: true }), texts: { [codeOf(0)]: '<p>A &amp; B</p>' } },
  'a text with a summary': {
    stories: stories({ isReadable: true, summary: 'A < B & C' }),
    texts: { [codeOf(0)]: '<p>A &lt; B &amp; C</p>' },
  },
  'a podcast': {
    stories: stories(
      { enclosure: episode, image: 'https://cdn.example/1.jpg', comments: 'https://news.example/1?c=1&d' },
      { enclosure: { url: 'https://cdn.example/2.m4a', type: null, length: null } },
      { enclosure: { url: 'https://cdn.example/3', type: 'not a type', length: -1 } },
    ),
  },
  'addresses that are none': {
    stories: stories({
      image: 'javascript:alert(1)',
      comments: 'data:text/html,x',
      enclosure: { ...episode, url: 'file:///etc/passwd' },
    }),
  },
  'languages that are none': { stories: stories({ language: 'English' }, { language: 'x' }, { language: 'en_US' }) },
  'secret sources': {
    stories: stories(
      { feed: address('https://q.example/feed#1x8k2z') },
      { feed: address('https://q.example/feed?key=1') },
      { source: '' },
    ),
  },
}

describe.each(['rss', 'atom', 'json'] as const)('a feed as %s', (ending) => {
  it.each(Object.keys(kinds))('keeps the rules of its format with %s', (kind) => {
    expect(brokenRules(ending, write(ending, kinds[kind] ?? { stories: [] }))).toEqual([])
  })

  it('names an item by its short link, as earlier versions did', () => {
    const id = { rss: textIn(rssItem({}), 'guid'), atom: textIn(entry({}), 'id'), json: jsonItem({}).id }
    expect(id[ending]).toBe(`${BASE}/abcdefghij`)
  })
})

describe('the rules', () => {
  it.each<readonly [string, Ending, (text: string) => string, RegExp]>([
    ['an item without a guid', 'rss', (text) => text.replace(/<guid.*guid>/u, ''), /a guid/u],
    ['a date that is none', 'rss', (text) => text.replace(/ GMT<\/pubDate>/u, '</pubDate>'), /RFC 822/u],
    ['a named reference in a title', 'rss', (text) => text.replace('Headline', 'A &amp; B'), /hexadecimal/u],
    ['a prefix without a namespace', 'rss', (text) => text.replace(/ xmlns:dc="[^"]*"/u, ''), /prefixes/u],
    ['an entry without a time', 'atom', (text) => text.replaceAll(/<updated>.*<\/updated>/gu, ''), /a time/u],
    [
      'a script',
      'atom',
      (text) => text.replace('<source>', '<content type="html">&lt;script&gt;</content><source>'),
      /safe/u,
    ],
    ['a relative address', 'json', (text) => text.replace(`"url":"${BASE}`, '"url":"'), /no address/u],
  ])('notice %s', (_, ending, spoil, rule) => {
    const text = write(ending, { stories: [story({ author: 'A', feed: address('https://q.example/feed?key=1') })] })
    expect(brokenRules(ending, text)).toEqual([])
    expect(brokenRules(ending, spoil(text)).join('\n')).toMatch(rule)
  })
})

describe('an item', () => {
  it('has its text where the channel has reading pages, and its summary beside it', () => {
    const [more, texts] = [{ summary: 'a <b> & c' }, { abcdefghij: '<p>a &lt;b&gt; &amp; c</p>' }]
    expect(textIn(rssItem(more), 'description')).toBe('a &lt;b&gt; &amp; c')
    expect(textIn(rssItem(more, texts), 'description')).toBe('a &lt;b&gt; &amp; c')
    expect(textIn(rssItem(more, texts), 'content:encoded')).toBe(texts.abcdefghij)
    expect(textIn(entry(more, texts), 'summary')).toBe('a <b> & c')
    expect(textIn(entry(more, texts), 'content')).toBe(texts.abcdefghij)
    expect(jsonItem(more, texts)).toMatchObject({ content_html: texts.abcdefghij, summary: 'a <b> & c' })
    expect(jsonItem(more)).toMatchObject({ content_text: 'a <b> & c' })
    expect(jsonItem(more)).not.toHaveProperty('summary')
  })

  it('without text and summary has its title only', () => {
    expect(children(entry({}), 'content')).toEqual([])
    expect(children(entry({}), 'summary')).toEqual([])
    expect(jsonItem({})).toMatchObject({ content_text: 'Headline' })
  })

  it('is never dated after its arrival', () => {
    expect(textIn(rssItem({ published: NOON + 9e9 }), 'pubDate')).toBe('Mon, 05 Jan 2026 12:00:00 GMT')
  })

  it('without a visible title is untitled', () => {
    expect(textIn(rssItem({ title: '\u0007' }), 'title')).toBe('Untitled')
  })

  it('is one of at most a hundred', () => {
    expect(children(rss({ stories: stories(...Array.from({ length: 300 }, () => ({}))) }), 'item')).toHaveLength(100)
  })

  it('keeps the time of its entry while others of the same time come and go', () => {
    const all = stories({}, {}, {}, {})
    const times = (shown: readonly PageStory[]) =>
      children(atom({ stories: shown }), 'entry').map((each) => [textIn(each, 'id'), textIn(each, 'updated')])
    expect(times(all).slice(1, 3)).toEqual(times(all.slice(1, 3)))
    expect(times(all)[0]?.[1]).toMatch(/^2026-01-05T12:00:00\.\d{6}Z$/u)
  })

  it.each<readonly [string, Partial<PageStory>, string | null, string]>([
    ['with a link', {}, `${BASE}/abcdefghij`, 'true'],
    ['without a link that can be read here', { link: null, isReadable: true }, `${BASE}/abcdefghij/read`, 'false'],
    ['without a link', { link: null }, null, 'false'],
    ['with a link of another scheme', { link: 'magnet:?xt=1' }, null, 'false'],
    ['with a script for a link', { link: 'javascript:alert(1)' }, null, 'false'],
  ])('%s leads to an address that answers', (_, more, href, isPermaLink) => {
    const item = rssItem(more)
    expect(textIn(item, 'link')).toBe(href)
    expect(children(item, 'guid')[0]?.attributes).toEqual({ isPermaLink })
    expect(link(entry(more), 'alternate')?.['href']).toBe(href ?? `${BASE}/c/channel`)
    expect(jsonItem(more).url ?? null).toBe(href)
    expect(jsonItem(more).external_url ?? null).toBe(isPermaLink === 'true' ? 'https://news.example/1' : null)
  })

  it('without a link leads to no reading page where the channel has none', () => {
    const written = { stories: [story({ link: null, isReadable: true })], page: { reading: false } }
    expect(json(written).items[0]).not.toHaveProperty('url')
  })

  it('has its enclosure, picture and comments', () => {
    const more = { enclosure: episode, image: 'https://cdn.example/1.jpg', comments: 'https://news.example/1#c' }
    const item = rssItem(more)
    expect(children(item, 'enclosure')[0]?.attributes).toEqual({ url: episode.url, type: 'audio/mpeg', length: '1234' })
    expect(children(item, 'media:content')[0]?.attributes).toEqual({ url: more.image, medium: 'image' })
    expect(textIn(item, 'comments')).toBe(more.comments)
    expect(link(entry(more), 'enclosure')).toEqual({
      ...{ rel: 'enclosure', type: 'audio/mpeg', length: '1234' },
      href: episode.url,
    })
    expect(link(entry(more), 'replies')?.['href']).toBe(more.comments)
    expect(jsonItem(more)).toMatchObject({
      attachments: [{ url: episode.url, mime_type: 'audio/mpeg', size_in_bytes: 1234 }],
      image: more.image,
      _paperboy: { comments_url: more.comments },
    })
  })

  it('has an enclosure without a length, of the type that its address suggests', () => {
    const more = { enclosure: { url: 'https://cdn.example/1.M4A?x=1', type: null, length: null } }
    const expected = { url: more.enclosure.url, type: 'audio/mp4', length: '0' }
    expect(children(rssItem(more), 'enclosure')[0]?.attributes).toEqual(expected)
    expect(jsonItem(more).attachments).toEqual([{ url: expected.url, mime_type: 'audio/mp4' }])
  })

  it('shows a picture that is its enclosure once', () => {
    const url = 'https://cdn.example/1.jpg'
    const item = rssItem({ image: url, enclosure: { url, type: 'image/jpeg', length: null } })
    expect(children(item, 'media:content')).toEqual([])
  })

  it('names its source, with an address that holds no secret', () => {
    const open = { feed: address('https://news.example/feed') }
    expect(children(rssItem(open), 'source')[0]).toMatchObject({ text: 'News', attributes: { url: open.feed } })
    expect(textIn(children(entry(open), 'source')[0] ?? xmlTree('<none/>'), 'id')).toBe(open.feed)
    expect(jsonItem(open)._paperboy).toEqual({ source: 'News', source_feed_url: open.feed })
    const secret = { feed: address('https://news.example/feed?key=abc') }
    for (const ending of ['rss', 'atom', 'json'] as const)
      expect(write(ending, { stories: [story(secret)] })).not.toContain('key=abc')
    expect(textIn(rssItem(secret), 'dc:source')).toBe('News')
  })
})

describe('the language of a feed', () => {
  const english = { title: 'The bridge', language: 'en-GB' }
  const arabic = { title: 'الجسر يبقى مغلقا' }
  it.each<readonly [string, readonly Partial<PageStory>[], string | null]>([
    ['what its items declare', [english, english], 'en-GB'],
    ['the language alone, if regions differ', [english, { language: 'en-US' }], 'en'],
    ['that of their script', [arabic, arabic, english], 'ar'],
    ['left out, if no language has more than half', [arabic, english], null],
    ['left out, if most items declare none', [{}, {}, english], null],
    ['left out without items', [], null],
  ])('is %s', (_, all, language) => {
    const written = { stories: stories(...all) }
    expect(textIn(rss(written), 'language')).toBe(language)
    expect(atom(written).attributes['xml:lang'] ?? null).toBe(language)
    expect(json(written).language ?? null).toBe(language)
  })

  it('is contradicted by items in another one', () => {
    const written = { stories: stories(arabic, arabic, arabic, english, { title: 'Moin' }) }
    const entries = children(atom(written), 'entry')
    expect(entries.map(({ attributes }) => attributes['xml:lang'])).toEqual([
      undefined,
      undefined,
      undefined,
      'en-GB',
      '',
    ])
    expect(json(written).items.map(({ language }: { language?: string }) => language)).toEqual([
      ...[undefined, undefined, undefined, 'en-GB', undefined],
    ])
  })
})

describe('a channel without stories', () => {
  it('has feeds with its title, and the time of writing', () => {
    const written = { stories: [] }
    expect(textIn(rss(written), 'description')).toBe('The latest from Channel, each story once.')
    expect(textIn(atom(written), 'updated')).toBe('2026-01-05T12:00:01.000Z')
    expect(json(written).items).toEqual([])
  })
})
