/** Documents of every format to feeds and items. */
import { describe, expect, test } from 'vitest'
import { openDocument } from '../../src/feed/parse.ts'
import type { Item } from '../../src/model.ts'
import rfi from '../fixtures/rfi.xml?raw'
import { atomOf, feedAddress, now, rssItem, rssOf } from './fixtures/documents.ts'

function feedOf(text: string) {
  const opened = openDocument(text, feedAddress, now)
  if (opened.kind !== 'feed') throw new Error(`it was taken for: ${opened.kind}`)
  return opened.feed
}

function itemsOf(text: string): readonly Item[] {
  const feed = feedOf(text)
  return feed.keys.map((_, at) => feed.item(at))
}

const link =
  'https://www.rfi.fr/cn/%E4%BA%9A%E6%B4%B2/20230907-%E9%87%91%E6%AD%A3%E6%81%A9%E6%83%B3%E4%BB%8E%E6%99%AE%E4%BA%AC%E8%BA%AB%E4%B8%8A%E5%BE%97%E5%88%B0%E4%BB%80%E4%B9%88'

describe('the first feed of all', () => {
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
        summary: expect.stringMatching(/^平壤与莫斯科之间的列车还没有启程/u),
        image: expect.stringContaining('05nkorea-russia'),
      },
    ])
  })
})

describe('tells apart', () => {
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
    ['nothing', '', 'other'],
  ]
  test.each(cases)('%s', (_name, text, kind) => {
    expect(openDocument(text, feedAddress, now).kind).toBe(kind)
  })
})

describe('heads', () => {
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
    ['without a title', rssOf('', ''), { title: 'feeds.example.org', site: null }],
    [
      'nested too deep for the parser',
      `<rss><channel><title>Deep</title><link>/d</link>${'<x>'.repeat(300)}`,
      { title: 'Deep', site: 'https://feeds.example.org/d' },
    ],
  ]
  test.each(cases)('%s', (_name, text, head) => {
    expect(feedOf(text)).toMatchObject(head)
  })
})

describe('items', () => {
  const rss = (inner: string, channel?: string) => rssOf(`<item>${inner}</item>`, channel)
  const atom = (inner: string, feed?: string) => atomOf(`<entry>${inner}</entry>`, feed)
  const cases: readonly (readonly [name: string, text: string, item: Partial<Item>])[] = [
    [
      'with everything',
      rss(
        '<title>T</title><link>https://e.org/1</link><guid isPermaLink="false">g</guid><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><author>ann@e.org (Ann)</author><category>A</category><category><![CDATA[B & C]]></category><category>A</category><description>&lt;p&gt;Text&lt;/p&gt;</description>',
      ),
      {
        id: 'g',
        title: 'T',
        link: 'https://e.org/1',
        published: Date.UTC(2026, 10, 20, 8),
        author: 'Ann',
        categories: ['A', 'B & C'],
        summary: 'Text',
      },
    ],
    [
      'with nothing',
      rss(''),
      {
        id: null,
        title: '',
        link: null,
        published: null,
        updated: null,
        author: null,
        categories: [],
        summary: '',
        image: null,
      },
    ],
    [
      'with HTML in the title',
      rss('<title>A &lt;b&gt;bold&lt;/b&gt; &amp;amp; brave title</title>'),
      { title: 'A bold & brave title' },
    ],
    [
      'with CDATA in the title',
      rss('<title><![CDATA[Tom &amp; Jerry <i>live</i>]]></title>'),
      { title: 'Tom & Jerry live' },
    ],
    [
      'with an empty title',
      rss('<title/><description>What happened then &amp; there.</description>'),
      { title: 'What happened then & there.' },
    ],
    [
      'with a title of markup alone',
      rss('<title>&lt;br&gt;</title><description>Words</description>'),
      { title: 'Words' },
    ],
    ['with a dc:title', rss('<dc:title>D</dc:title>'), { title: 'D' }],
    ['with a media:title beside', rss('<media:title>M</media:title><title>T</title>'), { title: 'T' }],
    ['with a guid for a link', rss('<guid>https://e.org/1</guid>'), { link: 'https://e.org/1' }],
    ['with a guid that is no address', rss('<guid>1</guid>'), { id: '1', link: null }],
    [
      "with feedburner's link",
      rss('<link>https://f.org/1</link><feedburner:origLink>https://e.org/1</feedburner:origLink>'),
      { link: 'https://e.org/1' },
    ],
    [
      'with an enclosure for a link',
      rss('<enclosure url="https://e.org/1.mp3" type="audio/mpeg"/>'),
      { link: 'https://e.org/1.mp3' },
    ],
    ['with an Atom link', rss('<atom:link href="https://e.org/1"/>'), { link: 'https://e.org/1' }],
    ['with a link relative to the site', rss('<link>/1</link>'), { link: 'https://example.org/1' }],
    [
      'with a link relative to the feed',
      rss('<link>1?a=1&amp;b=2</link>', ''),
      { link: 'https://feeds.example.org/news/1?a=1&b=2' },
    ],
    [
      'with a link of another scheme',
      rss('<link>javascript:alert(1)</link><guid>data:text/html,x</guid>'),
      { link: null },
    ],
    ['with a link over several lines', rss('<link>\n  https://e.org/1\n</link>'), { link: 'https://e.org/1' }],
    ['with a link in Chinese', rss('<link>https://e.org/新闻</link>'), { link: 'https://e.org/%E6%96%B0%E9%97%BB' }],
    ['with a link of 5,000 characters', rss(`<link>https://e.org/${'x'.repeat(5000)}</link>`), { link: null }],
    ['dated in the future', rss('<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate>'), { published: now }],
    ['dated by Dublin Core', rss('<dc:date>2026-11-20T08:00:00Z</dc:date>'), { published: Date.UTC(2026, 10, 20, 8) }],
    ['with an unreadable date', rss('<pubDate>soon</pubDate>'), { published: null }],
    [
      'by the author of the feed',
      rss('<title>T</title>', '<title>N</title><itunes:author>Crew</itunes:author>'),
      { author: 'Crew' },
    ],
    ['with a creator', rss('<dc:creator><![CDATA[Ann]]></dc:creator><author>x@e.org</author>'), { author: 'Ann' }],
    [
      'under another prefix',
      '<rss xmlns:d="http://purl.org/dc/elements/1.1/"><channel><item><d:creator>Ann</d:creator></item></channel></rss>',
      { author: 'Ann' },
    ],
    [
      'with full text alone',
      rss('<content:encoded><![CDATA[<p>Full</p><img src="/a.jpg">]]></content:encoded>'),
      { summary: 'Full', image: 'https://example.org/a.jpg' },
    ],
    [
      'with a thumbnail',
      rss('<media:group><media:thumbnail url="https://e.org/t.jpg"/></media:group>'),
      { image: 'https://e.org/t.jpg' },
    ],
    [
      'with an image enclosed',
      rss('<link>/1</link><enclosure url="https://e.org/t.jpg" type="image/jpeg"/>'),
      { link: 'https://example.org/1', image: 'https://e.org/t.jpg' },
    ],
    [
      'with control characters',
      rss('<title>A\u0000\u0008B\u202eC</title><guid>g\u0007</guid>'),
      { id: 'g', title: 'ABC' },
    ],
    [
      'with names that no object may have',
      rss('<__proto__>x</__proto__><constructor>y</constructor><title __proto__="z">T</title><toString/>'),
      { title: 'T' },
    ],
    [
      'with broken XML after the title',
      rss('<title>T</title><link>https://e.org/1</link><guid>g</guid><description><b'),
      { id: 'g', title: 'T', link: 'https://e.org/1' },
    ],
    ['with a stray end tag', rss('</b><title>T</title>'), { title: 'T' }],
    ['with unclosed tags before the title', rss('<br><br><title>T</title><guid>g</guid>'), { id: 'g', title: 'T' }],

    [
      'of Atom with everything',
      atom(
        '<id>i</id><title>T</title><link rel="alternate" href="https://e.org/1"/><link rel="edit" href="/x"/><published>2026-11-20T08:00:00Z</published><updated>2026-11-21T08:00:00Z</updated><author><name>Ann</name><email>ann@e.org</email></author><category term="a" label="A"/><category term="b"/><summary>Text</summary>',
      ),
      {
        id: 'i',
        title: 'T',
        link: 'https://e.org/1',
        published: Date.UTC(2026, 10, 20, 8),
        updated: Date.UTC(2026, 10, 21, 8),
        author: 'Ann',
        categories: ['A', 'b'],
        summary: 'Text',
      },
    ],
    [
      'of Atom with a plain title',
      atom('<title type="text">1 &lt; 2 &amp;amp; &lt;b&gt;</title>'),
      { title: '1 < 2 &amp; <b>' },
    ],
    [
      'of Atom with an HTML title',
      atom('<title type="html">A &amp;amp; &lt;b&gt;B&lt;/b&gt;</title>'),
      { title: 'A & B' },
    ],
    [
      'of Atom with an XHTML title',
      atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A &amp; <b>B</b> &lt; C</div></title>'),
      { title: 'A & B < C' },
    ],
    [
      'of Atom with XHTML content',
      atom('<content type="xhtml"><div><p>One</p><p>Two &amp; three</p><img src="/a.jpg"/></div></content>'),
      { summary: 'One Two & three', image: 'https://example.org/a.jpg' },
    ],
    ['of Atom with HTML that has no type', atom('<content>&lt;p&gt;One&lt;/p&gt;</content>'), { summary: 'One' }],
    [
      'of Atom relative to xml:base',
      '<feed xml:base="https://b.org/x/" xmlns="http://www.w3.org/2005/Atom"><entry xml:base="y/"><link href="1"/></entry></feed>',
      { link: 'https://b.org/x/y/1' },
    ],
    [
      'of Atom with content elsewhere',
      atom('<content src="https://e.org/1" type="text/html"/>'),
      { link: 'https://e.org/1' },
    ],
    [
      'of Atom with an enclosure',
      atom('<link rel="enclosure" href="https://e.org/1.mp3"/>'),
      { link: 'https://e.org/1.mp3' },
    ],
    [
      'of Atom by the author of the feed',
      atom('<title>T</title>', '<title>F</title><author><name>Ann</name></author>'),
      { author: 'Ann' },
    ],
    [
      'of Atom from another source',
      atom('<source><title>S</title><id>s</id><author><name>Sue</name></author></source><title>T</title>'),
      { id: null, title: 'T', author: 'Sue' },
    ],
    [
      'of Atom with an address for its id',
      atom('<id>https://e.org/1</id>'),
      { id: 'https://e.org/1', link: 'https://e.org/1' },
    ],
    [
      'of Atom with a prefix',
      '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title type="html">T &amp;lt;</a:title><a:link href="https://e.org/1"/><a:id>i</a:id></a:entry></a:feed>',
      { id: 'i', title: 'T <', link: 'https://e.org/1' },
    ],
    [
      'of Atom 0.3',
      '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">&lt;b&gt;T&lt;/b&gt;</title><issued>2004-01-01T00:00:00Z</issued><modified>2004-01-02T00:00:00Z</modified></entry></feed>',
      { title: 'T', published: Date.UTC(2004, 0, 1), updated: Date.UTC(2004, 0, 2) },
    ],
    [
      'of YouTube',
      atom(
        '<id>yt:video:x</id><title>V</title><link rel="alternate" href="https://y.org/x"/><media:group><media:title>M</media:title><media:thumbnail url="https://y.org/x.jpg"/><media:description>About</media:description></media:group>',
      ),
      { title: 'V', summary: 'About', image: 'https://y.org/x.jpg' },
    ],
    [
      'of RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="c"><title>C</title><items><rdf:Seq/></items></channel><item rdf:about="https://e.org/a"><title>T</title><link>https://e.org/1</link></item></rdf:RDF>',
      { id: 'https://e.org/a', title: 'T', link: 'https://e.org/1' },
    ],
  ]
  test.each(cases)('%s', (_name, text, item) => {
    expect(itemsOf(text)[0]).toMatchObject(item)
  })

  test('a broken one costs itself alone', () => {
    const broken =
      '<item><title>Broken</title><guid>b</guid><link>/b</link><description><![CDATA[never ends</description><x></item>'
    const items = itemsOf(rssOf(rssItem(1) + broken + rssItem(2)))
    expect(items.map((item) => item.title)).toEqual(['Story 1', 'Broken', 'Story 2'])
  })

  test('summaries and titles have limits', () => {
    const [item] = itemsOf(rss(`<title>${'t'.repeat(5000)}</title><description>${'word '.repeat(5000)}</description>`))
    expect(item?.title.length).toBeLessThanOrEqual(1000)
    expect(item?.summary.length).toBeLessThanOrEqual(500)
  })
})

describe('of a document with more items than are read', () => {
  const many = Array.from({ length: 1200 }, (_, n) => rssItem(n))
  test('the newest at its beginning', () => {
    const keys = feedOf(rssOf(many.toReversed().join(''))).keys
    expect([keys.length, keys[0]?.id]).toEqual([1000, 'story-1199'])
  })
  test('or at its end', () => {
    const keys = feedOf(rssOf(many.join(''))).keys
    expect([keys.length, keys.at(-1)?.id]).toEqual([1000, 'story-1199'])
  })
})
