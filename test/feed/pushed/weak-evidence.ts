/** Entries without ids, links or dates, and entries that are alike. */
import { down, item, poll, push, type Written } from '../fixtures/pushed-feed.ts'
import { edited, type Habit, MIDNIGHT, undated, without } from './habit.ts'

export const weak: readonly Habit[] = [
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
export const alike: readonly Habit[] = [
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
