/** Publishers' habits by which an item leaves a feed, and which of them look like a withdrawal. */
import { expect, it } from 'vitest'
import { recognise } from '../../src/feed/identity.ts'
import { type KeySource, recordsOf } from '../../src/feed/item-record.ts'
import { missingItems } from '../../src/feed/missing-items.ts'

const NOW = Date.UTC(2026, 0, 5, 12)
const site = 'https://example.org/'

/** An item of an age in minutes. */
function aged(minutes: number, more: Partial<KeySource> = {}): KeySource {
  const name = `${minutes}`
  return {
    id: `id-${name}`,
    link: `${site}${name}`,
    title: `Title ${name}`,
    date: '',
    at: NOW - minutes * 60_000,
    opening: `All about ${name}.`,
    ...more,
  }
}
const old = [120, 180, 240, 300].map((minutes) => aged(minutes))
const fresh = aged(20)

interface Habit {
  readonly name: string
  readonly before: readonly KeySource[]
  readonly after: readonly KeySource[]
  /** A hub delivers, or the document breaks off. */
  readonly wasPushed?: true
  /** Minutes of age of what seems to be withdrawn. */
  readonly withdrawn: readonly number[]
}

const habits: readonly Habit[] = [
  { name: 'withdraws the newest item', before: [fresh, ...old], after: old, withdrawn: [20] },
  {
    name: 'withdraws an item below a newer one',
    before: [aged(5), fresh, ...old],
    after: [aged(5), ...old],
    withdrawn: [20],
  },
  {
    name: 'withdraws an item and publishes another',
    before: [fresh, ...old],
    after: [aged(1), ...old],
    withdrawn: [20],
  },
  { name: 'lists the oldest first', before: [...old, fresh].toReversed(), after: old.toReversed(), withdrawn: [20] },
  { name: 'changes nothing', before: [fresh, ...old], after: [fresh, ...old], withdrawn: [] },
  {
    name: 'edits the title of an item',
    before: [fresh, ...old],
    after: [aged(20, { title: 'Other' }), ...old],
    withdrawn: [],
  },
  {
    name: 'gives an item another id and link',
    before: [fresh, ...old],
    after: [aged(20, { id: 'x', link: `${site}x` }), ...old],
    withdrawn: [],
  },
  {
    name: 'publishes an item again, with another id, title and date, at the same address',
    before: [fresh, ...old],
    after: [aged(1, { id: 'x', title: 'Other', link: `${site}20` }), ...old],
    withdrawn: [],
  },
  {
    name: 'withdraws an item of yesterday',
    before: [fresh, ...old],
    after: [fresh, ...old.slice(0, 2), ...old.slice(3)],
    withdrawn: [],
  },
  { name: 'withdraws an item after an hour', before: [aged(61), ...old], after: old, withdrawn: [] },
  {
    name: 'pushes the oldest out',
    before: [aged(30), aged(40), aged(50), fresh].toReversed(),
    after: [aged(1), fresh, aged(30), aged(40)],
    withdrawn: [],
  },
  { name: 'replaces its document', before: [fresh, ...old], after: [aged(1), aged(2), aged(3)], withdrawn: [] },
  { name: 'shows fewer items', before: [fresh, aged(30), aged(40), ...old], after: old, withdrawn: [] },
  { name: 'shows two items', before: [fresh, ...old.slice(0, 2)], after: old.slice(0, 2), withdrawn: [] },
  {
    name: 'has no dates',
    before: [fresh, ...old].map((item) => ({ ...item, at: null })),
    after: old.map((item) => ({ ...item, at: null })),
    withdrawn: [],
  },
  {
    name: 'gives all items the date of the document',
    before: [fresh, ...old].map((item) => ({ ...item, at: NOW - 60_000 })),
    after: old.map((item) => ({ ...item, at: NOW - 60_000 })),
    withdrawn: [],
  },
  {
    name: 'lists what is read most',
    before: [aged(180), aged(20), aged(300), aged(120), aged(240)],
    after: [aged(300), aged(180), aged(240), aged(120)],
    withdrawn: [],
  },
  { name: 'has an item dated in the future', before: [aged(-30), ...old], after: old, withdrawn: [] },
  {
    name: 'pushes an item that its cache does not list yet',
    before: [fresh, ...old],
    after: old,
    wasPushed: true,
    withdrawn: [],
  },
  { name: 'empties its document', before: [fresh, ...old], after: [], withdrawn: [] },
]

it.each(habits)('a publisher that $name: $withdrawn', ({ before, after, wasPushed = false, withdrawn }) => {
  const known = [
    ...recordsOf(before.slice(0, 1), site, false, [], wasPushed),
    ...recordsOf(before.slice(1), site, false),
  ]
  const records = recordsOf(after, site, false, known)
  const missing = missingItems(records, recognise(records, known), known, NOW)
  const expected = before.filter(({ at }) => withdrawn.some((minutes) => at === NOW - minutes * 60_000))
  const keys = (all: readonly string[]) => all.map((record) => record.slice(0, 24))
  expect(keys(missing)).toEqual(keys(recordsOf(expected, site, false)))
})
