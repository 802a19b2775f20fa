/** `npm run conformance` accepts correct results and reports wrong ones. */
import { describe, expect, test } from 'vitest'
import { wrongIn } from '../../bench/conformance/cases.ts'
import { type Check, judge } from '../../bench/conformance/checks.ts'
import { plainOf } from '../../bench/conformance/plain.ts'
import type { PrintedFeed } from '../../scripts/parse/document.ts'

const feed: PrintedFeed = {
  title: 'Tom & Jerry',
  link: 'http://example.org/',
  updated: '2004-01-01T19:48:21.000Z',
  items: [
    {
      id: 'i1',
      title: 'a < b',
      link: null,
      published: '2003-12-31T10:14:55.000Z',
      updated: null,
      author: 'Ann, Ben',
      categories: ['x', 'y'],
      summary: `${'word '.repeat(30)}end…`,
      image: null,
      enclosures: [{ url: 'http://example.org/1.mp3', type: null, length: null }],
      comments: null,
      commentCount: null,
      language: null,
    },
  ],
}

const check = (field: string, kind: Check['kind'], value: Check['value'], more: Partial<Check> = {}): Check => ({
  scope: 'entry',
  n: 0,
  field,
  kind,
  op: '==',
  idx: 0,
  value,
  ...more,
})

describe('accepted', () => {
  const cases: readonly (readonly [name: string, check: Check])[] = [
    ['a title in HTML', check('title', 'text', 'Tom &amp; <b>Jerry</b>', { scope: 'feed' })],
    ['a title that is plain', check('title', 'text', 'a < b')],
    ['a summary cut short', check('summary', 'text', `<p>${'word '.repeat(30)}endless</p>`)],
    ['an address, normalised', check('link', 'url', 'http://EXAMPLE.org', { scope: 'feed' })],
    ['an absent address', check('link', 'url', '', { op: 'absent' })],
    ['a date', check('published', 'date', [2003, 12, 31, 10, 14, 55, 2, 365, 0])],
    ['a date in words', check('updated', 'date', 'Thu, 01 Jan 2004 19:48:21 GMT', { scope: 'feed' })],
    ['the second author', check('authors', 'author', 'Ben (ben@example.org)', { idx: 1 })],
    ['a category anywhere', check('tags', 'str', 'y')],
    ['an enclosure', check('enclosures', 'url', 'http://example.org/1.mp3')],
  ]
  test.each(cases)('%s', (_name, it) => {
    expect(judge(it, feed)).toBeNull()
  })
})

describe('reported', () => {
  const cases: readonly (readonly [name: string, check: Check])[] = [
    ['a title that is not fully decoded', check('title', 'text', 'Tom &amp;amp; Jerry', { scope: 'feed' })],
    ['a title that lacks a part', check('title', 'text', 'a < b < c')],
    ['a summary that continues differently', check('summary', 'text', `${'word '.repeat(31)}`)],
    ['another address', check('link', 'url', 'http://example.org/x', { scope: 'feed' })],
    ['an address where none should be', check('id', 'url', '', { op: 'absent' })],
    ['another date', check('published', 'date', [2003, 12, 31, 10, 14, 56, 2, 365, 0])],
    ['no date', check('updated', 'date', [2003, 12, 31, 10, 14, 55, 2, 365, 0])],
    ['another author', check('authors', 'author', 'Ann', { idx: 1 })],
    ['no such category', check('tags', 'str', 'z')],
    ['no such item', check('title', 'text', '', { n: 1 })],
    ['no such field', check('colour', 'str', 'red')],
  ]
  test.each(cases)('%s', (_name, it) => {
    expect(judge(it, feed)).toMatch(/^expected/u)
  })
})

describe('a public case', () => {
  test('passes if the fields that are named are right', () => {
    expect(wrongIn(feed, { title: 'Tom & Jerry', items: [{ author: 'Ann, Ben', categories: ['x', 'y'] }] })).toBeNull()
  })
  test.each([
    ['a field of the feed', { link: null }, 'link: expected null'],
    ['a field of an item', { items: [{ categories: ['x'] }] }, 'categories: expected ["x"]'],
    ['the number of items', { items: [] }, 'expected 0 items'],
  ])('says what is wrong: %s', (_name, expected, what) => {
    expect(wrongIn(feed, expected)).toContain(what)
  })
})

test.each([
  ['<p>One</p><p>two</p>', 'One two'],
  ['a<b>b</b>c&nbsp;&amp;&#8217;', 'abc &’'],
  ['x<script>no</script>y<style>no</style>', 'xy'],
  ['3 < 4', '3 < 4'],
])('%s is rendered as plain text', (html, text) => {
  expect(plainOf(html)).toBe(text)
})
