/** Habits of feeds whose ids change, appear, vanish, or do not identify items. */
import { DAY, type Habit, headline, headlines, numbers, type Post, post, posts } from '../habit.ts'

type Change = (n: number) => Partial<Post>

const before = numbers(0, -4)
const ten = numbers(0, -9)
const undated: Change = () => ({ date: null })
const permalink: Change = (n) => ({ id: `https://news.example/${n}` })
const moved: Change = (n) => ({ id: `https://new.example/${n}`, link: `https://new.example/${n}` })
const renamed: Change = (n) => ({ id: `new-${n}` })
const rewritten: Change = (n) => ({ id: `new-${n}`, link: `https://news.example/archive/${n}.html` })
const pinned: Change = (n) => (n === -9 ? {} : rewritten(n))
const slug: Change = (n) => ({ link: `https://news.example/story-of-day-${n}` })
const nothing: Change = () => ({})

/** Ids are positions in the document. */
function atPlaces(which: readonly number[], change: Change = nothing): readonly Post[] {
  return which.map((n, place) => post(n, { id: String(place + 1), ...change(n) }))
}

/** A feed before and after a change, with a new post at the second and third poll. */
function change(name: string, first: Change, then: Change, shown: readonly number[] = before): Habit {
  return {
    name,
    polls: [
      { shows: posts(shown, first) },
      { shows: posts([1, ...shown], then), sends: headlines(1) },
      { shows: posts([2, 1, ...shown], then), sends: headlines(2) },
    ],
  }
}

const both =
  (one: Change, other: Change): Change =>
  (n) => ({ ...one(n), ...other(n) })

export const idHabits: readonly Habit[] = [
  {
    name: 'nine of ten guids and links change, one is pinned, with dates',
    polls: [{ shows: posts(ten) }, { shows: posts(ten, pinned) }],
  },
  {
    name: 'nine of ten guids and links change, one is pinned, without dates',
    polls: [{ shows: posts(ten, undated) }, { shows: posts(ten, both(pinned, undated)) }],
  },
  change('nine of ten guids and links change together with a new post', nothing, pinned, ten),
  change('all guids change, with dates', nothing, renamed),
  change('all guids change, without dates', undated, both(renamed, undated)),
  change('all guids and links change, with dates', nothing, rewritten),
  change('all guids and links change, without dates', undated, both(rewritten, undated)),
  change('the feed moves to another domain, with dates', permalink, moved),
  change('the feed moves to another domain, without dates', both(permalink, undated), both(moved, undated)),
  change(
    'the feed moves to https, without dates',
    both((n) => ({ id: `http://news.example/${n}`, link: `http://news.example/${n}` }), undated),
    both(permalink, undated),
  ),
  change(
    'www. is added to links and guids, without dates',
    both(permalink, undated),
    both((n) => ({ id: `https://www.news.example/${n}`, link: `https://www.news.example/${n}` }), undated),
  ),
  change('guids become permalinks, with dates', nothing, permalink),
  change('guids become permalinks, without dates', undated, both(permalink, undated)),
  change(
    'guids appear, without dates',
    both(undated, () => ({ id: null })),
    undated,
  ),
  change(
    'guids vanish, without dates',
    undated,
    both(undated, () => ({ id: null })),
  ),
  change(
    'guids appear in a feed without links',
    () => ({ id: null, link: null }),
    () => ({ link: null }),
  ),
  change(
    'guids vanish from a feed without links',
    () => ({ link: null }),
    () => ({ id: null, link: null }),
  ),
  change('guids get white space around them', undated, (n) => ({ id: `\n  id-${n}  `, date: null })),
  {
    name: 'the feed changes from RSS to Atom, with new ids',
    polls: [
      { shows: posts(before) },
      {
        shows: { format: 'atom', posts: posts([1, ...before], (n) => ({ id: `tag:news.example,2026:${n}` })) },
        sends: headlines(1),
      },
      {
        shows: { format: 'atom', posts: posts([2, 1, ...before], (n) => ({ id: `tag:news.example,2026:${n}` })) },
        sends: headlines(2),
      },
    ],
  },
  {
    name: 'ids that are positions in the document, with dates',
    polls: [
      { shows: atPlaces(before) },
      { shows: atPlaces([1, 0, -1, -2, -3]), sends: headlines(1) },
      { shows: atPlaces([3, 2, 1, 0, -1]), sends: headlines(2, 3) },
      { shows: atPlaces([3, 2, 0, -1, -2]) },
    ],
  },
  {
    name: 'ids that are positions in the document, all with one date',
    polls: [
      { shows: atPlaces(before, () => ({ date: 0 })) },
      { shows: atPlaces([1, 0, -1, -2, -3], () => ({ date: 0 })), sends: headlines(1) },
      { shows: atPlaces([3, 2, 1, 0, -1], () => ({ date: 0 })), sends: headlines(2, 3) },
    ],
  },
  {
    name: 'ids that are positions in the document, without dates',
    polls: [
      { shows: atPlaces(before, undated) },
      { shows: atPlaces([1, 0, -1, -2, -3], undated), sends: headlines(1) },
      { shows: atPlaces([3, 2, 1, 0, -1], undated), sends: headlines(2, 3) },
    ],
  },
  {
    name: 'ids that are positions in a document that is replaced each day',
    polls: [
      { shows: atPlaces(numbers(0, -2)) },
      ...[1, 2, 3].map((day) => ({
        at: DAY * day,
        shows: atPlaces(numbers(DAY * day, DAY * day - 2)),
        sends: headlines(...numbers(DAY * day, DAY * day - 2)),
        mayWarn: true as const,
      })),
    ],
  },
  {
    name: 'ids that count edits behind the link: headline and date change with each',
    polls: [
      { shows: [counted(0, 0), counted(-1, 0)] },
      { shows: [counted(1, 0, 1), counted(0, 0), counted(-1, 0)], sends: headlines(1) },
      { shows: [counted(1, 1, 2), counted(0, 0), counted(-1, 0)] },
      { shows: [counted(1, 2, 3), counted(0, 1, 3), counted(-1, 0)] },
    ],
  },
  {
    name: 'ids that count edits behind the link: only the headline changes',
    polls: [
      { shows: [counted(0, 0), counted(-1, 0)] },
      { shows: [counted(1, 0), counted(0, 1, 0), counted(-1, 0)], sends: headlines(1) },
      { shows: [counted(1, 1), counted(0, 2, 0), counted(-1, 0)] },
    ],
  },
  {
    name: 'a backup is restored, and its ids are given to other posts, with dates',
    polls: [
      { shows: posts([0, -1, -2], slug) },
      { shows: posts([2, 1, 0, -1, -2], slug), sends: headlines(1, 2) },
      { shows: posts([0, -1, -2], slug) },
      { shows: [post(4, { ...slug(4), id: 'id-1' }), ...posts([0, -1, -2], slug)], sends: headlines(4) },
      {
        shows: [post(5, { ...slug(5), id: 'id-2' }), post(4, { ...slug(4), id: 'id-1' }), ...posts([0, -1, -2], slug)],
        sends: headlines(5),
      },
    ],
  },
  {
    name: 'one guid under two headlines: the edited item is listed above the old one',
    polls: [
      { shows: posts([0, -1, -2], undated) },
      { shows: [post(1), ...posts([0, -1, -2], undated)], sends: headlines(1) },
      { shows: [post(1, { title: `${headline(1)}: two hurt`, date: 2 }), post(1), ...posts([0, -1, -2], undated)] },
    ],
  },
  change(
    'one guid for all items',
    () => ({ id: 'news' }),
    () => ({ id: 'news' }),
  ),
  change(
    'one guid for all items, without dates',
    () => ({ id: 'news', date: null }),
    () => ({ id: 'news', date: null }),
  ),
]

/** An item whose id counts its edits, as some broadcasters' do. */
function counted(n: number, edits: number, date = n): Post {
  const link = `https://news.example/${n}`
  return post(n, {
    id: `${link}#${edits}`,
    link,
    date,
    title: edits === 0 ? headline(n) : `${headline(n)}: update ${edits}`,
  })
}
