/** Rare changes after which nothing distinguishes a known item from a new one: docs/notes/items.md. */
import { hasDate, hasDay, hasId, hasLink, hasTitle, isNamedByLink } from './evidence.ts'
import type { LifeEvent } from './life-event.ts'
import type { Entry, LivingFeed } from './living-feed.ts'

const isPlain = ({ shape }: LivingFeed) => hasTitle(shape)
const hasDayOrText = ({ shape }: LivingFeed) => hasDay(shape) || shape.hasTexts

/** Fields that no item had before. */
function newNames(feed: LivingFeed, { number, token }: Entry) {
  const nonce = feed.random.whole(1, 1_000_000)
  return { id: `new-${number}-${nonce}`, slug: `new-${number}-${nonce}`, title: `Rewritten ${nonce}: ${token}` }
}

/** The item may be sent again. */
function change(feed: LivingFeed, shown: Entry, changed: Partial<Entry>): void {
  feed.replace(shown, changed)
  feed.forgetPast()
}

export const withoutEvidence: readonly LifeEvent[] = [
  {
    name: 'no evidence: id and link change, without date and text',
    weight: 1,
    when: (feed) =>
      isPlain(feed) && !hasDayOrText(feed) && feed.shape.links === 'own' && /own|link/u.test(feed.shape.ids),
    act: (feed, shown) => {
      const { id, slug } = newNames(feed, shown)
      change(feed, shown, { id, slug })
    },
  },
  {
    name: 'no evidence: the link changes, without id, date and text',
    weight: 1,
    when: (feed) => isPlain(feed) && !hasDayOrText(feed) && feed.shape.links === 'own' && feed.shape.ids === 'none',
    act: (feed, shown) => change(feed, shown, { slug: newNames(feed, shown).slug }),
  },
  {
    name: 'no evidence: link and title change at once, without id',
    weight: 1,
    when: (feed) => isPlain(feed) && isNamedByLink(feed.shape) && feed.shape.links === 'own',
    act: (feed, shown) => {
      const { slug, title } = newNames(feed, shown)
      change(feed, shown, { slug, title })
    },
  },
  {
    name: 'no evidence: the title changes, without id and link of its own',
    weight: 1,
    when: (feed) => isPlain(feed) && feed.shape.ids === 'none' && /page|site|none/u.test(feed.shape.links),
    act: (feed, shown) => change(feed, shown, { title: newNames(feed, shown).title }),
  },
  {
    name: 'no evidence: the title changes while id and link have session ids',
    weight: 1,
    when: (feed) => isPlain(feed) && feed.shape.session === 'both',
    act: (feed, shown) => change(feed, shown, { title: newNames(feed, shown).title }),
  },
  {
    name: 'no evidence: id and title change under one link, without date',
    weight: 1,
    when: ({ shape }) =>
      hasTitle(shape) && hasLink(shape) && !hasDay(shape) && (shape.session === 'id' || shape.ids === 'own'),
    act: (feed, shown) => {
      const { id, title } = newNames(feed, shown)
      change(feed, shown, { id, title })
    },
  },
  {
    name: 'no evidence: link, title and date change at once under one id',
    weight: 1,
    when: (feed) =>
      isPlain(feed) &&
      feed.shape.ids === 'own' &&
      hasId(feed.shape) &&
      hasLink(feed.shape) &&
      feed.shape.dates === 'own',
    act: (feed, shown) => {
      const { slug, title } = newNames(feed, shown)
      change(feed, shown, { slug, title, date: feed.lately(0.3) })
    },
  },
  {
    name: 'no evidence: the window grows, without dates',
    isOfAll: true,
    weight: 1,
    when: (feed) => isPlain(feed) && !hasDate(feed.shape) && feed.shape.dates !== 'day' && feed.archive.length > 0,
    act: (feed) => {
      const older = feed.archive[0]
      if (older === undefined) return
      feed.entries = [...feed.entries, older]
      feed.archive = feed.archive.filter(({ number }) => number !== older.number)
      feed.shape = { ...feed.shape, window: feed.shape.window + 1 }
      feed.forgetPast()
      feed.touch()
    },
  },
]
