/** Full texts in cycles: how many pages are fetched, and how hosts are spared. */
import { describe, expect, it } from 'vitest'
import { limits, minuteMs } from '../../src/limits.ts'
import { bodiesOf, fullTextScene, item } from './full-text-scene.ts'
import { inCell } from './simulated-cell.ts'

describe('the number of pages', () => {
  const many = (count: number, from = 0) =>
    Array.from({ length: count }, (_, at) => item(`n${from + at}`, `h${at}.example`))

  it('is limited in a cycle, and the other items keep their texts', () =>
    inCell('full-text-many', async (cell) => {
      const { feed, channel, asked } = await fullTextScene(cell)
      feed.publish(...many(15))
      await cell.cron()
      expect(asked).toHaveLength(limits.article.pagesACycle)
      expect(
        cell
          .posts(channel)
          .join()
          .match(/Headline n/gu),
      ).toHaveLength(15)
      await cell.cron()
      expect(asked).toHaveLength(limits.article.pagesACycle)
    }))

  it('is limited in a day, even if the cell leaves memory or dies in each cycle', () =>
    inCell('full-text-day', async (cell) => {
      const { feed, asked } = await fullTextScene(cell)
      cell.settings.articlesADay = 4
      for (let round = 0; round < 4; round++) {
        feed.publish(...many(2, round * 2))
        const step = cell.steps.length
        await cell.cron(round === 1 ? { step: 3, when: 'after' } : null)
        expect(cell.steps.slice(step)).not.toEqual([])
        cell.ledger.refresh()
        cell.evict()
      }
      expect(asked.length).toBeLessThanOrEqual(4)
      expect(cell.ledger.spending.of(cell.clock.now).articles).toBe(4)
      cell.clock.now += 24 * 60 * minuteMs
      feed.publish(...many(2, 20))
      await cell.cron()
      expect(asked.at(-1)).toMatch(/n2[01]$/u)
    }))

  it('costs one row a cycle', () =>
    inCell('full-text-rows', async (cell) => {
      const { feed } = await fullTextScene(cell)
      feed.publish(...many(5))
      await cell.cron()
      const written = cell.statements.filter((each) => each.includes('INTO spending'))
      expect(written.length).toBeLessThanOrEqual(4)
    }))
})

describe('a host', () => {
  it('that refuses a page is left alone for as long as it says', () =>
    inCell('full-text-refused', async (cell) => {
      const { feed, asked, pages } = await fullTextScene(cell)
      pages.answer = () => new Response('', { status: 429, headers: { 'retry-after': '7200' } })
      feed.publish(item('a'), item('b'))
      await cell.cron()
      feed.publish(item('c'))
      await cell.cron(null, 110)
      expect(asked).toHaveLength(1)
      feed.publish(item('d'))
      await cell.cron(null, 15)
      expect(asked).toHaveLength(2)
    }))

  it('that limits the requests for its feeds is not asked for pages', () =>
    inCell('full-text-paced', async (cell) => {
      const { feed, asked } = await fullTextScene(cell)
      const pace = {
        spacingMs: 10_000,
        tooShortMs: 0,
        notBefore: 0,
        strikes: 0,
        suspect: null,
        refusedAt: cell.clock.now,
      }
      cell.ledger.hosts.set({ host: 'pages.example', ...pace })
      feed.publish(item('a'))
      await cell.cron()
      expect(asked).toEqual([])
    }))

  it('is asked for one page at a time', () =>
    inCell('full-text-one-at-a-time', async (cell) => {
      const { feed, pages } = await fullTextScene(cell)
      const running = { now: 0, most: 0 }
      const { answer } = pages
      pages.answer = async (url) => {
        running.now += 1
        running.most = Math.max(running.most, running.now)
        await Promise.resolve()
        running.now -= 1
        return answer(url)
      }
      feed.publish(item('a'), item('b'), item('c'))
      await cell.cron()
      expect([running.most, bodiesOf(cell).length]).toEqual([1, 3])
    }))
})
