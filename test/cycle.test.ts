/** A cell's cycle: what it costs, that whatever step it dies at nothing is lost or repeated, and how refusals end. */
import { describe, expect, it } from 'vitest'
import { removeFeed } from '../src/cell/subscribe.ts'
import { counts, entry, FEED, oneChannel, untilQuiet } from './cycle/scene.ts'
import { inCell, type SimulatedCell } from './cycle/simulated-cell.ts'
import { testFeed } from './published-feed.ts'

describe('what a cycle costs', () => {
  it('without news: one KV read, no KV write, no message', () =>
    inCell('quiet', async (cell) => {
      await oneChannel(cell)
      const report = await cell.cron()
      expect(report?.spent).toMatchObject({ kvReads: 1, kvWrites: 0, telegramCalls: 0, feedReads: 1 })
      expect(cell.steps).toEqual(['get seen:0', 'read 1'])
      expect(cell.kv.size).toBe(0)
    }))

  it('with news: two KV writes, however many channels and messages', () =>
    inCell('busy', async (cell) => {
      const { feed } = await oneChannel(cell)
      for (const title of ['Second', 'Third']) await cell.subscribe(cell.addChannel(title), FEED)
      feed.publish(...Array.from({ length: 120 }, (_, index) => entry(`n${index}.`)))
      const report = await cell.cron()
      expect(report?.spent).toMatchObject({ kvWrites: 2, feedReads: 1 })
      expect(report?.spent.messages).toBe(6)
      expect(cell.steps.filter((step) => step.startsWith('put'))).toEqual(['put edition', 'put seen'])
      expect(cell.steps.indexOf('put edition')).toBeLessThan(cell.steps.indexOf('sendMessage'))
      expect(cell.steps.at(-1)).toBe('put seen')
    }))

  it('when every new item is filtered out: no KV write, and they are not asked about again', () =>
    inCell('filtered', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.configure({ ...channel, filter: 'rain' })
      feed.publish(entry('sun'))
      expect((await cell.cron())?.spent.kvWrites).toBe(0)
      cell.ledger.channels.configure(channel)
      feed.publish(entry('moon'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['sun', 'moon'])).toEqual([0, 1])
    }))
})

describe('the invocation’s 50 subrequests', () => {
  it('are never overdrawn, and every channel has its turn', () =>
    inCell('budget', async (cell) => {
      const { feed } = await oneChannel(cell)
      const channels = Array.from({ length: 60 }, (_, index) => cell.addChannel(`Channel ${index}`))
      for (const channel of channels) await cell.subscribe(channel, FEED)
      feed.publish(entry('a'))
      const worst: number[] = []
      for (let round = 0; round < 3; round += 1) {
        const spent = (await cell.cron())?.spent
        worst.push((spent?.telegramCalls ?? 0) + (spent?.readerCalls ?? 0))
      }
      expect(Math.max(...worst)).toBeLessThanOrEqual(50)
      for (const channel of channels) expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))
})

describe('a cycle that dies', () => {
  const names = ['a', 'b', 'c']

  /** The steps of one undisturbed cycle with news for two channels. */
  async function scene(cell: SimulatedCell) {
    const { feed, channel } = await oneChannel(cell)
    const second = cell.addChannel('Second')
    await cell.subscribe(second, FEED)
    // A first digest, so that each channel has a last known message to probe from.
    feed.publish(entry('first'))
    await cell.cron()
    cell.steps.length = 0
    feed.publish(...names.map(entry))
    return { feed, channels: [channel, second] }
  }

  it('takes these steps when it does not die', () =>
    inCell('undisturbed', async (cell) => {
      const { channels } = await scene(cell)
      await cell.cron()
      expect(cell.steps).toEqual(['get seen:0', 'read 1', 'put edition', 'sendMessage', 'sendMessage', 'put seen'])
      for (const channel of channels) expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1])
    }))

  for (const when of ['before', 'after'] as const) {
    for (let step = 1; step <= 6; step += 1) {
      it(`${when} step ${step} loses nothing and repeats nothing`, () =>
        inCell(`dies-${when}-${step}`, async (cell) => {
          const { feed, channels } = await scene(cell)
          expect(await cell.cron({ step, when })).toBeNull()
          // The feed no longer shows what the dead cycle had found.
          if (step > 2) feed.withdraw(...names.map(entry))
          await untilQuiet(cell)
          for (const channel of channels) expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1])
          const versions = JSON.parse(cell.kv.get('seen:0') ?? '{}') as { version: number }
          expect(versions.version).toBe(cell.ledger.seenVersion())
          expect(cell.ledger.openCycle()).toBeNull()
        }))
    }
  }

  it('and dies again in its recovery, at every step of it', async () => {
    for (let step = 1; step <= 6; step += 1) {
      await inCell(`dies-twice-${step}`, async (cell) => {
        const { channels } = await scene(cell)
        await cell.cron({ step: 3, when: 'after' })
        await cell.cron({ step, when: 'after' })
        await untilQuiet(cell)
        for (const channel of channels) expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1])
      })
    }
  })
})

describe('a KV in trouble', () => {
  it('that refuses writes holds the news, and repeats nothing when it works again', () =>
    inCell('kv-refuses', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.trouble.put = true
      feed.publish(entry('a'))
      for (let round = 0; round < 3; round += 1) await cell.cron()
      expect(cell.posts(channel)).toEqual([])
      cell.trouble.put = false
      feed.publish(entry('b'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([1, 1])
    }))

  it('that answers with an older value is not believed', () =>
    inCell('kv-stale', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      for (const name of ['a', 'b']) {
        feed.publish(entry(name))
        await cell.cron()
      }
      cell.trouble.stale = true
      feed.publish(entry('c'))
      expect((await cell.cron())?.problems).toContainEqual(expect.objectContaining({ kind: 'seen-stale' }))
      cell.trouble.stale = false
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b', 'c'])).toEqual([1, 1, 1])
    }))

  it('that has lost what was seen is started over with after an hour, and nothing is repeated', () =>
    inCell('kv-lost', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      await cell.cron()
      cell.kv.clear()
      for (let round = 0; round < 12; round += 1) {
        expect((await cell.cron())?.problems).toContainEqual(expect.objectContaining({ kind: 'seen-stale' }))
      }
      expect((await cell.cron())?.problems).toEqual([{ kind: 'seen-lost' }])
      feed.publish(entry('b'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([1, 1])
    }))

  it('that holds another version is left alone', () =>
    inCell('kv-newer', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.kv.set('seen:0', '{"schema":99}')
      feed.publish(entry('a'))
      expect((await cell.cron())?.problems).toContainEqual(expect.objectContaining({ kind: 'schema-newer' }))
      expect(cell.kv.get('seen:0')).toBe('{"schema":99}')
      expect(cell.posts(channel)).toEqual([])
    }))
})

describe('dedup', () => {
  const many = Array.from({ length: 300 }, (_, index) => `n${index}.`)

  it('is not made to forget by a document that was cut short', () =>
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

  it('sends a second channel nothing that its adding showed, though the feed was being read', () =>
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

  it('sends nothing that an adding showed, though the feed was removed and added while it was read', () =>
    inCell('readded', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      let once = true
      cell.sites.set('news.example', async (request) => {
        const answer = await feed.site(request)
        if (once) {
          once = false
          removeFeed(cell.ledger, channel.id, '1')
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

  it('gets one digest at its local time, with a heading, and nothing when nothing came', () =>
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

  it('is still owed when its edition could not be put in time', () =>
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

  it('that cannot be reckoned keeps no other from getting its digest', () =>
    inCell('mars', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const second = cell.addChannel('Second', { timezone: 'Mars/Base', schedule: { kind: 'times', minutes: [0] } })
      await cell.subscribe(second, FEED)
      feed.publish(entry('a'))
      expect((await cell.cron())?.problems).toEqual([{ kind: 'channel-failed', channel: 'Second' }])
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('is served late rather than not at all when cron is', () =>
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

describe('what waits', () => {
  it('is kept for 7 days, and its owner is told what aged out', () =>
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

  it('is told of once a day at most, however much ages out', () =>
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

  it('goes to a channel that is reached, even if it is more than 500', () =>
    inCell('over-500', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const many = Array.from({ length: 520 }, (_, index) => `n${index}.`)
      feed.publish(...many.map(entry))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), many).filter((count) => count !== 1)).toEqual([])
    }))

  it('is at most 500 headlines a channel, the newest', () =>
    inCell('five-hundred', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      feed.publish(...Array.from({ length: 520 }, (_, index) => entry(`n${index}.`)))
      await cell.cron()
      const waiting = cell.ledger.deliveries.pending(channel.id)
      expect(waiting).toHaveLength(500)
      expect(waiting.at(-1)?.headline.title).toBe('Headline n519.')
    }))
})

describe('a feed in trouble', () => {
  it.each(['throws', 'hangs'] as const)('whose call %s costs no other', (how) =>
    inCell(`call-${how}`, async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const other = testFeed('Other', [{ title: 'Old', link: 'https://other.example/old' }])
      cell.sites.set('other.example', other.site)
      await cell.subscribe(channel, 'https://other.example/feed')
      cell.trouble.read = how
      feed.publish(entry('a'))
      await cell.cron()
      expect(cell.ledger.feeds.all().map(({ alone, failures }) => [alone, failures])).toEqual([
        [true, 0],
        [true, 0],
      ])
      cell.steps.length = 0
      cell.trouble.read = null
      await cell.cron()
      expect(cell.steps.filter((step) => step.startsWith('read'))).toEqual(['read 1', 'read 1'])
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
      expect(cell.ledger.feeds.all().map(({ alone }) => alone)).toEqual([false, false])
    }),
  )

  it('backs off, while every other goes on', () =>
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
