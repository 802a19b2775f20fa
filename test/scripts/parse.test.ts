/** `npm run parse`: its command line, and what it prints of a document. */
import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../scripts/commands.ts'
import { printedFeed } from '../../scripts/parse/document.ts'
import { problemText, startReader } from '../../scripts/parse/reader.ts'
import { feedAddress, now, rssOf } from '../feed/fixtures/documents.ts'

describe('the command line', () => {
  test.each([
    [['a.xml'], { sources: ['a.xml'], contentType: null, url: 'https://unknown.invalid/' }],
    [
      ['--content-type', 'text/xml; charset=gbk', 'a', 'b'],
      { sources: ['a', 'b'], contentType: 'text/xml; charset=gbk' },
    ],
    [['a', '--content-type=text/xml; charset=gbk'], { sources: ['a'], contentType: 'text/xml; charset=gbk' }],
    [['--url', 'https://e.org/f', 'a'], { url: 'https://e.org/f' }],
  ])('%j', (words, expected) => {
    expect(parseArguments(words)).toMatchObject({ ok: true, value: expected })
  })

  test.each([
    [[], 'Name a file or an address.'],
    [['--colour', 'a'], 'Unknown option'],
    [['a', '--url'], 'argument missing'],
  ])('%j is refused', (words, problem) => {
    expect(parseArguments(words)).toEqual({ ok: false, problem: expect.stringContaining(problem) })
  })
})

const item =
  '<item><title>中文</title><guid>g</guid><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><enclosure url="/1.mp3" type="audio/mpeg" length="3"/>' +
  '<comments>https://example.org/1#comments</comments><slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">4</slash:comments></item>'
const printed = {
  title: 'Example News',
  link: 'https://example.org/',
  updated: null,
  items: [
    {
      id: 'g',
      title: '中文',
      link: 'https://example.org/1.mp3',
      published: '2026-11-20T08:00:00.000Z',
      updated: null,
      author: null,
      categories: [],
      summary: '',
      image: null,
      enclosures: [{ url: 'https://example.org/1.mp3', type: 'audio/mpeg', length: 3 }],
      comments: 'https://example.org/1#comments',
      commentCount: 4,
      language: null,
    },
  ],
}

const document = (text: string) => ({
  bytes: new TextEncoder().encode(text),
  contentType: 'text/xml; charset=utf-8',
  url: feedAddress,
})

test('a feed is printed with its items', () => {
  expect(printedFeed(document(rssOf(item)), now)).toEqual({ ok: true, value: printed })
})

test.each([
  ['', 'empty-document'],
  ['{"a":1}', 'not-a-feed'],
  ['<html>', 'not-a-feed'],
])('the document %j is no feed', (text, kind) => {
  expect(printedFeed(document(text), now)).toEqual({ ok: false, problem: { kind } })
})

test('a feed is read in workerd', async () => {
  const reader = await startReader()
  try {
    expect(await reader.read(document(rssOf(item)))).toEqual({ ok: true, value: printed })
    // Node takes these bytes for other characters.
    const hongKong = Uint8Array.from('<rss><channel><title>\x9d\xee</title></channel></rss>', (c) => c.charCodeAt(0))
    const read = await reader.read({ bytes: hongKong, contentType: 'text/xml; charset=big5', url: feedAddress })
    expect(read).toMatchObject({ ok: true, value: { title: '㗎' } })
  } finally {
    await reader.stop()
  }
})

test('a problem is shown without markup', () => {
  expect(problemText({ kind: 'private-address', host: 'a&b' })).toBe(
    'a&b is an address in a private network, which I may not visit.',
  )
})
