/** Isolation: a broken feed or channel harms no other, and none starves. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { limits } from '../../src/limits.ts'
import type { Channel } from '../../src/model.ts'
import { counts, entry, FEED, oneChannel, toldTo, untilQuiet } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'
import { OWNER } from './usual-channel.ts'

/** A channel with a number of feeds, each of which had an item when it was added. */
async function manyFeeds(cell: SimulatedCell, channel: Channel, count: number) {
  const feeds = []
  for (let number = 0; number < count; number += 1) {
    const feed = testFeed(`Feed ${number}`, [{ ...entry(`old${number}`), link: `https://f${number}.example/old` }])
    cell.sites.set(`f${number}.example`, feed.site)
    await cell.subscribe(channel, `https://f${number}.example/feed`)
    feeds.push(feed)
  }
  return feeds
}

/** Crons until each of the channels has the headlines, and some more, which send nothing again. @param most crons to wait */
async function untilCounted(cell: SimulatedCell, channels: readonly Channel[], names: readonly string[], most: number) {
  const isWaiting = () => channels.some((each) => counts(cell.posts(each), names).includes(0))
  for (let round = 0; round < most && isWaiting(); round += 1) await cell.cron()
  await untilQuiet(cell)
}

const item = (number: number, name: string) => ({
  title: `Headline ${name}`,
  link: `https://f${number}.example/${name}`,
})

describe('a call of the feed reader', () => {
  it.each(['throws', 'hangs'] as const)('that %s because of one feed harms that feed only', (how) =>
    inCell(`guilty-${how}`, async (cell) => {
      const channel = cell.addChannel('First')
      const feeds = await manyFeeds(cell, channel, 10)
      cell.trouble.read = { kind: how, because: ['https://f4.example/feed'] }
      for (const [number, feed] of feeds.entries()) feed.publish(item(number, `a${number}.`))
      await cell.cron()
      const names = feeds.map((_, number) => `a${number}.`)
      expect(counts(cell.posts(channel), names)).toEqual(names.map((_, number) => (number === 4 ? 0 : 1)))
      const failing = cell.ledger.feeds.used().filter(({ failures }) => failures > 0)
      expect(failing.map(({ url, problem }) => [url, problem?.kind])).toEqual([
        ['https://f4.example/feed', 'reader-failed'],
      ])
      // From then on the other feeds share a call again, while the failing one backs off.
      for (const [number, feed] of feeds.entries()) feed.publish(item(number, `b${number}.`))
      await cell.cron()
      const more = feeds.map((_, number) => `b${number}.`)
      expect(counts(cell.posts(channel), more)).toEqual(more.map((_, number) => (number === 4 ? 0 : 1)))
      cell.trouble.read = null
      for (let round = 0; round < 4; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['a4.', 'b4.'])).toEqual([1, 1])
    }),
  )
})

describe('a channel', () => {
  const rights = { can_manage_chat: true, can_post_messages: true }

  /** What may be wrong with one, and how it is mended. */
  const wrongs: readonly [
    string,
    (cell: SimulatedCell, channel: Channel) => void,
    (cell: SimulatedCell, channel: Channel) => void,
  ][] = [
    [
      'that put the bot out',
      (cell, { chat }) => cell.world.removeBot({ chat, by: OWNER }),
      (cell, { chat }) => cell.world.addBot({ chat, by: OWNER, rights }),
    ],
    [
      'that is to wait for long',
      (cell, { chat }) =>
        void cell.world.addFault({
          fault: { kind: 'too-many', retryAfter: 900 },
          method: 'sendMessage',
          chat,
          times: 1,
        }),
      () => {},
    ],
    [
      'that always asks for a short wait',
      (cell, { chat }) =>
        void cell.world.addFault({ fault: { kind: 'too-many', retryAfter: 3 }, method: 'sendMessage', chat }),
      (cell) => cell.world.clearFaults(),
    ],
    [
      'that never answers',
      (cell, { chat }) => void cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'sendMessage', chat }),
      (cell) => cell.world.clearFaults(),
    ],
    [
      'with a time zone that does not exist',
      (cell, channel) =>
        cell.ledger.channels.configure({ ...channel, timezone: 'Mars/Olympus', schedule: { kind: 'every', hours: 1 } }),
      (cell, channel) => cell.ledger.channels.configure(channel),
    ],
    [
      'with a filter that does not parse',
      (cell, channel) => cell.ledger.channels.configure({ ...channel, filter: '("' }),
      (cell, channel) => cell.ledger.channels.configure(channel),
    ],
  ]

  it.each(wrongs)('%s delays no other, and gets its headlines when it is repaired', (name, breaks, mends) =>
    inCell(`wrong-${name}`, async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const other = cell.addChannel('Other')
      await cell.subscribe(other, FEED)
      feed.publish(entry('first'))
      await cell.cron()
      breaks(cell, channel)
      for (const title of ['a', 'b', 'c']) {
        feed.publish(entry(title))
        await cell.cron()
        expect(counts(cell.posts(other), [title])).toEqual([1])
      }
      mends(cell, channel)
      await untilCounted(cell, [channel], ['a', 'b', 'c'], 30)
      const filtered = name.includes('filter')
      const own = counts(cell.posts(channel), ['a', 'b', 'c'])
      // What nobody can understand keeps nothing out.
      expect(own).toEqual(filtered ? own : [1, 1, 1])
      expect(counts(cell.posts(other), ['a', 'b', 'c'])).toEqual([1, 1, 1])
    }),
  )
})

describe('nothing starves', () => {
  it('among more feeds than a cycle can poll, some of which crash every call', () =>
    inCell('starve-feeds', async (cell) => {
      const channel = cell.addChannel('First')
      const feeds = await manyFeeds(cell, channel, 220)
      await cell.cron()
      const guilty = Array.from({ length: 22 }, (_, index) => `https://f${index * 10}.example/feed`)
      cell.trouble.read = { kind: 'throws', because: guilty }
      const good = feeds.flatMap((_, number) => (number % 10 === 0 ? [] : number))
      for (const number of good) feeds[number]?.publish(item(number, `n${number}.`))
      for (let round = 0; round < 30; round += 1) {
        cell.steps.length = 0
        await cell.cron()
        const inObjects = cell.steps.filter((step) => step === 'read in object').length
        const calls = cell.steps.filter((step) => step.startsWith('read')).length - inObjects
        expect(calls).toBeLessThanOrEqual(limits.feed.callsACycle)
        expect(inObjects).toBeLessThanOrEqual(limits.feed.objectReadsACycle)
      }
      const names = good.map((number) => `n${number}.`)
      expect(counts(cell.posts(channel), names)).toEqual(names.map(() => 1))
      const failing = cell.ledger.feeds.used().filter(({ problem }) => problem?.kind === 'reader-failed')
      expect(failing.map(({ url }) => url).sort()).toEqual(guilty.sort())
    }))

  it('among more messages than an invocation can send, while one channel has a long backlog', () =>
    inCell('starve-messages', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const others = Array.from({ length: 45 }, (_, index) => cell.addChannel(`No. ${index}`))
      for (const each of others) await cell.subscribe(each, FEED)
      // The first channel has waited with 200 headlines.
      cell.ledger.channels.configure({ ...channel, pause: { by: 'owner', since: cell.clock.now } })
      const old = Array.from({ length: 200 }, (_, index) => `old${index}.`)
      feed.publish(...old.map(entry))
      for (let round = 0; round < 10; round += 1) await cell.cron()
      cell.ledger.channels.configure(channel)
      const late: number[] = []
      for (const name of ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `${letter}.`)) {
        feed.publish(entry(name))
        await cell.cron()
        late.push(others.filter((each) => counts(cell.posts(each), [name])[0] === 0).length)
      }
      // With 49 calls a cycle for 46 channels everybody has had theirs one cycle later.
      await cell.cron()
      for (const each of others)
        expect(counts(cell.posts(each), ['a.', 'b.', 'c.', 'd.', 'e.', 'f.'])).toEqual([1, 1, 1, 1, 1, 1])
      for (let round = 0; round < 6; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), [...old, 'f.'])).toEqual([...old, 'f.'].map(() => 1))
      expect(Math.max(...late)).toBeLessThan(25)
    }))

  it('while every cycle probes for messages, and notices get through', () =>
    inCell('starve-probes', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const unlucky = Array.from({ length: 6 }, (_, index) => cell.addChannel(`Unlucky ${index}`))
      for (const each of unlucky) await cell.subscribe(each, FEED)
      feed.publish(entry('first'))
      await cell.cron()
      for (const { chat } of unlucky)
        cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'sendMessage', chat })
      const names = Array.from({ length: 12 }, (_, index) => `n${index}.`)
      for (const [index, name] of names.entries()) {
        feed.publish(entry(name))
        await cell.cron()
        // Many chats without an answer look like a Telegram without one: the others have theirs with the next cycle.
        expect(counts(cell.posts(channel), names.slice(0, index))).toEqual(names.slice(0, index).map(() => 1))
      }
      cell.ledger.notices.add(channel.owner, 'en', { kind: 'expired', channel: 'Elsewhere', headlines: 7 })
      await cell.cron()
      expect(toldTo(cell).join('\n')).toContain('Elsewhere')
      cell.world.clearFaults()
      await untilCounted(cell, unlucky, names, 90)
      for (const each of unlucky) expect(counts(cell.posts(each), names)).toEqual(names.map(() => 1))
    }))
})

it('an idle cycle calls only the feed reader', () =>
  inCell('idle', async (cell) => {
    await oneChannel(cell)
    await untilQuiet(cell)
    expect(new Set(cell.steps)).toEqual(new Set(['get seen:0', 'read 1']))
  }))
