/** The order and the titles of the feeds that a page offers. */
import { describe, expect, test } from 'vitest'
import { discoverFeeds } from '../../../src/feed/discovery/discover-feeds.ts'
import { atom, type Case, link, page, rss, strict, urls } from './page.ts'

describe('one feed in several formats', () => {
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
      'but two titles are two feeds',
      link('/rss.xml', rss, 'News') + link('/feed.xml', rss, 'Podcast'),
      ['https://example.org/rss.xml', 'https://example.org/feed.xml'],
    ],
    [
      'but two folders are two feeds',
      link('/a/rss.xml', rss, 'RSS') + link('/b/atom.xml', atom, 'Atom'),
      ['https://example.org/a/rss.xml', 'https://example.org/b/atom.xml'],
    ],
    [
      'but two addresses of one format are two feeds',
      link('/a', rss, 'News') + link('/b', rss, 'News'),
      ['https://example.org/a', 'https://example.org/b'],
    ],
    [
      'but comments are another feed',
      link('/feed/', rss, 'Blog') + link('/comments/feed/', rss, 'Blog'),
      ['https://example.org/feed/', 'https://example.org/comments/feed/'],
    ],
  ]
  test.each(cases)('is offered once: %s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('feeds', () => {
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
      'otherwise in the page’s order',
      link('/b', rss, 'B') + link('/a', rss, 'A'),
      ['https://example.org/b', 'https://example.org/a'],
    ],
  ]
  test.each(cases)('are sorted: %s', (_name, html, expected) => {
    expect(urls(html)).toEqual(expected)
  })
})

describe('the titles of feeds', () => {
  const cases: readonly (readonly [name: string, html: string, titles: readonly string[]])[] = [
    ['one line, decoded', link('/a', rss, 'Tom &amp;\n Jerry') + link('/b', rss, 'B'), ['Tom & Jerry', 'B']],
    ['an address instead of none', link('/a/') + link('/b', rss, 'B'), ['example.org/a', 'B']],
    [
      'an address instead of a format’s name',
      link('/a', rss, 'RSS 2.0') + link('/b', atom, 'Atom Feed'),
      ['example.org/a', 'example.org/b'],
    ],
    [
      'with the address if titles are equal',
      link('/a', rss, 'News') + link('/b', rss, 'news'),
      ['News · example.org/a', 'news · example.org/b'],
    ],
    [
      'with the address if titles are equal on buttons',
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
  test.each(cases)('are readable and distinct: %s', (_name, html, titles) => {
    expect(discoverFeeds(html, page, strict).map((feed) => feed.title)).toEqual(titles)
  })

  test('differ within the length of a button', () => {
    const html = Array.from({ length: 9 }, (_, n) => link(`/${n}`, rss, 'x'.repeat(300))).join('')
    const shown = discoverFeeds(html, page, strict).map(({ title }) => title.slice(0, 59))
    expect(new Set(shown).size).toBe(9)
  })
})

test('a page offers at most ten feeds', () => {
  const html = Array.from({ length: 50 }, (_, n) => link(`/${n}`, rss, `N${n}`)).join('')
  expect(discoverFeeds(html, page, strict)).toHaveLength(10)
})
