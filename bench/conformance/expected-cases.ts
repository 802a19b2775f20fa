/** What is right for each of the public cases (../shared/cases), by their files. Only what is named here is compared. */
import type { PrintedFeed, PrintedItem } from '../../scripts/parse/document.ts'

export type ExpectedFeed = Partial<Omit<PrintedFeed, 'items'>> & { readonly items?: readonly Partial<PrintedItem>[] }

/** A document that is served from `url`. */
export interface ExpectedDocument {
  readonly url: string
  readonly feed: ExpectedFeed
}

const url = 'https://site.example/feed.xml'

export const expectedDocuments: Readonly<Record<string, ExpectedDocument>> = {
  'readers/01-first-alternate-only.xml': {
    url,
    feed: { link: 'https://site.example/', items: [{ link: 'https://site.example/1' }] },
  },
  'readers/02-relative-permalink.xml': {
    url,
    feed: { items: ['one', 'two', 'three'].map((name) => ({ link: `https://site.example/blog/${name}` })) },
  },
  'readers/03-base64-gibberish.xml': { url, feed: { items: [{ title: 'Good news today' }, { title: 'test' }] } },
  'readers/04-author-markup.xml': {
    url,
    feed: { items: [{ author: 'by Ann Bee', categories: ['News'] }, { author: 'Ann Bee' }] },
  },
  'readers/04b-author-markup.xml': { url, feed: { items: [{ author: 'Ann Bee' }] } },
  'readers/05-atom-in-rss.xml': {
    url,
    feed: { title: 'Feed title', items: [{ id: 'urn:x:1', title: 'Item title', categories: ['news'] }] },
  },
  'readers/07-prefixed-empty-feed.xml': {
    url,
    feed: { title: 'Not yet written', updated: '2024-05-06T07:08:09.000Z', items: [] },
  },
  'readers/08-media-title.xml': {
    url,
    feed: {
      items: [
        { title: 'Group title', summary: 'Group words.' },
        { title: 'Clip title', link: 'https://site.example/watch/2' },
      ],
    },
  },
  'readers/09-scheme-less-link.xml': {
    url,
    feed: { link: 'https://www.site.example/', items: [{ link: 'https://www.site.example/news/one' }] },
  },
  'readers/10-dates.xml': {
    url,
    feed: {
      items: [
        { published: null },
        ...['07:08:09', '04:08:09', '18:00:00', '09:08:09'].map((time) => ({ published: `2024-05-06T${time}.000Z` })),
      ],
    },
  },
  'readers/11-json-people.json': {
    url,
    feed: { items: [{ author: 'Ann' }, { author: 'Ann' }, { author: 'Ann, Bo', categories: ['news'] }] },
  },
  'readers/13-left-over-label.xml': { url, feed: { items: [{ summary: 'Released: 2024-05-06' }] } },
  'readers/20-other-vocabularies.xml': {
    url,
    feed: { items: [{ author: 'Ann', summary: 'What it is about.', categories: ['visual_art', 'Visual Art'] }] },
  },
  'readers/21-category-list.xml': {
    url,
    feed: {
      items: [
        {
          categories: [
            ...['Science', 'Health', 'Space', 'Interviews with people', 'Long names of things'],
            ...['Another long name of one', 'Music', 'Sport'],
          ],
        },
      ],
    },
  },
  'feeds/07-plain-gzip.xml.gz': { url, feed: { title: 'The feed', items: [{ title: 'Packed' }] } },
  'feeds/08-says-utf16.xml': { url, feed: { title: 'Новости города', items: [{ title: 'Мост открыт для движения' }] } },
  'feeds/10-atom-base.xml': {
    url: 'https://b.example/blog/feed.xml',
    feed: { items: [{ link: 'https://b.example/blog/post-1/' }] },
  },
}

/** The feeds that a list must have, each with its address and, where it matters, its title. */
export const expectedLists: Readonly<Record<string, readonly { readonly url: string; readonly title?: string }[]>> = {
  'readers/16-opml-one-bad-line.opml': [{ url: 'https://b.example/feed', title: 'Fine' }],
  'readers/16b-opml-cut.opml': [{ url: 'https://b.example/feed', title: 'Fine' }],
  'readers/17-opml-latin1.opml': [{ url: 'https://a.example/feed', title: 'Café Zürich' }],
  'readers/17b-opml-utf16.opml': [{ url: 'https://a.example/feed', title: 'Café' }],
  'readers/18-opml-doctype.opml': [{ url: 'https://a.example/feed', title: 'Fine' }],
  'readers/19-list-with-words.txt': ['a', 'b', 'c'].map((name) => ({ url: `https://${name}.example/feed` })),
  'readers/19b-list-cr.txt': ['a', 'b'].map((name) => ({ url: `https://${name}.example/feed` })),
}

/** The address that each line, a command, asks for. */
export const expectedAddresses: Readonly<Record<string, readonly string[]>> = {
  'feeds/09-address.txt': [
    'https://q.example/tag/Mercury_(planet)',
    'https://q.example/tag/%E5%AD%A6%E4%B9%A0%EF%BC%88%E7%AC%94%E8%AE%B0%EF%BC%89',
    'https://q.example/rss.php?q=red%20wine&f=60',
    'https://plain.example/feed.xml',
    'https://q.example/pod.xml',
    'https://q.example/private.xml',
  ],
}
