/** What is new in a feed that is polled and pushed: habits of publishers and hubs, each with what must be sent. */
import { describe, expect, test } from 'vitest'
import { runs } from '../runs.ts'
import {
  down,
  type FeedFormat,
  formats,
  item,
  Memory,
  poll,
  push,
  render,
  type Step,
  sentIn,
  type Written,
} from './fixtures/pushed-feed.ts'

const HOUR = 3_600_000
const MIDNIGHT = Date.UTC(2026, 0, 20)
const news = (...numbers: readonly number[]) => numbers.map((n) => `Title ${n}`)
const undated = { at: undefined } as unknown as Partial<Written>
const without = (...fields: readonly (keyof Written)[]) =>
  Object.fromEntries(fields.map((field) => [field, undefined])) as Partial<Written>
const edited = (n: number, change: Partial<Written> = {}) => item(n, { title: `Edited ${n}`, ...change })

interface Habit {
  readonly name: string
  readonly steps: readonly Step[]
  /** Absent: all. */
  readonly formats?: readonly FeedFormat[]
}

const plain: readonly Habit[] = [
  { name: 'one new entry, then a poll', steps: [poll(down(15, 1)), push(item(16), 'Title 16'), poll(down(16, 2))] },
  { name: 'a poll first, then the push', steps: [poll(down(15, 1)), poll(down(16, 2), 'Title 16'), push(item(16))] },
  {
    name: 'one entry after another',
    steps: [
      poll(down(5, 1)),
      ...[6, 7, 8, 9, 10].map((n) => push(item(n), `Title ${n}`)),
      poll(down(10, 6)),
      push(item(11), 'Title 11'),
    ],
  },
  {
    name: 'several new entries at once',
    steps: [poll(down(15, 1)), push(down(18, 16), ...news(16, 17, 18)), poll(down(18, 4))],
  },
  {
    name: 'several, the oldest first',
    steps: [poll(down(15, 1)), push(down(18, 16).toReversed(), ...news(16, 17, 18)), poll(down(18, 4))],
  },
  {
    name: 'the whole feed each time',
    steps: [poll(down(15, 1)), push(down(16, 2), 'Title 16'), push(down(17, 3), 'Title 17'), poll(down(17, 3))],
  },
  {
    name: 'the same push twice',
    steps: [poll(down(15, 1)), push(item(16), 'Title 16'), push(item(16)), poll(down(16, 2))],
  },
  {
    name: 'an entry twice in a push',
    steps: [poll(down(15, 1)), push([item(16), item(16)], 'Title 16'), poll(down(16, 2))],
  },
  {
    name: 'more entries than the feed lists',
    steps: [
      poll(down(10, 1)),
      push(down(40, 11), ...news(...Array.from({ length: 30 }, (_, at) => at + 11))),
      poll(down(40, 31)),
    ],
  },
  {
    name: 'the first entry of an empty feed',
    steps: [poll([]), push(item(1), 'Title 1'), poll(down(1, 1)), push(item(2), 'Title 2'), poll(down(2, 1))],
  },
  {
    name: 'a feed that lists one entry',
    steps: [poll(down(1, 1)), push(item(2), 'Title 2'), poll(down(2, 2)), poll(down(3, 3), 'Title 3'), push(item(3))],
  },
  {
    name: 'an entry that a stale copy does not list yet',
    steps: [poll(down(15, 1)), push(item(16), 'Title 16'), poll(down(15, 1)), poll(down(16, 2)), push(item(16))],
  },
  {
    name: 'entries that are gone before the next poll',
    steps: [
      poll(down(15, 1)),
      push(item(16), 'Title 16'),
      poll(down(40, 26), ...news(...Array.from({ length: 15 }, (_, at) => at + 26))),
      push(item(16)),
    ],
  },
  {
    name: 'a push that never came, before one that did',
    steps: [poll(down(15, 1)), push(item(17), 'Title 17'), poll(down(17, 3), 'Title 16'), push(item(16))],
  },
  {
    name: 'pushes in the wrong order',
    steps: [
      poll(down(15, 1)),
      push(item(18), 'Title 18'),
      push(item(16), 'Title 16'),
      push(item(17), 'Title 17'),
      poll(down(18, 4)),
    ],
  },
  {
    name: 'entries that come back weeks later',
    steps: [poll(down(15, 1)), push(item(16), 'Title 16'), poll(down(16, 2)), push(down(16, 10)), poll(down(16, 2))],
  },
  {
    name: 'a feed that lists the oldest first',
    steps: [
      poll(down(15, 1).toReversed()),
      push(item(16), 'Title 16'),
      poll(down(16, 1).toReversed()),
      push(edited(3)),
      push(item(17), 'Title 17'),
    ],
  },
  { name: 'no entry at all', steps: [poll(down(15, 1)), push([]), poll(down(16, 2), 'Title 16')] },
]

const edits: readonly Habit[] = [
  {
    name: 'an edited title, then a poll',
    steps: [poll(down(15, 1)), push(edited(8)), poll([...down(15, 9), edited(8), ...down(7, 1)])],
  },
  {
    name: 'an edited title, then a stale poll',
    steps: [poll(down(15, 1)), push(edited(8)), poll(down(15, 1)), poll([...down(15, 9), edited(8), ...down(7, 1)])],
  },
  {
    name: 'an entry that is edited after its push',
    steps: [
      poll(down(15, 1)),
      push(item(16), 'Title 16'),
      push(edited(16)),
      push(edited(16, { title: 'Again' })),
      poll([edited(16, { title: 'Again' }), ...down(15, 2)]),
    ],
  },
  { name: 'an edited text', steps: [poll(down(15, 1)), push(item(8, { text: 'Another text' })), poll(down(15, 1))] },
  {
    name: 'an edited link',
    steps: [poll(down(15, 1)), push(item(8, { link: 'https://blog.example/renamed' })), poll(down(15, 1))],
  },
  {
    name: 'an edited title and link',
    steps: [poll(down(15, 1)), push(edited(8, { link: 'https://blog.example/renamed' })), poll(down(15, 1))],
  },
  {
    name: 'an edited title and date',
    steps: [poll(down(15, 1)), push(edited(8, { at: MIDNIGHT + 7 })), poll(down(15, 1))],
  },
  {
    name: 'an edit and a new entry together',
    steps: [
      poll(down(15, 1)),
      push([edited(8), item(16)], 'Title 16'),
      poll([item(16), ...down(15, 9), edited(8), ...down(7, 2)]),
    ],
  },
  {
    name: 'an edit of an entry that the feed lists no more',
    steps: [
      poll(down(15, 1)),
      poll(down(30, 16), ...news(...Array.from({ length: 15 }, (_, at) => at + 16))),
      push(edited(5)),
      poll(down(30, 16)),
    ],
  },
  {
    name: 'an edit of an entry older than all that is known',
    steps: [poll(down(30, 16)), push(edited(3)), poll(down(30, 16)), push(edited(3)), push(item(31), 'Title 31')],
  },
  {
    name: 'an edit of an old entry before a new one',
    steps: [poll(down(30, 16)), push([edited(3), item(31)], 'Title 31'), poll(down(31, 17))],
  },
  {
    name: 'edits of many old entries, such as all videos of a channel',
    steps: [
      poll(down(30, 16)),
      push(down(15, 1, (n) => ({ title: `Edited ${n}` }))),
      poll(down(30, 16)),
      push(down(30, 16, (n) => ({ title: `Edited ${n}` }))),
    ],
  },
  {
    name: 'edits of half the feed, then of an old entry',
    steps: [
      poll(down(30, 16)),
      ...[17, 19, 21, 23, 25, 27, 29].map((n) => push(edited(n))),
      push(edited(3)),
      push(item(31), 'Title 31'),
    ],
  },
  {
    name: 'an old draft, which the feed lists first',
    steps: [
      poll(down(30, 16)),
      push(item(3)),
      poll([item(3), ...down(30, 17)], 'Title 3'),
      push(item(3)),
      poll([item(3), ...down(30, 17)]),
    ],
  },
  {
    name: 'dates of the push',
    steps: [
      poll(down(15, 1)),
      push(item(8, { at: MIDNIGHT + 1 })),
      push(item(16, { at: MIDNIGHT + 2 }), 'Title 16'),
      poll(down(16, 2)),
    ],
  },
]

const weak: readonly Habit[] = [
  {
    name: 'no dates',
    steps: [
      poll(down(15, 1, () => undated)),
      push(item(16, undated), 'Title 16'),
      push(edited(8, undated)),
      poll([item(16, undated), ...down(15, 9, () => undated), edited(8, undated), ...down(7, 2, () => undated)]),
    ],
  },
  {
    name: 'no ids',
    steps: [
      poll(down(15, 1, () => without('id'))),
      push(item(16, without('id')), 'Title 16'),
      push(edited(8, without('id'))),
      poll([item(16, without('id')), ...down(15, 2, () => without('id'))]),
    ],
  },
  {
    name: 'neither ids nor dates',
    steps: [
      poll(down(15, 1, () => without('id', 'at'))),
      push(item(16, without('id', 'at')), 'Title 16'),
      push(edited(8, without('id', 'at'))),
      poll(down(16, 2, () => without('id', 'at'))),
    ],
  },
  {
    name: 'no links',
    steps: [
      poll(down(15, 1, () => without('link'))),
      push(item(16, without('link')), 'Title 16'),
      push(edited(8, without('link'))),
      poll(down(16, 2, () => without('link'))),
    ],
  },
  {
    name: 'only titles and dates',
    steps: [
      poll(down(15, 1, () => without('id', 'link', 'text'))),
      push(item(16, without('id', 'link', 'text')), 'Title 16'),
      push(item(9, without('id', 'link', 'text'))),
      poll(down(16, 2, () => without('id', 'link', 'text'))),
    ],
  },
  {
    name: 'only titles',
    steps: [
      poll(down(15, 1, () => without('id', 'link', 'text', 'at'))),
      push(item(16, without('id', 'link', 'text', 'at')), 'Title 16'),
      push(item(9, without('id', 'link', 'text', 'at'))),
      poll(down(16, 2, () => without('id', 'link', 'text', 'at'))),
    ],
  },
  {
    name: 'links as ids',
    steps: [
      poll(down(15, 1, (n) => ({ id: `https://blog.example/${n}` }))),
      push(item(16, { id: 'https://blog.example/16' }), 'Title 16'),
      push(edited(8, { id: 'https://blog.example/8' })),
      poll(down(16, 2, (n) => ({ id: `https://blog.example/${n}` }))),
    ],
  },
  {
    name: 'links as ids, and an edited title and date',
    steps: [
      poll(down(15, 1, (n) => ({ id: `https://blog.example/${n}` }))),
      push(edited(8, { id: 'https://blog.example/8', at: MIDNIGHT + 7, text: 'Another text' })),
    ],
  },
  {
    name: 'a renamed page without an id',
    steps: [
      poll(down(15, 1, () => without('id'))),
      push(item(15, { ...without('id'), link: 'https://blog.example/typo-fixed' })),
      poll([
        item(15, { ...without('id'), link: 'https://blog.example/typo-fixed' }),
        ...down(14, 1, () => without('id')),
      ]),
    ],
  },
]

const warning = (n: number, change: Partial<Written> = {}) =>
  item(n, { title: 'Warning', text: 'Stay inside.', at: MIDNIGHT, ...change })
const warnings = (from: number, to: number, change: Partial<Written> = {}) =>
  down(from, to).map((_, at) => warning(from - at, change))
const alike: readonly Habit[] = [
  {
    name: 'equal titles, texts and links without dates, with ids',
    steps: [
      poll(warnings(5, 1, { ...undated, link: 'https://blog.example/map' })),
      push(warning(6, { ...undated, link: 'https://blog.example/map' }), 'Warning'),
      poll(warnings(6, 2, { ...undated, link: 'https://blog.example/map' })),
    ],
  },
  {
    name: 'equal titles, texts and days, with ids',
    steps: [
      poll(warnings(5, 1)),
      push(warning(6), 'Warning'),
      push(warning(6)),
      push(warning(7), 'Warning'),
      poll(warnings(7, 3)),
      push(warning(8), 'Warning'),
      poll(warnings(8, 4)),
    ],
  },
  {
    name: 'the second of two equal ones',
    steps: [
      poll([warning(1), ...down(3, 2)]),
      push(warning(9), 'Warning'),
      poll([warning(9), warning(1), ...down(3, 2)]),
    ],
  },
  {
    name: 'equal titles and texts without dates, with ids',
    steps: [
      poll(warnings(5, 1, undated)),
      push(warning(6, undated), 'Warning'),
      poll(warnings(6, 2, undated)),
      push(warning(7, undated), 'Warning'),
    ],
  },
  {
    name: 'the second of two equal ones without dates',
    steps: [
      poll([warning(1, undated), ...down(3, 2)]),
      push(warning(9, undated), 'Warning'),
      poll([warning(9, undated), warning(1, undated), ...down(3, 2)]),
    ],
  },
  {
    name: 'equal titles and texts with links only',
    steps: [
      poll(warnings(5, 1, without('id', 'at'))),
      push(warning(6, without('id', 'at')), 'Warning'),
      poll(warnings(6, 2, without('id', 'at'))),
    ],
  },
  {
    name: 'the second of two equal ones with links only',
    steps: [
      poll([warning(1, without('id', 'at')), ...down(3, 2)]),
      push(warning(9, without('id', 'at')), 'Warning'),
      poll([warning(9, without('id', 'at')), warning(1, without('id', 'at')), ...down(3, 2)]),
    ],
  },
  {
    name: 'a weekly column of the same title',
    steps: [
      poll([item(1, { title: 'Open thread' }), ...down(4, 2)]),
      push(item(5, { title: 'Open thread' }), 'Open thread'),
      poll([item(5, { title: 'Open thread' }), ...down(4, 2), item(1, { title: 'Open thread' })]),
    ],
  },
]

const status = (n: number, change: Partial<Written> = {}) => item(n, { link: 'https://blog.example/status', ...change })
const statuses = (from: number, to: number) => down(from, to).map((_, at) => status(from - at))
const odd: readonly Habit[] = [
  {
    name: 'one id and one title for two, and for a third',
    steps: [
      poll([item(5), item(4, { id: 'live', title: 'Live' }), item(3, { id: 'live', title: 'Live' })]),
      push(item(6, { id: 'live', title: 'Live' }), 'Live'),
      poll([item(6, { id: 'live', title: 'Live' }), item(5), item(4, { id: 'live', title: 'Live' })]),
    ],
  },
  {
    name: 'one id for all, and two equal titles',
    steps: [
      poll(down(5, 1, () => ({ id: 'same' }))),
      push(item(6, { id: 'same', title: 'Live' }), 'Live'),
      push(item(7, { id: 'same', title: 'Live' }), 'Live'),
      poll([7, 6].map((n) => item(n, { id: 'same', title: 'Live' })).concat(down(5, 3, () => ({ id: 'same' })))),
    ],
  },
  {
    name: 'incidents that share a page',
    steps: [
      poll(statuses(5, 1)),
      push(status(6), 'Title 6'),
      push(status(6, { title: 'Resolved 6' })),
      push(status(7), 'Title 7'),
      poll([status(7), status(6, { title: 'Resolved 6' }), ...statuses(5, 1)]),
    ],
  },
  {
    name: 'the second incident on a page',
    steps: [poll([status(1), ...down(4, 2)]), push(status(9), 'Title 9'), poll([status(9), ...down(4, 2), status(1)])],
  },
  {
    name: 'items that link to the site',
    steps: [
      poll(down(5, 1, () => ({ link: 'https://blog.example/' }))),
      push(item(6, { link: 'https://blog.example/' }), 'Title 6'),
      push(edited(3, { link: 'https://blog.example/' })),
      poll(down(6, 2, () => ({ link: 'https://blog.example/' }))),
    ],
  },
  {
    name: 'one id for all',
    steps: [
      poll(down(5, 1, () => ({ id: 'same' }))),
      push(item(6, { id: 'same' }), 'Title 6'),
      push(item(7, { id: 'same' }), 'Title 7'),
      push(edited(7, { id: 'same' })),
      poll(down(7, 3, () => ({ id: 'same' }))),
      push(item(8, { id: 'same' }), 'Title 8'),
    ],
  },
  {
    name: 'one id for two',
    steps: [
      poll(down(5, 1, (n) => (n < 3 ? { id: 'twice' } : {}))),
      push(edited(2, { id: 'twice' })),
      push(item(6), 'Title 6'),
      poll([item(6), ...down(5, 3), edited(2, { id: 'twice' }), item(1, { id: 'twice' })]),
    ],
  },
  {
    name: 'an id that is used again',
    steps: [
      poll(down(5, 1)),
      push(item(9, { id: 'tag:blog.example,2026:5' }), 'Title 9'),
      poll([item(9, { id: 'tag:blog.example,2026:5' }), ...down(4, 1)]),
    ],
  },
  {
    name: 'positions as ids',
    steps: [
      poll(down(5, 1, (n) => ({ id: String(6 - n) }))),
      push(item(6, { id: '1' }), 'Title 6'),
      poll(down(6, 2, (n) => ({ id: String(7 - n) }))),
      push(item(7, { id: '1' }), 'Title 7'),
      poll(down(7, 3, (n) => ({ id: String(8 - n) }))),
    ],
  },
  {
    name: 'the date of the document at each item',
    steps: [
      poll(down(5, 1, () => ({ at: MIDNIGHT }))),
      push(item(6, { at: MIDNIGHT + HOUR }), 'Title 6'),
      poll(down(6, 2, () => ({ at: MIDNIGHT + 2 * HOUR }))),
      push(edited(4, { at: MIDNIGHT + 3 * HOUR })),
    ],
  },
  {
    name: 'links over http in pushes',
    steps: [
      poll(down(5, 1)),
      push(item(6, { link: 'http://blog.example/6' }), 'Title 6'),
      push(edited(3, { link: 'http://blog.example/3' })),
      poll(down(6, 2)),
    ],
  },
  {
    name: 'links with www. in pushes',
    steps: [
      poll(down(5, 1)),
      push(item(6, { link: 'https://www.blog.example/6' }), 'Title 6'),
      push(item(3, { link: 'https://www.blog.example/3' })),
      poll(down(6, 2)),
    ],
  },
  {
    name: 'links with campaigns in pushes',
    steps: [
      poll(down(5, 1, () => without('id'))),
      push(item(6, { ...without('id'), link: 'https://blog.example/6?utm_source=hub' }), 'Title 6'),
      push(item(3, { ...without('id'), link: 'https://blog.example/3?utm_source=hub' })),
      poll(down(6, 2, () => without('id'))),
    ],
  },
  {
    name: 'pushes without the site',
    steps: [
      poll(down(15, 1)),
      { ...push(item(16), 'Title 16'), hasSite: false },
      { ...push(edited(8)), hasSite: false },
      poll(down(16, 2)),
    ],
  },
  {
    name: 'pushes without texts and dates',
    steps: [
      poll(down(15, 1)),
      push(item(16, without('text', 'at')), 'Title 16'),
      push(edited(8, without('text', 'at'))),
      poll(down(16, 2)),
    ],
  },
  ...formats.map((as) => ({
    name: `a hub that converts to ${as}`,
    steps: [poll(down(15, 1)), { ...push(item(16), 'Title 16'), as }, { ...push(edited(8)), as }, poll(down(16, 2))],
  })),
]

const large: readonly Habit[] = [
  {
    name: 'a feed of 150 entries',
    steps: [
      poll(down(150, 1)),
      ...Array.from({ length: 40 }, (_, at) => push(item(151 + at), `Title ${151 + at}`)),
      poll(down(190, 41)),
      poll(down(190, 1)),
      push(edited(42)),
    ],
  },
  {
    name: 'a feed of 150 entries without dates',
    steps: [
      poll(down(150, 1, () => undated)),
      ...Array.from({ length: 40 }, (_, at) => push(item(151 + at, undated), `Title ${151 + at}`)),
      poll(down(190, 1, () => undated)),
    ],
  },
  {
    name: 'a feed of 400 entries without dates',
    steps: [
      poll(down(400, 1, () => undated)),
      ...Array.from({ length: 20 }, (_, at) => push(item(401 + at, undated), `Title ${401 + at}`)),
      poll(down(420, 1, () => undated)),
    ],
  },
  {
    name: 'a feed of 5 entries without dates, pushed 150 times between two polls',
    steps: [
      poll(down(5, 1, () => undated)),
      ...Array.from({ length: 150 }, (_, at) => push(item(6 + at, undated), `Title ${6 + at}`)),
      poll(down(155, 6, () => undated)),
    ],
  },
]

describe.each(Object.entries({ plain, edits, weak, alike, odd }))('%s', (_, habits) => {
  describe.each(habits)('$name', ({ steps, formats: own = formats }) => {
    test.each(own)('in %s', (format) => {
      // Memory that is put after each step, after some, and never.
      for (const putsEvery of [1, 3, 1000]) expectNews(steps, format, putsEvery)
    })
  })
})

test.each(large)('$name', ({ steps }) => {
  expectNews(steps, 'atom', 7)
})

function expectNews(steps: readonly Step[], format: FeedFormat, putsEvery: number): void {
  const sorted = (each: readonly (readonly string[])[]) => each.map((titles) => titles.toSorted())
  expect(sorted(sentIn(steps, format, putsEvery))).toEqual(sorted(steps.map((step) => step.news)))
}

describe('random lives of a feed', () => {
  test.each(Array.from({ length: runs(15) }, (_, seed) => seed))('seed %i: each entry is sent once', (seed) => {
    const random = randomFrom(seed)
    const memory = new Memory(1 + random(4))
    const format = formats[random(formats.length)] ?? 'rss'
    const size = 1 + random(20)
    const hasDates = random(4) > 0
    const write = (n: number, title = `Title ${n}`) => item(n, { title, ...(hasDates ? {} : undated) })
    let listed = Array.from({ length: size }, (_, at) => write(size - at))
    let stale = listed
    let last = size
    /** Numbers of entries that must be sent, and of those that were. */
    const owed = new Set<number>()
    const sent: number[] = []
    const read = (kind: Step['kind'], items: readonly Written[]) => {
      const titles = memory.take(kind, render(format, items))
      sent.push(...titles.map((title) => Number(/\d+/u.exec(title)?.[0])))
    }
    const show = (kind: Step['kind'], items: readonly Written[]) => {
      for (const { id } of items) {
        const n = Number(id?.split(':').at(-1))
        if (n > size) owed.add(n)
      }
      read(kind, items)
    }
    show('poll', listed)
    for (let step = 0; step < 60; step++) {
      stale = random(3) === 0 ? stale : listed
      const some = listed.slice(0, 1 + random(3))
      switch (random(6)) {
        case 0:
        case 1:
          last += 1
          listed = [write(last), ...listed].slice(0, size)
          break
        case 2:
          listed = listed.map((each) => (random(size) === 0 ? { ...each, title: `${each.title} edit ${step}` } : each))
          break
        case 3:
          show('push', some)
          if (random(3) === 0) show('push', some)
          break
        case 4:
          show('push', random(2) === 0 ? listed : [listed[random(listed.length)] ?? write(1)])
          break
        default:
          show('poll', random(4) === 0 ? stale : listed)
      }
    }
    show('poll', listed)
    expect(sent.toSorted((a, b) => a - b)).toEqual([...owed].sort((a, b) => a - b))
    expect(memory.size).toBeLessThanOrEqual(1000)
  })
})

/** Whole numbers below a bound, by a linear congruential generator. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed + 1
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
