/** Refusals of Telegram: nothing is lost or repeated, and people get one notice. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { lockOut } from '../../src/cycle/lock-out.ts'
import { moveChannel } from '../../src/cycle/move-channel.ts'
import { chatIdSchema } from '../../src/model.ts'
import { counts, entry, FEED, oneChannel, toldTo, untilQuiet } from './scene.ts'
import { inCell } from './simulated-cell.ts'

describe('a cycle', () => {
  it('is not delayed by a chat that asks for one short wait after another', () =>
    inCell('short-waits', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const second = cell.addChannel('Second')
      await cell.subscribe(second, FEED)
      const again = { kind: 'too-many', retryAfter: 1 } as const
      const fault = cell.world.addFault({ fault: again, method: 'sendMessage', chat: channel.chat })
      feed.publish(entry('a'))
      await cell.cron()
      expect(cell.world.calls({ method: 'sendMessage', chat: channel.chat })).toHaveLength(4)
      expect(counts(cell.posts(second), ['a'])).toEqual([1])
      cell.world.removeFault(fault)
      await cell.cron()
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('waits for a short time and continues', () =>
    inCell('short-wait', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.addFault({ fault: { kind: 'too-many', retryAfter: 3 }, method: 'sendMessage', times: 1 })
      feed.publish(entry('a'))
      await cell.cron()
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('leaves the other messages for later when the wait is long', () =>
    inCell('long-wait', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.addFault({ fault: { kind: 'too-many', retryAfter: 600 }, method: 'sendMessage', times: 1 })
      feed.publish(entry('a'))
      await cell.cron()
      await cell.cron()
      expect(cell.posts(channel)).toEqual([])
      await cell.cron()
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('pauses a channel that removed the bot, notifies its owner once, and resumes an hour after the bot is back', () =>
    inCell('kicked', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.removeBot({ chat: channel.chat, by: 1001 })
      feed.publish(entry('a'))
      await untilQuiet(cell)
      const told = () => toldTo(cell)
      expect(told()).toEqual([expect.stringContaining('cannot post to First')])
      cell.world.addBot({
        chat: channel.chat,
        by: 1001,
        rights: { can_manage_chat: true, can_post_messages: true },
      })
      for (let round = 0; round < 12; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
      expect(told()).toHaveLength(2)
    }))

  it('sends plain text with bare links when Telegram refuses the HTML', () =>
    inCell('markup', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.addFault({
        fault: { kind: 'refused', status: 400, description: "Bad Request: can't parse entities: no" },
        method: 'sendMessage',
        times: 1,
      })
      feed.publish(entry('a'))
      await cell.cron()
      expect(cell.posts(channel)).toEqual([expect.stringMatching(/Headline a[\s\S]*https:\/\/paperboy\.test\/\w{10}/u)])
    }))

  it('pauses a channel on an unknown refusal, and loses nothing', () =>
    inCell('rejected', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.addFault({
        fault: { kind: 'refused', status: 400, description: 'Bad Request: WEIRD' },
        method: 'sendMessage',
        chat: channel.chat,
        times: 4,
      })
      feed.publish(entry('a'))
      await cell.cron()
      feed.publish(entry('b'))
      for (let round = 0; round < 11; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([0, 0])
      for (let round = 0; round < 20; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([1, 1])
      const told = cell.world.messages(1001).filter(({ byBot }) => byBot)
      expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('WEIRD'), expect.stringContaining('again')])
    }))

  it('drops a message whose text Telegram refuses, and notifies the owner', () =>
    inCell('bad-text', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.addFault({
        fault: { kind: 'refused', status: 400, description: 'Bad Request: text must be non-empty' },
        method: 'sendMessage',
        chat: channel.chat,
        times: 2,
      })
      feed.publish(entry('a'))
      await cell.cron()
      feed.publish(entry('b'))
      await cell.cron()
      expect(counts(cell.posts(channel), ['a', 'b'])).toEqual([0, 1])
      expect(cell.world.messages(1001).at(-1)?.text).toContain('must be non-empty')
    }))

  it('moves a channel whose group became a supergroup', () =>
    inCell('migrated', async (cell) => {
      const group = cell.world.addGroup({ title: 'Club', creator: 1001 })
      cell.world.addBot({ chat: group.id, by: 1001 })
      const channel = cell.addChannel('Club', { kind: 'group' }, group.id)
      const feed = testFeed('News', [entry('old')])
      cell.sites.set('news.example', feed.site)
      await cell.subscribe(channel, FEED)
      const supergroup = cell.world.upgradeGroup(group.id, 1001)
      feed.publish(entry('a'))
      await untilQuiet(cell)
      const texts = cell.world.messages(supergroup.id).map(({ text }) => text)
      expect(counts(texts, ['a'])).toEqual([1])
      expect(cell.ledger.channels.all().map(({ channel: { chat } }) => chat)).toEqual([supergroup.id])
    }))

  it('sends nothing with a revoked token, and loses nothing', () =>
    inCell('token', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const fault = cell.world.addFault({ fault: { kind: 'refused', status: 401, description: 'Unauthorized' } })
      feed.publish(entry('a'))
      expect((await cell.cron())?.problems).toContainEqual({ kind: 'bad-token' })
      cell.world.removeFault(fault)
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('sends one notice about a topic that stays closed', () =>
    inCell('topic', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const fault = { kind: 'refused', status: 400, description: 'Bad Request: TOPIC_CLOSED' } as const
      cell.world.addFault({ fault, method: 'sendMessage', chat: channel.chat })
      feed.publish(entry('a'))
      for (let round = 0; round < 60; round += 1) await cell.cron()
      expect(toldTo(cell)).toHaveLength(1)
      cell.world.clearFaults()
      for (let round = 0; round < 14; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
      expect(toldTo(cell)).toEqual([expect.stringContaining('is closed'), expect.stringContaining('again')])
    }))

  it('asks the owner before it floods a reopened channel, even with composed messages', () =>
    inCell('flood', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.removeBot({ chat: channel.chat, by: 1001 })
      feed.publish(...Array.from({ length: 200 }, (_, index) => entry(`n${index}.`)))
      await cell.cron()
      cell.world.addBot({ chat: channel.chat, by: 1001, rights: { can_manage_chat: true, can_post_messages: true } })
      for (let round = 0; round < 14; round += 1) await cell.cron()
      expect(cell.posts(channel)).toEqual([])
      expect(toldTo(cell).at(-1)).toContain('200 headlines are waiting')
    }))

  it('sends a digest at a set time as soon as a closed channel is open again', () =>
    inCell('taken-apart', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.ledger.channels.reschedule(
        { ...channel, schedule: { kind: 'times', minutes: [12 * 60 + 10] } },
        cell.clock.now,
      )
      feed.publish(entry('a'))
      cell.world.removeBot({ chat: channel.chat, by: 1001 })
      await untilQuiet(cell)
      cell.world.addBot({ chat: channel.chat, by: 1001, rights: { can_manage_chat: true, can_post_messages: true } })
      for (let round = 0; round < 13; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['a'])).toEqual([1])
    }))

  it('moves a channel once on repeated updates, and keeps settings made meanwhile', () =>
    inCell('move-twice', async (cell) => {
      const { channel } = await oneChannel(cell)
      const to = v.parse(chatIdSchema, -100777)
      const channelMoved = async () => {
        cell.ledger.channels.configure({ ...channel, filter: 'rain' })
      }
      const failed = () => {}
      await moveChannel({ ledger: cell.ledger, channelMoved, failed }, channel, to)
      await moveChannel({ ledger: cell.ledger, channelMoved: async () => {}, failed }, channel, to)
      expect(cell.ledger.channels.all().map(({ channel: { id, filter } }) => [id, filter])).toEqual([
        ['-100777', 'rain'],
      ])
      expect(cell.ledger.subscriptions.all()).toHaveLength(1)
    }))

  it('keeps its notices while the token is revoked', () =>
    inCell('token-notices', async (cell) => {
      const { channel } = await oneChannel(cell)
      cell.ledger.notices.add(channel.owner, 'en', { kind: 'expired', channel: 'First', headlines: 3 })
      const fault = cell.world.addFault({ fault: { kind: 'refused', status: 401, description: 'Unauthorized' } })
      await cell.cron()
      cell.world.removeFault(fault)
      await cell.cron()
      expect(toldTo(cell)).toEqual([expect.stringContaining('3 headlines')])
    }))

  it('keeps the owner’s pause when the bot is removed and added again', () =>
    inCell('own-pause', async (cell) => {
      const { channel } = await oneChannel(cell)
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      lockOut({ ledger: cell.ledger }, channel, 'kicked', cell.clock.now)
      expect(cell.ledger.channels.get(channel.id)?.channel.pause).toMatchObject({ by: 'owner' })
    }))
})
