/** Fields that a new version reads, or reads differently, do not make known items new. */
import { describe, expect, test } from 'vitest'
import { recognise } from '../../src/feed/identity.ts'
import { type KeySource, recordsOf } from '../../src/feed/item-record.ts'
import { atomOf, feedAddress, feedOf, rssOf } from './fixtures/documents.ts'

const places = [1, 2, 3]
const at = (hours: number) => Date.UTC(2026, 10, 20, hours)

/** A feed of three items, and the fields that an earlier version read differently. */
interface Upgrade {
  readonly document: (item: (n: number) => string) => string
  readonly item: (n: number) => string
  readonly before: (n: number) => Partial<KeySource>
}

const rss = (item: (n: number) => string) => rssOf(places.map((n) => `<item>${item(n)}</item>`).join(''))
const atom = (item: (n: number) => string) => atomOf(places.map((n) => `<entry>${item(n)}</entry>`).join(''))

const upgrades: readonly (readonly [name: string, upgrade: Upgrade])[] = [
  [
    'an id of Atom in RSS beside a link',
    {
      document: rss,
      item: (n) => `<atom:id>urn:${n}</atom:id><title>T${n}</title><link>https://e.org/${n}</link>`,
      before: () => ({ id: null }),
    },
  ],
  [
    'an id of Atom in RSS beside a title',
    { document: rss, item: (n) => `<atom:id>urn:${n}</atom:id><title>T${n}</title>`, before: () => ({ id: null }) },
  ],
  [
    'an id of Atom in RSS beside a date and a text',
    {
      document: rss,
      item: (n) =>
        `<atom:id>urn:${n}</atom:id><description>Text ${n}</description><pubDate>2026-11-20T0${n}:30:00Z</pubDate>`,
      before: () => ({ id: null }),
    },
  ],
  [
    'an identifier of Dublin Core beside dates',
    {
      document: rss,
      item: (n) =>
        `<dc:identifier>doi:${n}</dc:identifier><title>T${n}</title><link>https://e.org/${n}</link><pubDate>2026-11-20T0${n}:30:00Z</pubDate>`,
      before: () => ({ id: null }),
    },
  ],
  [
    'the second link, where the first is not of the web',
    {
      document: rss,
      item: (n) => `<title>T${n}</title><link>gemini://e.org/${n}</link><link>https://e.org/${n}</link>`,
      before: () => ({ link: null }),
    },
  ],
  [
    'a link behind an empty item within the item',
    {
      document: rss,
      item: (n) =>
        `<title>T${n}</title><link>https://e.org/?m=${n}</link><item/><feedburner:origLink>https://e.org/${n}</feedburner:origLink>`,
      before: (n) => ({ link: `https://e.org/?m=${n}` }),
    },
  ],
  [
    'dates in a zone that counted as UTC, with links',
    {
      document: rss,
      item: (n) => `<title>T${n}</title><link>https://e.org/${n}</link><pubDate>20 Nov 2026 0${n}:30:00 EAT</pubDate>`,
      before: (n) => ({ at: at(n) + 30 * 60_000 }),
    },
  ],
  [
    'dates in a zone that counted as UTC, without links',
    {
      document: rss,
      item: (n) => `<title>T${n}</title><pubDate>20 Nov 2026 0${n}:30:00 EAT</pubDate>`,
      before: (n) => ({ at: at(n) + 30 * 60_000 }),
    },
  ],
  [
    'times that were dropped',
    {
      document: atom,
      item: (n) => `<id>urn:${n}</id><title>T${n}</title><updated>2026-11-20T0${n}.30.00Z</updated>`,
      before: () => ({ at: at(0) }),
    },
  ],
  [
    'months in languages that were not read, without links',
    {
      document: rss,
      item: (n) => `<title>T${n}</title><pubDate>${n} maart 2026</pubDate>`,
      before: () => ({ at: null }),
    },
  ],
  [
    'a month that was taken for another, with links',
    {
      document: rss,
      item: (n) =>
        `<title>T${n}</title><link>https://e.org/${n}</link><pubDate>20 marras 2026 0${n}:30:00 GMT</pubDate>`,
      before: (n) => ({ at: Date.UTC(2026, 2, 20, n, 30) }),
    },
  ],
  [
    'dates that were in 2001 and are unset',
    {
      document: rss,
      item: (n) => `<title>T${n}</title><pubDate>Mon, 01 Jan 0001 00:00:00 GMT</pubDate>`,
      before: () => ({ at: Date.UTC(2001, 0, 1) }),
    },
  ],
]

describe('items stay known when a new version reads', () => {
  test.each(upgrades)('%s', (_name, { document, item, before }) => {
    const { keys, site } = feedOf(document(item))
    const earlier = keys.map((source, place) => ({ ...source, ...before(places[place] ?? 0) }))
    expect(keys).not.toEqual(earlier)
    const judgements = recognise(recordsOf(keys, site, false), recordsOf(earlier, site, false))
    expect(judgements.map(({ kind }) => kind)).toEqual(['known', 'known', 'known'])
  })
})

describe('the keys of items stay as they were', () => {
  const cases: readonly (readonly [name: string, document: string, keys: Partial<KeySource>])[] = [
    [
      'with a link relative to an Atom document',
      atomOf('<entry><id>i</id><link href="1/"/></entry>', '<link href="https://e.org/"/>'),
      { id: 'i', link: 'https://e.org/1/' },
    ],
    [
      'with a link that lacks its scheme',
      rssOf('<item><link>www.e.org/1</link></item>', '<link>www.e.org</link>'),
      { link: new URL('www.e.org/1', new URL('www.e.org', feedAddress)).href },
    ],
    ['with a relative permalink', rssOf('<item><guid isPermaLink="true">/1</guid></item>'), { id: '/1', link: null }],
    [
      'with data before the page',
      atomOf(
        '<entry><link type="application/json" href="https://e.org/1.json"/><link href="https://e.org/1"/></entry>',
      ),
      { link: 'https://e.org/1.json' },
    ],
    [
      'with a text and the title of Atom',
      rssOf('<item><atom:title>T</atom:title><description>Words</description></item>'),
      { title: 'Words' },
    ],
    [
      'with a title of media',
      rssOf('<item><guid>g</guid><media:group><media:title>T</media:title></media:group></item>'),
      { id: 'g', title: '' },
    ],
    ['with an id of another vocabulary', rssOf('<item><wp:id>1</wp:id></item>'), { id: null }],
  ]
  test.each(cases)('%s', (_name, document, keys) => {
    expect(feedOf(document).keys[0]).toMatchObject(keys)
  })
})
