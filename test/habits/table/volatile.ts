/** Habits of feeds that change at each request: session ids, rotating ids, alternating links. */
import { type Habit, headline, headlines, type Post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const page = 'https://news.example/t.php?p='
const session: Change = (n) => ({ id: `${page}${n}&sid={session}`, link: `${page}${n}&sid={session}` })
const sessionInLink: Change = (n) => ({ link: `${page}${n}&sid={session}`, date: null })
const text = (n: number) => `<p>All that is known about it: ${headline(n)}.</p>`

const withNewTexts: Change = (n) => ({ ...session(n), date: null, text: n > 0 ? text(n) : null })

/** One post has a new guid and link at each request. */
const rotating: Change = (n) => (n === -2 ? { id: 'CB{session}', link: 'https://news.example/rss/CB{session}' } : {})

/** One item at a time, read twice. */
const oneAtATime = (name: string, change: Change): Habit => ({
  name,
  polls: [
    { shows: posts([0], change) },
    { shows: posts([1], change), sends: headlines(1) },
    { shows: posts([1], change) },
    { shows: posts([2], change), sends: headlines(2) },
  ],
})

/** Two new posts, one after the other, in a feed whose posts all have the same kinds of fields. */
const twoPosts = (name: string, change: Change): Habit => ({
  name,
  polls: [
    { shows: posts([0, -1, -2, -3, -4], change) },
    { shows: posts([0, -1, -2, -3, -4], change) },
    { shows: posts([1, 0, -1, -2, -3, -4], change), sends: headlines(1) },
    { shows: posts([2, 1, 0, -1, -2], change), sends: headlines(2) },
  ],
})

export const volatileHabits: readonly Habit[] = [
  twoPosts('session ids in links and guids, without dates', (n) => ({ ...session(n), date: null })),
  twoPosts('session ids in links and guids, with dates', session),
  twoPosts('session ids in links and guids, without dates, and in the links of texts', (n) => ({
    ...session(n),
    date: null,
    text: `${text(n)}<p><a href="${page}${n}&sid={session}">Read on</a></p>`,
  })),
  {
    name: 'session ids, without dates, and a document of two new posts, with texts, before the whole one',
    polls: [
      { shows: posts([0, -1, -2, -3, -4], withNewTexts) },
      { shows: posts([2, 1], withNewTexts), sends: headlines(1, 2) },
      { shows: posts([2, 1, 0, -1, -2, -3, -4], withNewTexts) },
    ],
  },
  oneAtATime('session ids in a feed of one item, with dates', session),
  oneAtATime('session ids in a feed of one item, without dates, with texts', (n) => ({
    ...session(n),
    date: null,
    text: text(n),
  })),
  {
    name: 'session ids, and all posts are new',
    polls: [
      { shows: posts([0, -1, -2], session) },
      { at: 9, shows: posts([9, 8, 7], session), sends: headlines(7, 8, 9), mayWarn: true },
      { at: 18, shows: posts([18, 17, 16], session), sends: headlines(16, 17, 18), mayWarn: true },
    ],
  },
  twoPosts('session ids in the paths of links, without guids or dates', (n) => ({
    id: null,
    link: `https://news.example/story-${n}.html;jsessionid={session}`,
    date: null,
  })),
  twoPosts('a new guid for each item at each request, without dates', (n) => ({ id: `${n}-{session}`, date: null })),
  twoPosts('a new guid for each item at each request, with dates', (n) => ({ id: `${n}-{session}` })),
  twoPosts('a new guid for each item at each request, with dates and without links', (n) => ({
    id: `${n}-{session}`,
    link: null,
  })),
  twoPosts('session ids in links, under guids of their own, without dates', sessionInLink),
  {
    name: 'session ids in links, under guids of their own, and a headline that is edited',
    polls: [
      { shows: posts([0, -1, -2], sessionInLink) },
      {
        shows: posts([0, -1, -2], (n) => ({
          ...sessionInLink(n),
          ...(n === 0 ? { title: 'Harbour: it reopens' } : {}),
        })),
      },
    ],
  },
  twoPosts('one item with a new guid and link at each request, with dates', rotating),
  twoPosts('one item with a new guid and link at each request, without dates, with texts', (n) => ({
    ...rotating(n),
    date: null,
    text: text(n),
  })),
  twoPosts('tracking parameters that change, without guids or dates', (n) => ({
    id: null,
    link: `https://news.example/${n}?utm_source=rss&utm_content={session}`,
    date: null,
  })),
  twoPosts('guids that are links with tracking parameters that change', (n) => ({
    id: `https://news.example/${n}?utm_campaign={session}`,
    link: `https://news.example/${n}?utm_campaign={session}`,
  })),
  twoPosts('links with the time in them, without guids, with dates', (n) => ({
    id: null,
    link: `https://news.example/${n}?t={session}`,
  })),
  twoPosts('links and guids alternate between http and https, without dates', (n) => ({
    id: `{http|https}://news.example/${n}`,
    link: `{http|https}://news.example/${n}`,
    date: null,
  })),
  twoPosts('links and guids alternate between hosts with and without www, without dates', (n) => ({
    id: `https://{www.|}news.example/${n}`,
    link: `https://{www.|}news.example/${n}`,
    date: null,
  })),
  twoPosts('links and guids alternate between two hosts, with dates', (n) => ({
    id: `https://{a|b}.news.example/${n}`,
    link: `https://{a|b}.news.example/${n}`,
  })),
]
