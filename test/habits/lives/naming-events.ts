/** Items get new ids, links, domains or forms of addresses. */
import { hasDate, hasId, hasLink, hasTitle, isKnownByTitle, isKnownInMass } from './evidence.ts'
import { isPosts, type LifeEvent, ORDINARY, RARE } from './life-event.ts'
import type { Entry, LivingFeed } from './living-feed.ts'

/** Items with new ids are recognised by link and title; if dates are those of the request or document, only if there are several items. */
function isKnownWithoutId({ shape, entries }: LivingFeed): boolean {
  const isDated = shape.dates === 'now' || shape.dates === 'built'
  return (!isDated || entries.length > 4) && (isKnownByTitle(shape) || (hasTitle(shape) && hasLink(shape)))
}

function newName(feed: LivingFeed, entry: Entry): Partial<Entry> {
  return { id: `renamed-${entry.number}-${feed.random.whole(1, 1_000_000)}` }
}

function newPlace(feed: LivingFeed, entry: Entry): Partial<Entry> {
  return { slug: `moved-${entry.number}-${feed.random.whole(1, 1_000_000)}` }
}

function changeAll(feed: LivingFeed, entries: readonly Entry[], changed: (entry: Entry) => Partial<Entry>): void {
  for (const entry of entries) if (!entry.rotates) feed.replace(entry, changed(entry))
  feed.forgetPast()
}

export const namingEvents: readonly LifeEvent[] = [
  {
    name: 'one id changes',
    weight: ORDINARY,
    when: (feed) => {
      const { shape } = feed
      const isAlone = shape.titles === 'few' && hasDate(shape) && isPosts(feed)
      return shape.ids === 'own' && hasId(shape) && (isAlone || isKnownWithoutId(feed))
    },
    act: (feed, shown) => changeAll(feed, [shown], (entry) => newName(feed, entry)),
  },
  {
    name: 'one id and link change',
    weight: ORDINARY,
    when: ({ shape }) =>
      (shape.ids === 'own' || shape.ids === 'link') && shape.links === 'own' && isKnownByTitle(shape),
    act: (feed, shown) => changeAll(feed, [shown], (entry) => ({ ...newName(feed, entry), ...newPlace(feed, entry) })),
  },
  {
    name: 'all ids change',
    isOfAll: true,
    weight: RARE,
    when: (feed) => feed.shape.ids === 'own' && isKnownWithoutId(feed),
    act: (feed) => changeAll(feed, feed.entries, (entry) => newName(feed, entry)),
  },
  {
    name: 'all ids and links change',
    isOfAll: true,
    weight: RARE,
    when: ({ shape, entries }) =>
      (shape.ids === 'own' || shape.ids === 'link') && shape.links === 'own' && isKnownInMass(shape, entries.length),
    act: (feed) => changeAll(feed, feed.entries, (entry) => ({ ...newName(feed, entry), ...newPlace(feed, entry) })),
  },
  {
    name: 'nearly all ids and links change',
    isOfAll: true,
    weight: RARE,
    when: ({ shape, entries }) =>
      (shape.ids === 'own' || shape.ids === 'link') &&
      shape.links === 'own' &&
      entries.length >= 8 &&
      isKnownInMass(shape, entries.length),
    act: (feed, shown) =>
      changeAll(
        feed,
        feed.entries.filter(({ number }) => number !== shown.number),
        (entry) => ({ ...newName(feed, entry), ...newPlace(feed, entry) }),
      ),
  },
  {
    name: 'the feed moves to another domain',
    isOfAll: true,
    weight: RARE,
    when: ({ shape, entries }) => (shape.ids === 'own' && hasId(shape)) || isKnownInMass(shape, entries.length),
    act: (feed) => {
      feed.host = `moved${feed.step}-${feed.host}`
      feed.touch()
      feed.forgetPast()
    },
  },
  {
    name: 'the feed moves between http and https, or www comes or goes',
    isOfAll: true,
    weight: RARE,
    when: ({ shape }) => shape.linkNoise !== 'scheme' && shape.linkNoise !== 'www',
    act: (feed) => {
      if (feed.random.percent(50)) feed.scheme = feed.scheme === 'https' ? 'http' : 'https'
      else feed.hasWww = !feed.hasWww
      feed.touch()
      feed.forgetPast()
    },
  },
  {
    name: 'ids appear or vanish',
    isOfAll: true,
    weight: RARE,
    when: (feed) => {
      const { shape, entries } = feed
      const isDistinct = new Set(entries.map(({ slug }) => slug)).size === entries.length
      // Without ids, the link of a page that shows one item at a time would act as the id.
      const isPlain = hasLink(shape) || entries.length > 2
      return (
        isDistinct &&
        isPlain &&
        shape.session === 'none' &&
        (shape.ids === 'own' || shape.ids === 'none') &&
        isKnownWithoutId(feed)
      )
    },
    act: (feed) => {
      feed.shape = { ...feed.shape, ids: feed.shape.ids === 'own' ? 'none' : 'own' }
      feed.touch()
      feed.forgetPast()
    },
  },
  {
    name: 'the format changes',
    isOfAll: true,
    weight: RARE,
    when: ({ shape }) => shape.dates !== 'updated',
    act: (feed) => {
      feed.shape = { ...feed.shape, format: feed.random.pick(['rss', 'atom', 'json', 'rdf']) }
      feed.touch()
    },
  },
]
