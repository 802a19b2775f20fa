/** New entries that are pushed, polled, or both. */
import { down, item, poll, push } from '../fixtures/pushed-feed.ts'
import { edited, type Habit, news } from './habit.ts'

export const plain: readonly Habit[] = [
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
