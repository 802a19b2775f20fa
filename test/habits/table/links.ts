/** Habits of feeds whose items share a link: status pages, page monitors, warnings, tickers, reposts. */
import { type Habit, headline, headlines, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const status: Change = () => ({ link: 'https://news.example/status' })
const undatedStatus: Change = (n) => ({ ...status(n), date: null })
const toSite: Change = () => ({ link: 'https://news.example/' })

/** A monitored page after a number of changes. */
function watched(name: string, change: number, date: number | null = null): Post {
  const link = `https://news.example/diff/${name.toLowerCase().replaceAll(' ', '-')}`
  return post(0, { id: `${name}/${1_767_604_000 + change}`, link, title: name, date, text: `<p>change ${change}</p>` })
}

const WARNING = 'Yellow wind warning for North Coast'
const warning: Change = (n) => ({
  id: `w${n}`,
  link: 'https://news.example/warnings/north',
  title: WARNING,
  text: `<p>From day ${n} until the day after.</p>`,
})
const bare: Change = (n) => ({ ...warning(n), text: null })

const inGuid: Change = (n) => ({ id: `https://news.example/live#entry-${n}`, link: 'https://news.example/live' })
const inLink: Change = (n) => ({ id: null, link: `https://news.example/live#entry-${n}` })

/** Two new posts, one after the other, in a feed whose posts all have the same kinds of fields. */
const twoPosts = (name: string, change: Change): Habit => ({
  name,
  polls: [
    { shows: posts([0, -1, -2], change) },
    { shows: posts([1, 0, -1, -2], change), sends: [change(1).title ?? headline(1)] },
    { shows: posts([2, 1, 0], change), sends: [change(2).title ?? headline(2)] },
  ],
})

/** One item at a time, each under the same link. */
const oneAtATime = (name: string, change: Change): Habit => ({
  name,
  polls: [
    { shows: posts([0], change) },
    { shows: posts([1], change), sends: headlines(1) },
    { shows: posts([2], change), sends: headlines(2) },
    { shows: posts([3], change), sends: headlines(3) },
  ],
})

export const linkHabits: readonly Habit[] = [
  oneAtATime('a status page: one link, one item at a time, without dates', undatedStatus),
  oneAtATime('a status page: one link, one item at a time, with dates', status),
  twoPosts('a status page: one link, several incidents side by side, without dates', undatedStatus),
  twoPosts('a status page: one link, several incidents side by side, with dates', status),
  {
    name: 'a status page whose incident is renamed under its guid',
    polls: [
      { shows: posts([0], status) },
      { shows: posts([1], status), sends: headlines(1) },
      { shows: [post(1, { ...status(1), title: 'Resolved: mail is slow' })] },
    ],
  },
  {
    name: 'a page monitor: one link and title a page, a new guid and text at each change, without dates',
    polls: [
      { shows: [watched('Price list', 1), watched('Opening hours', 1), watched('Job offers', 1)] },
      {
        shows: [watched('Price list', 2), watched('Opening hours', 1), watched('Job offers', 1)],
        sends: ['Price list'],
      },
      {
        shows: [watched('Price list', 3), watched('Opening hours', 1), watched('Job offers', 1)],
        sends: ['Price list'],
      },
      {
        shows: [watched('Price list', 3), watched('Opening hours', 2), watched('Job offers', 2)],
        sends: ['Job offers', 'Opening hours'],
      },
    ],
  },
  {
    name: 'a page monitor: one link and title a page, a new guid, text and date at each change',
    polls: [
      { shows: [watched('Price list', 1, -2), watched('Opening hours', 1, -3)] },
      { shows: [watched('Price list', 2, 1), watched('Opening hours', 1, -3)], sends: ['Price list'] },
      { shows: [watched('Opening hours', 2, 2), watched('Price list', 2, 1)], sends: ['Opening hours'] },
      { shows: [watched('Opening hours', 3, 3), watched('Price list', 3, 3)], sends: ['Opening hours', 'Price list'] },
    ],
  },
  {
    name: 'a page monitor of one page, without dates',
    polls: [
      { shows: [watched('Price list', 1)] },
      { shows: [watched('Price list', 2)], sends: ['Price list'] },
      { shows: [watched('Price list', 3)], sends: ['Price list'] },
    ],
  },
  {
    name: 'a page monitor that keeps the changes side by side, without dates',
    polls: [
      { shows: [watched('Price list', 1), watched('Opening hours', 1)] },
      {
        shows: [watched('Price list', 2), watched('Price list', 1), watched('Opening hours', 1)],
        sends: ['Price list'],
      },
      { shows: [watched('Price list', 3), watched('Price list', 2), watched('Price list', 1)], sends: ['Price list'] },
    ],
  },
  {
    name: 'equal warnings side by side: own guid and date, one title and link',
    polls: [
      { shows: posts([-24], warning) },
      { at: 24, shows: posts([24, -24], warning), sends: [WARNING] },
      { at: 48, shows: posts([48, 24, -24], warning), sends: [WARNING] },
      { at: 72, shows: posts([72, 48, 24, -24], warning), sends: [WARNING] },
    ],
  },
  twoPosts('equal warnings, some of which were there at first', warning),
  twoPosts('equal warnings without texts', bare),
  twoPosts('equal warnings without links', (n) => ({ ...warning(n), link: null })),
  twoPosts('equal warnings without guids, distinguished by their dates', (n) => ({ ...bare(n), id: null })),
  {
    name: 'equal warnings side by side, without dates and texts',
    polls: [
      { shows: posts([-1], (n) => ({ ...bare(n), date: null })) },
      { shows: posts([1, -1], (n) => ({ ...bare(n), date: null })), sends: [WARNING] },
      { shows: posts([2, 1, -1], (n) => ({ ...bare(n), date: null })), sends: [WARNING] },
    ],
  },
  {
    name: 'two equal warnings in one poll',
    polls: [{ shows: posts([0], warning) }, { shows: posts([2, 1, 0], warning), sends: [WARNING, WARNING] }],
  },
  {
    name: 'activities that all lead to their issue: own guids, titles and dates',
    polls: [
      { shows: [activity(0, 1), activity(-1, 2)] },
      { shows: [activity(1, 1), activity(0, 1), activity(-1, 2)], sends: ['Activity 1 in issue 1'] },
      {
        shows: [activity(3, 2), activity(2, 1), activity(1, 1)],
        sends: ['Activity 2 in issue 1', 'Activity 3 in issue 2'],
      },
      { shows: [activity(4, 1), activity(3, 2), activity(2, 1)], sends: ['Activity 4 in issue 1'] },
    ],
  },
  twoPosts('a ticker: entries of one page, distinguished by the fragment in their guid', inGuid),
  twoPosts('a ticker: the same without dates', (n) => ({ ...inGuid(n), date: null })),
  twoPosts('a ticker: entries of one page, distinguished by the fragment in their link', inLink),
  twoPosts('a ticker: the same in guids and links, without dates', (n) => ({
    id: `https://news.example/live#entry-${n}`,
    link: `https://news.example/live#entry-${n}`,
    date: null,
  })),
  twoPosts("all items link to the site's own page, without dates", (n) => ({ ...toSite(n), date: null })),
  twoPosts("all items link to the site's own page, without guids", (n) => ({ ...toSite(n), id: null })),
  twoPosts('all items link to a page, without guids and dates', (n) => ({ ...status(n), id: null, date: null })),
  {
    name: 'a post is published again: another guid, a newer date, the same link and title',
    polls: [
      { shows: posts([0, -1, -2]) },
      { at: 5, shows: [post(-1, { id: 'again', date: 5 }), post(0), post(-2)], sends: headlines(-1) },
    ],
  },
  {
    name: 'a post is published again: another guid, a newer date and another title under the same link',
    polls: [
      { shows: posts([0, -1, -2]) },
      {
        at: 5,
        shows: [post(-1, { id: 'again', date: 5, title: 'Museum: what we know now' }), post(0), post(-2)],
        sends: ['Museum: what we know now'],
      },
      {
        at: 9,
        shows: [post(-1, { id: 'and again', date: 9, title: 'Museum: the whole story' }), post(0), post(-2)],
        sends: ['Museum: the whole story'],
      },
    ],
  },
  {
    name: 'a post is published again while the first one is still listed',
    polls: [
      { shows: posts([0, -1, -2]) },
      { at: 5, shows: [post(-1, { id: 'again', date: 5 }), ...posts([0, -1, -2])], sends: headlines(-1) },
    ],
  },
]

function activity(n: number, issue: number): Post {
  return post(n, { title: `Activity ${n} in issue ${issue}`, link: `https://news.example/issues/${issue}` })
}
