/** Habits of feeds whose dates move, lie, say nothing, or are not there. */
import { DAY, type Habit, headline, headlines, MONTH, numbers, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const now: Change = () => ({ id: null, link: null, date: 'now' })
const undated: Change = () => ({ date: null })
const atom: Change = () => ({ date: null, updated: 0 })

/** A gauge: neither a guid nor a link of its own, and a date that is the time of the request. */
const gauge = (title: string, text: string | null = null): Post =>
  post(0, { id: null, link: 'https://news.example/', title, text, date: 'now' })

/** Two new posts, one after the other, in a feed whose posts all have the same kinds of fields. */
const twoPosts = (name: string, change: Change): Habit => ({
  name,
  polls: [
    { shows: posts([0, -1, -2, -3], change) },
    { shows: posts([1, 0, -1, -2, -3], change), sends: headlines(1) },
    { shows: posts([2, 1, 0, -1], change), sends: headlines(2) },
  ],
})

export const dateHabits: readonly Habit[] = [
  {
    name: 'one item without a guid whose date is now: its title changes',
    polls: [
      { shows: [gauge('Water level 2.10 m, normal')] },
      { shows: [gauge('Water level 2.10 m, normal')] },
      { shows: [gauge('Water level 3.40 m, high')], sends: ['Water level 3.40 m, high'] },
      { shows: [gauge('Water level 3.40 m, high')] },
    ],
  },
  {
    name: 'one item without a guid whose date is now: its text changes',
    polls: [
      { shows: [gauge('Water level', '<p>2.10 m, normal</p>')] },
      { shows: [gauge('Water level', '<p>2.10 m, normal</p>')] },
      { shows: [gauge('Water level', '<p>3.40 m, high</p>')], sends: ['Water level'] },
      { shows: [gauge('Water level', '<p>3.40 m, high</p>')] },
    ],
  },
  {
    name: 'one item without a guid whose date is now: its title changes and changes back',
    polls: [
      { shows: [gauge('Water level normal')] },
      { shows: [gauge('Water level high')], sends: ['Water level high'] },
      { at: 2 * DAY, shows: [gauge('Water level normal')], sends: ['Water level normal'] },
      { at: 4 * DAY, shows: [gauge('Water level high')], sends: ['Water level high'] },
    ],
  },
  twoPosts('several items without guids and links whose date is now', now),
  twoPosts('several items without guids whose date is now, under one link', (n) => ({
    ...now(n),
    link: 'https://news.example/',
  })),
  twoPosts('items with guids and links whose date is now', () => ({ date: 'now' })),
  twoPosts('items with links and without guids whose date is now', () => ({ id: null, date: 'now' })),
  {
    name: 'all items have the time of the last build for their date, without guids',
    polls: [
      { shows: posts([0, -1, -2], () => ({ id: null, date: 0 })) },
      { shows: posts([1, 0, -1, -2], () => ({ id: null, date: 1 })), sends: headlines(1) },
      { shows: posts([1, 0, -1, -2], () => ({ id: null, date: 2 })) },
      { shows: posts([3, 1, 0, -1], () => ({ id: null, date: 3 })), sends: headlines(3) },
    ],
  },
  {
    name: 'an item is dated anew under its guid',
    polls: [{ shows: posts([0, -1]) }, { at: 5, shows: [post(-1, { date: 5 }), post(0)] }],
  },
  {
    name: 'an item without a guid is dated anew under its link',
    polls: [
      { shows: posts([0, -1], () => ({ id: null })) },
      { at: 5, shows: [post(-1, { id: null, date: 5 }), post(0, { id: null })] },
    ],
  },
  {
    name: 'all dates move by an hour, as when the clocks change',
    polls: [
      { shows: posts([-2, -3, -4]) },
      { shows: posts([0, -2, -3, -4], (n) => (n === 0 ? {} : { date: n + 1 })), sends: headlines(0) },
      { shows: posts([0, -2, -3, -4], (n) => ({ date: n + 1 })) },
    ],
  },
  {
    name: 'all dates move by an hour in a feed without guids',
    polls: [
      { shows: posts([-2, -3, -4], () => ({ id: null })) },
      { shows: posts([-2, -3, -4], (n) => ({ id: null, date: n + 1 })) },
    ],
  },
  {
    name: 'a JSON feed that says when an item was changed',
    format: 'json',
    polls: [
      { shows: posts([0, -1]) },
      { shows: [post(1), post(0, { updated: 1, title: 'Harbour: update' }), post(-1)], sends: headlines(1) },
      { shows: [post(1, { updated: 2 }), post(0, { updated: 2, title: 'Harbour: resolved' }), post(-1)] },
    ],
  },
  {
    name: 'an Atom feed with only the dates of the last changes',
    format: 'atom',
    polls: [
      { shows: posts([0, -1], atom) },
      { shows: [post(1, { date: null, updated: 1 }), ...posts([0, -1], atom)], sends: headlines(1) },
      {
        shows: [
          post(1, { date: null, updated: 1 }),
          post(0, { date: null, updated: 2, title: 'Harbour: update' }),
          post(-1, atom(-1)),
        ],
      },
    ],
  },
  twoPosts('everything without dates', undated),
  {
    name: 'everything without dates, and a headline is edited',
    polls: [
      { shows: posts([0, -1, -2], undated) },
      { shows: [post(0, undated(0)), post(-1, { date: null, title: 'Museum: update' }), post(-2, undated(-2))] },
    ],
  },
  twoPosts('only titles', () => ({ id: null, link: null, date: null })),
  {
    name: 'only titles, in another order each time',
    polls: [
      { shows: titles(0, -1, -2, -3) },
      { shows: titles(-2, 0, -3, -1) },
      { shows: titles(-3, 1, -2, 0, -1), sends: headlines(1) },
      { shows: titles(1, 0, -1, -2, -3) },
    ],
  },
  {
    name: 'a post with an older date appears between known ones',
    polls: [{ shows: posts([0, -10, -20, -30]) }, { shows: posts([0, -10, -15, -20, -30]), sends: headlines(-15) }],
  },
  {
    name: 'a feed in no order of dates: an article with an older date is promoted',
    polls: [
      { shows: posts([-5, -300, -1, -800, -40]) },
      { shows: posts([-500, -5, -300, -1, -800]), sends: headlines(-500) },
      { shows: posts([-2, -500, -5, -600, -300]), sends: headlines(-2, -600) },
    ],
  },
  {
    name: 'an old item is pinned on top, and a known one comes back after a month',
    polls: [
      { shows: posts([-9000, 0, -3 * DAY, -6 * DAY]) },
      ...numbers(1, 10).map((day) => ({
        at: 3 * day * DAY,
        shows: posts([-9000, ...numbers(day, day - 2).map((each) => each * 3 * DAY)]),
        sends: headlines(day * 3 * DAY),
      })),
      { at: 31 * DAY, shows: posts([-9000, 30 * DAY, 27 * DAY, 24 * DAY, 0]) },
    ],
  },
  {
    name: 'every item has the same old date',
    polls: [
      { shows: posts([0, -1, -2], () => ({ date: -400_000 })) },
      { shows: posts([1, 0, -1, -2], () => ({ date: -400_000 })), sends: headlines(1) },
      { shows: posts([2, 1, 0, -1], () => ({ date: -400_000 })), sends: headlines(2) },
    ],
  },
  {
    name: 'one date for all items of a day',
    polls: [
      { shows: posts([0, -1, -2], () => ({ date: 0 })) },
      { shows: posts([2, 1, 0, -1, -2], () => ({ date: 0 })), sends: headlines(1, 2) },
      { at: DAY, shows: posts([24, 2, 1, 0], (n) => ({ date: n === 24 ? DAY : 0 })), sends: headlines(24) },
    ],
  },
  {
    name: 'an item is dated weeks ahead, and others follow',
    polls: [
      { shows: posts([0, -1]) },
      { at: 1, shows: [post(1, { date: 20 * DAY }), ...posts([0, -1])], sends: headlines(1) },
      { at: 2, shows: [post(1, { date: 20 * DAY }), ...posts([2, 0, -1])], sends: headlines(2) },
      { at: 21 * DAY, shows: [post(500), post(1, { date: 20 * DAY }), ...posts([2, 0])], sends: headlines(500) },
    ],
  },
  {
    name: "the publisher's clock was a year ahead and is corrected",
    polls: [
      { shows: posts([0, -1, -2], (n) => ({ date: n + 365 * DAY })) },
      { at: 1, shows: posts([1, 0, -1, -2], (n) => ({ date: n === 1 ? 1 : n + 365 * DAY })), sends: headlines(1) },
      { at: 2, shows: posts([2, 1, 0, -1], (n) => ({ date: n > 0 ? n : n + 365 * DAY })), sends: headlines(2) },
    ],
  },
  {
    name: 'a feed that was silent for two months',
    polls: [
      { shows: posts([0, -1, -2]) },
      { at: 2 * MONTH, shows: posts([2 * MONTH, 0, -1, -2]), sends: [headline(2 * MONTH)] },
    ],
  },
]

function titles(...which: readonly number[]): readonly Post[] {
  return posts(which, () => ({ id: null, link: null, date: null }))
}
