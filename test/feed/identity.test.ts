/** Which items of a document are new, after earlier documents. */
import { down, HOUR, item, NOON, table, undated } from './fixtures/feed-documents.ts'

table('a known item', 'is not new %s', [
  ['if it is unchanged', [down(4), down(4)], []],
  ['if the document is reversed', [down(4), down(4).toReversed()], []],
  ['if its title changes', [down(4), [item(4, { title: 'Edited' }), ...down(3)]], []],
  ['if its link changes', [down(4), [item(4, { link: 'https://example.org/moved' }), ...down(3)]], []],
  ['if its date changes', [down(4), [item(4, { at: NOON + 40 * HOUR }), ...down(3)]], []],
  ['if its title and date change', [down(4), [item(4, { title: 'Edited', at: NOON + 40 * HOUR }), ...down(3)]], []],
  [
    'if its title and link change, but not its date',
    [down(4), [item(4, { title: 'Edited', link: 'https://example.org/moved' }), ...down(3)]],
    [],
  ],
  ['if a new item is listed twice', [down(3), [item(4), item(4), ...down(3)]], ['Title 4']],
  ['if it was unlisted for a while', [down(4), down(3), down(4)], []],
  [
    'if its edited version is listed too',
    [down(4), [item(4, { title: 'Edited', at: NOON + 9 * HOUR }), ...down(4)]],
    [],
  ],
])

table('items are recognised by other fields', 'if ids %s', [
  ['change for one item', [down(4), [...down(4).slice(0, 3), item(1, { id: 'x', link: 'https://example.org/x' })]], []],
  [
    'and links change for all items of a feed without dates',
    [down(4, () => undated), down(5, (n) => ({ ...undated, id: `urn:${n}`, link: `https://new.example/${n}` }))],
    ['Title 5'],
  ],
  [
    'and links change for all items but one, in a feed without dates',
    [
      down(10, () => undated),
      down(10, (n) => ({ ...undated, ...(n === 10 ? {} : { id: `x${n}`, link: `https://example.org/x${n}` }) })),
    ],
    [],
  ],
  ['are introduced', [down(4, () => ({ id: null })), down(5)], ['Title 5']],
  ['are dropped', [down(4), down(5, () => ({ id: null }))], ['Title 5']],
  ['are the same for all items', [down(4, () => ({ id: 'same' })), down(5, () => ({ id: 'same' }))], ['Title 5']],
  [
    'are positions in a list',
    [down(4, (n) => ({ id: `${5 - n}`, opening: '' })), down(5, (n) => ({ id: `${6 - n}`, opening: '' }))],
    ['Title 5'],
  ],
  [
    'are positions in a list with one date',
    [down(4, (n) => ({ id: `${5 - n}`, at: NOON })), down(5, (n) => ({ id: `${6 - n}`, at: NOON }))],
    ['Title 5'],
  ],
  [
    'are positions in a list, and a headline is edited',
    [
      down(4, (n) => ({ id: `${5 - n}`, at: NOON, opening: '' })),
      down(5, (n) => ({ id: `${6 - n}`, at: NOON, opening: '', ...(n === 2 ? { title: 'Edited' } : {}) })),
    ],
    ['Title 5'],
  ],
  [
    'contain session ids, and an item is unlisted for a while',
    [1, 2, 3].map((session) =>
      down(6, (n) => ({ ...undated, id: `${n}-${session}`, link: `https://example.org/${n}?sid=${session}` })).filter(
        (_, at) => session !== 2 || at !== 2,
      ),
    ),
    [],
  ],
  [
    'contain session ids, and a document is short',
    [1, 2, 3].map((session) =>
      down(6, (n) => ({ ...undated, id: `${n}-${session}`, link: `https://example.org/${n}?sid=${session}` })).slice(
        0,
        session === 2 ? 2 : 6,
      ),
    ),
    [],
  ],
  ['are reused for another item', [down(4), [item(9, { id: 'id-2' }), ...down(4).slice(0, 2)]], ['Title 9']],
  [
    'are reused for another item of a day that several known items share',
    [
      [item(2, { at: NOON }), item(1, { at: NOON })],
      [item(9, { id: 'id-1', at: NOON }), item(3)],
    ],
    ['Title 9', 'Title 3'],
  ],
  [
    'are reused for another item of a day that several listed items share',
    [
      [item(2), item(1, { at: NOON })],
      [item(9, { id: 'id-1', at: NOON }), item(3, { at: NOON })],
    ],
    ['Title 9', 'Title 3'],
  ],
  [
    'count edits',
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

table('a document with other items', '%s', [
  [
    'is new even if titles are the same',
    [
      down(3),
      down(3, (n) => ({ id: `b${n}`, link: `https://example.org/b${n}`, at: NOON + 24 * HOUR, opening: `Other ${n}` })),
    ],
    ['Title 3', 'Title 2', 'Title 1'],
  ],
])

table('by its date', '%s', [
  ['an item older than all remembered items is not new', [down(9).slice(0, 5), [...down(9).slice(0, 5), item(1)]], []],
  [
    'an item between two remembered items is new',
    [
      [item(9), item(7), item(5), item(3)],
      [item(9), item(7), item(4), item(3)],
    ],
    ['Title 4'],
  ],
  [
    'an old item of an unsorted feed is new',
    [
      [item(5), item(9), item(7), item(8)],
      [item(2), item(5), item(9), item(7)],
    ],
    ['Title 2'],
  ],
  [
    'an item older than all but a pinned item is not new',
    [
      [item(-99), item(9), item(8), item(7), item(6)],
      [item(-99), item(9), item(8), item(7), item(6), item(2)],
    ],
    [],
  ],
])
