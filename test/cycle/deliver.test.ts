import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { counts, entry, FEED, oneChannel, toldTo, untilQuiet } from './scene.ts'
import { inCell } from './simulated-cell.ts'

describe('a message without an answer', () => {
  it('is found in a channel by a probe', () =>
    inCell('lost-answer', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('first'))
      await cell.cron()
      feed.publish(entry('lost'))
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', times: 1 })
      await cell.cron()
      cell.world.post({ chat: channel.chat, by: 1001, text: 'somebody else' })
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
      expect(cell.steps).toContain('editMessageReplyMarkup')
    }))

  it('is sent again when it never arrived', () =>
    inCell('lost-request', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('first'))
      await cell.cron()
      feed.publish(entry('lost'))
      cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'sendMessage', times: 1 })
      await cell.cron()
      await untilQuiet(cell)
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
    }))

  it('delays its own channel only', () =>
    inCell('lost-holds', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const second = cell.addChannel('Second')
      await cell.subscribe(second, FEED)
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', chat: channel.chat, times: 1 })
      feed.publish(...Array.from({ length: 120 }, (_, index) => entry(`n${index}.`)))
      await cell.cron()
      expect(cell.posts(channel)).toHaveLength(1)
      expect(cell.posts(second)).toHaveLength(2)
    }))

  it('does not delay polls during an outage of Telegram, and everything is sent soon after it', () =>
    inCell('outage', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const channels = [channel, ...Array.from({ length: 29 }, (_, index) => cell.addChannel(`No. ${index}`))]
      for (const each of channels.slice(1)) await cell.subscribe(each, FEED)
      feed.publish(entry('first'))
      await cell.cron()
      await cell.cron()
      const reads = () => cell.steps.filter((step) => step.startsWith('read')).length
      const before = reads()
      const fault = cell.world.addFault({ fault: { kind: 'request-lost' } })
      cell.trouble.telegramMs = 20_000
      for (const name of ['a', 'b', 'c']) {
        feed.publish(entry(name))
        await cell.cron()
      }
      expect(reads() - before).toBe(3)
      cell.world.removeFault(fault)
      cell.trouble.telegramMs = 0
      for (let round = 0; round < 6; round += 1) await cell.cron()
      for (const each of channels) expect(counts(cell.posts(each), ['first', 'a', 'b', 'c'])).toEqual([1, 1, 1, 1])
    }))

  it('does not keep other channels from being reconciled', () =>
    inCell('poison', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const second = cell.addChannel('Second')
      await cell.subscribe(second, FEED)
      feed.publish(entry('first'))
      await cell.cron()
      feed.publish(entry('a'))
      const broken = { kind: 'server-error', effect: false } as const
      cell.world.addFault({ fault: broken, method: 'sendMessage', chat: channel.chat })
      cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'sendMessage', chat: second.chat, times: 1 })
      await untilQuiet(cell)
      expect(counts(cell.posts(second), ['a'])).toEqual([1])
    }))

  it('is retried less and less often where no probe works, and the owner gets a notice', () =>
    inCell('group-lost', async (cell) => {
      const group = cell.world.addSupergroup({ title: 'Club', creator: 1001 })
      cell.world.addBot({ chat: group.id, by: 1001 })
      const channel = cell.addChannel('Club', { kind: 'supergroup' }, group.id)
      const feed = testFeed('News', [entry('old')])
      cell.sites.set('news.example', feed.site)
      await cell.subscribe(channel, FEED)
      feed.publish(entry('a'))
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', chat: group.id })
      for (let round = 0; round < 60; round += 1) await cell.cron()
      const copies = counts(cell.posts(channel), ['a'])[0] ?? 0
      expect(copies).toBeGreaterThan(3)
      expect(copies).toBeLessThan(9)
      expect(toldTo(cell)).toEqual([expect.stringContaining('did not answer 3 times')])
    }))

  it('in channels that removed the bot does not keep others from being reconciled', () =>
    inCell('many-out', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const others = Array.from({ length: 10 }, (_, index) => cell.addChannel(`Out ${index}`))
      for (const other of others) await cell.subscribe(other, FEED)
      feed.publish(entry('first'))
      await cell.cron()
      feed.publish(entry('lost'))
      cell.world.addFault({ fault: { kind: 'request-lost' }, method: 'sendMessage', times: 11 })
      await cell.cron()
      for (const { chat } of others) cell.world.removeBot({ chat, by: 1001 })
      for (let round = 0; round < 12; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
    }))

  it('is not repeated when the bot is removed and added again meanwhile', () =>
    inCell('unknown-kick', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      feed.publish(entry('first'))
      await cell.cron()
      feed.publish(entry('lost'))
      cell.world.addFault({ fault: { kind: 'answer-lost' }, method: 'sendMessage', times: 1 })
      await cell.cron()
      cell.world.removeBot({ chat: channel.chat, by: 1001 })
      await cell.cron()
      cell.world.addBot({ chat: channel.chat, by: 1001, rights: { can_manage_chat: true, can_post_messages: true } })
      for (let round = 0; round < 14; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['lost'])).toEqual([1])
    }))
})
