/** Habits whose items earlier versions lost or repeated. */
import { DAY, type Habit, headline, headlines, numbers, type Poll, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const PAGE = 'https://news.example/status'
const text = (n: number) => `<p>Report number ${n}: ${headline(n)}</p>`
const session: Change = (n) => ({
  id: `https://news.example/t?p=${n}&sid={session}`,
  link: `https://news.example/t?p=${n}&sid={session}`,
  date: null,
})
const moved: Change = (n) => ({ id: `new-${n}`, link: `https://news.example/archive/${n}.html` })
const www: Change = (n) => ({
  id: `https://{www.|}news.example/${n}`,
  link: `https://{www.|}news.example/${n}`,
  date: null,
})
const noId: Change = (n) => ({ id: null, ...(n === -7 ? { link: 'https://news.example/-6' } : {}) })
const nameless: Change = () => ({ id: null, link: null, date: 'now' })
const undated: Change = () => ({ date: null })
const oneRenamed: Change = (n) => ({ date: null, ...(n === -2 ? { id: 'renamed' } : {}) })
const ofDays: Change = (n) => ({ date: Math.floor(n / DAY) * DAY - 11.5, text: text(n) })
const rewritten: Change = (n) => ({ ...ofDays(n), ...(n === 0 ? { id: 'renamed', title: 'Harbour reopens' } : {}) })
const sessionWithText: Change = (n) => ({ ...session(n), text: text(n) })
const ofPage: Change = () => ({ id: PAGE, link: PAGE })
const undatedOfPage: Change = () => ({ id: PAGE, link: PAGE, date: null })
const repeatedTitle: Change = (n) => (n === -1 || n === -3 ? { title: 'Re: Hello' } : {})

/** A feed that begins with one item and grows. */
const growing = (name: string, change: Change): Habit => ({
  name,
  polls: [
    { shows: posts([0], change) },
    { shows: posts([1, 0], change), sends: headlines(1) },
    { shows: posts([2, 1, 0], change), sends: headlines(2) },
  ],
})

const equalWarnings = (name: string, change: Change): Habit => ({
  name,
  polls: [
    { shows: posts([0, -1, -2], (n) => ({ title: 'Storm warning', ...change(n) })) },
    { shows: posts([1, 0, -1, -2], (n) => ({ title: 'Storm warning', ...change(n) })), sends: ['Storm warning'] },
    { shows: posts([2, 1, 0, -1], (n) => ({ title: 'Storm warning', ...change(n) })), sends: ['Storm warning'] },
  ],
})

const CITIES = ['London', 'Paris', 'Rome', 'Oslo']

/** A new forecast for each city each day. */
function forecasts(name: string, change: Partial<Post>): Habit {
  const day = (number: number): Poll => ({
    at: number * DAY,
    shows: CITIES.map((city, at) =>
      post(0, {
        id: `${city}-${number}`,
        link: `https://news.example/${city}`,
        title: city,
        date: number * DAY - 6 + at,
        text: `<p>${number} degrees in ${city}</p>`,
        ...change,
      }),
    ),
    sends: number === 0 ? [] : CITIES,
    ...(number > 0 ? { mayWarn: true as const } : {}),
  })
  return { name, polls: [day(0), day(1), day(2), day(3)] }
}

/** A job, dated without a time. */
const job = (n: number, title: string): Post =>
  post(n, { title, date: -12, text: `<p>Employer ${n} in town ${n}.</p>` })

export const regressions: readonly Habit[] = [
  {
    name: 'a short document, then the whole one, then another id, without dates',
    polls: [
      { shows: posts([0, -1, -2, -3, -4], undated) },
      { shows: posts([2, 1], undated), sends: headlines(1, 2) },
      { shows: posts([2, 1, 0, -1, -2, -3, -4], undated) },
      { shows: posts([2, 1, 0, -1, -2, -3, -4], oneRenamed) },
    ],
  },
  {
    name: 'dates without times, and a new id and title with the same text under the same link',
    polls: [{ shows: posts([0, -24, -48], ofDays) }, { shows: posts([24, 1, 0], rewritten), sends: headlines(1, 24) }],
  },
  growing('a status page whose incidents all have its address as guid and link', ofPage),
  growing('the same without dates', undatedOfPage),
  equalWarnings('equal warnings under one guid and link, distinguished by their dates', ofPage),
  equalWarnings('equal warnings under one guid and link, with texts', (n) => ({ ...ofPage(n), text: text(n) })),
  {
    name: 'one guid for all items, links of their own, and a headline that is edited, without dates',
    polls: [
      { shows: posts([0, -1, -2], () => ({ id: 'x', date: null })) },
      { shows: posts([0, -1, -2], (n) => ({ id: 'x', date: null, ...(n === -1 ? { title: 'Museum: edited' } : {}) })) },
    ],
  },
  forecasts('a forecast for each city, each day under a new guid: same titles and links', {}),
  forecasts('a forecast for each city, without texts', { text: null }),
  forecasts('a forecast for each city, without dates', { date: null }),
  forecasts('a forecast for each city, without guids and links', { id: null, link: null }),
  {
    name: 'a page monitor whose three pages change at once, without dates',
    polls: [
      { shows: watched(1) },
      { shows: watched(2), sends: ['Page A', 'Page B', 'Page C'] },
      { shows: watched(3), sends: ['Page A', 'Page B', 'Page C'] },
    ],
  },
  {
    name: 'jobs of one day under equal titles: own guids, links and texts',
    polls: [
      { shows: [job(1, 'Nurse'), job(2, 'Driver'), job(3, 'Cook')] },
      { shows: [job(4, 'Nurse'), job(2, 'Driver'), job(3, 'Cook')], sends: ['Nurse'] },
      { shows: [job(5, 'Driver'), job(4, 'Nurse'), job(6, 'Cook')], sends: ['Cook', 'Driver'] },
    ],
  },
  {
    name: 'session ids, without dates, and two posts have one title',
    polls: [
      { shows: posts(numbers(0, -5), (n) => ({ ...session(n), ...repeatedTitle(n) })) },
      { shows: posts(numbers(0, -5), (n) => ({ ...session(n), ...repeatedTitle(n) })) },
      { shows: posts(numbers(1, -5), (n) => ({ ...session(n), ...repeatedTitle(n) })), sends: headlines(1) },
    ],
  },
  {
    name: 'the dates of a ticker were nine hours ahead, and are corrected together with a new post',
    polls: [
      { shows: posts(numbers(0, -7), (n) => ({ date: n / 2 + 9 })) },
      { shows: posts(numbers(1, -7), (n) => ({ date: n / 2 })), sends: headlines(1) },
      { shows: posts(numbers(2, -7), (n) => ({ date: n / 2 })), sends: headlines(2) },
    ],
  },
  {
    name: 'a post whose guid is its address is published again under a guid of its own, with a newer date and another title',
    polls: [
      { shows: posts([0, -1, -2], address) },
      {
        at: 5,
        shows: [post(-1, { id: 'again', date: 5, title: 'Museum: what we know' }), ...posts([0, -2], address)],
        sends: ['Museum: what we know'],
      },
    ],
  },
  {
    name: 'all guids and links change, and then a headline is edited',
    polls: [
      { shows: posts(numbers(0, -4)) },
      { shows: posts(numbers(0, -4), moved) },
      {
        shows: posts(numbers(0, -4), (n) => ({
          ...moved(n),
          ...(n === -1 ? { title: 'Museum: edited', date: 1 } : {}),
        })),
      },
    ],
  },
  {
    name: 'links and guids alternate between hosts with and without www, without dates, and a headline is edited',
    polls: [
      { shows: posts(numbers(0, -3), www) },
      { shows: posts(numbers(0, -3), www) },
      { shows: posts(numbers(0, -3), (n) => ({ ...www(n), ...(n === -1 ? { title: 'Museum: edited' } : {}) })) },
      { shows: posts(numbers(1, -3), www), sends: headlines(1) },
    ],
  },
  {
    name: 'guids are positions, and a headline is edited together with a new post',
    polls: [
      { shows: numbers(0, -4).map((n, place) => post(n, { id: String(place + 1) })) },
      {
        shows: numbers(1, -3).map((n, place) =>
          post(n, { id: String(place + 1), ...(n === -1 ? { title: 'Museum: edited' } : {}) }),
        ),
        sends: headlines(1),
      },
    ],
  },
  {
    name: 'guids are positions, and two posts take the positions of others of their day',
    polls: [{ shows: places([0, -1, -2, -3]) }, { shows: places([2, 1, -2, -3]), sends: headlines(2, 1) }],
  },
  {
    name: 'session ids, without dates: one document is short, and one post is unlisted',
    polls: [
      { shows: posts(numbers(0, -7), sessionWithText) },
      { shows: posts(numbers(0, -1), sessionWithText) },
      { shows: posts(numbers(0, -7), sessionWithText) },
      { shows: posts([0, -1, -2, -4, -5, -6, -7], sessionWithText) },
      { shows: posts(numbers(1, -7), sessionWithText), sends: headlines(1) },
    ],
  },
  {
    name: 'without guids, two posts share a link and the others have their own, and a headline is edited with its date',
    polls: [
      { shows: posts(numbers(0, -7), noId) },
      {
        shows: posts(numbers(1, -7), (n) => ({
          ...noId(n),
          ...(n === -1 ? { title: 'Museum: edited', date: 0.5 } : {}),
        })),
        sends: headlines(1),
      },
    ],
  },
  {
    name: 'without guids and links, dated by the request: a post is unlisted for one poll',
    polls: [
      { shows: posts(numbers(0, -3), nameless) },
      { shows: posts([0, -2, -3], nameless) },
      { shows: posts(numbers(0, -3), nameless) },
    ],
  },
  {
    name: 'texts are added to a page monitor without dates, and then a page changes',
    polls: [
      { shows: posts([0, -1], () => ({ date: null })) },
      { shows: posts([0, -1], () => ({ date: null, text: text(1) })) },
      {
        shows: [post(0, { id: 'z', date: null, text: text(2) }), post(-1, { date: null, text: text(1) })],
        sends: headlines(0),
      },
    ],
  },
]

/** Guids are positions in the document, and dates have no times. */
function places(which: readonly number[]): readonly Post[] {
  return which.map((n, place) => post(n, { id: String(place + 1), date: -12 }))
}

function address(n: number): Partial<Post> {
  return { id: `https://news.example/${n}` }
}

function watched(change: number): readonly Post[] {
  return ['A', 'B', 'C'].map((page) =>
    post(0, {
      id: `${page}/${change}`,
      link: `https://news.example/${page}`,
      title: `Page ${page}`,
      date: null,
      text: `<p>change ${change}</p>`,
    }),
  )
}
