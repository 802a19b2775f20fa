/** Documents change which items they list, and in which order. */
import { hasId, hasTitle, isKnownByTitle, isNamedByLink, restoredAtLeast } from './evidence.ts'
import { isCalm, isPosts, type LifeEvent, ORDINARY, RARE } from './life-event.ts'
import type { LivingFeed } from './living-feed.ts'

/** Maximum publications while an item is unlisted, if it has no date by which it is old. */
const AWAY_AT_MOST = 40
/** Steps after which an item of a busy feed is forgotten. */
const FORGOTTEN_AFTER = 20

/** Earlier items can be recognised. */
function isRestorable({ shape, entries }: LivingFeed): boolean {
  return (hasId(shape) || isNamedByLink(shape) || hasTitle(shape)) && entries.length >= restoredAtLeast(shape)
}

export const documentEvents: readonly LifeEvent[] = [
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
    // In a busy feed, it comes back after it was forgotten: its date shows that it is old.
    when: (feed) => feed.away.some(({ step }) => step < feed.step - (isCalm(feed) ? 1 : FORGOTTEN_AFTER)),
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
      const back = feed.random.whole(2, feed.past.length - 1)
      const restored = feed.past[back] ?? feed.entries
      const gone = feed.entries.filter(({ number }) => restored.every((each) => each.number !== number))
      const { ids, links, dates } = feed.shape
      // A reused id belongs to another post if link, title and date differ too.
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
