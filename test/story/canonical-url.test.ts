/** Variants of an address have the same canonical form; addresses of different stories do not. */
import { describe, expect, it } from 'vitest'
import { canonicalUrl } from '../../src/story/canonical-url.ts'

describe('canonicalUrl', () => {
  const cases: readonly (readonly [name: string, link: string, canonical: string | null])[] = [
    ['scheme and www', 'http://www.example.com/a', 'example.com/a'],
    ['host in capitals', 'https://Example.COM/A', 'example.com/A'],
    ['mobile', 'https://m.example.com/a', 'example.com/a'],
    ['AMP host', 'https://amp.example.com/a', 'example.com/a'],
    ['AMP at the end', 'https://example.com/a/amp/', 'example.com/a'],
    ['AMP at the beginning', 'https://example.com/amp/a', 'example.com/a'],
    ['AMP in the name', 'https://example.com/a.amp.html', 'example.com/a.html'],
    ['AMP as a parameter', 'https://example.com/a?amp=1', 'example.com/a'],
    ['AMP as an output', 'https://example.com/a?outputType=amp', 'example.com/a'],
    ['parameters that may name a page', 'https://example.com/?source=a&print=1', 'example.com?print=1&source=a'],
    ['slash', 'https://example.com/a/', 'example.com/a'],
    ['fragment', 'https://example.com/live#entry-1', 'example.com/live#entry-1'],
    ['fragment of a front page', 'https://example.com/#entry-1', 'example.com#entry-1'],
    ['fragment that highlights text', 'https://example.com/a#entry-1:~:text=Naxos', 'example.com/a#entry-1'],
    ['fragment that tracks', 'https://example.com/a#at_medium=RSS', 'example.com/a'],
    ['tracking', 'https://example.com/a?utm_source=rss&utm_medium=feed&id=3&fbclid=x', 'example.com/a?id=3'],
    ['order of parameters', 'https://example.com/?b=2&a=1', 'example.com?a=1&b=2'],
    ['index page', 'https://example.com/news/index.html', 'example.com/news'],
    ['port', 'https://example.com:8443/a', 'example.com:8443/a'],
    ['front page', 'https://www.example.com/', null],
    ['front page with tracking', 'https://example.com/?utm_source=rss', null],
    ['no address', 'urn:x:1', null],
    ['no address at all', 'example', null],
  ]
  it.each(cases)('%s', (_, link, canonical) => expect(canonicalUrl(link)).toBe(canonical))
  it('a missing link has no canonical form', () => expect(canonicalUrl(null)).toBeNull())
})
