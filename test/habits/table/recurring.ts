/** New items with titles, texts or links of earlier ones. */
import { DAY, type Habit, headline, numbers, type Poll, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const HINT = '<p>See the page of the line for stops, times and what to do.</p>'
const at = (path: string) => `https://news.example/${path}`
const undated: Change = () => ({ date: null })

/** Transit alerts: each links to the page of its line, under a guid of its own, with the same hint as text. */
const alert = (n: number, line: number, title: string, change: Partial<Post> = {}): Post =>
  post(n, { id: `alert-${n}`, link: at(`lines/${line}`), title, text: HINT, date: null, ...change })

const WEEK = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
/** The menus of seven days, each under the name of its weekday. */
const menus = (name: string, change: (day: number) => Partial<Post>): Habit => {
  const menu = (day: number) =>
    post(day, { title: `Menu for ${WEEK[((day % 7) + 7) % 7]}`, date: day * DAY, ...change(day) })
  return {
    name,
    polls: [
      { shows: numbers(0, -6).map(menu) },
      ...[1, 2, 3, 4].map(
        (day): Poll => ({
          at: day * DAY,
          shows: numbers(day, day - 6).map(menu),
          sends: [menu(day).title ?? ''],
        }),
      ),
    ],
  }
}

/** Three editions a day, replaced each day. */
const editions = (
  name: string,
  change: (day: number, place: number) => Partial<Post>,
  shared: readonly Post[] = [],
): Habit => {
  const paper = (day: number) => [
    ...['City', 'Country', 'Sport'].map((edition, place) =>
      post(0, {
        id: `${edition}-${day}`,
        link: at(`paper/${day}/${edition}`),
        title: `${edition} edition`,
        date: day * DAY - 6,
        text: '<p>Read the edition of today as e-paper.</p>',
        ...change(day, place),
      }),
    ),
    ...shared,
  ]
  const day = (number: number): Poll => ({
    at: number * DAY,
    shows: paper(number),
    sends:
      number === 0
        ? []
        : paper(number)
            .filter((each) => !shared.includes(each))
            .map(({ title }) => title ?? ''),
    ...(number > 0 ? { mayWarn: true as const } : {}),
  })
  return { name, polls: [day(0), day(1), day(2)] }
}

export const recurringHabits: readonly Habit[] = [
  {
    name: 'transit alerts: own guids and titles, the page of the line, one hint as text, without dates',
    polls: [
      { shows: [alert(0, 1, 'Delays at Central'), alert(-1, 2, 'No lift at North'), alert(-2, 3, 'Short trains')] },
      {
        shows: [alert(1, 1, 'Line closed by a fire'), alert(-1, 2, 'No lift at North'), alert(-2, 3, 'Short trains')],
        sends: ['Line closed by a fire'],
      },
      {
        shows: [alert(1, 1, 'Line closed by a fire'), alert(2, 2, 'Strike tomorrow'), alert(-2, 3, 'Short trains')],
        sends: ['Strike tomorrow'],
      },
    ],
  },
  {
    name: 'transit alerts with dates without times and one hint as text',
    polls: [
      {
        shows: [
          alert(0, 1, 'Delays at Central', { date: -11.5 }),
          alert(-1, 2, 'No lift at North', { date: -35.5 }),
          alert(-2, 3, 'Short trains', { date: -59.5 }),
        ],
      },
      {
        shows: [
          alert(1, 1, 'Line closed by a fire', { date: -11.5 }),
          alert(-1, 2, 'No lift at North', { date: -35.5 }),
          alert(-2, 3, 'Short trains', { date: -59.5 }),
        ],
        sends: ['Line closed by a fire'],
      },
    ],
  },
  {
    name: 'transit alerts with dates without times and texts of their own',
    polls: [
      {
        shows: [
          alert(0, 1, 'Delays at Central', { date: -11.5, text: 'A signal has failed.' }),
          alert(-1, 2, 'No lift at North', { date: -35.5, text: 'Until March.' }),
          alert(-2, 3, 'Short trains', { date: -59.5, text: 'Trains are being repaired.' }),
        ],
      },
      {
        shows: [
          alert(1, 1, 'Line closed by a fire', { date: -11.5, text: 'Smoke was seen.' }),
          alert(-1, 2, 'No lift at North', { date: -35.5, text: 'Until March.' }),
          alert(-2, 3, 'Short trains', { date: -59.5, text: 'Trains are being repaired.' }),
        ],
        sends: ['Line closed by a fire'],
      },
    ],
  },
  {
    name: 'session guids, links are pages with one text, dated: two new alerts for known pages',
    polls: [
      { shows: [0, 1, 2, 3, 4].map((n) => alert(n, n, `Old ${n}`, { id: `{session}-${n}`, date: -n })) },
      {
        shows: [0, 1, 2, 3, 4].map((n) =>
          alert(n, n, n === 1 ? 'Strike' : `Old ${n}`, { id: `{session}-${n}`, date: n === 1 ? 1 : -n }),
        ),
        sends: ['Strike'],
      },
    ],
  },
  {
    name: 'sections repeat each day under new guids and links, with texts and dates; a line page gets a new alert',
    polls: [0, 1, 2].map((day): Poll => {
      const date = day * DAY - 6
      const shows = [
        ...['Weather', 'Markets', 'Quiz'].map((title, place) =>
          post(0, {
            id: `${title}-${day}`,
            link: at(`${title}/${day}`),
            title,
            date: date + place / 2,
            text: `${title} of day ${day}`,
          }),
        ),
        alert(day, 1, headline(day), { date: date + 2 }),
      ]
      return {
        at: day * DAY,
        shows,
        sends: day === 0 ? [] : ['Markets', 'Quiz', 'Weather', headline(day)],
        mayWarn: true,
      }
    }) as [Poll, ...Poll[]],
  },
  {
    name: 'prices: guid and link of the product, title with the price, without dates: a price alert is listed again with a new guid and one text',
    polls: [
      {
        shows: ['Lamp 9 €', 'Desk 90 €', 'Sofa 900 €'].map((title, n) =>
          post(-n, { id: `p${n}-0`, link: at(`product/${n}`), title, text: HINT, date: null }),
        ),
      },
      {
        shows: ['Lamp 5 €', 'Desk 90 €', 'Sofa 900 €'].map((title, n) =>
          post(-n, { id: `p${n}-${n === 0 ? 1 : 0}`, link: at(`product/${n}`), title, text: HINT, date: null }),
        ),
        sends: ['Lamp 5 €'],
      },
    ],
  },
  editions('three editions a day: own guids and links, the date of the day, one text', () => ({})),
  editions('three editions a day, some seconds after each other: own guids and links, one text', (day, place) => ({
    date: day * DAY - 6.01 + place / 400,
  })),
  editions(
    'three editions a day without dates, beside four posts that stay: own guids and links, one text',
    () => ({ date: null }),
    posts([-5, -6, -7, -8], undated),
  ),
  menus('menus of a week, without guids and links, with dates', () => ({ id: null, link: null })),
  menus('menus of a week under the page of the kitchen, without guids', () => ({ id: null, link: at('menu') })),
  menus('menus of a week: own guids and links, one text, without dates', () => ({ date: null, text: HINT })),
  menus('menus of a week: permalinks with one text, without dates', (day) => ({
    id: at(`${day}`),
    date: null,
    text: HINT,
  })),
  {
    name: 'a daily quiz, and weekly titles come back: own guids and links, without dates and texts, beside posts that are replaced',
    polls: [
      {
        shows: [
          post(0, { title: 'Quiz', date: null }),
          post(-1, { title: 'Puzzle A', date: null }),
          post(-2, { title: 'Recipe A', date: null }),
        ],
      },
      {
        at: DAY,
        shows: [
          post(10, { title: 'Quiz', date: null }),
          post(11, { title: 'Puzzle B', date: null }),
          post(12, { title: 'Recipe B', date: null }),
        ],
        sends: ['Puzzle B', 'Quiz', 'Recipe B'],
        mayWarn: true,
      },
      {
        at: 2 * DAY,
        shows: [
          post(20, { title: 'Quiz', date: null }),
          post(21, { title: 'Puzzle A', date: null }),
          post(22, { title: 'Recipe A', date: null }),
        ],
        sends: ['Puzzle A', 'Quiz', 'Recipe A'],
        mayWarn: true,
      },
    ],
  },
  {
    name: 'without guids and links, dated: a recurring warning takes the place of the last one',
    polls: [
      {
        shows: [post(0), post(-1), post(-2), post(-3, { title: 'Storm warning' })].map((each) => ({
          ...each,
          id: null,
          link: null,
        })),
      },
      {
        shows: [post(1, { title: 'Storm warning' }), post(0), post(-1), post(-2)].map((each) => ({
          ...each,
          id: null,
          link: null,
        })),
        sends: ['Storm warning'],
      },
    ],
  },
]
