/** The feeds that pages name. */
import { describe, expect, test } from 'vitest'
import { discoverFeeds } from '../../src/feed/discover.ts'
import { address } from './fixtures/documents.ts'

const page = address('https://example.org/blog/')
const strict = { allowPrivate: false }

function link(href: string, attributes = 'rel="alternate" type="application/rss+xml"'): string {
  return `<link ${attributes} href="${href}">`
}

describe('finds', () => {
  const cases: readonly (readonly [name: string, html: string, urls: readonly string[]])[] = [
    ['relative addresses', link('feed.xml'), ['https://example.org/blog/feed.xml']],
    ['against <base>', `<base href="/other/">${link('feed.xml')}`, ['https://example.org/other/feed.xml']],
    [
      'Atom and RSS',
      link('/a', 'rel=alternate type=application/atom+xml') + link('/b'),
      ['https://example.org/a', 'https://example.org/b'],
    ],
    ['each once', link('/a') + link('/a#top'), ['https://example.org/a']],
    [
      'any case and order',
      `<LINK HREF='/a' TYPE='Application/RSS+XML; charset=utf-8' REL='Alternate Home'/>`,
      ['https://example.org/a'],
    ],
    [
      'not styles or translations',
      link('/a.css', 'rel="stylesheet"') + link('/de', 'rel="alternate" hreflang="de"'),
      [],
    ],
    ['not in comments', `<!-- ${link('/a')} -->`, []],
    ['not private addresses', link('http://10.0.0.1/feed') + link('http://localhost/feed'), []],
    ['not other schemes', link('javascript:alert(1)'), []],
    ['feed: addresses', link('feed:https://example.org/a'), ['https://example.org/a']],
    ['none in an unclosed tag', '<link rel="alternate" type="application/rss+xml" href="/a"', []],
    ['none', '<html></html>', []],
  ]
  test.each(cases)('%s', (_name, html, urls) => {
    expect(discoverFeeds(html, page, strict).map((feed) => feed.url)).toEqual(urls)
  })

  test('titles', () => {
    const html = link('/a', 'rel="alternate" type="application/rss+xml" title="Tom &amp;\n Jerry"') + link('/b')
    expect(discoverFeeds(html, page, strict).map((feed) => feed.title)).toEqual([
      'Tom & Jerry',
      'https://example.org/b',
    ])
  })

  test('ten at most', () => {
    const html = Array.from({ length: 50 }, (_, n) => link(`/${n}`)).join('')
    expect(discoverFeeds(html, page, strict)).toHaveLength(10)
  })
})
