/** Which link of a feed or an item is taken, and what it is relative to. */
import { describe, expect, test } from 'vitest'
import { linkAddress, permalinkOf } from '../../src/feed/link-address.ts'
import { atomOf, feedOf, itemsOf, rssOf } from './fixtures/documents.ts'

const rss = (inner: string, channel?: string) => rssOf(`<item>${inner}</item>`, channel)
const atom = (inner: string, feed?: string) => atomOf(`<entry>${inner}</entry>`, feed)

describe('the link of an item is', () => {
  const cases: readonly (readonly [name: string, document: string, link: string | null])[] = [
    [
      'the first web address among several',
      atom('<link href="gopher://e.org/1"/><link href="mailto:ann@e.org"/><link href="https://e.org/1"/>'),
      'https://e.org/1',
    ],
    [
      'a page rather than data',
      atom(
        '<link type="application/json" href="https://e.org/1.json"/><link type="text/html" href="https://e.org/1"/>',
      ),
      'https://e.org/1',
    ],
    [
      'a page without a type rather than a feed',
      atom('<link type="application/atom+xml" href="https://e.org/1.atom"/><link href="https://e.org/1"/>'),
      'https://e.org/1',
    ],
    [
      'data if there is no page',
      atom('<link type="application/json" href="https://e.org/1.json"/>'),
      'https://e.org/1.json',
    ],
    [
      "a link with the registry's name for alternate",
      atom('<link rel="http://www.iana.org/assignments/relation/alternate" href="https://e.org/1"/>'),
      'https://e.org/1',
    ],
    [
      'a related page rather than the source',
      atom('<link rel="via" href="https://v.org/1"/><link rel="related" href="https://e.org/1"/>'),
      'https://e.org/1',
    ],
    [
      'the source rather than the entry itself',
      atom('<link rel="self" href="https://e.org/1.atom"/><link rel="via" href="https://v.org/1"/>'),
      'https://v.org/1',
    ],
    [
      'the entry itself if there is nothing else',
      atom('<id>urn:1</id><link rel="self" href="https://e.org/1"/>'),
      'https://e.org/1',
    ],
    ['an address broken into lines', rss('<link>\n  https://e.org/\n    news/1\n</link>'), 'https://e.org/news/1'],
    ['the address in an anchor', rss('<link>&lt;a href="https://e.org/1"&gt;1&lt;/a&gt;</link>'), 'https://e.org/1'],
    ['the second of two schemes', rss('<link>http://https://e.org/1</link>'), 'https://e.org/1'],
    [
      'relative to the xml:base of its element',
      atom('<link xml:base="https://b.org/x/" href="1"/>'),
      'https://b.org/x/1',
    ],
    [
      'relative to several bases',
      '<feed xml:base="/a/" xmlns="http://www.w3.org/2005/Atom"><entry xml:base="b/"><link xml:base="c/" href="1"/></entry></feed>',
      'https://feeds.example.org/a/b/c/1',
    ],
    ['relative to the root of a base', atom('<link xml:base="/c/" href="1"/>'), 'https://feeds.example.org/c/1'],
    ['relative to an Atom document', atom('<link href="1/"/>'), 'https://feeds.example.org/news/1/'],
    [
      'relative to the site of RSS',
      rss('<link>1/</link>', '<link>https://e.org/blog/</link>'),
      'https://e.org/blog/1/',
    ],
    ['the second of two in RSS', rss('<link>gemini://e.org/1</link><link>https://e.org/1</link>'), 'https://e.org/1'],
    [
      "an Atom link beside one that is not the web's",
      rss('<link>gemini://e.org/1</link><atom:link href="https://e.org/1"/>'),
      'https://e.org/1',
    ],
    ['none of another scheme', rss('<link>mailto:ann@e.org</link><link>gopher://e.org/</link>'), null],
    ['a relative permalink', rss('<guid isPermaLink="true">news/1.html</guid>'), 'https://example.org/news/1.html'],
    ['a permalink of a query', rss('<guid isPermaLink="TRUE">?p=1</guid>'), 'https://example.org/?p=1'],
    ['a path that is a permalink by default', rss('<guid>/news/1</guid>'), 'https://example.org/news/1'],
    ['a permalink without its scheme', rss('<guid>www.e.org/1</guid>'), 'https://www.e.org/1'],
    ['no path that is no permalink', rss('<guid isPermaLink="false">/news/1</guid>'), null],
    [
      'not what replaces the address of a counted link',
      rss('<feedburner:origLink>not an address</feedburner:origLink><link>/1</link>'),
      'https://example.org/1',
    ],
    [
      'the original of a link that an advertiser counts',
      rss('<link>https://count.e.org/1</link><pheedo:origLink>https://e.org/1</pheedo:origLink>'),
      'https://e.org/1',
    ],
    ['a link to itself if there is nothing else', atom('<link rel="self" href="/1"/>'), 'https://feeds.example.org/1'],
    [
      'a related page rather than a link to itself',
      atom('<link rel="self" href="/1.atom"/><link rel="related" href="/1"/>'),
      'https://feeds.example.org/1',
    ],
    ['no plain id', rss('<guid>news/1</guid>'), null],
    ['no number, even if it is said to be a permalink', rss('<guid isPermaLink="true">12345</guid>'), null],
    ['no name, even if it is said to be a permalink', rss('<guid isPermaLink="true">tag:e.org,2026:1</guid>'), null],
    ['the link rather than a permalink', rss('<guid>/2</guid><link>/1</link>'), 'https://example.org/1'],
    ['a file that Atom links in RSS', rss('<atom:link rel="enclosure" href="/1.mp3"/>'), 'https://example.org/1.mp3'],
    ['a permalink rather than a file', rss('<guid>/1</guid><enclosure url="/1.mp3"/>'), 'https://example.org/1'],
    [
      'the address that names an item of RDF',
      '<rdf:RDF><item rdf:about="https://e.org/1"/></rdf:RDF>',
      'https://e.org/1',
    ],
    [
      'a player rather than a file',
      rss('<media:content url="/1.mp4"><media:player url="/watch/1"/></media:content>'),
      'https://example.org/watch/1',
    ],
    ['a file if there is nothing else', rss('<media:content url="/1.mp4"/>'), 'https://example.org/1.mp4'],
  ]
  test.each(cases)('%s', (_name, document, link) => {
    expect(itemsOf(document)[0]?.link).toBe(link)
  })
})

describe('the link of a feed is', () => {
  const cases: readonly (readonly [name: string, document: string, link: string | null])[] = [
    [
      'the first web address',
      atomOf('', '<link href="gemini://e.org/"/><link href="https://e.org/"/>'),
      'https://e.org/',
    ],
    [
      'the second of two in RSS',
      rssOf('', '<link>gopher://e.org/</link><link>https://e.org/</link>'),
      'https://e.org/',
    ],
    ['completed if it lacks the scheme', rssOf('', '<link>www.e.org</link>'), 'https://www.e.org/'],
    ['completed if it is a well-known kind of host', rssOf('', '<link>e.org</link>'), 'https://e.org/'],
    ['none of another scheme', rssOf('', '<link>ftp://e.org/</link>'), null],
  ]
  test.each(cases)('%s', (_name, document, link) => {
    expect(feedOf(document).site).toBe(link)
  })
})

test.each([
  ['www.site.example/1', 'https://www.site.example/1'],
  ['WWW.Site.example/1', 'https://www.site.example/1'],
  ['www.site.example:8080/1', 'https://www.site.example:8080/1'],
  ['//cdn.example/1', 'https://cdn.example/1'],
  ['site.example/1', 'https://site.example/1'],
  ['news.site.example/1', 'https://news.site.example/1'],
  ['site.example', 'https://site.example/'],
  ['example.com/path?a=1', 'https://example.com/path?a=1'],
  ['news.example.co.uk/path', 'https://news.example.co.uk/path'],
  ['例子.cn/新闻', 'https://xn--fsqu00a.cn/%E6%96%B0%E9%97%BB'],
  ['http:/e.org/1', 'http://e.org/1'],
  ['https//e.org/1', 'https://e.org/1'],
  ['https:///e.org/1', 'https://e.org/1'],
  ['https.html', 'https://site.example/blog/https.html'],
  ['page.html', 'https://site.example/blog/page.html'],
  ['news.php?id=1', 'https://site.example/blog/news.php?id=1'],
  ['news.php/1', 'https://site.example/blog/news.php/1'],
  ['script.pl/1', 'https://site.example/blog/script.pl/1'],
  ['v1.2/notes.md', 'https://site.example/blog/v1.2/notes.md'],
  ['2026/11/example.com', 'https://site.example/blog/2026/11/example.com'],
  ['my page.html', 'https://site.example/blog/my%20page.html'],
  ['2026/my page', 'https://site.example/blog/2026/my%20page'],
  ['https://e.org/?a=1&amp;b=2&#038;c=3', 'https://e.org/?a=1&b=2&c=3'],
  ['<https://e.org/1>', 'https://e.org/1'],
  ['"https://e.org/1"', 'https://e.org/1'],
  ['<a href="https://e.org/1">Read</a>', 'https://e.org/1'],
  ['<url>https://e.org/1</url>', 'https://e.org/1'],
  ['https://e.org/1 https://e.org/2', 'https://e.org/1'],
  ['http://https://e.org/1', 'https://e.org/1'],
  ['https://e.org/?q="a"', 'https://e.org/?q=%22a%22'],
  ["it's/1", "https://site.example/blog/it's/1"],
  ['/share?url="https://e.org/1"', 'https://site.example/share?url=%22https://e.org/1%22'],
  ['Read more', null],
  ['Coming soon.', null],
  ['www', 'https://site.example/blog/www'],
  ['?page=example.com', 'https://site.example/blog/?page=example.com'],
  ['javascript:alert(1)', null],
  ['', null],
])('%j is the address %s', (text, address) => {
  expect(linkAddress(text, 'https://site.example/blog/')).toBe(address)
})

test('hostile addresses are read in linear time', () => {
  const units = 200_000
  expect(linkAddress(`http://a${' '.repeat(units)}b`, 'https://e.org/')).toBeNull()
  expect(permalinkOf(`${'.'.repeat(units)} `, true)).toBe('')
})
