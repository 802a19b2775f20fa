/** Publishers edit items, or publish them again. */
import { hasDate, hasDay, hasId, hasLink, hasTitle, isNamedByLink } from './evidence.ts'
import { isPosts, type LifeEvent, ORDINARY } from './life-event.ts'
import type { Entry, LivingFeed } from './living-feed.ts'

/** An item with a new title can be recognised. */
function mayChangeTitle({ shape }: LivingFeed): boolean {
  if (!hasTitle(shape) || (shape.window === 1 && !hasDate(shape))) return false
  if (hasId(shape) || (isNamedByLink(shape) && shape.ids === 'none')) return true
  // Under one link, a new id and title are another incident, unless the date is the same.
  return hasLink(shape) && hasDay(shape)
}

/** An item with a new date can be recognised, and does not look like a post that is published again. */
function mayChangeDate({ shape }: LivingFeed): boolean {
  return hasDate(shape) && shape.window > 1 && (hasId(shape) || (isNamedByLink(shape) && shape.ids === 'none'))
}

function retitle(entry: Entry, random: LivingFeed['random']): Partial<Entry> {
  const edited = random.percent(25) ? entry.title?.toUpperCase() : `Update ${random.whole(1, 99)} on ${entry.token}`
  return { title: edited ?? null, edits: entry.edits + 1 }
}

function change(feed: LivingFeed, entry: Entry, changed: Partial<Entry>): void {
  feed.replace(entry, { updated: feed.lately(0.3), ...changed })
}

export const editEvents: readonly LifeEvent[] = [
  {
    name: 'a headline is edited',
    weight: 2 * ORDINARY,
    when: mayChangeTitle,
    act: (feed, shown) => {
      const date =
        mayChangeDate(feed) && hasLink(feed.shape) && feed.random.percent(30) ? { date: feed.lately(0.3) } : {}
      change(feed, shown, { ...retitle(shown, feed.random), ...date })
    },
  },
  {
    name: 'a text is edited',
    weight: ORDINARY,
    when: (feed) => {
      const { hasTexts, titles, session } = feed.shape
      // Without a title, the text replaces it, so other fields must identify the item.
      const isNamed =
        (hasId(feed.shape) && (titles !== 'none' || hasLink(feed.shape) || hasDay(feed.shape))) ||
        isNamedByLink(feed.shape)
      return isPosts(feed) && hasTexts && (isNamed || (titles === 'own' && hasDay(feed.shape) && session !== 'none'))
    },
    act: (feed, shown) => {
      const token = feed.shape.titles === 'none' ? shown.token : ''
      change(feed, shown, { text: feed.textOf(token, shown.number), edits: shown.edits + 1 })
    },
  },
  {
    name: 'a date is edited',
    weight: ORDINARY,
    when: (feed) => isPosts(feed) && feed.shape.titles !== 'few' && mayChangeDate(feed),
    act: (feed, shown) => change(feed, shown, { date: feed.lately(0.3) }),
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
      feed.replace(shown, { slug: `moved-${shown.number}-${feed.random.whole(1, 1_000_000)}` })
      // Earlier entries may have had another title too.
      feed.forgetPast()
    },
  },
  {
    name: 'white space changes in a title',
    weight: ORDINARY / 2,
    when: (feed) => feed.shape.titles === 'own' && isPosts(feed),
    act: (feed, shown) => feed.replace(shown, { title: shown.title?.replaceAll(' ', '  ') ?? null }),
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
