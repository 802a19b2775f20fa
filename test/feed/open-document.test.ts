/** Documents of every format. */
import { describe, expect, test } from 'vitest'
import rfi from '../fixtures/rfi.xml?raw'
import { atomOf, feedOf, itemsOf, openedKind, rssItem, rssOf } from './fixtures/documents.ts'

const link =
  'https://www.rfi.fr/cn/%E4%BA%9A%E6%B4%B2/20230907-%E9%87%91%E6%AD%A3%E6%81%A9%E6%83%B3%E4%BB%8E%E6%99%AE%E4%BA%AC%E8%BA%AB%E4%B8%8A%E5%BE%97%E5%88%B0%E4%BB%80%E4%B9%88'

describe('a real feed', () => {
  test('has its title and site', () => {
    expect(feedOf(rfi)).toMatchObject({ title: 'RFI 中文', site: 'https://www.rfi.fr/cn/' })
  })
  test('has its article', () => {
    expect(itemsOf(rfi)).toEqual([
      {
        id: link,
        title: '金正恩想从普京身上得到什么',
        link,
        published: Date.parse('2023-09-07T00:45:01Z'),
        updated: null,
        author: null,
        categories: [],
        summary: expect.stringMatching(/^平壤与莫斯科之间的列车还没有启程.*往往也更难达成什么。$/u),
        image: expect.stringContaining('05nkorea-russia'),
        enclosures: [],
        comments: null,
        commentCount: null,
        language: 'zh-CN',
        body: expect.any(Function),
        text: expect.any(Function),
        alias: 'rfi.my/9uU7',
      },
    ])
    expect(itemsOf(rfi)[0]?.body()).toEqual({
      html: expect.stringMatching(/^<div>07\/09\/2023 - 02:29<\/div>.*<br><\/div>$/su),
      base: link,
    })
  })
})

describe('the kind of a document', () => {
  const cases: readonly (readonly [name: string, text: string, kind: string])[] = [
    ['RSS', rssOf(''), 'feed'],
    [
      'RSS 0.91 with a DOCTYPE',
      '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "rss-0.91.dtd" [<!ENTITY a ">">]><rss version="0.91"><channel/></rss>',
      'feed',
    ],
    ['RDF', '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>', 'feed'],
    ['Atom', atomOf(''), 'feed'],
    ['Atom with a prefix', '<a:feed xmlns:a="http://www.w3.org/2005/Atom"/>', 'feed'],
    ['a feed after a mark and a comment', '\ufeff\n<!-- made by hand -->\n<rss/>', 'feed'],
    ['a feed after a warning', '<br /><b>Warning</b>: mysql\n<?xml version="1.0"?><rss/>', 'feed'],
    ['a page', '<!DOCTYPE html><html><head></head></html>', 'page'],
    ['a page without a DOCTYPE', '\n<!-- x --><HTML>', 'page'],
    ['an XHTML page', '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html/>', 'page'],
    ['a page about feeds', '<html><body><rss></body></html>', 'page'],
    ['OPML', '<?xml version="1.0"?><opml version="2.0"/>', 'other'],
    ['a picture', 'GIF89a', 'other'],
    ['text', 'Not found', 'other'],
    ['JSON', '{"version": "x"}', 'other'],
    ['nothing', '', 'empty'],
    ['nothing but white space', ' \n\ufeff\t', 'empty'],
    ['nothing but a comment', '<?xml version="1.0"?><!-- soon -->', 'empty'],
  ]
  test.each(cases)('is recognised: %s', (_name, text, kind) => {
    expect(openedKind(text)).toBe(kind)
  })
})

describe('the head of a feed', () => {
  const cases: readonly (readonly [name: string, text: string, head: object])[] = [
    ['of RSS', rssOf(rssItem(1)), { title: 'Example News', site: 'https://example.org/' }],
    [
      'after the items',
      '<rss><channel><item><title>T</title></item><title>Late</title><link>/home</link></channel></rss>',
      { title: 'Late', site: 'https://feeds.example.org/home' },
    ],
    [
      'with an image that has a title',
      rssOf('', '<image><title>Logo</title><url>x</url><link>/logo</link></image><title>News</title>'),
      { title: 'News', site: null },
    ],
    [
      "with a link to itself, which is not the site's",
      rssOf('', '<atom:link rel="self" href="/self"/><title>News</title><link>https://example.org/</link>'),
      { site: 'https://example.org/' },
    ],
    ['of Atom', atomOf(''), { title: 'Example Log', site: 'https://example.org/' }],
    ['with markup', atomOf('', '<title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title>'), { title: 'A & B' }],
    ['without a title', rssOf('', ''), { title: '', site: null }],
    [
      'nested too deep for the parser',
      `<rss><channel><title>Deep</title><link>/d</link>${'<x>'.repeat(300)}`,
      { title: 'Deep', site: 'https://feeds.example.org/d' },
    ],
  ]
  test.each(cases)('is read: %s', (_name, text, head) => {
    expect(feedOf(text)).toMatchObject(head)
  })
})
describe('a document with too many items', () => {
  const many = Array.from({ length: 1200 }, (_, n) => rssItem(n))
  test('is read from its beginning if the newest items are there', () => {
    const keys = feedOf(rssOf(many.toReversed().join(''))).keys
    expect([keys.length, keys[0]?.id]).toEqual([1000, 'story-1199'])
  })
  test('is read from its end if the newest items are there', () => {
    const keys = feedOf(rssOf(many.join(''))).keys
    expect([keys.length, keys.at(-1)?.id]).toEqual([1000, 'story-1199'])
  })
})
