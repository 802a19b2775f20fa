/** What kinds of feeds live: what each of their items says, and how they publish. */
import type { Random } from '../../torture/random.ts'
import type { Format } from '../habit.ts'

export interface Shape {
  /** In plain words; a habit of its own. */
  readonly kind: string
  readonly format: Format
  /** `place`: the item's number in the document. `counted`: the link with the number of edits. `fragment`: a place on one page. */
  readonly ids: 'own' | 'link' | 'place' | 'counted' | 'fragment' | 'none'
  /** `page`: one for all. `site`: the feed's own. `fragment`: places on one page. */
  readonly links: 'own' | 'page' | 'site' | 'fragment' | 'none'
  /** `updated`: of the last edit. `now`: of the request. `built`: of the document's last change. */
  readonly dates: 'own' | 'day' | 'updated' | 'now' | 'built' | 'none'
  readonly hasTexts: boolean
  /** `few`: the same ones again and again. `none`: texts stand for them. */
  readonly titles: 'own' | 'few' | 'none'
  /** What has another session id in it at each request. */
  readonly session: 'both' | 'id' | 'link' | 'none'
  /** What changes at links at each request, and says nothing. */
  readonly dress: 'tracking' | 'scheme' | 'www' | 'none'
  readonly order: 'newest' | 'oldest' | 'none'
  /** Items that the document has room for. */
  readonly window: number
  /** Posts between two readings at most. */
  readonly most: number
  /** `pages`: an item for each watched page. `daily`: all is replaced each day. `gauge`: one item that changes. */
  readonly way: 'posts' | 'pages' | 'daily' | 'gauge'
  /** One item has another id and link at each request. */
  readonly rotates: boolean
  /** An old item stands on top for good. */
  readonly pins: boolean
}

type Look = Partial<Omit<Shape, 'kind'>>

interface Kind {
  readonly name: string
  /** So often among others. */
  readonly weight: number
  readonly look: (random: Random) => Look
}

const undated = (random: Random): Look => ({ dates: random.pick(['none', 'none', 'now', 'built']) })
const datedOrTold = (random: Random): Look =>
  random.pick<Look>([{ dates: 'own' }, { dates: 'day' }, { dates: 'none', hasTexts: true }])

const kinds: readonly Kind[] = [
  { name: 'a plain feed', weight: 12, look: () => ({}) },
  { name: 'a busy feed', weight: 4, look: (random) => ({ most: random.whole(5, 12), window: random.whole(12, 30) }) },
  { name: 'an old item is pinned', weight: 3, look: () => ({ pins: true }) },
  { name: 'no order', weight: 4, look: () => ({ order: 'none' }) },
  {
    name: 'ids are links',
    weight: 8,
    look: (random) => ({ ids: 'link', ...random.pick<Look>([{}, undated(random)]) }),
  },
  { name: 'no ids', weight: 6, look: () => ({ ids: 'none' }) },
  { name: 'no dates', weight: 6, look: () => ({ dates: 'none' }) },
  { name: 'neither ids nor dates', weight: 5, look: () => ({ ids: 'none', dates: 'none' }) },
  {
    name: 'nothing but titles',
    weight: 4,
    look: () => ({ ids: 'none', dates: 'none', links: 'none', hasTexts: false }),
  },
  {
    name: 'no ids, one link',
    weight: 3,
    look: (random) => ({ ids: 'none', links: 'page', window: random.whole(3, 30) }),
  },
  { name: 'no links', weight: 4, look: (random) => ({ links: 'none', ...random.pick<Look>([{}, undated(random)]) }) },
  {
    name: 'session ids, with dates',
    weight: 5,
    look: (random) => ({ session: 'both', ids: random.pick(['own', 'link', 'none']) }),
  },
  {
    name: 'session ids, without dates',
    weight: 5,
    look: (random) => ({
      session: 'both',
      ids: random.pick(['own', 'link', 'none']),
      dates: 'none',
      ...random.pick<Look>([{ hasTexts: true }, { hasTexts: false, window: random.whole(6, 30) }]),
    }),
  },
  { name: 'session ids in ids alone', weight: 3, look: (random) => ({ session: 'id', ...datedOrTold(random) }) },
  {
    name: 'session ids in links alone',
    weight: 3,
    look: (random) => ({ session: 'link', ...random.pick<Look>([{}, undated(random)]) }),
  },
  {
    name: 'tracking parameters',
    weight: 4,
    look: (random) => ({
      dress: 'tracking',
      ids: random.pick(['none', 'link', 'own']),
      dates: random.pick(['own', 'none']),
    }),
  },
  {
    name: 'http and https by turns',
    weight: 3,
    look: (random) => ({ dress: 'scheme', ids: random.pick(['link', 'none']), dates: random.pick(['own', 'none']) }),
  },
  {
    name: 'www by turns',
    weight: 3,
    look: (random) => ({ dress: 'www', ids: random.pick(['link', 'none']), dates: random.pick(['own', 'none']) }),
  },
  {
    name: 'ids are places',
    weight: 5,
    look: (random) => ({ ids: 'place', dates: random.pick(['own', 'day', 'none']) }),
  },
  { name: 'ids count edits', weight: 3, look: () => ({ ids: 'counted' }) },
  {
    name: 'a status page',
    weight: 5,
    look: (random) => ({ links: 'page', window: random.whole(1, 6), ...random.pick<Look>([{}, undated(random)]) }),
  },
  {
    name: 'all items link to the site',
    weight: 3,
    look: (random) => ({ links: 'site', dates: random.pick(['own', 'none']) }),
  },
  {
    name: 'page monitors',
    weight: 5,
    look: (random) => ({
      way: 'pages',
      hasTexts: true,
      window: random.whole(1, 8),
      dates: random.pick(['own', 'none', 'now']),
    }),
  },
  {
    name: 'equal warnings',
    weight: 4,
    look: (random) => ({
      titles: 'few',
      links: random.pick(['page', 'none']),
      ...random.pick<Look>([{ dates: 'own' }, { dates: 'none', hasTexts: true }]),
    }),
  },
  {
    name: 'equal titles',
    weight: 4,
    look: (random) => ({ titles: 'few', ...random.pick<Look>([{ dates: 'own' }, { dates: 'none', hasTexts: true }]) }),
  },
  {
    name: 'a ticker',
    weight: 4,
    look: (random) => ({
      window: random.whole(4, 20),
      dates: random.pick(['own', 'none']),
      ...random.pick<Look>([
        { ids: 'fragment', links: 'page' },
        { ids: 'none', links: 'fragment' },
        { ids: 'link', links: 'fragment' },
      ]),
    }),
  },
  {
    name: 'the date is now',
    weight: 5,
    look: (random) => ({ dates: random.pick(['now', 'built']), ids: random.pick(['own', 'none']) }),
  },
  { name: 'a gauge', weight: 4, look: () => ({ way: 'gauge', ids: 'none', links: 'site', dates: 'now', window: 1 }) },
  {
    name: 'no ids and links, and the date is now',
    weight: 3,
    look: (random) => ({
      ids: 'none',
      links: random.pick(['site', 'none']),
      dates: 'now',
      window: random.whole(2, 20),
    }),
  },
  {
    name: 'one item rotates',
    weight: 4,
    look: (random) => ({ rotates: true, ...random.pick<Look>([{}, { dates: 'none', hasTexts: true }]) }),
  },
  { name: 'replaced each day', weight: 3, look: (random) => ({ way: 'daily', window: random.whole(2, 8) }) },
  {
    name: 'replaced each day, with the same titles',
    weight: 3,
    look: (random) => ({
      way: 'daily',
      titles: 'few',
      window: random.whole(2, 8),
      ...random.pick<Look>([{ dates: 'own' }, { dates: 'none', hasTexts: true }]),
    }),
  },
  { name: 'one item at a time', weight: 4, look: (random) => ({ window: 1, dates: random.pick(['own', 'none']) }) },
  {
    name: 'no titles',
    weight: 4,
    look: (random) => ({
      titles: 'none',
      hasTexts: true,
      dates: random.pick(['own', 'none']),
      links: random.pick(['own', 'none']),
    }),
  },
  { name: 'dates of days', weight: 4, look: (random) => ({ dates: 'day', ids: random.pick(['own', 'none', 'link']) }) },
  { name: 'dates of the last edit', weight: 3, look: () => ({ dates: 'updated', format: 'atom' }) },
]

/** One of them. */
export function shapeFrom(random: Random): Shape {
  const sum = kinds.reduce((total, { weight }) => total + weight, 0)
  let left = random.whole(1, sum)
  const kind = kinds.find(({ weight }) => {
    left -= weight
    return left <= 0
  })
  if (kind === undefined) throw new RangeError('no kind of feed')
  return {
    kind: kind.name,
    format: random.pick(['rss', 'rss', 'rss', 'atom', 'atom', 'json', 'rdf']),
    ids: 'own',
    links: 'own',
    dates: 'own',
    hasTexts: random.percent(50),
    titles: 'own',
    session: 'none',
    dress: 'none',
    order: random.pick(['newest', 'newest', 'newest', 'oldest', 'none']),
    window: random.whole(1, 30),
    most: random.whole(1, 3),
    way: 'posts',
    rotates: false,
    pins: false,
    ...kind.look(random),
  }
}
