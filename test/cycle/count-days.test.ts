/** Days of channels: counted once when they are over, also if the program dies, and in memory until then. */

import * as v from 'valibot'
import { expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { channelStats, totalOf } from '../../src/cell/channel-stats.ts'
import { packChannel, receiveChannel } from '../../src/cell/transfer-channel.ts'
import { takeReactions, writeReactions } from '../../src/cycle/reaction-memory.ts'
import { dayMs, limits } from '../../src/limits.ts'
import { type Channel, channelId, chatIdSchema } from '../../src/model.ts'
import type { ChannelTransfer } from '../../src/store/channel-transfers.ts'
import type { Reacted } from '../../src/store/day-counts.ts'
import { entry, FEED, wakeFeeds } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'
import { transferDeps } from './transfer-deps.ts'

const SILENT = 'https://silent.example/feed'

/** A channel with a feed that gets through the filter, and one that does not. */
async function filtered(cell: SimulatedCell) {
  const [news, silent] = [testFeed('News', [entry('old')]), testFeed('Silent', [entry('quiet')])]
  cell.sites.set('news.example', news.site)
  cell.sites.set('silent.example', silent.site)
  const channel = cell.addChannel('First', { filter: '-advert' })
  await cell.subscribe(channel, FEED)
  await cell.subscribe(channel, SILENT)
  const publish = async (...names: readonly string[]) => {
    news.publish(...names.map(entry))
    silent.publish(...names.map((name) => entry(`advert ${name}`)))
    wakeFeeds(cell)
    await cell.cron()
  }
  return { channel, publish }
}

const stats = (
  { ledger, clock, memory }: SimulatedCell,
  { id }: Channel,
  opened: Readonly<Record<string, number>> | null = null,
) => {
  const links = opened === null ? null : Object.entries(opened)
  const found = channelStats(ledger, memory().reactions, id, links, clock.now)
  if (found === null) throw new Error('no such channel')
  return found
}
const rows = ({ sql }: SimulatedCell) =>
  sql
    .exec('SELECT day, messages, headlines FROM channel_days ORDER BY channel, day')
    .toArray()
    .map((row) => Object.values(row))
const dayOf = (cell: SimulatedCell) => Math.floor(cell.clock.now / dayMs)
const toNextDay = (cell: SimulatedCell) => cell.cron(null, (dayMs - (cell.clock.now % dayMs)) / 60_000 + 2)
const lastMessage = ({ world }: SimulatedCell, { chat }: Channel) => world.messages(chat).at(-1)?.id ?? 0
const react = (cell: SimulatedCell, { id }: Channel, ...report: Reacted) =>
  takeReactions(cell.ledger, cell.memory().reactions, id, report, cell.clock.now)

it('the counts are the same while a day lasts and once it is over, and a day costs a channel one row', () =>
  inCell('days-counted', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await toNextDay(cell)
    const first = dayOf(cell)
    await publish('a', 'b')
    await publish('c')
    const before = stats(cell, channel)
    expect(before.periods[0]).toMatchObject({ days: 7, messages: 2, headlines: 3, opened: null, reactions: [] })
    expect(before.busiest).toEqual([{ title: 'News', items: 3, kept: 3 }])
    expect([before.silent, before.silentCount]).toEqual([[{ title: 'Silent', items: 3, kept: 0 }], 1])
    await toNextDay(cell)
    expect(rows(cell)).toEqual([
      [first - 1, 0, 0],
      [first, 2, 3],
    ])
    const after = stats(cell, channel)
    expect(after.periods).toEqual(before.periods)
    expect([after.busiest, after.silent]).toEqual([before.busiest, before.silent])
    expect(after.days.slice(-3).map(({ headlines }) => headlines)).toEqual([0, 3, 0])
    await cell.cron()
    await cell.cron(null, 60)
    expect(rows(cell)).toHaveLength(2)
  }))

it('a cycle that dies at any step around midnight neither loses nor repeats a count', () =>
  inCell('days-deaths', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await toNextDay(cell)
    for (let step = 1; step <= 6; step += 1) {
      await publish(`m${step}`)
      await cell.cron({ step, when: step % 2 === 0 ? 'before' : 'after' }, (dayMs - (cell.clock.now % dayMs)) / 60_000)
      await cell.cron()
    }
    const sent = cell.posts(channel).length
    expect(stats(cell, channel).periods[1]).toMatchObject({ messages: sent, headlines: 6 })
  }))

it('days on which no cycle ran are made up for', () =>
  inCell('days-asleep', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await toNextDay(cell)
    await publish('a')
    const day = dayOf(cell)
    await cell.cron(null, 5 * 24 * 60)
    expect(rows(cell)).toEqual([
      [day - 1, 0, 0],
      [day, 1, 1],
      [day + 4, 0, 0],
    ])
    expect(stats(cell, channel).periods[0].headlines).toBe(1)
  }))

it('clicks count for the day of the message with the link', () =>
  inCell('days-opened', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await publish('a')
    const code = cell.ledger.outcomes.of(channel.id).find(({ kept }) => kept)?.code ?? ''
    for (let days = 0; days < 7; days += 1) await toNextDay(cell)
    const { periods, days } = stats(cell, channel, { [code]: 4, aaaaaaaaaa: 9 })
    expect(periods.map(({ opened }) => opened)).toEqual([0, 4])
    expect(days.at(-8)).toMatchObject({ headlines: 1, opened: 4 })
    cell.ledger.channels.configure({ ...channel, links: 'original' })
    expect(stats(cell, channel, { [code]: 4 })).toMatchObject({
      hasOriginalLinks: true,
      periods: [{ opened: null }, {}],
    })
  }))

it('reactions are kept in memory, and written together, a row for each day of the messages', () =>
  inCell('days-reactions', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await publish('a')
    const first = lastMessage(cell, channel)
    await toNextDay(cell)
    await publish('b')
    const second = lastMessage(cell, channel)
    expect(react(cell, channel, first, 100, [['👍', 2]])).toBe('taken')
    react(cell, channel, first, 101, [
      ['👍', 3],
      ['paid', 1],
    ])
    react(cell, channel, first, 99, [['👍', 1]])
    react(cell, channel, second, 100, [['❤️', 1]])
    react(cell, channel, 999, 100, [['👎', 50]])
    const expected = [
      ['👍', 3],
      ['paid', 1],
      ['❤️', 1],
    ]
    expect(stats(cell, channel).periods[0].reactions).toEqual(expected)
    const written = cell.rows.all
    writeReactions(cell.ledger, cell.memory().reactions, cell.clock.now)
    expect(cell.rows.all - written).toBe(2)
    writeReactions(cell.ledger, cell.memory().reactions, cell.clock.now)
    expect(cell.rows.all - written).toBe(2)
    cell.evict()
    expect(stats(cell, channel).periods[0].reactions).toEqual(expected)
    await toNextDay(cell)
    expect(
      stats(cell, channel)
        .days.slice(-3)
        .map(({ reactions }) => reactions),
    ).toEqual([4, 1, 0])
  }))

it('reactions are written by cycles, at most every half an hour', () =>
  inCell('days-reactions-paced', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await publish('a')
    const writes: number[] = []
    for (let minute = 0; minute < 60; minute += 5) {
      react(cell, channel, lastMessage(cell, channel), minute, [['👍', minute + 1]])
      await cell.cron()
      writes.push(
        totalOf(
          cell.ledger.channelDays
            .shown(channel.id, cell.clock.now)
            .flatMap(({ reactions }) => reactions.flatMap(([, , tallies]) => tallies)),
        ),
      )
    }
    expect(new Set(writes).size).toBeLessThanOrEqual(3)
    expect(writes.at(-1)).toBeGreaterThan(0)
  }))

it('a cell takes a bounded number of reports a day, and none for a channel that it lacks', () =>
  inCell('days-reactions-many', async (cell) => {
    const { channel } = await filtered(cell)
    const other = channelId(v.parse(chatIdSchema, -5), null)
    expect(takeReactions(cell.ledger, cell.memory().reactions, other, [1, 1, []], cell.clock.now)).toBe('unknown')
    for (let report = 1; report < limits.statistics.reactionsADay; report += 1) react(cell, channel, report, 1, [])
    expect(react(cell, channel, 1, 1, [])).toBe('full')
    expect([...cell.memory().reactions.waiting.values()][0]?.size).toBe(limits.statistics.reactedInMemory)
    await toNextDay(cell)
    expect(react(cell, channel, 1, 1, [])).toBe('taken')
  }))

it('counts follow a channel to another cell, where its feeds have other ids', async () => {
  let transfer: ChannelTransfer | undefined
  let before: ReturnType<typeof stats> | undefined
  await inCell('days-from', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await publish('a')
    await toNextDay(cell)
    await publish('b')
    before = stats(cell, channel)
    expect(await packChannel(transferDeps(cell), channel.id, 1)).toBe(true)
    expect(rows(cell)).toEqual([])
    transfer = cell.ledger.transfers.all()[0]?.transfer
  })
  await inCell('days-to', async (cell) => {
    // Takes the first ids of feeds.
    const other = cell.addChannel('Other')
    cell.sites.set('other.example', testFeed('Other', [entry('x')]).site)
    await cell.subscribe(other, 'https://other.example/feed')
    cell.clock.now += dayMs
    if (transfer !== undefined) expect(await receiveChannel(transferDeps(cell), transfer, cell.clock.now)).toBe(true)
    const id = transfer?.channel
    const moved = cell.ledger.channels.all().find(({ channel }) => channel.id === id)?.channel
    expect(moved === undefined ? null : stats(cell, moved)).toEqual(before)
  })
})

it('a group that becomes a supergroup keeps its counts', () =>
  inCell('days-migrated', async (cell) => {
    const { channel, publish } = await filtered(cell)
    await publish('a')
    await toNextDay(cell)
    await publish('b')
    const chat = v.parse(chatIdSchema, -100_777)
    const to = { ...channel, chat, id: channelId(chat, null), kind: 'supergroup' as const }
    const before = stats(cell, channel)
    cell.ledger.channels.move(channel.id, to)
    expect(stats(cell, to)).toEqual(before)
  }))

it('days are deleted after 35 days', () =>
  inCell('days-pruned', async (cell) => {
    const today = dayOf(cell)
    for (let day = today - 40; day <= today; day += 1)
      cell.sql.exec("INSERT INTO channel_days (channel, day, messages) VALUES ('-1', ?, 1)", day)
    cell.ledger.pruneDaily(cell.clock.now)
    expect(rows(cell).length).toBe(limits.statistics.keptDays + 1)
  }))
