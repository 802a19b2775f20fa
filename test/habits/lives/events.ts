/** What happens to feeds beside publishing: edits, other names, other documents; where what is known still tells the items apart. */
import { hasDate, hasDay, hasId, hasLink, hasTitle, isKnownByTitle, isNamedByLink } from './evidence.ts'
import type { Entry, LivingFeed } from './living-feed.ts'

/** What a publisher does between two readings, at most one of them. */
export interface LifeEvent {
  /** In plain words; a habit of its own. */
  readonly name: string
  readonly weight: number
  /** It is not about one item. */
  readonly isOfAll?: true
  readonly when: (feed: LivingFeed) => boolean
  /** @param shown one of the items that were read, neither pinned nor rotating */
  readonly act: (feed: LivingFeed, shown: Entry) => void
}

const ORDINARY = 10
const RARE = 3
/** So many publications may lie between an item's leaving and its coming back, where only memory knows it. */
const AWAY_AT_MOST = 40
const PAST_AT_MOST = 6

const isPosts = ({ shape }: LivingFeed) => shape.way === 'posts'
const isCalm = (feed: LivingFeed) => isPosts(feed) && feed.shape.most <= 3
const isEdited = (feed: LivingFeed): Partial<Entry> => ({ updated: feed.lately(0.3) })

/** An item's title may change, and it is known all the same. */
function maySayMore({ shape }: LivingFeed): boolean {
  if (!hasTitle(shape)) return false
  if (hasId(shape) || (isNamedByLink(shape) && shape.ids === 'none')) return true
  // Another id and another title under one link are another incident, but for their date.
  return hasLink(shape) && hasDay(shape)
}

/** The date may be another, and the item is no post that is published again. */
function mayBeDated({ shape }: LivingFeed): boolean {
  return hasDate(shape) && (hasId(shape) || (isNamedByLink(shape) && shape.ids === 'none'))
}

/** Ids may change where links stay and tell the same with the title. */
function isKnownWithoutId({ shape }: LivingFeed): boolean {
  return isKnownByTitle(shape) || (hasTitle(shape) && shape.links !== 'none' && shape.session === 'none')
}

function retitle(entry: Entry, random: LivingFeed['random']): Partial<Entry> {
  return { title: `Update ${random.whole(1, 99)} on ${entry.token}`, edits: entry.edits + 1 }
}

function newName(feed: LivingFeed, entry: Entry): Partial<Entry> {
  return { id: `renamed-${entry.number}-${feed.random.whole(1, 1_000_000)}` }
}

function newPlace(feed: LivingFeed, entry: Entry): Partial<Entry> {
  return { slug: `moved-${entry.number}-${feed.random.whole(1, 1_000_000)}` }
}

function change(feed: LivingFeed, entry: Entry, ...changes: readonly Partial<Entry>[]): void {
  feed.replace(entry, Object.assign({}, ...changes))
}

function changeAll(feed: LivingFeed, entries: readonly Entry[], changed: (entry: Entry) => Partial<Entry>): void {
  for (const entry of entries) if (!entry.rotates) change(feed, entry, changed(entry))
  feed.forgetPast()
}

const edits: readonly LifeEvent[] = [
  {
    name: 'a headline is edited',
    weight: 2 * ORDINARY,
    when: maySayMore,
    act: (feed, shown) => {
      const date = mayBeDated(feed) && hasLink(feed.shape) && feed.random.percent(30) ? { date: feed.lately(0.3) } : {}
      change(feed, shown, retitle(shown, feed.random), isEdited(feed), date)
    },
  },
  {
    name: 'a text is edited',
    weight: ORDINARY,
    when: (feed) => {
      const { hasTexts, titles, session } = feed.shape
      const isNamed = hasId(feed.shape) || isNamedByLink(feed.shape)
      return isPosts(feed) && hasTexts && (isNamed || (titles === 'own' && hasDay(feed.shape) && session !== 'none'))
    },
    act: (feed, shown) => {
      const token = feed.shape.titles === 'none' ? shown.token : ''
      change(feed, shown, { text: feed.textOf(token, shown.number), edits: shown.edits + 1 }, isEdited(feed))
    },
  },
  {
    name: 'a date is edited',
    weight: ORDINARY,
    when: (feed) => isPosts(feed) && feed.shape.titles !== 'few' && mayBeDated(feed),
    act: (feed, shown) => change(feed, shown, { date: feed.lately(0.3) }, isEdited(feed)),
  },
  {
    name: 'a link is edited',
    weight: ORDINARY,
    when: ({ shape }) =>
      shape.links === 'own' &&
      shape.session === 'none' &&
      hasTitle(shape) &&
      (shape.ids === 'own' || ((shape.ids === 'none' || shape.ids === 'place') && hasDay(shape))),
    act: (feed, shown) => {
      change(feed, shown, newPlace(feed, shown))
      if (feed.shape.ids !== 'own') feed.forgetPast()
    },
  },
  {
    name: 'white space and capitals change in a title',
    weight: ORDINARY / 2,
    when: (feed) => feed.shape.titles === 'own' && isPosts(feed),
    act: (feed, shown) => change(feed, shown, { title: shown.title?.toUpperCase().replaceAll(' ', '  ') ?? null }),
  },
  {
    name: 'a post is published again',
    weight: ORDINARY,
    when: ({ shape }) =>
      hasTitle(shape) && shape.ids === 'own' && hasId(shape) && hasLink(shape) && shape.dates === 'own',
    act: (feed, shown) => {
      const { slug, title, token } = shown
      const again = feed.make(feed.lately(0.2), { slug, ...(feed.random.percent(50) ? { title, token } : {}) })
      if (feed.random.percent(70)) feed.entries = feed.entries.filter(({ number }) => number !== shown.number)
      feed.list(again)
    },
  },
]

/** Items get other names than they had. */
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
      (shape.ids === 'own' || shape.ids === 'link') &&
      shape.links === 'own' &&
      hasTitle(shape) &&
      (isKnownByTitle(shape) || entries.length >= 5),
    act: (feed) => changeAll(feed, feed.entries, (entry) => ({ ...newName(feed, entry), ...newPlace(feed, entry) })),
  },
  {
    name: 'nearly all ids and links change',
    isOfAll: true,
    weight: RARE,
    when: ({ shape, entries }) =>
      (shape.ids === 'own' || shape.ids === 'link') &&
      shape.links === 'own' &&
      hasTitle(shape) &&
      entries.length >= 6 &&
      (isKnownByTitle(shape) || entries.length >= 8),
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
    when: ({ shape, entries }) =>
      (shape.ids === 'own' && hasId(shape)) || (hasTitle(shape) && (isKnownByTitle(shape) || entries.length >= 3)),
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
    when: ({ shape }) => shape.dress !== 'scheme' && shape.dress !== 'www',
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
      // Without ids the link of a page that shows one item at a time would be taken for its name.
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

const documents: readonly LifeEvent[] = [
  {
    name: 'the order changes',
    isOfAll: true,
    weight: RARE,
    when: () => true,
    act: (feed) => {
      feed.shape = { ...feed.shape, order: feed.random.pick(['newest', 'oldest', 'none']) }
      feed.touch()
    },
  },
  {
    name: 'the window grows',
    isOfAll: true,
    weight: RARE,
    when: (feed) => {
      const { shape, archive } = feed
      return isCalm(feed) && shape.dates === 'own' && !shape.pins && shape.order !== 'none' && archive.length > 0
    },
    act: (feed) => {
      const listed = new Set(feed.entries.map(({ number }) => number))
      const older = feed.sorted([...feed.dropped, ...feed.archive].filter(({ number }) => !listed.has(number)))
      const more = feed.random.whole(1, 30)
      feed.entries = feed.sorted([...feed.entries, ...older.slice(0, more)])
      feed.archive = feed.archive.filter((each) => !feed.entries.includes(each))
      feed.dropped = []
      feed.shape = { ...feed.shape, window: feed.entries.length }
      feed.touch()
    },
  },
  {
    name: 'an item leaves for a while',
    weight: ORDINARY,
    when: (feed) =>
      isPosts(feed) &&
      feed.entries.length > 2 &&
      (isCalm(feed) || feed.shape.dates === 'own') &&
      (hasId(feed.shape) || isNamedByLink(feed.shape) || isKnownByTitle(feed.shape)),
    act: (feed, shown) => {
      feed.away.push({ entry: shown, next: feed.next, step: feed.step })
      feed.entries = feed.entries.filter(({ number }) => number !== shown.number)
      feed.touch()
    },
  },
  {
    name: 'an item comes back',
    isOfAll: true,
    weight: 3 * ORDINARY,
    when: (feed) => feed.away.some(({ step }) => step < feed.step - 1),
    act: (feed) => {
      for (const { entry, next } of feed.away)
        if (feed.shape.dates === 'own' || feed.next - next < AWAY_AT_MOST)
          feed.entries = feed.sorted([...feed.entries, entry])
      feed.away = []
      feed.touch()
    },
  },
  {
    name: 'a backup is restored',
    isOfAll: true,
    weight: RARE,
    when: (feed) =>
      isPosts(feed) && feed.past.length > 2 && (isCalm(feed) || feed.shape.dates === 'own') && isRestorable(feed),
    act: (feed) => {
      const back = feed.random.whole(2, Math.min(PAST_AT_MOST, feed.past.length) - 1)
      const restored = feed.past[back] ?? feed.entries
      const gone = feed.entries.filter(({ number }) => restored.every((each) => each.number !== number))
      const { ids, links, dates } = feed.shape
      // Another post is meant where link, title and date are others too.
      if (ids === 'own' && links === 'own' && dates === 'own' && hasId(feed.shape) && hasTitle(feed.shape))
        feed.freeIds = gone.map(({ id }) => id)
      feed.entries = restored
      feed.past = []
      feed.away = []
      feed.touch()
    },
  },
  {
    name: 'a post with an older date appears',
    weight: ORDINARY,
    when: (feed) => {
      const { shape, entries } = feed
      return (
        isCalm(feed) && shape.dates === 'own' && hasTitle(shape) && !shape.rotates && !shape.pins && entries.length > 2
      )
    },
    act: (feed) => {
      const dates = feed.entries.map(({ date }) => date)
      const [oldest, newest] = [Math.min(...dates), Math.max(...dates)]
      const at = oldest + (newest - oldest) * (0.3 + 0.5 * feed.random.next())
      feed.list(feed.make(at))
    },
  },
]

/** What was listed before is known by what it said then. */
function isRestorable({ shape }: LivingFeed): boolean {
  return hasId(shape) || isNamedByLink(shape) || hasTitle(shape)
}

export const events: readonly LifeEvent[] = [...edits, ...namingEvents, ...documents]
