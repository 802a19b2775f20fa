/** Outbound feeds name the addresses of source feeds that hold no secret. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { feedUrlSchema } from '../../src/model.ts'
import { publicFeedAddress } from '../../src/web/outbound/source-address.ts'

const named = (text: string) => publicFeedAddress(v.parse(feedUrlSchema, text))

describe('the address of a source feed', () => {
  it.each([
    'https://news.example/feed',
    'https://www.news.example:8443/rss.xml',
    'http://blog.example/category/foreign-policy/feed/',
    'https://site.example/en/rss20/world.rss',
    'https://site.example/2026/atom.xml',
    'https://feeds.site.example/h264-and-av1/index.rdf',
    'https://social.example/@name.rss',
    'https://github.com/denoland/deno/releases.atom',
    'https://例え.example/ニュース.xml',
  ])('is named: %s', (text) => {
    expect(named(text)).toBe(new URL(text).href)
  })

  it.each([
    ['a private feed', 'https://q.example/feed#1x8k2z'],
    ['a query', 'https://q.example/feed?key=1'],
    ['a user', 'https://ann@q.example/feed'],
    ['a password', 'https://ann:secret@q.example/feed'],
    ['a UUID', 'https://q.example/feed/9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d.rss'],
    ['a hexadecimal key', 'https://q.example/rss/d41d8cd98f00b204/feed'],
    ['a short hexadecimal key', 'https://q.example/rss/deadbeef/feed'],
    ['a base-64 key', 'https://q.example/rss/aGVsbG8gd29ybGQ'],
    ['a short mixed key', 'https://q.example/rss/x7Kp2q.xml'],
    ['a key of letters', 'https://q.example/rss/qwrtplkjhgf/feed'],
    ['a long word', `https://q.example/rss/${'lorem'.repeat(6)}`],
    ['a long number', 'https://q.example/rss/100200300400'],
    ['a key that is percent-encoded', 'https://q.example/rss/%64%34%31%64%38%63%64%39'],
    ['a broken percent-encoding', 'https://q.example/rss/%zz'],
    ['a key in the host', 'https://d41d8cd98f00b204.feeds.example/rss'],
    ['a word for private addresses', 'https://q.example/private/abc/feed'],
    ['a subscriber’s address', 'https://q.example/subscriber/ann.rss'],
    ['a private host', 'http://192.168.1.2/feed'],
    ['an intranet', 'http://wiki/feed'],
  ])('is left out with %s', (_, text) => {
    expect(named(text)).toBeNull()
  })
})
