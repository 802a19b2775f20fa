/** Addresses that may be feeds, for pages that name none. */
import { describe, expect, test } from 'vitest'
import { guessFeeds } from '../../../src/feed/discovery/discover-feeds.ts'
import { limits } from '../../../src/limits.ts'
import { address } from '../fixtures/documents.ts'
import { strict } from './page.ts'

describe('guesses for a page without feeds', () => {
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
      'links that mention feeds first',
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
    ['none on sites with known rules', '', 'https://github.com/somebody', []],
  ]
  test.each(cases)('are in the expected order: %s', (_name, html, from, guesses) => {
    const found = guessFeeds(html, address(from), strict)
    expect(found).toEqual(guesses.map((path) => `https://example.org${path}`))
    expect(found.length).toBeLessThanOrEqual(limits.finding.guesses)
  })
})
