/** Which items of a document are new, if links are unreliable or the only ids. */
import type { KeySource } from '../../src/feed/item-record.ts'
import { bare, type Change, down, HOUR, item, NOON, table, undated } from './fixtures/feed-documents.ts'

const page = { link: 'https://example.org/page' }

table('a link to a page', 'does not identify items: the page %s', [
  ['shows one incident after another', [[item(1, page)], [item(2, page)], [item(3, page)]], ['Title 3']],
  [
    'shows one incident after another, without dates',
    [[item(1, { ...page, ...undated })], [item(2, { ...page, ...undated })]],
    ['Title 2'],
  ],
  [
    'shows one incident after another under one id, without dates',
    [1, 2].map((n) => [item(n, { ...page, ...undated, id: page.link })]),
    ['Title 2'],
  ],
  [
    'is one of four links of a feed without ids, and another link has a new title and date',
    [
      [2, 1].map((n) => item(n, { ...page, id: null })).concat([5, 4, 3].map((n) => item(n, { id: null }))),
      [item(9, { id: null, link: 'https://example.org/3' }), item(5, { id: null }), item(4, { id: null })],
    ],
    ['Title 9'],
  ],
  [
    'is monitored and has changed',
    [
      down(3, () => undated),
      [...down(3, () => undated).slice(0, 2), item(1, { ...undated, id: 'id-1b', opening: 'Changed' })],
    ],
    ['Title 1'],
  ],
  [
    'is monitored and has changed at a known time',
    [down(3), [...down(3).slice(0, 2), item(1, { id: 'id-1b', at: NOON + 9 * HOUR })]],
    ['Title 1'],
  ],
  [
    'has equal warnings side by side',
    [
      [item(1, { ...page, title: 'Warning' })],
      [item(2, { ...page, title: 'Warning' }), item(1, { ...page, title: 'Warning' })],
    ],
    ['Warning'],
  ],
  [
    'has had several titles, in a feed without ids',
    [
      [item(2, { ...page, id: null }), item(1, { ...page, id: null })],
      [item(3, { ...page, id: null }), item(2, { ...page, id: null })],
    ],
    ['Title 3'],
  ],
])

const www = (n: number, change: Change = {}): KeySource => ({
  ...item(n, { ...undated, opening: '', id: `https://www.example.org/${n}`, link: `https://www.example.org/${n}` }),
  ...change,
})
const noWww = (n: number): Change => ({ ...undated, opening: '', id: `https://example.org/${n}` })

table('a feed', 'may switch to or from www.: it %s', [
  ['appears, and a headline is edited', [down(2, noWww), [www(3), www(2, { title: 'Edited' }), www(1)]], ['Title 3']],
  [
    'disappears, and a headline is edited',
    [
      [www(2), www(1)],
      [item(2, { ...noWww(2), title: 'Edited' }), item(1, noWww(1))],
    ],
    [],
  ],
  ['appears in one item of two', [down(2, noWww), [www(2, { title: 'Edited' }), item(1, noWww(1))]], []],
])

table('without ids', '%s', [
  [
    'an item that loses its link is known by its title',
    [down(3, () => ({ ...undated, id: null, opening: '' })), down(3, () => ({ ...bare, ...undated }))],
    [],
  ],
  [
    'a link is the id, if only one of five links is a page',
    [
      [2, 1].map((n) => item(n, { ...page, id: null })).concat([6, 5, 4, 3].map((n) => item(n, { id: null }))),
      [9, 6, 5, 4].map((n) => item(n, { id: null, ...(n === 9 ? { link: 'https://example.org/3' } : {}) })),
    ],
    [],
  ],
  ['a link is the id', [down(4, () => ({ id: null })), down(4, () => ({ id: null, title: 'Edited' }))], []],
  [
    'an item that moves to another domain with the same date is known',
    [down(2, () => ({ id: null })), down(3, (n) => ({ id: null, link: `https://new.example/${n}` }))],
    ['Title 3'],
  ],
  [
    'and links, a date of the request does not count',
    [[item(1, bare)], [item(1, { ...bare, at: NOON + 9 * HOUR })]],
    [],
  ],
  [
    'and links, a new title is a new item',
    [[item(1, bare)], [item(1, { ...bare, title: 'Water 2.2 m', at: NOON + 9 * HOUR })]],
    ['Water 2.2 m'],
  ],
  [
    'and links, a new text with a new date is a new item',
    [[item(1, { ...bare, opening: 'A' })], [item(1, { ...bare, opening: 'B', at: NOON + 9 * HOUR })]],
    ['Title 1'],
  ],
  [
    'and links, items with equal titles are distinguished by their dates',
    [[3, 2].map((n) => item(n, { ...bare, title: 'Log' })), [4, 3].map((n) => item(n, { ...bare, title: 'Log' }))],
    ['Log'],
  ],
])
