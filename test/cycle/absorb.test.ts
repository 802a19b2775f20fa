/** New items: for which channels they are news, when they are sent, and how long they wait. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { removeFeed } from '../../src/cell/subscribe.ts'
import { counts, entry, FEED, oneChannel, untilQuiet } from './scene.ts'
import { inCell } from './simulated-cell.ts'

describe('dedup', () => {
  const many = Array.from({ length: 300 }, (_, index) => `n${index}.`)

  it('remembers the items that a shorter document leaves out', () =>
    inCell('shrink', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(...many.map(entry))
      await cell.cron()
      feed.withdraw(...many.map(entry))
      feed.publish(entry('x'))
      await cell.cron()
      feed.publish(...many.map(entry))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), many).filter((count) => count !== 1)).toEqual([])
    }))

  it('sends a channel no item that existed when it added the feed, even during a reading of the feed', () =>
    inCell('baseline', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const second = cell.addChannel('Second')
      feed.publish(entry('a'))
      let once = true
      cell.sites.set('news.example', async (request) => {
        const answer = await feed.site(request)
        if (once) {
          once = false
          feed.publish(entry('b'))
          await cell.subscribe(second, FEED)
        }
        return answer
      })
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([1, 1])
      expect(counts(cell.posts(second), ['a', 'b'])).toEqual([0, 0])
    }))

  it('sends no item that existed when the feed was removed and added again during its reading', () =>
    inCell('readded', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      let once = true
      cell.sites.set('news.example', async (request) => {
        const answer = await feed.site(request)
        if (once) {
          once = false
          removeFeed(cell.ledger, channel.id, { text: '1' }, cell.clock.now)
          await cell.subscribe(channel, FEED)
        }
        return answer
      })
      feed.publish(entry('b'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([0, 0])
    }))
})

describe('a channel with set times', () => {
  const at = (iso: string) => Date.parse(iso)

  it('gets one digest with a heading at its local time, and none without headlines', () =>
    inCell('set-times', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.reschedule(
        { ...channel, timezone: 'Europe/Berlin', schedule: { kind: 'times', minutes: [8 * 60] } },
        cell.clock.now,
      )
      feed.publish(entry('a'))
      await cell.cron()
      feed.publish(entry('b'))
      cell.clock.now = at('2026-01-06T06:50:00Z')
      await cell.cron()
      expect(cell.posts(channel)).toEqual([])
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['📰 Morning digest · 6 Jan, 08:00\nNews\n• Headline a\n• Headline b'])
      cell.clock.now = at('2026-01-07T06:55:00Z')
      await cell.cron()
      feed.publish(entry('c'))
      await cell.cron()
      expect(cell.posts(channel)).toHaveLength(1)
      cell.clock.now = at('2026-01-08T06:55:00Z')
      await cell.cron()
      expect(counts(cell.posts(channel), ['a', 'b', 'c'])).toEqual([1, 1, 1])
    }))

  it('gets its digest late when KV refused the edition', () =>
    inCell('owed', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.reschedule({ ...channel, schedule: { kind: 'times', minutes: [13 * 60] } }, cell.clock.now)
      cell.clock.now = at('2026-01-05T12:55:00Z')
      feed.publish(entry('a'))
      cell.trouble.put = true
      await cell.cron()
      cell.trouble.put = false
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('with an invalid time zone does not keep others from their digests', () =>
    inCell('mars', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const second = cell.addChannel('Second', { timezone: 'Mars/Base', schedule: { kind: 'times', minutes: [0] } })
      await cell.subscribe(second, FEED)
      feed.publish(entry('a'))
      const report = await cell.cron()
      const cause = expect.stringMatching(/^RangeError at .*zoneOffset zone-offset\.ts/u)
      expect(report?.problems).toEqual([{ kind: 'channel-failed', channel: 'Second', id: second.id, cause }])
      // Anybody may read what is stored: nothing of the program's inside.
      expect(report?.summary.problems).toEqual([{ kind: 'channel-failed', channel: 'Second' }])
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('gets its digest late when cron is late', () =>
    inCell('late-cron', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.reschedule(
        { ...channel, timezone: 'UTC', schedule: { kind: 'times', minutes: [13 * 60] } },
        cell.clock.now,
      )
      feed.publish(entry('a'))
      cell.clock.now = at('2026-01-05T13:40:00Z')
      await cell.cron()
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))
})

describe('a waiting headline', () => {
  it('expires after 7 days, and the owner gets a notice', () =>
    inCell('aged', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      feed.publish(entry('a'), entry('b'))
      await cell.cron()
      cell.clock.now += 7 * 24 * 60 * 60 * 1000
      feed.publish(entry('c'))
      await cell.cron()
      await cell.cron()
      expect(cell.ledger.deliveries.pending(channel.id).map(({ headline }) => headline.title)).toEqual(['Headline c'])
      expect(cell.world.messages(1001).at(-1)?.text).toContain('2 headlines for First waited too long')
    }))

  it('that expires causes at most one notice a day', () =>
    inCell('told-daily', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      feed.publish(...Array.from({ length: 500 }, (_, index) => entry(`n${index}.`)))
      for (let round = 0; round < 20; round += 1) {
        feed.publish(entry(`more${round}.`))
        await cell.cron()
      }
      expect(cell.world.messages(1001).filter(({ byBot }) => byBot)).toHaveLength(1)
    }))

  it('reaches an open channel even beyond the 500th', () =>
    inCell('over-500', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const many = Array.from({ length: 520 }, (_, index) => `n${index}.`)
      feed.publish(...many.map(entry))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), many).filter((count) => count !== 1)).toEqual([])
    }))

  it('stays only if it is among the newest 500 of a closed channel', () =>
    inCell('five-hundred', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      feed.publish(...Array.from({ length: 520 }, (_, index) => entry(`n${index}.`)))
      await cell.cron()
      const waiting = cell.ledger.deliveries.pending(channel.id)
      expect(waiting).toHaveLength(500)
      expect(waiting.at(-1)?.headline.title).toBe('Headline n519.')
      feed.publish(entry('more'))
      await cell.cron()
      const later = cell.ledger.deliveries.pending(channel.id).map(({ headline }) => headline.title)
      expect([later.length, later.at(-1)]).toEqual([500, 'Headline more'])
    }))
})

describe('a failing feed', () => {
  it.each(['throws', 'hangs'] as const)('whose call %s does not harm other feeds', (how) =>
    inCell(`call-${how}`, async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const other = testFeed('Other', [{ title: 'Old', link: 'https://other.example/old' }])
      cell.sites.set('other.example', other.site)
      await cell.subscribe(channel, 'https://other.example/feed')
      cell.trouble.read = { kind: how, because: null, notInObjects: true }
      feed.publish(entry('a'))
      cell.steps.length = 0
      await cell.cron()
      const reads = () => cell.steps.filter((step) => step.startsWith('read'))
      expect(reads()).toEqual(['read 2', 'read in object', 'read in object'])
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
      cell.steps.length = 0
      cell.trouble.read = null
      await cell.cron()
      expect(reads()).toEqual(['read 2'])
      expect(cell.ledger.feeds.all().map(({ quarantined, failures }) => [quarantined, failures])).toEqual([
        [false, 0],
        [false, 0],
      ])
    }),
  )

  it('is polled less and less often, while the others continue', () =>
    inCell('back-off', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const other = testFeed('Other', [{ title: 'Old', link: 'https://other.example/old' }])
      cell.sites.set('other.example', other.site)
      await cell.subscribe(channel, 'https://other.example/feed')
      cell.sites.set('other.example', () => new Response('gone', { status: 500 }))
      for (const name of ['a', 'b', 'c', 'd']) {
        feed.publish(entry(name))
        await cell.cron()
      }
      expect(counts(cell.posts(channel), ['a', 'b', 'c', 'd'])).toEqual([1, 1, 1, 1])
      const [, failing] = cell.ledger.feeds.all()
      expect(failing).toMatchObject({ failures: 3, problem: { kind: 'http-status', status: 500 } })
    }))
})
