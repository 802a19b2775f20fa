/** Gaps: a feed without known items may have lost some, and its channels' next digests say so once. */
import { describe, expect, it } from 'vitest'
import { type TestFeed, testFeed } from '../../simulators/published-feed.ts'
import type { ReadFeed } from '../../src/cycle/absorb.ts'
import { gapIn } from '../../src/cycle/gap.ts'
import { type KeySource, pack, recordsOf } from '../../src/feed/item-record.ts'
import { pollIntervalMs } from '../../src/feed/schedule.ts'
import { counts, entry, FEED, untilQuiet } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const HOUR = 60 * 60_000
const NOON = Date.UTC(2026, 0, 5, 12)

describe('a gap', () => {
  const source = (n: number, at: number | null): KeySource => {
    return { id: `id ${n}`, link: null, title: `Title ${n}`, date: '', at, opening: '' }
  }
  const records = (dates: readonly (number | null)[]) =>
    pack(
      recordsOf(
        dates.map((at, n) => source(n, at)),
        null,
        false,
      ),
    )
  /** @param dates of what is new @param known dates of what the document has besides */
  const reading = (dates: readonly (number | null)[], known: readonly number[] = []) => {
    const items = dates.map((published) => ({ published, updated: null }))
    return { items, window: records([...dates, ...known]) } as unknown as ReadFeed
  }
  const before = records([1000, 900])
  const publishHistory = { awake: 0, times: [1000, 900] }

  it.each([
    ['is reported when every item is new and newer', reading([3000, 2500, 2000]), { since: 1000, until: 2000 }],
    ['is not reported while a known item is still there', reading([3000, 2500, 2000], [1000]), null],
    ['is not reported when an item is older than the known ones', reading([3000, 2500, 500]), null],
    ['is not reported when the oldest item is as old as the newest known one', reading([3000, 2500, 1000]), null],
    [
      'is reported when the oldest item is a millisecond newer',
      reading([3000, 2500, 1001]),
      { since: 1000, until: 1001 },
    ],
    ['is not reported where an item has no date', reading([3000, null, 2000]), null],
    ['is not reported where the feed has two items', reading([3000, 2000]), null],
    ['is not reported without new items', reading([], [1000, 900]), null],
    ['is not reported for an empty document', reading([]), null],
  ])('%s', (_, read, gap) => {
    expect(gapIn({ needsBaseline: false, publishHistory }, read, before)).toEqual(gap)
  })

  it('is not reported for a feed without a baseline or without known items', () => {
    const all = reading([3000, 2500, 2000])
    expect(gapIn({ needsBaseline: true, publishHistory }, all, before)).toBeNull()
    expect(gapIn({ needsBaseline: false, publishHistory: { awake: 0, times: [] } }, all, before)).toBeNull()
  })

  it('is not reported for a feed that replaced its whole document before', () => {
    const all = reading([3000, 2500, 2000])
    expect(
      gapIn({ needsBaseline: false, publishHistory: { ...publishHistory, replaces: true } }, all, before),
    ).toBeNull()
  })

  it('is not reported where each document has a single date', () => {
    const issue = reading([9_000_000, 9_000_000, 9_000_000])
    expect(gapIn({ needsBaseline: false, publishHistory }, issue, records([1000, 1000]))).toBeNull()
    expect(gapIn({ needsBaseline: false, publishHistory }, issue, records([1000, 5000]))).not.toBeNull()
    const dates = reading([9_000_000, 8_000_000, 7_000_000])
    expect(gapIn({ needsBaseline: false, publishHistory }, dates, records([1000, 1000]))).not.toBeNull()
  })
})

describe('a channel', () => {
  const dated = (name: string, published: number) => ({ ...entry(name), published: new Date(published) })

  /** A feed that holds one item, of 11:10. */
  async function scene(cell: SimulatedCell) {
    const first = dated('old', NOON - 50 * 60_000)
    const feed = testFeed('News', [first])
    cell.sites.set('news.example', feed.site)
    const channel = cell.addChannel('First', { timezone: 'Asia/Shanghai' })
    await cell.subscribe(channel, FEED)
    return { channel, feed, first }
  }

  /** All that the feed held is gone, and there are three newer ones. */
  const rollsOver = (
    feed: TestFeed,
    gone: readonly { readonly title: string; readonly link: string }[],
    at: number,
    name: string,
  ) => {
    const shown = [0, 1, 2].map((index) => dated(`${name}${index}`, at + index * 60_000))
    feed.withdraw(...gone)
    feed.publish(...shown)
    return shown
  }

  it('reads about a gap once, in its next digest, in local time', () =>
    inCell('gap-told', async (cell) => {
      const { channel, feed, first } = await scene(cell)
      rollsOver(feed, [first], NOON, 'a')
      await untilQuiet(cell)
      const posts = cell.posts(channel)
      expect(posts).toHaveLength(1)
      expect(posts[0]).toMatch(/Headline a2\n⚠ News: some items between 19:10 and 20:00 may be missing$/u)
      feed.publish(entry('b'))
      await untilQuiet(cell)
      expect(cell.posts(channel).slice(1).join('\n')).not.toContain('⚠')
    }))

  it('reads about a gap only with a headline that passes its filter', () =>
    inCell('gap-filtered', async (cell) => {
      const { channel, feed, first } = await scene(cell)
      cell.ledger.channels.configure({ ...channel, filter: 'rain' })
      rollsOver(feed, [first], NOON, 'a')
      await untilQuiet(cell)
      expect(cell.posts(channel)).toEqual([])
      feed.publish({ title: 'Headline rain', link: 'https://news.example/rain' })
      await untilQuiet(cell)
      expect(cell.posts(channel)[0]).toMatch(/Headline rain\n⚠ News/u)
    }))

  it('reads about the same feed at most once a day', () =>
    inCell('gap-again', async (cell) => {
      const { channel, feed, first } = await scene(cell)
      let shown = rollsOver(feed, [first], NOON, 'a')
      await cell.cron()
      for (const name of ['b', 'c']) {
        shown = rollsOver(feed, shown, cell.clock.now, name)
        await cell.cron()
      }
      expect(counts(cell.posts(channel), ['a0', 'b0', 'c0'])).toEqual([1, 1, 1])
      expect(cell.posts(channel).join('\n').split('⚠')).toHaveLength(2)
      for (let hour = 0; hour < 26; hour += 1) {
        cell.clock.now += HOUR - 5 * 60_000
        await cell.cron()
      }
      // It does not replace its whole document each time.
      const between = dated('between', cell.clock.now)
      feed.publish(between)
      await cell.cron()
      rollsOver(feed, [...shown, between], cell.clock.now, 'd')
      await cell.cron()
      expect(cell.posts(channel).join('\n').split('⚠')).toHaveLength(3)
    }))

  it('reads the names of the first five feeds with gaps, and the number of the others', () =>
    inCell('gap-many', async (cell) => {
      const { channel } = await scene(cell)
      const feeds = ['One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'].map((title) => {
        const first = { ...dated('old', NOON - HOUR), link: `https://${title}.example/old` }
        return { title, first, feed: testFeed(title, [first]) }
      })
      for (const { title, feed } of feeds) {
        cell.sites.set(`${title.toLowerCase()}.example`, feed.site)
        await cell.subscribe(channel, `https://${title.toLowerCase()}.example/feed`)
      }
      for (const { title, first, feed } of feeds) rollsOver(feed, [first], NOON, title)
      await untilQuiet(cell)
      const text = cell.posts(channel).join('\n')
      expect(text.match(/⚠/gu)).toHaveLength(6)
      expect(text).toContain('⚠ … and in 2 more feeds')
    }))

  it('reads about a gap in a digest that was composed again', () =>
    inCell('gap-apart', async (cell) => {
      const { channel, feed, first } = await scene(cell)
      cell.world.removeBot({ chat: channel.chat, by: 1001 })
      rollsOver(feed, [first], NOON, 'a')
      await cell.cron()
      cell.world.addBot({ chat: channel.chat, by: 1001, rights: { can_manage_chat: true, can_post_messages: true } })
      for (let round = 0; round < 14; round += 1) await cell.cron()
      expect(cell.posts(channel).join('\n').match(/⚠/gu)).toHaveLength(1)
    }))

  for (let step = 1; step <= 6; step += 1) {
    it(`reads about a gap once when the cycle dies after step ${step}`, () =>
      inCell(`gap-dies-${step}`, async (cell) => {
        const { channel, feed, first } = await scene(cell)
        // So that Telegram can be asked.
        feed.publish(dated('first', NOON - 40 * 60_000))
        await cell.cron()
        rollsOver(feed, [first, entry('first')], NOON, 'a')
        await cell.cron({ step, when: 'after' })
        await untilQuiet(cell)
        expect(counts(cell.posts(channel), ['a0', 'a1', 'a2'])).toEqual([1, 1, 1])
        expect(cell.posts(channel).join('\n').match(/⚠/gu)).toHaveLength(1)
      }))
  }

  it('has a feed with a gap polled in every cycle for a week, whatever its document asks for', () =>
    inCell('gap-hurried', async (cell) => {
      const { feed, first } = await scene(cell)
      rollsOver(feed, [first], NOON, 'a')
      await cell.cron()
      const { publishHistory } = cell.ledger.feeds.used()[0] ?? { publishHistory: { awake: 0, times: [] } }
      const pollingHints = { minutes: 60, skipHours: [], skipDays: [], server: 0 }
      const state = { publishHistory, pollingHints, isPushed: false }
      const inHours = (hours: number) => pollIntervalMs(state, cell.clock.now + hours * HOUR) / 60_000
      expect([inHours(3), inHours(6 * 24), inHours(8 * 24)]).toEqual([2, 2, 60])
      const limited = { ...state, pollingHints: { ...pollingHints, server: 30 } }
      expect(pollIntervalMs(limited, cell.clock.now)).toBe(30 * 60_000)
    }))
})
