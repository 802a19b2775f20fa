/** Kinds of feeds: the fields of their items, and how they publish. */
import type { Random } from '../../torture/random.ts'
import type { Format } from '../habit.ts'

export interface Shape {
  /** In plain words; counted as a habit. */
  readonly kind: string
  readonly format: Format
  /** `place`: the item's number in the document. `counted`: the link with the number of edits. `fragment`: a place on one page. */
  readonly ids: 'own' | 'link' | 'place' | 'counted' | 'fragment' | 'none'
  /** `page`: one for all. `site`: the feed's own. `fragment`: places on one page. */
  readonly links: 'own' | 'page' | 'site' | 'fragment' | 'none'
  /** `updated`: of the last edit. `now`: of the request. `built`: of the document's last change. */
  readonly dates: 'own' | 'day' | 'updated' | 'now' | 'built' | 'none'
  readonly hasTexts: boolean
  /** `few`: a few titles recur. `none`: texts replace them. */
  readonly titles: 'own' | 'few' | 'none'
  /** Fields with a new session id at each request. */
  readonly session: 'both' | 'id' | 'link' | 'none'
  /** What changes in links at each request without meaning. */
  readonly linkNoise: 'tracking' | 'scheme' | 'www' | 'none'
  readonly order: 'newest' | 'oldest' | 'none'
  /** Maximum items of the document. */
  readonly window: number
  /** Maximum posts between two polls. */
  readonly postsAtMost: number
  /** `pages`: an item for each monitored page. `daily`: all items are replaced each day. `gauge`: one item that changes. */
  readonly way: 'posts' | 'pages' | 'daily' | 'gauge'
  /** One item has a new id and link at each request. */
  readonly rotates: boolean
  /** An old item stays on top. */
  readonly pins: boolean
}

type Traits = Partial<Omit<Shape, 'kind'>>

interface Kind {
  readonly name: string
  /** Relative frequency. */
  readonly weight: number
  readonly traits: (random: Random) => Traits
}

const undated = (random: Random): Traits => ({ dates: random.pick(['none', 'none', 'now', 'built']) })
const datedOrWithText = (random: Random): Traits =>
  random.pick<Traits>([{ dates: 'own' }, { dates: 'day' }, { dates: 'none', hasTexts: true }])

const kinds: readonly Kind[] = [
  { name: 'a plain feed', weight: 12, traits: () => ({}) },
  {
    name: 'a busy feed',
    weight: 4,
    traits: (random) => ({ postsAtMost: random.whole(5, 12), window: random.whole(12, 30) }),
  },
  { name: 'an old item is pinned', weight: 3, traits: () => ({ pins: true }) },
  { name: 'no order', weight: 4, traits: () => ({ order: 'none' }) },
  {
    name: 'ids are links',
    weight: 8,
    traits: (random) => ({ ids: 'link', ...random.pick<Traits>([{}, undated(random)]) }),
  },
  { name: 'no ids', weight: 6, traits: () => ({ ids: 'none' }) },
  { name: 'no dates', weight: 6, traits: () => ({ dates: 'none' }) },
  { name: 'neither ids nor dates', weight: 5, traits: () => ({ ids: 'none', dates: 'none' }) },
  {
    name: 'nothing but titles',
    weight: 4,
    traits: () => ({ ids: 'none', dates: 'none', links: 'none', hasTexts: false }),
  },
  {
    name: 'no ids, one link',
    weight: 3,
    traits: (random) => ({ ids: 'none', links: 'page', window: random.whole(3, 30) }),
  },
  {
    name: 'no links',
    weight: 4,
    traits: (random) => ({ links: 'none', ...random.pick<Traits>([{}, undated(random)]) }),
  },
  {
    name: 'session ids, with dates',
    weight: 5,
    traits: (random) => ({ session: 'both', ids: random.pick(['own', 'link', 'none']) }),
  },
  {
    name: 'session ids, without dates',
    weight: 5,
    traits: (random) => ({
      session: 'both',
      ids: random.pick(['own', 'link', 'none']),
      dates: 'none',
      ...random.pick<Traits>([{ hasTexts: true }, { hasTexts: false, window: random.whole(6, 30) }]),
    }),
  },
  { name: 'session ids only in ids', weight: 3, traits: (random) => ({ session: 'id', ...datedOrWithText(random) }) },
  {
    name: 'session ids only in links',
    weight: 3,
    traits: (random) => ({ session: 'link', ...random.pick<Traits>([{}, undated(random)]) }),
  },
  {
    name: 'tracking parameters',
    weight: 4,
    traits: (random) => ({
      linkNoise: 'tracking',
      ids: random.pick(['none', 'link', 'own']),
      dates: random.pick(['own', 'none']),
    }),
  },
  {
    name: 'links alternate between http and https',
    weight: 3,
    traits: (random) => ({
      linkNoise: 'scheme',
      ids: random.pick(['link', 'none']),
      dates: random.pick(['own', 'none']),
    }),
  },
  {
    name: 'links alternate between hosts with and without www',
    weight: 3,
    traits: (random) => ({ linkNoise: 'www', ids: random.pick(['link', 'none']), dates: random.pick(['own', 'none']) }),
  },
  {
    name: 'ids are positions',
    weight: 5,
    traits: (random) => ({ ids: 'place', dates: random.pick(['own', 'day', 'none']) }),
  },
  { name: 'ids count edits', weight: 3, traits: () => ({ ids: 'counted' }) },
  {
    name: 'a status page',
    weight: 5,
    traits: (random) => ({ links: 'page', window: random.whole(1, 6), ...random.pick<Traits>([{}, undated(random)]) }),
  },
  {
    name: 'all items link to the site',
    weight: 3,
    traits: (random) => ({ links: 'site', dates: random.pick(['own', 'none']) }),
  },
  {
    name: 'page monitors',
    weight: 5,
    traits: (random) => ({
      way: 'pages',
      hasTexts: true,
      window: random.whole(1, 8),
      dates: random.pick(['own', 'none', 'now']),
    }),
  },
  {
    name: 'equal warnings',
    weight: 4,
    traits: (random) => ({
      titles: 'few',
      links: random.pick(['page', 'none']),
      ...random.pick<Traits>([{ dates: 'own' }, { dates: 'none', hasTexts: true }]),
    }),
  },
  {
    name: 'equal titles',
    weight: 4,
    traits: (random) => ({
      titles: 'few',
      ...random.pick<Traits>([{ dates: 'own' }, { dates: 'none', hasTexts: true }]),
    }),
  },
  {
    name: 'a ticker',
    weight: 4,
    traits: (random) => ({
      window: random.whole(4, 20),
      dates: random.pick(['own', 'none']),
      ...random.pick<Traits>([
        { ids: 'fragment', links: 'page' },
        { ids: 'none', links: 'fragment' },
        { ids: 'link', links: 'fragment' },
      ]),
    }),
  },
  {
    name: 'dates are the time of the request or of the last change',
    weight: 5,
    traits: (random) => ({ dates: random.pick(['now', 'built']), ids: random.pick(['own', 'none']) }),
  },
  { name: 'a gauge', weight: 4, traits: () => ({ way: 'gauge', ids: 'none', links: 'site', dates: 'now', window: 1 }) },
  {
    name: 'no ids and links, and dates are the time of the request',
    weight: 3,
    traits: (random) => ({
      ids: 'none',
      links: random.pick(['site', 'none']),
      dates: 'now',
      window: random.whole(2, 20),
    }),
  },
  {
    name: 'one item rotates',
    weight: 4,
    traits: (random) => ({ rotates: true, ...random.pick<Traits>([{}, { dates: 'none', hasTexts: true }]) }),
  },
  {
    name: 'all items are replaced each day',
    weight: 3,
    traits: (random) => ({ way: 'daily', window: random.whole(2, 8) }),
  },
  {
    name: 'all items are replaced each day, with the same titles',
    weight: 3,
    traits: (random) => ({
      way: 'daily',
      titles: 'few',
      window: random.whole(2, 8),
      ...random.pick<Traits>([{ dates: 'own' }, { dates: 'none', hasTexts: true }]),
    }),
  },
  { name: 'one item at a time', weight: 4, traits: (random) => ({ window: 1, dates: random.pick(['own', 'none']) }) },
  {
    name: 'no titles',
    weight: 4,
    traits: (random) => ({
      titles: 'none',
      hasTexts: true,
      dates: random.pick(['own', 'none']),
      links: random.pick(['own', 'none']),
    }),
  },
  {
    name: 'dates without times',
    weight: 4,
    traits: (random) => ({ dates: 'day', ids: random.pick(['own', 'none', 'link']) }),
  },
  { name: 'dates of the last edit', weight: 3, traits: () => ({ dates: 'updated', format: 'atom' }) },
]

/** A random shape. */
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
    linkNoise: 'none',
    order: random.pick(['newest', 'newest', 'newest', 'oldest', 'none']),
    window: random.whole(1, 30),
    postsAtMost: random.whole(1, 3),
    way: 'posts',
    rotates: false,
    pins: false,
    ...kind.traits(random),
  }
}
