/** Edited entries, and old ones. */
import { down, item, poll, push } from '../fixtures/pushed-feed.ts'
import { edited, type Habit, MIDNIGHT, news } from './habit.ts'

export const edits: readonly Habit[] = [
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
