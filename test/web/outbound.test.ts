/** Outbound feeds are well formed and valid for any content, in each format. */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { ChannelPage, PageStory } from '../../src/cell/channel-page.ts'
import { feedUrlSchema } from '../../src/model.ts'
import { writeAtom, writeJsonFeed, writeRss } from '../../src/web/outbound/formats.ts'
import { outboundFeed } from '../../src/web/outbound/outbound-feed.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const story = (more: Partial<PageStory> = {}): PageStory => ({
  code: 'abcdefghij',
  title: 'Headline',
  link: 'https://news.example/1',
  source: 'News',
  summary: '',
  author: null,
  categories: [],
  published: null,
  at: NOON,
  image: null,
  language: null,
  enclosure: null,
  comments: null,
  isReadable: false,
  feed: v.parse(feedUrlSchema, 'https://news.example/feed'),
  also: [],
  ...more,
})
const feed = (stories: readonly PageStory[], more: Partial<ChannelPage> = {}) =>
  outboundFeed(
    {
      version: 'v',
      title: 'Channel',
      username: 'channel',
      language: 'en',
      timezone: 'UTC',
      stories,
      newestDay: null,
      ...more,
    },
    'https://pb.example',
    { page: 'channel', ending: 'rss' },
  )
const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'item' || name === 'entry' })
const items = (text: string) => parser.parse(text).rss.channel.item ?? []

const nasty = [
  ['markup', '<script>alert("1 & 2")</script>'],
  ['an end of CDATA', 'a ]]> b'],
  ['control characters', 'a\u0000b\u0008c\u001fd\u007f\u0085e'],
  ['lone surrogates', 'a\ud800b\udc00c'],
  ['noncharacters', 'a\ufffeb\uffffc'],
  ['character references', '&amp; &#0; &nbsp; &bogus;'],
  ['line breaks', 'a\nb\r\nc\u2028d'],
  ['other scripts', '金正恩 الجسر 👩‍👩‍👧'],
] as const

describe('an outbound feed', () => {
  it.each(nasty)('is well formed with %s', (_, text) => {
    const made = feed([story({ title: text, summary: text, author: text, categories: [text], source: text })], {
      title: text,
    })
    for (const document of [writeRss(made), writeAtom(made, NOON)]) {
      expect(XMLValidator.validate(document)).toBe(true)
      expect(document.isWellFormed()).toBe(true)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for these.
      expect(document).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/u)
      expect(document).not.toContain('<script>')
    }
    expect(JSON.parse(writeJsonFeed(made)).items).toHaveLength(1)
  })
})

describe('an item', () => {
  it('has a description that is escaped as HTML', () => {
    const [item] = items(writeRss(feed([story({ summary: 'a <b> & c' })])))
    expect(item.description).toBe('a &lt;b&gt; &amp; c')
  })

  it('is never dated after its arrival', () => {
    const [item] = items(writeRss(feed([story({ published: NOON + 9e9 })])))
    expect(item.pubDate).toBe('Mon, 05 Jan 2026 12:00:00 GMT')
  })

  it('without a visible title is untitled', () => {
    expect(items(writeRss(feed([story({ title: '\u0007' })])))[0].title).toBe('Untitled')
  })

  it('is one of at most a hundred', () => {
    const many = Array.from({ length: 300 }, (_, at) => story({ title: `Headline ${at}` }))
    expect(items(writeRss(feed(many)))).toHaveLength(100)
  })
})

describe('a channel without stories', () => {
  it('has valid feeds', () => {
    const none = feed([])
    expect(parser.parse(writeRss(none)).rss.channel).toMatchObject({
      title: 'Channel',
      description: 'The latest from Channel, each story once.',
    })
    expect(parser.parse(writeAtom(none, NOON)).feed.updated).toBe('2026-01-05T12:00:00.000Z')
    expect(JSON.parse(writeJsonFeed(none)).items).toEqual([])
  })
})
