/** The feeds that a page names. */
import { describe, expect, test } from 'vitest'
import type { FeedUrl } from '../../../src/model.ts'
import { address } from '../fixtures/documents.ts'
import { atom, type Case, link, page, rss, urls } from './page.ts'

const json = 'rel="alternate" type="application/json"'

describe('the <link> elements of a page', () => {
  const cases: readonly Case[] = [
    ['relative addresses', link('feed.xml'), ['https://example.org/blog/feed.xml']],
    ['against <base>', `<base href="/other/">${link('feed.xml')}`, ['https://example.org/other/feed.xml']],
    [
      'against a <base> behind them',
      `${link('feed.xml')}<base href="/other/">`,
      ['https://example.org/other/feed.xml'],
    ],
    ['against the first <base>', `<base href="/a/"><base href="/b/">${link('f.xml')}`, ['https://example.org/a/f.xml']],
    [
      'of Atom and RSS',
      link('/a', atom, 'A') + link('/b', rss, 'B'),
      ['https://example.org/a', 'https://example.org/b'],
    ],
    ['each once', link('/a') + link('/a#top'), ['https://example.org/a']],
    [
      'in any case and order',
      `<LINK HREF='/a' TYPE='Application/RSS+XML; charset=utf-8' REL='Alternate Home'/>`,
      ['https://example.org/a'],
    ],
    ['without quotes', '<link rel=alternate type=application/rss+xml href=/a>', ['https://example.org/a']],
    [
      'with line breaks and stray slashes',
      `<link\n rel = "alternate"\n/ ${'type="text/rss"'}\n href="/a"\n>`,
      ['https://example.org/a'],
    ],
    ['whose title holds a tag', link('/a', rss, 'a > b <link href=/x>'), ['https://example.org/a']],
    ['whose first attribute counts', `<link href="/a" href="/b" ${rss}>`, ['https://example.org/a']],
    ['with references', link('/a?x=1&amp;y=2'), ['https://example.org/a?x=1&y=2']],
    ['in the body', `<body><p>Text</p>${link('/a')}`, ['https://example.org/a']],
    ['of rel=feed', '<link rel="feed" href="/news">', ['https://example.org/news']],
    ['of RDF', link('/a', 'rel="alternate" type="application/rdf+xml"'), ['https://example.org/a']],
    ['of JSON Feed', link('/a', 'rel="alternate" type="application/feed+json"'), ['https://example.org/a']],
    ['of JSON that is called a feed', link('/feed.json', json), ['https://example.org/feed.json']],
    ['of JSON with a title that says so', link('/all.json', json, 'JSON Feed'), ['https://example.org/all.json']],
    ['not the API of WordPress', link('/wp-json/wp/v2/pages/2', json, 'JSON'), []],
    [
      'but not oEmbed',
      link('/wp-json/oembed/1.0/embed?url=x', 'rel="alternate" type="application/json+oembed"') +
        link('/oembed?format=xml', 'rel="alternate" type="text/xml+oembed"'),
      [],
    ],
    [
      'of plain XML that looks like a feed',
      link('/rss.xml', 'rel="alternate" type="text/xml"'),
      ['https://example.org/rss.xml'],
    ],
    ['not of other XML', link('/sitemap.xml', 'rel="alternate" type="application/xml"'), []],
    ['without a type that look like a feed', '<link rel="alternate" href="/feed/">', ['https://example.org/feed/']],
    [
      'with a type that lost its plus',
      link('/a', 'rel="alternate" type="application/rss xml"'),
      ['https://example.org/a'],
    ],
    [
      'but not styles or translations',
      link('/a.css', 'rel="stylesheet"') + link('/de', 'rel="alternate" hreflang="de"'),
      [],
    ],
    ['not feeds of other relations', link('/a', 'rel="preload" type="application/rss+xml"'), []],
    ['not in comments', `<!-- ${link('/a')} -->`, []],
    ['not in scripts', `<script>var x = '${link('/a')}'</script>${link('/b')}`, ['https://example.org/b']],
    ['not in titles', `<title>${link('/a')}</title>`, []],
    ['behind a script without an end', `<script src="x">${link('/a')}`, ['https://example.org/a']],
    ['not private addresses', link('http://10.0.0.1/feed') + link('http://localhost/feed'), []],
    ['not other schemes', link('javascript:alert(1)'), []],
    [
      'of feed: addresses',
      link('feed:https://example.org/a') + link('feed://example.org/b'),
      ['https://example.org/a', 'https://example.org/b'],
    ],
    ['not in an unclosed tag', '<link rel="alternate" type="application/rss+xml" href="/a"', []],
    ['there are none', '<html></html>', []],
  ]
  test.each(cases)('name the expected feeds: %s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('the anchors of a page', () => {
  const cases: readonly Case[] = [
    ['by their address', '<a href="/feed">Follow</a>', ['https://example.org/feed']],
    [
      'with endings',
      '<a href="/a.rss">A</a><a href="/b.ATOM">B</a>',
      ['https://example.org/a.rss', 'https://example.org/b.ATOM'],
    ],
    ['with a query', '<a href="/?feed=rss2">Subscribe</a>', ['https://example.org/?feed=rss2']],
    ['in a folder of feeds', '<a href="/rss/world.xml">World</a>', ['https://example.org/rss/world.xml']],
    ['to FeedBurner', '<a href="http://feeds.feedburner.com/Example">RSS</a>', ['http://feeds.feedburner.com/Example']],
    ['to subdomains', '<a href="https://feeds.example.org/rss">RSS</a>', ['https://feeds.example.org/rss']],
    ['each once', '<a href="/feed">RSS</a> <a href="/feed">RSS</a>', ['https://example.org/feed']],
    ['not where a <link> names one', `${link('/a')}<a href="/b/feed">RSS</a>`, ['https://example.org/a']],
    ['not buttons of readers', '<a href="https://reader.example/subscribe/feed">RSS</a>', []],
    ['not site maps', '<a href="/sitemap.xml">Map</a>', []],
    ['not what is only called so', '<a href="/help">RSS</a>', []],
    ['not parts of this page', '<a href="#feed">RSS</a>', []],
    ['not in comments', '<!-- <a href="/feed">RSS</a> -->', []],
  ]
  test.each(cases)('lead to the expected feeds: %s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('a page without links to feeds', () => {
  const channel = 'https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789012345678901'
  const handle = address('https://www.youtube.com/@example')
  const cases: readonly (readonly [name: string, html: string, page: FeedUrl, urls: readonly string[]])[] = [
    [
      'its canonical address',
      '<link rel="canonical" href="https://www.youtube.com/channel/UC0123456789012345678901">',
      handle,
      [channel],
    ],
    ['its data', '<script>{"externalId":"UC0123456789012345678901"}</script>', handle, [channel]],
    [
      'the channel of a video',
      '<script>{"channelId":"UC0123456789012345678901"}</script>',
      address('https://www.youtube.com/watch?v=x'),
      [channel],
    ],
    ['not by such data on other sites', '<script>{"externalId":"UC0123456789012345678901"}</script>', page, []],
    ['not on a page that asks for consent', '<form action="https://consent.youtube.com/save">', handle, []],
  ]
  test.each(cases)('may have a feed by its own data: %s', (_name, html, from, expected) => {
    expect(urls(html, from)).toEqual(expected)
  })
})
