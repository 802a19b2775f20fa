/** Which items of a document are new, by what its readings before showed. */
import { describe, expect, test } from 'vitest'
import { recognise } from '../../src/feed/identity.ts'
import { formerIds, type KeySource, pack, recordsOf, unpack } from '../../src/feed/item-record.ts'
import { remember } from '../../src/feed/seen-keys.ts'
import { noKeys } from '../../src/model.ts'
import { fromFirstRecords } from '../../src/store/first-records.ts'

const site = 'https://example.org/'
const HOUR = 3_600_000
const NOON = Date.UTC(2026, 0, 5, 12, 7)

type Change = Partial<KeySource>
type Document = readonly KeySource[]

/** An item with all that an item may have; a higher number is a newer one. */
function item(n: number, change: Change = {}): KeySource {
  const at = NOON + n * HOUR
  return {
    id: `id-${n}`,
    link: `https://example.org/${n}`,
    title: `Title ${n}`,
    date: String(at),
    at,
    opening: `Text ${n}`,
    ...change,
  }
}

const undated: Change = { date: '', at: null }
/** Items from a number down to 1, as feeds list them. */
const down = (from: number, change: (n: number) => Change = () => ({})): Document =>
  Array.from({ length: from }, (_, at) => item(from - at, change(from - at)))

/** What is news in each of a feed's documents, the first of which is there when it is added. */
function newsOf(documents: readonly Document[]): readonly (readonly string[])[] {
  let known = noKeys
  return documents.map((document, reading) => {
    const records = recordsOf(document, site, false, unpack(known))
    const judgements = recognise(records, unpack(known))
    known = remember(known, pack(records.filter((_, at) => judgements[at]?.kind !== 'repeated')))
    return reading === 0 ? [] : document.flatMap(({ title }, at) => (judgements[at]?.kind === 'new' ? [title] : []))
  })
}

type Case = readonly [name: string, documents: readonly Document[], news: readonly string[]]

/** @param cases each with what the last of its documents has of news */
function table(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    test.each(cases)('%s', (_, documents, news) => {
      expect(newsOf(documents).at(-1)).toEqual(news)
    })
  })
}

table('an item is known', [
  ['as it was', [down(4), down(4)], []],
  ['in a document that turned round', [down(4), down(4).toReversed()], []],
  ['under another title', [down(4), [item(4, { title: 'Edited' }), ...down(3)]], []],
  ['under another link', [down(4), [item(4, { link: 'https://example.org/moved' }), ...down(3)]], []],
  ['with another date', [down(4), [item(4, { at: NOON + 40 * HOUR }), ...down(3)]], []],
  ['with another title and date', [down(4), [item(4, { title: 'Edited', at: NOON + 40 * HOUR }), ...down(3)]], []],
  [
    'with another title and link, of its date',
    [down(4), [item(4, { title: 'Edited', link: 'https://example.org/moved' }), ...down(3)]],
    [],
  ],
  ['listed twice', [down(3), [item(4), item(4), ...down(3)]], ['Title 4']],
  ['after it left and came back', [down(4), down(3), down(4)], []],
  ['beside its edited self', [down(4), [item(4, { title: 'Edited', at: NOON + 9 * HOUR }), ...down(4)]], []],
])

table('ids', [
  [
    'made anew for one item',
    [down(4), [...down(4).slice(0, 3), item(1, { id: 'x', link: 'https://example.org/x' })]],
    [],
  ],
  [
    'made anew for all items, with links, in a feed without dates',
    [down(4, () => undated), down(5, (n) => ({ ...undated, id: `urn:${n}`, link: `https://new.example/${n}` }))],
    ['Title 5'],
  ],
  [
    'made anew for all but one, in a feed without dates',
    [
      down(10, () => undated),
      down(10, (n) => ({ ...undated, ...(n === 10 ? {} : { id: `x${n}`, link: `https://example.org/x${n}` }) })),
    ],
    [],
  ],
  ['that begin', [down(4, () => ({ id: null })), down(5)], ['Title 5']],
  ['that end', [down(4), down(5, () => ({ id: null }))], ['Title 5']],
  ['that all items share', [down(4, () => ({ id: 'same' })), down(5, () => ({ id: 'same' }))], ['Title 5']],
  [
    'that are places in a list',
    [down(4, (n) => ({ id: `${5 - n}`, opening: '' })), down(5, (n) => ({ id: `${6 - n}`, opening: '' }))],
    ['Title 5'],
  ],
  [
    'that are places in a list of one date',
    [down(4, (n) => ({ id: `${5 - n}`, at: NOON })), down(5, (n) => ({ id: `${6 - n}`, at: NOON }))],
    ['Title 5'],
  ],
  [
    'that are places in a list, and an edited headline',
    [
      down(4, (n) => ({ id: `${5 - n}`, at: NOON, opening: '' })),
      down(5, (n) => ({ id: `${6 - n}`, at: NOON, opening: '', ...(n === 2 ? { title: 'Edited' } : {}) })),
    ],
    ['Title 5'],
  ],
  [
    'that hold session ids, of an item that left and came back',
    [1, 2, 3].map((session) =>
      down(6, (n) => ({ ...undated, id: `${n}-${session}`, link: `https://example.org/${n}?sid=${session}` })).filter(
        (_, at) => session !== 2 || at !== 2,
      ),
    ),
    [],
  ],
  [
    'that hold session ids, after a short document',
    [1, 2, 3].map((session) =>
      down(6, (n) => ({ ...undated, id: `${n}-${session}`, link: `https://example.org/${n}?sid=${session}` })).slice(
        0,
        session === 2 ? 2 : 6,
      ),
    ),
    [],
  ],
  ['that are used again for something else', [down(4), [item(9, { id: 'id-2' }), ...down(4).slice(0, 2)]], ['Title 9']],
  [
    'that count edits',
    [
      down(4, (n) => ({ id: `https://example.org/${n}#0` })),
      down(4, (n) => ({
        id: `https://example.org/${n}#${n === 4 ? 1 : 0}`,
        ...(n === 4 ? { title: 'Edited', at: NOON + 40 * HOUR } : {}),
      })),
    ],
    [],
  ],
])

const page = { link: 'https://example.org/page' }

table('a link that is a place', [
  ['shows one incident after another', [[item(1, page)], [item(2, page)], [item(3, page)]], ['Title 3']],
  [
    'shows one after another, without dates',
    [[item(1, { ...page, ...undated })], [item(2, { ...page, ...undated })]],
    ['Title 2'],
  ],
  [
    'is watched, and has changed',
    [
      down(3, () => undated),
      [...down(3, () => undated).slice(0, 2), item(1, { ...undated, id: 'id-1b', opening: 'Changed' })],
    ],
    ['Title 1'],
  ],
  [
    'is watched, and has changed at a known time',
    [down(3), [...down(3).slice(0, 2), item(1, { id: 'id-1b', at: NOON + 9 * HOUR })]],
    ['Title 1'],
  ],
  [
    'stands under equal warnings side by side',
    [
      [item(1, { ...page, title: 'Warning' })],
      [item(2, { ...page, title: 'Warning' }), item(1, { ...page, title: 'Warning' })],
    ],
    ['Warning'],
  ],
  [
    'is known in several titles, in a feed without ids',
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

table('www.', [
  ['comes, and a headline is edited', [down(2, noWww), [www(3), www(2, { title: 'Edited' }), www(1)]], ['Title 3']],
  [
    'goes, and a headline is edited',
    [
      [www(2), www(1)],
      [item(2, { ...noWww(2), title: 'Edited' }), item(1, noWww(1))],
    ],
    [],
  ],
  ['comes in one item of two', [down(2, noWww), [www(2, { title: 'Edited' }), item(1, noWww(1))]], []],
])

const bare = { id: null, link: null, opening: '' }

table('without ids', [
  ['a link is the id', [down(4, () => ({ id: null })), down(4, () => ({ id: null, title: 'Edited' }))], []],
  [
    'a link that moves to another domain is another, but of the same date',
    [down(2, () => ({ id: null })), down(3, (n) => ({ id: null, link: `https://new.example/${n}` }))],
    ['Title 3'],
  ],
  ['and links a date that is now is none', [[item(1, bare)], [item(1, { ...bare, at: NOON + 9 * HOUR })]], []],
  [
    'and links another title is another item',
    [[item(1, bare)], [item(1, { ...bare, title: 'Water 2.2 m', at: NOON + 9 * HOUR })]],
    ['Water 2.2 m'],
  ],
  [
    'and links another text of another date is another item',
    [[item(1, { ...bare, opening: 'A' })], [item(1, { ...bare, opening: 'B', at: NOON + 9 * HOUR })]],
    ['Title 1'],
  ],
  [
    'and links items of equal titles are told apart by their dates',
    [[3, 2].map((n) => item(n, { ...bare, title: 'Log' })), [4, 3].map((n) => item(n, { ...bare, title: 'Log' }))],
    ['Log'],
  ],
])

table('a document replaced as a whole', [
  [
    'is news, also under the same titles',
    [
      down(3),
      down(3, (n) => ({ id: `b${n}`, link: `https://example.org/b${n}`, at: NOON + 24 * HOUR, opening: `Other ${n}` })),
    ],
    ['Title 3', 'Title 2', 'Title 1'],
  ],
])

table('dates', [
  [
    'an item older than all that is remembered is an old one',
    [down(9).slice(0, 5), [...down(9).slice(0, 5), item(1)]],
    [],
  ],
  [
    'but not between two of them',
    [
      [item(9), item(7), item(5), item(3)],
      [item(9), item(7), item(4), item(3)],
    ],
    ['Title 4'],
  ],
  [
    'nor in a feed that is in no order',
    [
      [item(5), item(9), item(7), item(8)],
      [item(2), item(5), item(9), item(7)],
    ],
    ['Title 2'],
  ],
  [
    'beside one that is pinned',
    [
      [item(-99), item(9), item(8), item(7), item(6)],
      [item(-99), item(9), item(8), item(7), item(6), item(2)],
    ],
    [],
  ],
])

describe('a record of version 1', () => {
  const first = (document: Document) =>
    unpack(
      fromFirstRecords(
        recordsOf(document, site, false)
          .map((record) => record.slice(0, 24))
          .join(''),
      ),
    )
  const again = (document: Document, remembered = first(document)) =>
    recognise(recordsOf(document, site, false), remembered, (at) => {
      const source = document[at]
      return source === undefined ? [] : formerIds(source)
    }).map(({ kind }) => kind)

  test.each<readonly [string, Document]>([
    ['with an id', down(3)],
    ['with a link', down(3, () => ({ id: null }))],
    ['with a title', down(3, () => bare)],
  ])('%s is known', (_, document) => {
    expect(again(document)).toEqual(['known', 'known', 'known'])
  })
})

describe('documents of many items end in bounded time', () => {
  const many = 3000
  const all = (change: (n: number) => Change): Document =>
    Array.from({ length: many }, (_, n) => item(n, { ...undated, opening: '', ...change(n) }))
  const half = (n: number) => n < many / 2
  const cases: readonly (readonly [name: string, before: Document, after: Document])[] = [
    [
      'in which half the items take the title of the others',
      all(() => ({ title: 'Same' })),
      all((n) => (half(n) ? { title: `Other ${n}` } : { title: 'Same', link: `https://example.org/new/${n}` })),
    ],
    [
      'in which half the items take the title of the others, and new ids and links',
      all(() => ({ title: 'Same' })),
      all((n) =>
        half(n) ? { title: `Other ${n}` } : { title: 'Same', id: `new-${n}`, link: `https://new.example.org/${n}` },
      ),
    ],
    ['that share an id', all((n) => ({ id: `id-${n % 2}` })), all((n) => ({ id: `id-${n % 2}`, title: `Other ${n}` }))],
    ['that share a link', all(() => ({ link: site })), all((n) => ({ link: site, title: `Other ${n}` }))],
    [
      'that share everything but a date',
      all(() => ({ id: null, link: null, title: 'Same' })),
      all((n) => ({ id: null, link: null, title: 'Same', at: n })),
    ],
    ['that share a date', all(() => ({ at: NOON })), all((n) => ({ at: NOON, id: `new-${n}` }))],
  ]
  test.each(cases)('%s', (_, before, after) => {
    const known = recordsOf(before, site, false)
    expect(recognise(recordsOf(after, site, false, known), known)).toHaveLength(many)
  })
})
