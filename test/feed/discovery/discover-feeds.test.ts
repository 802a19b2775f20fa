/** The feeds that pages name, and where feeds may be that none names. */
import { describe, expect, test } from 'vitest'
import { discoverFeeds, guessFeeds } from '../../../src/feed/discovery/discover-feeds.ts'
import { limits } from '../../../src/limits.ts'
import type { FeedUrl } from '../../../src/model.ts'
import { address } from '../fixtures/documents.ts'

const page = address('https://example.org/blog/')
const strict = { allowPrivate: false }

const rss = 'rel="alternate" type="application/rss+xml"'
const atom = 'rel="alternate" type="application/atom+xml"'
const json = 'rel="alternate" type="application/json"'

function link(href: string, attributes = rss, title = ''): string {
  return `<link ${attributes} ${title === '' ? '' : `title="${title}" `}href="${href}">`
}

function urls(html: string, from: FeedUrl = page): readonly string[] {
  return discoverFeeds(html, from, strict).map((feed) => feed.url)
}

type Case = readonly [name: string, html: string, urls: readonly string[]]

describe('links for machines', () => {
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
    ['but not the API of WordPress', link('/wp-json/wp/v2/pages/2', json, 'JSON'), []],
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
    ['but not of other XML', link('/sitemap.xml', 'rel="alternate" type="application/xml"'), []],
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
    ['but not feeds of other relations', link('/a', 'rel="preload" type="application/rss+xml"'), []],
    ['but not in comments', `<!-- ${link('/a')} -->`, []],
    ['but not in scripts', `<script>var x = '${link('/a')}'</script>${link('/b')}`, ['https://example.org/b']],
    ['but not in titles', `<title>${link('/a')}</title>`, []],
    ['behind a script without an end', `<script src="x">${link('/a')}`, ['https://example.org/a']],
    ['but not private addresses', link('http://10.0.0.1/feed') + link('http://localhost/feed'), []],
    ['but not other schemes', link('javascript:alert(1)'), []],
    [
      'of feed: addresses',
      link('feed:https://example.org/a') + link('feed://example.org/b'),
      ['https://example.org/a', 'https://example.org/b'],
    ],
    ['but not in an unclosed tag', '<link rel="alternate" type="application/rss+xml" href="/a"', []],
    ['or none', '<html></html>', []],
  ]
  test.each(cases)('%s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('one feed in several clothes is offered once', () => {
  const cases: readonly Case[] = [
    [
      'WordPress: RSS and Atom',
      link('/feed/', rss, 'Blog') + link('/feed/atom/', atom, 'Blog'),
      ['https://example.org/feed/'],
    ],
    [
      'Blogger: Atom and RSS',
      link('/feeds/posts/default', atom, 'Blog - Atom') + link('/feeds/posts/default?alt=rss', rss, 'Blog - RSS'),
      ['https://example.org/feeds/posts/default'],
    ],
    [
      'old titles',
      link('/rss.php', rss, 'RSS 2.0') + link('/atom.php', atom, 'Atom 0.3'),
      ['https://example.org/rss.php'],
    ],
    [
      'three formats, XML first',
      link('/feed.json', 'rel="alternate" type="application/feed+json"') + link('/atom.xml', atom) + link('/rss.xml'),
      ['https://example.org/atom.xml'],
    ],
    [
      'one title, two formats',
      link('/main', atom, 'Log') + link('/all.rss', rss, 'Log RSS'),
      ['https://example.org/main'],
    ],
    [
      'but not other titles',
      link('/rss.xml', rss, 'News') + link('/feed.xml', rss, 'Podcast'),
      ['https://example.org/rss.xml', 'https://example.org/feed.xml'],
    ],
    [
      'nor other folders',
      link('/a/rss.xml', rss, 'RSS') + link('/b/atom.xml', atom, 'Atom'),
      ['https://example.org/a/rss.xml', 'https://example.org/b/atom.xml'],
    ],
    [
      'nor one title for one format',
      link('/a', rss, 'News') + link('/b', rss, 'News'),
      ['https://example.org/a', 'https://example.org/b'],
    ],
    [
      'nor comments',
      link('/feed/', rss, 'Blog') + link('/comments/feed/', rss, 'Blog'),
      ['https://example.org/feed/', 'https://example.org/comments/feed/'],
    ],
  ]
  test.each(cases)('%s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('the order', () => {
  const cases: readonly Case[] = [
    [
      'comments last',
      link('/comments/feed/', rss, 'Site » Kommentar-Feed') + link('/feed/', rss, 'Site » Feed'),
      ['https://example.org/feed/', 'https://example.org/comments/feed/'],
    ],
    [
      'comments by their title, in other languages',
      link('/x/feed/', rss, '评论 Feed') + link('/y/feed/', rss, 'Commentaires') + link('/z/feed/', rss, 'Commentary'),
      ['https://example.org/z/feed/', 'https://example.org/x/feed/', 'https://example.org/y/feed/'],
    ],
    [
      'the feed of the page’s own section first',
      link('/feed/', rss, 'All') + link('/blog/feed/', rss, 'Blog'),
      ['https://example.org/blog/feed/', 'https://example.org/feed/'],
    ],
    [
      'RDF behind RSS',
      link('/foaf', 'rel="alternate" type="application/rdf+xml"', 'FOAF') + link('/a', rss, 'A'),
      ['https://example.org/a', 'https://example.org/foaf'],
    ],
    [
      'else the page’s',
      link('/b', rss, 'B') + link('/a', rss, 'A'),
      ['https://example.org/b', 'https://example.org/a'],
    ],
  ]
  test.each(cases)('%s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('links for people', () => {
  const cases: readonly Case[] = [
    ['by their address', '<a href="/feed">Follow</a>', ['https://example.org/feed']],
    [
      'with endings',
      '<a href="/a.rss">A</a><a href="/b.ATOM">B</a>',
      ['https://example.org/a.rss', 'https://example.org/b.ATOM'],
    ],
    ['with a query', '<a href="/?feed=rss2">Subscribe</a>', ['https://example.org/?feed=rss2']],
    ['in a folder of feeds', '<a href="/rss/world.xml">World</a>', ['https://example.org/rss/world.xml']],
    ['of FeedBurner', '<a href="http://feeds.feedburner.com/Example">RSS</a>', ['http://feeds.feedburner.com/Example']],
    ['of subdomains', '<a href="https://feeds.example.org/rss">RSS</a>', ['https://feeds.example.org/rss']],
    ['each once', '<a href="/feed">RSS</a> <a href="/feed">RSS</a>', ['https://example.org/feed']],
    ['but not where a <link> names one', `${link('/a')}<a href="/b/feed">RSS</a>`, ['https://example.org/a']],
    ['but not buttons of readers', '<a href="https://reader.example/subscribe/feed">RSS</a>', []],
    ['but not site maps', '<a href="/sitemap.xml">Map</a>', []],
    ['but not what is only called so', '<a href="/help">RSS</a>', []],
    ['but not parts of this page', '<a href="#feed">RSS</a>', []],
    ['but not in comments', '<!-- <a href="/feed">RSS</a> -->', []],
  ]
  test.each(cases)('%s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('what a page says of itself', () => {
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
    ['but such data only to YouTube', '<script>{"externalId":"UC0123456789012345678901"}</script>', page, []],
    ['nothing on a page that asks for consent', '<form action="https://consent.youtube.com/save">', handle, []],
  ]
  test.each(cases)('%s', (_name, html, from, expected) => {
    expect(urls(html, from)).toEqual(expected)
  })
})

describe('titles', () => {
  const cases: readonly (readonly [name: string, html: string, titles: readonly string[]])[] = [
    ['one line, decoded', link('/a', rss, 'Tom &amp;\n Jerry') + link('/b', rss, 'B'), ['Tom & Jerry', 'B']],
    ['an address for none', link('/a/') + link('/b', rss, 'B'), ['example.org/a', 'B']],
    [
      'an address for what says nothing',
      link('/a', rss, 'RSS 2.0') + link('/b', atom, 'Atom Feed'),
      ['example.org/a', 'example.org/b'],
    ],
    ['told apart', link('/a', rss, 'News') + link('/b', rss, 'news'), ['News · example.org/a', 'news · example.org/b']],
    [
      'told apart within what a button shows',
      link('/feed', rss, `${'Long '.repeat(12)}» Feed`) +
        link('/comments/feed', rss, `${'Long '.repeat(12)}» Comments Feed`),
      ['Long Long Long Long… · example.org/feed', 'Long Long Long Long… · example.org/comments/feed'],
    ],
    [
      'of anchors',
      '<a href="/a/feed"><b>World</b> news</a><a href="/b/feed"><img alt="RSS"></a>',
      ['World news', 'example.org/b/feed'],
    ],
  ]
  test.each(cases)('%s', (_name, html, titles) => {
    expect(discoverFeeds(html, page, strict).map((feed) => feed.title)).toEqual(titles)
  })

  test('are all different on buttons', () => {
    const html = Array.from({ length: 9 }, (_, n) => link(`/${n}`, rss, 'x'.repeat(300))).join('')
    const shown = discoverFeeds(html, page, strict).map(({ title }) => title.slice(0, 59))
    expect(new Set(shown).size).toBe(9)
  })
})

test('ten at most', () => {
  const html = Array.from({ length: 50 }, (_, n) => link(`/${n}`, rss, `N${n}`)).join('')
  expect(discoverFeeds(html, page, strict)).toHaveLength(10)
})

describe('guesses', () => {
  const cases: readonly (readonly [name: string, html: string, page: string, guesses: readonly string[]])[] = [
    [
      'at the root',
      '',
      'https://example.org/',
      ['/feed', '/rss.xml', '/atom.xml', '/feed.xml', '/rss', '/index.xml', '/feed.json'],
    ],
    [
      'in the page’s folder, then at the root',
      '',
      'https://example.org/blog/index.html?page=2',
      [
        '/blog/feed',
        '/blog/rss.xml',
        '/blog/atom.xml',
        '/blog/feed.xml',
        '/feed',
        '/rss.xml',
        '/atom.xml',
        '/feed.xml',
      ],
    ],
    [
      'not beside articles',
      '',
      'https://example.org/2026/11/24/story',
      ['/feed', '/rss.xml', '/atom.xml', '/feed.xml', '/rss', '/index.xml', '/feed.json'],
    ],
    [
      'links that are called so first',
      '<a class="icon-rss" href="/subscribe"></a><a href="http://example.org/subscribe">RSS</a><a href="https://other.example/x">RSS</a>',
      'https://example.org/',
      ['/subscribe', '/feed', '/rss.xml', '/atom.xml', '/feed.xml', '/rss', '/index.xml', '/feed.json'],
    ],
    [
      'never the page itself',
      '',
      'https://example.org/feed',
      ['/feed/feed', '/feed/rss.xml', '/feed/atom.xml', '/feed/feed.xml', '/rss.xml', '/atom.xml', '/feed.xml'],
    ],
    ['none on sites that are known', '', 'https://github.com/somebody', []],
  ]
  test.each(cases)('%s', (_name, html, from, guesses) => {
    const found = guessFeeds(html, address(from), strict)
    expect(found).toEqual(guesses.map((path) => `https://example.org${path}`))
    expect(found.length).toBeLessThanOrEqual(limits.finding.guesses)
  })
})
