/** Ids, links and dates that belong to several items, or to the wrong one. */
import { DAY, type Habit, headlines, numbers, type Poll, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const HINT = '<p>See the page of the line for stops, times and what to do.</p>'
const at = (path: string) => `https://news.example/${path}`
/** Its guid is its address. */
const permalink: Change = (n) => ({ id: at(`${n}`) })

const job = (n: number, title: string, change: Partial<Post> = {}): Post =>
  post(n, { id: at(`${n}`), title, date: -12, text: `<p>Employer ${n} in town ${n}.</p>`, ...change })

/** An incident of a status page, with the day as its date. */
const incident = (n: number, title: string, text: string): Post =>
  post(n, { id: `incident-${n}`, link: at('status'), title, text, date: -11.5 })

/** Storms and floods: the guid is the kind of the warning. */
const KINDS = ['Storm warning', 'Flood warning']
const kind: Change = (n) => ({ id: `kind-${Math.abs(n % 2)}`, title: KINDS[Math.abs(n % 2)] ?? '' })

/** Slots of a front page: guids are the slots. */
const slot = (day: number, place: number, change: Partial<Post> = {}): Post =>
  post(day * 10 + place, { id: `slot-${place}`, date: null, ...change })

/** The newest post is at `/today`, all others at addresses of their own. */
function latestAt(change: (post: Post) => Partial<Post>): readonly [Poll, ...Poll[]] {
  const shown = (newest: number) =>
    numbers(newest, newest - 3)
      .map((n) => post(n, { link: n === newest ? at('today') : at(`archive/${n}`) }))
      .map((each) => ({ ...each, ...change(each) }))
  return [{ shows: shown(0) }, { shows: shown(1), sends: headlines(1) }, { shows: shown(2), sends: headlines(2) }]
}

export const misleadingHabits: readonly Habit[] = [
  {
    name: 'guids are slots: own links, without dates; one title recurs',
    polls: [0, 1, 2].map((day): Poll => {
      const shows = [slot(day, 1), slot(day, 2), slot(day, 3, { title: 'Weather' })]
      return { at: day * DAY, shows, sends: day === 0 ? [] : headlines(day * 10 + 1, day * 10 + 2), mayWarn: true }
    }) as [Poll, ...Poll[]],
  },
  {
    name: 'guids are slots: own links, the date of the day; one title recurs',
    polls: [0, 1, 2].map((day): Poll => {
      const date = day * DAY - 6
      const shows = [slot(day, 1, { date }), slot(day, 2, { date }), slot(day, 3, { date, title: 'Weather' })]
      return { at: day * DAY, shows, sends: day === 0 ? [] : headlines(day * 10 + 1, day * 10 + 2), mayWarn: true }
    }) as [Poll, ...Poll[]],
  },
  {
    name: 'guids are kinds of warnings: own links, dates and texts, equal titles',
    polls: [
      { shows: posts([0, -1, -2, -3], (n) => ({ ...kind(n), text: `Report ${n}` })) },
      { shows: posts([1, 0, -1, -2], (n) => ({ ...kind(n), text: `Report ${n}` })), sends: ['Flood warning'] },
      { shows: posts([2, 1, 0, -1], (n) => ({ ...kind(n), text: `Report ${n}` })), sends: ['Storm warning'] },
    ],
  },
  {
    name: 'guids and links are kinds of warnings: own dates and texts, equal titles',
    polls: [
      { shows: posts([0, -1, -2, -3], (n) => ({ ...kind(n), link: at(`kind/${kind(n).id}`), text: `Report ${n}` })) },
      {
        shows: posts([1, 0, -1, -2, -3], (n) => ({ ...kind(n), link: at(`kind/${kind(n).id}`), text: `Report ${n}` })),
        sends: ['Flood warning'],
      },
      {
        shows: posts([3, 2, 1, 0, -1, -2, -3], (n) => ({
          ...kind(n),
          link: at(`kind/${kind(n).id}`),
          text: `Report ${n}`,
        })),
        sends: ['Flood warning', 'Storm warning'],
      },
    ],
  },
  {
    name: 'two incidents with the address of the status page as guid and link, beside posts of their own, with dates and texts',
    polls: [
      { shows: [post(0, { id: at('status'), link: at('status'), text: 'One' }), ...posts([-1, -2, -3])] },
      {
        shows: [
          post(1, { id: at('status'), link: at('status'), text: 'Two' }),
          post(0, { id: at('status'), link: at('status'), text: 'One' }),
          ...posts([-1, -2, -3]),
        ],
        sends: headlines(1),
      },
    ],
  },
  {
    name: 'the newest post has a common address, and gets its own when the next one is published: guids are permalinks, dated',
    polls: latestAt((n) => ({ id: n.link })),
  },
  {
    name: 'the newest post has a common address, and gets its own when the next one is published: without guids, dated',
    polls: latestAt(() => ({ id: null })),
  },
  {
    name: 'the newest post has a common address and guid, and gets its own when the next one is published, dated',
    polls: latestAt((n) => ({ id: n.link?.endsWith('today') ? 'newest' : n.link })),
  },
  {
    name: 'a status page with dates without times, one incident at a time: own guids, titles and texts',
    polls: [
      { shows: [incident(0, 'Mail is slow', 'We look into it.')] },
      {
        shows: [incident(1, 'Database is down', 'A disk has failed.')],
        sends: ['Database is down'],
      },
    ],
  },
  {
    name: 'jobs of one day under equal titles: permalinks and texts of their own',
    polls: [
      { shows: [job(1, 'Nurse'), job(2, 'Driver'), job(3, 'Cook')] },
      { shows: [job(4, 'Nurse'), job(2, 'Driver'), job(3, 'Cook')], sends: ['Nurse'] },
    ],
  },
  {
    name: 'reports that are all dated at noon: own guids, title of the place, link of the map, own texts',
    polls: [
      {
        shows: posts([0, -24, -48], (n) => ({
          title: 'Burglary in Old town',
          date: n - 11.5,
          link: at('map'),
          text: `Report ${n}`,
        })),
      },
      {
        shows: [
          post(1, { title: 'Burglary in Old town', date: -11.5, link: at('map'), text: 'Report 1' }),
          ...posts([-24, -48], (n) => ({
            title: 'Burglary in Old town',
            date: n - 11.5,
            link: at('map'),
            text: `Report ${n}`,
          })),
        ],
        sends: ['Burglary in Old town'],
      },
    ],
  },
  {
    name: 'a post whose guid is its address is published again under a guid of its own, with a newer date, the same title and link',
    polls: [
      { shows: posts([0, -1, -2], permalink) },
      { at: 5, shows: [post(-1, { id: 'again', date: 5 }), ...posts([0, -2], permalink)], sends: headlines(-1) },
    ],
  },
  {
    name: 'a calendar: own guids and links, one text, the date of the event, weeks ahead',
    polls: [
      {
        shows: ['Yoga', 'Chess', 'Choir'].map((title, n) =>
          post(0, { id: `e${n}`, link: at(`event/${n}`), title, text: HINT, date: 100 + n * DAY }),
        ),
      },
      {
        at: 5,
        shows: ['Chess', 'Choir', 'Yoga'].map((title, n) =>
          post(0, { id: `e${n + 1}`, link: at(`event/${n + 1}`), title, text: HINT, date: 100 + (n + 1) * DAY }),
        ),
        sends: ['Yoga'],
      },
    ],
  },
  {
    name: 'a calendar: own guids, title and link of the course, the date of the event, weeks ahead',
    polls: [
      {
        shows: ['Yoga', 'Chess', 'Choir'].map((title, n) =>
          post(0, { id: `e${n}`, link: at(`course/${title}`), title, date: 100 + n * DAY }),
        ),
      },
      {
        at: 5,
        shows: ['Chess', 'Choir', 'Yoga'].map((title, n) =>
          post(0, { id: `e${n + 1}`, link: at(`course/${title}`), title, date: 100 + (n + 1) * DAY }),
        ),
        sends: ['Yoga'],
      },
    ],
  },
  {
    name: 'a calendar without guids and links: the title of the course, the date of the event',
    polls: [
      {
        shows: ['Yoga', 'Chess', 'Choir'].map((title, n) =>
          post(0, { id: null, link: null, title, date: 100 + n * DAY, text: null }),
        ),
      },
      {
        at: 5,
        shows: ['Chess', 'Choir', 'Yoga'].map((title, n) =>
          post(0, { id: null, link: null, title, date: 100 + (n + 1) * DAY, text: null }),
        ),
        sends: ['Yoga'],
      },
    ],
  },
  {
    name: 'a new post on top whose date was never set: 1970',
    polls: [
      { shows: posts(numbers(0, -6)) },
      { shows: [post(1, { date: -490_000 }), ...posts(numbers(0, -6))], sends: headlines(1) },
      { shows: [post(2), post(1, { date: -490_000 }), ...posts(numbers(0, -5))], sends: headlines(2) },
    ],
  },
  {
    name: 'a new post on top with the year of last year',
    polls: [
      { shows: posts(numbers(0, -6)) },
      { shows: [post(1, { date: 1 - 365 * DAY }), ...posts(numbers(0, -6))], sends: headlines(1) },
    ],
  },
  {
    name: 'a new post on top of a busy feed, dated nine hours early by a wrong zone',
    polls: [
      { shows: posts(numbers(0, -6)) },
      { shows: [post(1, { date: -8 }), ...posts(numbers(0, -5))], sends: headlines(1) },
    ],
  },
  {
    name: 'without guids and links: a document of 250 shrinks to ten for good; a title of long ago is used again, with its own date',
    polls: [
      {
        shows: posts(numbers(0, -249), (n) => ({
          id: null,
          link: null,
          ...(n === -200 ? { title: 'Storm warning' } : {}),
        })),
      },
      ...numbers(1, 3).map(
        (n): Poll => ({
          at: n * DAY,
          shows: posts(numbers(n, n - 9), () => ({ id: null, link: null })),
          sends: headlines(n),
        }),
      ),
      {
        at: 10 * DAY,
        shows: posts(numbers(4, -5), (n) => ({ id: null, link: null, ...(n === 4 ? { title: 'Storm warning' } : {}) })),
        sends: ['Storm warning'],
      },
    ],
  },
]
