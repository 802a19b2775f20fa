/** JSON Feed, and RSS written as JSON. */
import { describe, expect, test } from 'vitest'
import { feedOf, itemsOf, openedKind } from '../fixtures/documents.ts'

const feed = (items: unknown, head: object = {}) =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Example',
    home_page_url: 'https://example.org/',
    ...head,
    items,
  })

test('names in capitals are read', () => {
  const item = { ID: '1', Title: 'T', id: '2', Authors: [{ Name: 'Ann' }] }
  const document = JSON.stringify({ VERSION: 'https://jsonfeed.org/version/1.1', Title: 'Example', Items: [item] })
  expect(feedOf(document)).toMatchObject({ title: 'Example', keys: [{ id: '2', title: 'T' }] })
  expect(itemsOf(document)).toMatchObject([{ id: '2', title: 'T', author: 'Ann' }])
})

test('strings with line breaks and tabs as they are, are read', () => {
  const document = feed([{ id: '1', title: 'A~B' }])
    .replaceAll('~', '\t')
    .replace('Example', 'Exa\nmple')
  expect(feedOf(document)).toMatchObject({ title: 'Exa mple', isCut: false })
  expect(itemsOf(document)).toMatchObject([{ id: '1', title: 'A B' }])
})

describe('an item of JSON Feed', () => {
  const cases: readonly (readonly [name: string, item: object, expected: object])[] = [
    [
      'with everything',
      {
        id: 'i1',
        url: '/1',
        external_url: 'https://other.example/',
        title: 'Fish &amp; chips',
        content_html: '<p>Body <img src="/b.jpg"></p>',
        summary: 'In short',
        image: '/a.jpg',
        date_published: '2026-11-20T08:00:00Z',
        date_modified: '2026-11-21T08:00:00Z',
        authors: [{ name: 'Ann' }, { name: 'Ben' }],
        tags: ['a', 'b'],
        attachments: [{ url: '/1.mp3', mime_type: 'audio/mpeg', size_in_bytes: 12 }],
      },
      {
        id: 'i1',
        title: 'Fish & chips',
        link: 'https://example.org/1',
        summary: 'In short',
        image: 'https://example.org/a.jpg',
        published: Date.parse('2026-11-20T08:00:00Z'),
        updated: Date.parse('2026-11-21T08:00:00Z'),
        author: 'Ann, Ben',
        categories: ['a', 'b'],
        enclosures: [{ url: 'https://example.org/1.mp3', type: 'audio/mpeg', length: 12 }],
      },
    ],
    [
      'with HTML in plain fields',
      { id: 'x', title: 'A <b>B</b>', summary: '<p>Words <i>and</i> more</p>' },
      { title: 'A B', summary: 'Words and more' },
    ],
    [
      'about HTML in plain fields',
      { id: 'x', title: 'The <b> element', summary: 'Use <div> for 1 < 2' },
      { title: 'The <b> element', summary: 'Use <div> for 1 < 2' },
    ],
    ['whose id is a number', { id: 42, title: 'T' }, { id: '42', title: 'T', link: null }],
    ['whose id is its address', { id: 'https://example.org/2', title: 'T' }, { link: 'https://example.org/2' }],
    ['of another site', { id: 'x', external_url: 'https://other.example/' }, { link: 'https://other.example/' }],
    ['of version 1.0', { id: 'x', author: { name: 'Old' } }, { author: 'Old' }],
    ['whose author is a name', { id: 'x', author: 'Ann' }, { author: 'Ann' }],
    ['whose authors are one person', { id: 'x', authors: { name: 'Ann' } }, { author: 'Ann' }],
    ['whose authors are names', { id: 'x', authors: ['Ann', 'Bo'] }, { author: 'Ann, Bo' }],
    ['whose author is a list', { id: 'x', author: [{ name: 'Ann' }, 'Bo'] }, { author: 'Ann, Bo' }],
    [
      'whose authors have no names',
      { id: 'x', authors: [{ url: '/ann' }], author: { name: 'Ann' } },
      { author: 'Ann' },
    ],
    [
      'whose authors have numbers',
      { id: 'x', authors: { 0: { name: 'Ann' }, 1: { name: 'Bo' } } },
      { author: 'Ann, Bo' },
    ],
    ['whose authors are nested', { id: 'x', authors: [['Ann'], { name: ['Bo', 'Cy'] }] }, { author: 'Ann, Bo, Cy' }],
    ['whose tags have numbers', { id: 'x', tags: { 0: 'news', 1: 'art' } }, { categories: ['news', 'art'] }],
    ['whose tag is a text', { id: 'x', tags: 'news' }, { categories: ['news'] }],
    ['whose tags are one text', { id: 'x', tags: 'news, art' }, { categories: ['news', 'art'] }],
    ['whose tags are objects', { id: 'x', tags: [{ name: 'news' }, 7] }, { categories: ['news', '7'] }],
    [
      'whose attachment is no list',
      { id: 'x', attachments: { url: '/1.mp3' } },
      { enclosures: [{ url: 'https://example.org/1.mp3', type: null, length: null }] },
    ],
    [
      'whose attachments are addresses',
      { id: 'x', attachments: ['/1.mp3'] },
      { enclosures: [{ url: 'https://example.org/1.mp3', type: null, length: null }] },
    ],
    ['whose image is an object', { id: 'x', image: { url: '/1.jpg' } }, { image: 'https://example.org/1.jpg' }],
    ['dated by a number', { id: 'x', date_published: 1_763_625_600 }, { published: 1_763_625_600_000 }],
    ['whose address lacks its scheme', { id: 'x', url: 'www.example.org/1' }, { link: 'https://www.example.org/1' }],
    ['without an author', { id: 'x' }, { author: 'The feed' }],
    ['without a title', { id: 'x', content_text: 'a < b' }, { title: 'a < b', summary: 'a < b' }],
    ['with markup', { id: 'x', content_html: '<p>One</p><p>two</p>' }, { summary: 'One two' }],
    ['of nonsense', { id: {}, title: [], url: 7, tags: 'no', authors: [1], attachments: {} }, { id: null, title: '' }],
  ]
  test.each(cases)('is read: %s', (_name, item, expected) => {
    expect(itemsOf(feed([item], { authors: [{ name: 'The feed' }] }))[0]).toMatchObject(expected)
  })
})

test.each([
  ['one item', { id: 'a', title: 'A' }, ['a']],
  ['items by their ids', { a: { id: 'a', title: 'A' }, b: { id: 'b', title: 'B' } }, ['a', 'b']],
])('%s instead of a list is read', (_name, items, ids) => {
  expect(itemsOf(feed(items)).map(({ id }) => id)).toEqual(ids)
})

describe('a document of JSON Feed', () => {
  const two = feed([
    { id: '1', title: 'One', tags: ['x'] },
    { id: '2', title: 'Two "quoted" }' },
  ])
  const titles = (text: string) => itemsOf(text).map(({ title }) => title)
  const cases: readonly (readonly [name: string, text: string, expected: readonly string[]])[] = [
    ['that is whole', two, ['One', 'Two "quoted" }']],
    ['with a mark before it', `\ufeff \n${two}`, ['One', 'Two "quoted" }']],
    ['without a version', two.replace('version', 'other'), ['One', 'Two "quoted" }']],
    ['that is cut short', two.slice(0, -12), ['One']],
    ['with garbage after it', `${two}<!-- served in 3 ms -->`, ['One', 'Two "quoted" }']],
    ['with a broken item', two.replace('"title":"One"', '"title":One'), ['Two "quoted" }']],
    ['with items that are none', feed([null, 1, 'x', [], { id: 'a', title: 'A' }]), ['A']],
    ['without items', feed([]), []],
  ]
  test.each(cases)('is read: %s', (_name, text, expected) => {
    expect(titles(text)).toEqual(expected)
  })

  test('has its head even if it is broken', () => {
    expect(feedOf(two.slice(0, -12))).toMatchObject({ title: 'Example', site: 'https://example.org/' })
  })

  test.each([
    ['an object', '{"a":1}'],
    ['an error', '{"error":{"message":"no"}}'],
    ['a list of words', '{"items":["a"]}'],
    ['an object with a count of items', '{"items":{"total":3}}'],
    ['cut at its beginning', '{"items"'],
    ['a deep nest', '{"items":'.repeat(100_000)],
    ['a string without an end', `{"items":[{"id":"${'\\"'.repeat(500_000)}`],
  ])('%s is no feed', (_name, text) => {
    expect(openedKind(text)).toBe('other')
  })
})

test('RSS as JSON is read', () => {
  const rss = {
    rss: {
      version: '2.0',
      channel: {
        title: 'Example',
        link: 'https://example.org/',
        item: [
          {
            title: 'One',
            link: 'https://example.org/1',
            description: '<b>Body</b>',
            pubDate: 'Fri, 20 Nov 2026 08:00:00 GMT',
            guid: { '#value': 'g1', isPermaLink: 'false' },
            enclosure: { url: 'https://example.org/1.jpg', type: 'image/jpeg', length: '10' },
          },
          { description: 'Only text', guid: 'https://example.org/2' },
        ],
      },
    },
  }
  const text = JSON.stringify(rss)
  expect(feedOf(text)).toMatchObject({ title: 'Example', site: 'https://example.org/' })
  expect(itemsOf(text)).toMatchObject([
    { id: 'g1', title: 'One', summary: 'Body', image: 'https://example.org/1.jpg' },
    { id: 'https://example.org/2', title: 'Only text', link: 'https://example.org/2' },
  ])
  expect(itemsOf(text.slice(0, -20))).toHaveLength(1)
})
