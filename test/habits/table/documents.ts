/** Habits of documents: which items they list, in which order, how much arrives, and what is listed again. */
import { DAY, type Habit, headline, headlines, MONTH, numbers, type Poll, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const undated: Change = () => ({ date: null })
const before = numbers(0, -9)
const about: Change = (n) => ({ id: `https://news.example/${n}` })
const inSession: Change = (n) => ({
  id: `https://news.example/${n}?sid={session}`,
  link: `https://news.example/${n}?sid={session}`,
})

/** Three pictures a day. */
function pictures(day: number, isNamed: boolean): readonly Post[] {
  return ['Fox', 'Owl', 'Bear'].map((animal) =>
    post(0, {
      id: `${day}-${animal}`,
      link: `https://news.example/${day}/${animal}`,
      title: isNamed ? animal : `${animal} of day ${day}`,
      date: day * DAY - 7,
    }),
  )
}

/** All items are replaced each day. This is unknown when the feed is added, so the first day may look like a gap. */
function replaced(isNamed: boolean, change: Change = () => ({})): readonly [Poll, ...Poll[]] {
  const day = (number: number): Poll => {
    const shows = pictures(number, isNamed).map((each) => ({ ...each, ...change(0) }))
    return {
      at: number * DAY,
      shows,
      sends: shows.map(({ title }) => title ?? ''),
      ...(number === 1 ? { mayWarn: true as const } : {}),
    }
  }
  return [day(0), day(1), day(2), day(3), day(4)]
}

/** A feed with `aDay` posts a day, which finally lists a post of the first day again. */
function comesBack(name: string, window: number, aDay: number, days: number): Habit {
  const of = (n: number) => post(n, { date: (n * DAY) / aDay })
  const shown = (day: number) => numbers(day * aDay, day * aDay - window + 1).map(of)
  return {
    name,
    polls: [
      { shows: shown(0) },
      { at: DAY, shows: shown(1), sends: headlines(...numbers(1, aDay)), mayWarn: true },
      ...numbers(2, days).map(
        (day): Poll => ({
          at: day * DAY,
          shows: shown(day),
          sends: headlines(...numbers((day - 1) * aDay + 1, day * aDay)),
          mayWarn: true,
        }),
      ),
      { at: days * DAY + 1, shows: [...shown(days).slice(0, -1), of(1)] },
    ],
  }
}

/** Each post replaces the one before. */
function oneAtATime(name: string, change: Change): Habit {
  return {
    name,
    polls: [
      { shows: posts([0], change) },
      ...[1, 2, 3].map((n) => ({ shows: posts([n], change), sends: headlines(n) })),
    ],
  }
}

export const documentHabits: readonly Habit[] = [
  {
    name: 'an item leaves and comes back after a day',
    polls: [
      { shows: posts(before) },
      { shows: posts([0, -1, -3, -4]) },
      { at: DAY, shows: posts([20, 0, -1, -2, -3]), sends: headlines(20) },
    ],
  },
  {
    name: 'an item leaves and comes back after a day, without dates',
    polls: [
      { shows: posts(before, undated) },
      { shows: posts([0, -1, -3, -4], undated) },
      { at: DAY, shows: posts([20, 0, -1, -2, -3], undated), sends: headlines(20) },
    ],
  },
  {
    name: 'an item leaves and comes back after a month',
    polls: [
      { shows: posts(before) },
      { shows: posts([1, 0, -1]), sends: headlines(1) },
      { at: DAY, shows: posts([20, 1, 0]), sends: headlines(20) },
      { at: MONTH, shows: posts([MONTH, 20, -2, -1]), sends: [headline(MONTH)] },
    ],
  },
  comesBack('an item comes back after three weeks of a busy feed', 25, 6, 21),
  comesBack('an item comes back after twelve days of a feed that shows one day', 12, 12, 12),
  {
    name: 'an old item is pinned in a busy feed, and a known one comes back in its place',
    polls: [
      { shows: posts([...numbers(0, -9), -9000]) },
      ...numbers(1, 16).map(
        (round): Poll => ({
          at: 10 * round,
          shows: posts([...numbers(10 * round, 10 * round - 9), -9000]),
          sends: headlines(...numbers(10 * round, 10 * round - 9)),
          mayWarn: true,
        }),
      ),
      { shows: posts([...numbers(160, 152), 2, -9000]) },
    ],
  },
  { name: 'a document that is replaced each day', polls: replaced(false) },
  { name: 'a document that is replaced each day, with the same titles', polls: replaced(true) },
  {
    name: 'a document that is replaced each day, with the same titles, without dates, with texts',
    polls: [
      { shows: daily(0) },
      { at: DAY, shows: daily(1), sends: ['Bear', 'Fox', 'Owl'] },
      { at: 2 * DAY, shows: daily(2), sends: ['Bear', 'Fox', 'Owl'] },
    ],
  },
  {
    name: 'the order of a document is reversed',
    polls: [
      { shows: posts(before) },
      { shows: posts(before.toReversed()) },
      { shows: posts([...before.toReversed(), 1]), sends: headlines(1) },
    ],
  },
  {
    name: 'the order of a document is reversed, without dates',
    polls: [
      { shows: posts(before, undated) },
      { shows: posts(before.toReversed(), undated) },
      { shows: posts([...before.toReversed(), 1], undated), sends: headlines(1) },
    ],
  },
  {
    name: 'a document is cut short, and is whole again',
    polls: [
      { shows: posts(before) },
      { shows: { posts: posts(before), cut: 0.5 } },
      { shows: posts([1, ...before]), sends: headlines(1) },
      { shows: { posts: posts([1, ...before]), cut: 0.3 } },
      { shows: posts([2, 1, ...before]), sends: headlines(2) },
    ],
  },
  {
    name: 'a JSON feed is cut short, and is whole again',
    format: 'json',
    polls: [
      { shows: posts(before, undated) },
      { shows: { posts: posts(before, undated), cut: 0.5 } },
      { shows: posts([1, ...before], undated), sends: headlines(1) },
    ],
  },
  {
    name: 'a document holds fewer items for a while',
    polls: [
      { shows: posts(numbers(0, -49)) },
      { shows: posts([0, -1]) },
      { shows: posts([1, 0]), sends: headlines(1) },
      { shows: posts(numbers(1, -49)) },
    ],
  },
  {
    name: 'a document is empty for a while',
    polls: [
      { shows: posts(before) },
      { shows: [] },
      { at: DAY, shows: [] },
      { at: DAY + 1, shows: posts([20, ...before]), sends: headlines(20) },
    ],
  },
  {
    name: 'the window grows from ten items to fifty',
    polls: [
      { shows: posts(numbers(0, -9)) },
      { shows: posts(numbers(1, -48)), sends: headlines(1) },
      { shows: posts(numbers(2, -47)), sends: headlines(2) },
    ],
  },
  {
    name: 'the window grows from one item to twenty, without guids',
    polls: [
      { shows: posts([0], () => ({ id: null })) },
      { shows: posts(numbers(1, -18), () => ({ id: null })), sends: headlines(1) },
    ],
  },
  {
    name: 'two alternating servers, one of which has an older document',
    polls: [
      { shows: posts(numbers(0, -4)) },
      { shows: posts(numbers(2, -2)), sends: headlines(1, 2) },
      { shows: posts(numbers(0, -4)) },
      { shows: posts(numbers(3, -1)), sends: headlines(3) },
      { shows: posts(numbers(2, -2)) },
      { shows: posts(numbers(4, 0)), sends: headlines(4) },
    ],
  },
  {
    name: 'two alternating servers, one of which has an older document, with session ids',
    polls: [
      { shows: posts(numbers(0, -4), inSession) },
      { shows: posts(numbers(2, -2), inSession), sends: headlines(1, 2) },
      { shows: posts(numbers(0, -4), inSession) },
      { shows: posts(numbers(3, -1), inSession), sends: headlines(3) },
      { shows: posts(numbers(2, -2), inSession) },
      { shows: posts(numbers(3, -1), inSession) },
    ],
  },
  {
    name: 'failures and 304s in between',
    polls: [
      { shows: posts([0, -1]) },
      { shows: { status: 304 } },
      { shows: posts([1, 0, -1]), sends: headlines(1) },
      { shows: { status: 500 } },
      { at: 12, shows: posts([2, 1, 0]), sends: headlines(2) },
      { shows: 'unreachable' },
      { at: 24, shows: { page: '<html><title>Down for maintenance</title></html>' } },
      { at: 36, shows: { status: 304 } },
      { at: 48, shows: posts([3, 2, 1]), sends: headlines(3) },
    ],
  },
  oneAtATime('a feed of one item, with dates', () => ({})),
  oneAtATime('a feed of one item, without dates', undated),
  oneAtATime('a feed of one item, without guids and dates', () => ({ id: null, date: null })),
  {
    name: 'an RSS 1.0 feed, whose ids are its links',
    format: 'rdf',
    polls: [
      { shows: posts([0, -1], about) },
      { shows: posts([1, 0, -1], about), sends: headlines(1) },
      {
        shows: [post(2, about(2)), post(1, { ...about(1), title: 'Valley: update' }), post(0, about(0))],
        sends: headlines(2),
      },
    ],
  },
  {
    name: 'an empty feed gets its first posts',
    polls: [
      { shows: [] },
      { shows: posts([1]), sends: headlines(1) },
      { shows: posts([3, 2, 1]), sends: headlines(2, 3) },
    ],
  },
  {
    name: 'a backup is restored: the document lists old items, and continues from there',
    polls: [
      { shows: posts([0, -1, -2]) },
      { shows: posts([2, 1, 0]), sends: headlines(1, 2) },
      { shows: posts([0, -1, -2]) },
      { shows: posts([4, 0, -1]), sends: headlines(4) },
      { shows: posts([5, 4, 2, 1, 0]), sends: headlines(5) },
    ],
  },
  {
    name: 'a document lists an item twice',
    polls: [
      { shows: posts([0, -1, -1]) },
      { shows: posts([1, 1, 0, -1, -1]), sends: headlines(1) },
      { shows: posts([1, 0, -1]) },
    ],
  },
]

function daily(day: number): readonly Post[] {
  return pictures(day, true).map((each) => ({ ...each, date: null, text: `<p>Seen on day ${day} in the park.</p>` }))
}
