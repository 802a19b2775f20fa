/** Documents above the limit: their beginning is read, nothing is repeated or lost, and their owners are told once. */
import { describe, expect, it } from 'vitest'
import { type Entry, testFeed } from '../../simulators/published-feed.ts'
import { FEED, toldTo, untilQuiet } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const DAY = 24 * 60 * 60_000
const KB = 1024
const SIZE = 20 * KB

/** Episodes with long notes: 120 of them are larger than 2 MB, 90 are smaller. */
const episode = (n: number, isDated = true, size = SIZE): Entry => ({
  title: `Episode ${n}.`,
  link: `https://news.example/episode/${n}`,
  text: `Notes of episode ${n}. ${'word '.repeat(size / 5)}`,
  ...(isDated ? { published: new Date(Date.UTC(2025, 11, 1) - DAY + n * 60_000) } : {}),
})
/** From the newest to the oldest. */
const episodes = (newest: number, oldest: number, isDated = true) =>
  Array.from({ length: newest - oldest + 1 }, (_, n) => episode(newest - n, isDated))

const notices = (cell: SimulatedCell) => toldTo(cell).filter((text) => text.includes('larger than 2 MB'))

/** A channel with a feed, and the episodes that were posted to it so far. */
async function scene(cell: SimulatedCell, first: readonly Entry[]) {
  const feed = testFeed('Podcast', first)
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('First')
  await cell.subscribe(channel, FEED)
  await untilQuiet(cell)
  const posted = () =>
    [
      ...cell
        .posts(channel)
        .join('\n')
        .matchAll(/Episode (\d+)\./gu),
    ].map(([, n]) => Number(n))
  return { feed, posted }
}

describe('a feed above the limit', () => {
  it.each([true, false])('sends its new items, which come first, once (dates: %s)', (isDated) =>
    inCell(`large-${isDated}`, async (cell) => {
      const { feed, posted } = await scene(cell, episodes(120, 1, isDated))
      for (const n of [121, 122, 123]) {
        feed.publish(episode(n, isDated))
        await untilQuiet(cell)
      }
      expect(posted()).toEqual([121, 122, 123])
      expect(notices(cell)).toEqual([])
    }),
  )

  it('repeats nothing when it grows past the limit, and when it is below the limit again', () =>
    inCell('large-growing', async (cell) => {
      const { feed, posted } = await scene(cell, episodes(90, 1))
      for (let n = 91; n <= 120; n += 10) {
        feed.publish(...episodes(n + 9, n).toReversed())
        await untilQuiet(cell)
      }
      expect(posted().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => 91 + n))
      const before = posted().length
      feed.withdraw(...episodes(120, 91))
      await untilQuiet(cell)
      expect(posted()).toHaveLength(before)
      expect(notices(cell)).toHaveLength(1)
    }))

  it('repeats nothing when an item at its start becomes longer and shorter', () =>
    inCell('large-edited', async (cell) => {
      const { feed, posted } = await scene(cell, episodes(120, 1))
      for (const size of [200, 10, 300, 20]) {
        feed.withdraw(episode(120))
        feed.publish(episode(120, true, size * KB))
        await untilQuiet(cell)
      }
      expect(posted()).toEqual([])
    }))

  it('sends items behind the limit once the document is shorter', () =>
    inCell('large-oldest-first', async (cell) => {
      const { feed, posted } = await scene(cell, episodes(90, 1).toReversed())
      const add = async (from: number, to: number) => {
        const all = Array.from({ length: to }, (_, n) => episode(n + 1))
        feed.withdraw(...all)
        feed.publish(...all.slice(from - 1).toReversed())
        await untilQuiet(cell)
      }
      await add(1, 120)
      expect(posted()).toEqual(expect.arrayContaining([91, 92, 93]))
      expect(posted()).not.toContain(120)
      expect(notices(cell)).toHaveLength(1)
      await add(60, 120)
      expect(posted().toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => 91 + n))
    }))

  it('is reported once, even if it is below the limit at times', () =>
    inCell('large-reported', async (cell) => {
      const { feed } = await scene(cell, episodes(95, 1))
      for (let day = 0; day < 3; day += 1) {
        feed.publish(...episodes(120, 96).toReversed())
        cell.clock.now += DAY
        await untilQuiet(cell)
        feed.withdraw(...episodes(120, 96))
        cell.clock.now += DAY
        await untilQuiet(cell)
      }
      expect(notices(cell)).toHaveLength(1)
      expect(notices(cell)[0]).toContain('Podcast')
    }))

  it('is no feed that can be read if its first item is above the limit', () =>
    inCell('large-item', async (cell) => {
      const { feed, posted } = await scene(cell, [episode(1)])
      feed.publish(episode(2, true, 2200 * KB))
      await untilQuiet(cell)
      expect(cell.ledger.feeds.all()[0]?.problem).toEqual({ kind: 'too-large', limitBytes: 2 * KB * KB })
      feed.withdraw(episode(2))
      feed.publish(episode(3))
      cell.clock.now += DAY
      await untilQuiet(cell)
      expect(posted()).toEqual([3])
    }))
})
