/** Lists of feeds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFeedList, writeOpml } from '../../src/feed/opml.ts'

const wrap = (body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<opml version="1.0"><head/><body>${body}</body></opml>`
const urls = (text: string) => readFeedList(text)?.map(({ url }) => url) ?? null

describe('readFeedList', () => {
  it('reads outlines in nested folders in their order', () => {
    const nested =
      '<outline text="A"><outline text="B"><outline text="One" xmlUrl="https://a.example/1"/></outline></outline>'
    expect(readFeedList(wrap(`${nested}<outline title="Two" xmlUrl="https://a.example/2"/>`))).toEqual([
      { url: 'https://a.example/1', title: 'One' },
      { url: 'https://a.example/2', title: 'Two' },
    ])
  })

  const cases: readonly (readonly [name: string, text: string, urls: readonly string[] | null])[] = [
    ['attributes in any case', wrap('<outline TEXT="x" xmlurl="https://a.example/"/>'), ['https://a.example/']],
    [
      'entities',
      wrap('<outline text="a &amp; b" xmlUrl="https://a.example/?x=1&amp;y=2"/>'),
      ['https://a.example/?x=1&y=2'],
    ],
    [
      'an address twice',
      wrap('<outline xmlUrl="https://a.example/"/><outline xmlUrl="https://a.example/"/>'),
      ['https://a.example/'],
    ],
    ['a byte order mark', `\ufeff${wrap('<outline xmlUrl="https://a.example/"/>')}`, ['https://a.example/']],
    ['no feeds', wrap('<outline text="empty"/>'), []],
    ['one that is cut short', '<opml><body><outline xmlUrl="https://a.example/"/><outline', null],
    [
      'a list of addresses',
      'My feeds:\r\nhttps://a.example/feed\r\n\r\n  http://b.example/  \n',
      ['https://a.example/feed', 'http://b.example/'],
    ],
    ['a letter', 'Dear all,\nsee https://a.example for more', null],
    ['nothing', '', null],
    ['a page', '<!doctype html><html><body>opml</body></html>', null],
    ['a feed', '<rss version="2.0"><channel/></rss>', null],
    [
      'entities of its own',
      '<!DOCTYPE opml [<!ENTITY a "b">]><opml><body><outline xmlUrl="https://a.example/"/></body></opml>',
      null,
    ],
  ]
  it.each(cases)('reads the expected feeds: %s', (_, text, expected) => expect(urls(text)).toEqual(expected))

  it('reads hostile documents in bounded time', () => {
    const deep = '<outline text="x">'.repeat(20_000)
    expect(urls(`<opml><body>${deep}`)).toBeNull()
    const many = wrap('<outline xmlUrl="https://a.example/"/>'.repeat(20_000))
    expect(urls(many)).toEqual(['https://a.example/'])
    const wide = wrap(
      Array.from({ length: 5000 }, (_, index) => `<outline xmlUrl="https://a.example/${index}"/>`).join(''),
    )
    expect(urls(wide)).toHaveLength(2000)
  })

  it('reads every title that writeOpml writes', () => {
    const feed = fc.record({ url: fc.webUrl({ withQueryParameters: true }), title: fc.string({ unit: 'grapheme' }) })
    fc.assert(
      fc.property(fc.uniqueArray(feed, { selector: ({ url }) => url, maxLength: 10 }), fc.string(), (feeds, title) => {
        const read = readFeedList(writeOpml(title, 'Mon, 05 Jan 2026 12:00:00 GMT', feeds))
        expect(read?.map(({ url }) => url)).toEqual(feeds.map(({ url }) => url))
      }),
    )
  })
})
