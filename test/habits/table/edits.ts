/** Habits of publishers who edit items, and of posts that look like others. */
import { DAY, type Habit, headline, headlines, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const undated: Change = () => ({ date: null })
const noId: Change = () => ({ id: null })
const toot = (n: number, text: string, change: Partial<Post> = {}): Post =>
  post(n, { title: null, text: `<p>${text}</p>`, ...change })

/** A known item is changed, and nothing is sent. */
const edit = (name: string, first: Change, then: Partial<Post>): Habit => ({
  name,
  polls: [
    { shows: posts([0, -1, -2], first) },
    { shows: [post(0, { ...first(0), ...then }), ...posts([-1, -2], first)] },
    { shows: [post(1, first(1)), post(0, { ...first(0), ...then }), ...posts([-1, -2], first)], sends: headlines(1) },
  ],
})

const thread = (week: number): Partial<Post> => ({
  title: 'Open thread',
  id: `thread-${week}`,
  link: `https://news.example/threads/${week}`,
})

export const editHabits: readonly Habit[] = [
  edit('a headline is edited under its guid', undated, { title: 'Harbour: what we know' }),
  edit('a headline is edited under its link, without a guid', noId, { title: 'Harbour: what we know' }),
  edit('a headline is edited under its link, without a guid and dates', (n) => ({ ...noId(n), ...undated(n) }), {
    title: 'Harbour: what we know',
  }),
  edit('a link is edited under its guid', undated, { link: 'https://news.example/harbour' }),
  edit('a link is edited without a guid, with dates', noId, { link: 'https://news.example/harbour' }),
  edit('a text is edited', () => ({ text: '<p>First.</p>' }), { text: '<p>Second, and much more of it.</p>' }),
  edit('a text is edited without a guid', () => ({ id: null, text: '<p>First.</p>' }), { text: '<p>Second.</p>' }),
  edit('headline, text and date are edited at once', () => ({ text: '<p>First.</p>' }), {
    title: 'Harbour: what we know',
    text: '<p>Second.</p>',
    date: 1,
  }),
  edit('headline and date are edited at once, without a guid', noId, { title: 'Harbour: what we know', date: 1 }),
  edit('headline and link are edited at once, with dates', () => ({}), {
    title: 'Harbour: what we know',
    link: 'https://news.example/harbour',
  }),
  {
    name: 'a headline is edited, and the edit is reverted',
    polls: [
      { shows: posts([0, -1]) },
      { shows: posts([1, 0, -1]), sends: headlines(1) },
      { shows: [post(1, { title: 'Valley: update' }), ...posts([0, -1])] },
      { shows: posts([1, 0, -1]) },
    ],
  },
  {
    name: 'a headline is edited, and all guids change later, with dates',
    polls: [
      { shows: posts([0, -1, -2]) },
      { shows: [post(0, { title: 'Harbour: update' }), ...posts([-1, -2])] },
      { shows: [post(0, { title: 'Harbour: update', id: 'new-0' }), ...posts([-1, -2], (n) => ({ id: `new-${n}` }))] },
    ],
  },
  {
    name: 'a live blog: headline, text and date change at each poll',
    polls: [
      { shows: posts([0, -1]) },
      { shows: [post(1), ...posts([0, -1])], sends: headlines(1) },
      { shows: [post(1, { title: 'Live: roads are closed', text: '<p>1</p>', date: 2 }), ...posts([0, -1])] },
      { shows: [post(1, { title: 'Live: roads reopen', text: '<p>2</p>', date: 3 }), ...posts([0, -1])] },
      { shows: [post(1, { title: 'As it happened', text: '<p>3</p>', date: 4 }), ...posts([0, -1])] },
    ],
  },
  {
    name: 'equal titles side by side, own guids and links, without dates',
    polls: [
      { shows: [post(0, { ...thread(0), date: null })] },
      { at: 7 * DAY, shows: [1, 0].map((week) => post(0, { ...thread(week), date: null })), sends: ['Open thread'] },
      {
        at: 14 * DAY,
        shows: [2, 1, 0].map((week) => post(0, { ...thread(week), date: null })),
        sends: ['Open thread'],
      },
    ],
  },
  {
    name: 'equal titles side by side, own links, without guids and dates',
    polls: [
      { shows: [post(0, { ...thread(0), id: null, date: null })] },
      {
        at: 7 * DAY,
        shows: [1, 0].map((week) => post(0, { ...thread(week), id: null, date: null })),
        sends: ['Open thread'],
      },
    ],
  },
  {
    name: 'the same title each week, one item at a time, with dates',
    polls: [
      { shows: [post(0, thread(0))] },
      { at: 7 * DAY, shows: [post(7 * DAY, thread(1))], sends: ['Open thread'] },
      { at: 14 * DAY, shows: [post(14 * DAY, thread(2))], sends: ['Open thread'] },
    ],
  },
  {
    name: 'posts without titles, one of which is edited under its guid',
    polls: [
      { shows: [toot(0, 'The harbour is open.'), toot(-1, 'Good morning.')] },
      {
        shows: [toot(1, 'Storm ahead.'), toot(0, 'The harbour is open.'), toot(-1, 'Good morning.')],
        sends: ['Storm ahead.'],
      },
      { shows: [toot(1, 'Storm ahead, stay in.'), toot(0, 'The harbour is open.'), toot(-1, 'Good morning.')] },
    ],
  },
  {
    name: 'posts without titles that say the same each day',
    polls: [
      { shows: [toot(0, 'Good morning.')] },
      { at: DAY, shows: [toot(DAY, 'Good morning.'), toot(0, 'Good morning.')], sends: ['Good morning.'] },
      { at: 2 * DAY, shows: [toot(2 * DAY, 'Good morning.'), toot(DAY, 'Good morning.')], sends: ['Good morning.'] },
    ],
  },
  {
    name: 'a slash is added to links, without guids, with dates',
    polls: [
      { shows: posts([0, -1, -2], noId) },
      {
        shows: posts([1, 0, -1, -2], (n) => ({ id: null, link: `https://news.example/${n}/` })),
        sends: headlines(1),
      },
    ],
  },
  {
    name: 'a post is withdrawn, and another has its headline the next day',
    polls: [
      { shows: posts([1, 0, -1]) },
      { shows: posts([0, -1]) },
      { at: DAY, shows: [post(DAY, { title: headline(1) }), ...posts([0, -1])], sends: headlines(1) },
    ],
  },
]
