/** Odd feeds and hubs, and large feeds. */
import { down, formats, item, poll, push, type Written } from '../fixtures/pushed-feed.ts'
import { edited, type Habit, MIDNIGHT, undated, without } from './habit.ts'

const HOUR = 3_600_000

const status = (n: number, change: Partial<Written> = {}) => item(n, { link: 'https://blog.example/status', ...change })
const statuses = (from: number, to: number) => down(from, to).map((_, at) => status(from - at))
export const odd: readonly Habit[] = [
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

export const large: readonly Habit[] = [
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
