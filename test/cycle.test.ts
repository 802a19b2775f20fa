/** A cell's cycle: its cost, and that nothing is lost or repeated when it dies or KV fails. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../simulators/published-feed.ts'
import { limits } from '../src/limits.ts'
import { editionCode } from '../src/links/short-code.ts'
import { anHourLater, counts, entry, FEED, oneChannel, untilQuiet } from './cycle/scene.ts'
import { type Death, inCell, type SimulatedCell } from './cycle/simulated-cell.ts'

describe('the cost of a cycle', () => {
  it('without news is no write or message, and one KV read after the cell woke up', () =>
    inCell('quiet', async (cell) => {
      await oneChannel(cell)
      const report = await cell.cron()
      expect(report?.spent).toMatchObject({ kvReads: 1, kvWrites: 0, telegramCalls: 0, feedReads: 1 })
      expect(cell.steps).toEqual(['get seen:0', 'read 1'])
      expect((await cell.cron())?.spent).toMatchObject({ kvReads: 0, kvWrites: 0, telegramCalls: 0, feedReads: 1 })
      expect(cell.steps).toEqual(['get seen:0', 'read 1', 'read 1'])
      expect(cell.kv.size).toBe(0)
    }))

  it('with news is no KV write, and an hour is two, for any number of items, channels and messages', () =>
    inCell('busy', async (cell) => {
      const { feed } = await oneChannel(cell)
      for (const title of ['Second', 'Third']) await cell.subscribe(cell.addChannel(title), FEED)
      feed.publish(...Array.from({ length: 120 }, (_, index) => entry(`n${index}.`)))
      const report = await cell.cron()
      expect(report?.spent).toMatchObject({ kvWrites: 0, feedReads: 1 })
      expect(report?.spent.messages).toBe(6)
      for (let round = 0; round < 11; round += 1) {
        feed.publish(entry(`m${round}`))
        expect((await cell.cron())?.spent.kvWrites).toBe(0)
      }
      cell.steps.length = 0
      feed.publish(entry('last'))
      expect((await cell.cron())?.spent.kvWrites).toBe(2)
      const sends = ['sendMessage', 'sendMessage', 'sendMessage']
      const look = expect.stringMatching('get edition:')
      expect(cell.steps).toEqual(['read 1', ...sends, look, 'put edition', 'get seen:0', 'put seen'])
    }))

  it('is no KV write when every new item is filtered out, and these items are not filtered again', () =>
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

describe('the 50 subrequests of an invocation', () => {
  it('are never exceeded, and every channel gets its messages', () =>
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
    await anHourLater(cell)
    feed.publish(entry('second'))
    await cell.cron()
    cell.steps.length = 0
    feed.publish(...names.map(entry))
    return { feed, channels: [channel, second] }
  }

  /** A cycle with news, at the end of the hour after which editions and seen keys are put. */
  const lastOfHour = (cell: SimulatedCell, death: Death = null) => cell.cron(death, 60)

  it('has these steps when it does not die', () =>
    inCell('undisturbed', async (cell) => {
      const { channels } = await scene(cell)
      await lastOfHour(cell)
      const puts = ['put edition', 'get seen:0', 'put seen']
      expect(cell.steps).toEqual(['read 1', 'sendMessage', 'sendMessage', ...puts])
      for (const channel of channels) expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1])
    }))

  for (const when of ['before', 'after'] as const) {
    for (let step = 1; step <= 6; step += 1) {
      it(`${when} step ${step} neither loses nor repeats anything`, () =>
        inCell(`dies-${when}-${step}`, async (cell) => {
          const { feed, channels } = await scene(cell)
          expect(await lastOfHour(cell, { step, when })).toBeNull()
          // The feed no longer shows what the dead cycle had found.
          if (step > 1) feed.withdraw(...names.map(entry))
          await untilQuiet(cell)
          for (const channel of channels) expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1])
          const versions = JSON.parse(cell.kv.get('seen:0') ?? '{}') as { version: number }
          expect(versions.version).toBe(cell.ledger.seenVersion())
        }))
    }
  }

  it('loses and repeats nothing when its recovery dies too, at any step', async () => {
    for (let step = 1; step <= 6; step += 1) {
      await inCell(`dies-twice-${step}`, async (cell) => {
        const { channels } = await scene(cell)
        await lastOfHour(cell, { step: 2, when: 'after' })
        await cell.cron({ step, when: 'after' })
        await untilQuiet(cell)
        for (const channel of channels) expect(counts(cell.posts(channel), names)).toEqual([1, 1, 1])
      })
    }
  })
})

describe('a KV namespace', () => {
  it('that refuses writes delays no news, and gets everything when writes work again', () =>
    inCell('kv-refuses', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.trouble.put = true
      for (const name of ['a', 'b', 'c']) {
        feed.publish(entry(name))
        await cell.cron(null, 60)
      }
      expect(counts(cell.posts(channel), ['a', 'b', 'c'])).toEqual([1, 1, 1])
      expect(cell.ledger.openEditions.all()).toHaveLength(2)
      cell.trouble.put = false
      await cell.cron(null, 60)
      expect([...cell.kv.keys()].map((key) => key.split(':')[0])).toEqual(['edition', 'edition', 'seen'])
      feed.publish(entry('d'))
      cell.evict()
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b', 'c', 'd'])).toEqual([1, 1, 1, 1])
    }))

  it('that refuses writes for days stops the polling before the ledger grows without limit', () =>
    inCell('kv-refuses-long', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.trouble.put = true
      for (let round = 0; round < limits.cycle.unputEditions; round += 1)
        cell.ledger.openEditions.open(editionCode(round, 0), cell.clock.now)
      feed.publish(entry('a'))
      expect((await cell.cron(null, 60))?.problems).toContainEqual(expect.objectContaining({ kind: 'kv-failed' }))
      expect(cell.posts(channel)).toEqual([])
      cell.trouble.put = false
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('that returns an older value is read again in the next cycle', () =>
    inCell('kv-stale', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      for (const name of ['a', 'b']) {
        feed.publish(entry(name))
        await anHourLater(cell)
      }
      cell.trouble.stale = true
      feed.publish(entry('c'))
      expect((await cell.cron())?.problems).toContainEqual(expect.objectContaining({ kind: 'seen-stale' }))
      cell.trouble.stale = false
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b', 'c'])).toEqual([1, 1, 1])
    }))

  it('that lost the memory makes the cell start over after 15 minutes, and nothing is repeated', () =>
    inCell('kv-lost', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      await anHourLater(cell)
      cell.kv.clear()
      for (let round = 0; round < 3; round += 1) {
        expect((await cell.cron())?.problems).toContainEqual(expect.objectContaining({ kind: 'seen-stale' }))
      }
      expect((await cell.cron())?.problems).toEqual([{ kind: 'seen-lost' }])
      feed.publish(entry('b'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([1, 1])
    }))

  it('that returns the lost memory after the cell started over is not used', () =>
    inCell('kv-lost-found', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      for (const name of ['a', 'b', 'c']) {
        feed.publish(entry(name))
        await anHourLater(cell)
      }
      const lost = [...cell.kv]
      cell.kv.clear()
      for (let round = 0; round < 4; round += 1) await cell.cron()
      feed.publish(entry('d'))
      await anHourLater(cell)
      cell.kv.clear()
      for (const [key, value] of lost) cell.kv.set(key, value)
      for (let round = 0; round < 13; round += 1) await cell.cron()
      feed.publish(entry('e'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b', 'c', 'd', 'e'])).toEqual([1, 1, 1, 1, 1])
    }))

  it('with an unreadable memory makes the cell start over too', () =>
    inCell('kv-broken', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('a'))
      await anHourLater(cell)
      cell.kv.set('seen:0', 'garbage')
      for (let round = 0; round < 14; round += 1) await cell.cron()
      feed.publish(entry('b'))
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([1, 1])
    }))

  it('with unreadable keys of one feed makes only that feed start over', () =>
    inCell('kv-broken-line', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const other = testFeed('Other', [entry('old')])
      cell.sites.set('other.example', other.site)
      await cell.subscribe(channel, 'https://other.example/feed')
      feed.publish(entry('a'))
      await anHourLater(cell)
      const [head = '', first = '', ...rest] = (cell.kv.get('seen:0') ?? '').split('\n')
      cell.kv.set('seen:0', [head, first.replace(/","[\w-]/u, '","~'), ...rest].join('\n'))
      feed.publish(entry('b'))
      other.publish(entry('c'))
      expect((await cell.cron())?.problems).toEqual([{ kind: 'seen-lost' }])
      feed.publish(entry('d'))
      expect((await cell.cron())?.problems).toEqual([])
      await untilQuiet(cell)
      // What came while the memory of it was unreadable counts as seen.
      expect(counts(cell.posts(channel), ['a', 'b', 'c', 'd'])).toEqual([1, 0, 1, 1])
    }))

  it('with a newer schema version is never overwritten', () =>
    inCell('kv-newer', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.kv.set('seen:0', '{"schema":99}')
      feed.publish(entry('a'))
      expect((await cell.cron())?.problems).toContainEqual(expect.objectContaining({ kind: 'schema-newer' }))
      expect(cell.kv.get('seen:0')).toBe('{"schema":99}')
      expect(cell.posts(channel)).toEqual([])
    }))
})
