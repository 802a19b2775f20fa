/** Digests that are due: one unsent digest per channel, the question before a flood, and texts for reading pages. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { anHourLater, counts, entry, FEED, oneChannel, toldTo } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

describe('a channel with an unsent digest', () => {
  it('gets no second digest before the first is sent', () =>
    inCell('due-busy', async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      const wait = { kind: 'too-many', retryAfter: 1000 } as const
      cell.world.addFault({ fault: wait, method: 'sendMessage', chat: channel.chat, times: 1 })
      for (const name of ['a', 'b', 'c']) {
        feed.publish(entry(name))
        await cell.cron()
        expect(cell.ledger.messages.unsent()).toHaveLength(1)
      }
      for (let round = 0; round < 4; round += 1) await cell.cron()
      expect(counts(cell.posts(channel), ['a', 'b', 'c'])).toEqual([1, 1, 1])
      expect(cell.posts(channel)).toHaveLength(2)
    }))
})

describe('a digest with a maximum', () => {
  it('has the newest headlines, and each item that its owner requested', () =>
    inCell('due-at-most', async (cell) => {
      const feed = testFeed('News', [entry('old')])
      cell.sites.set('news.example', feed.site)
      const channel = cell.addChannel('First', { atMost: 2 })
      await cell.subscribe(channel, FEED)
      feed.publish(...['a', 'b', 'c', 'd'].map(entry))
      cell.ledger.channels.pause(channel.id, { by: 'owner', since: cell.clock.now })
      await cell.cron()
      cell.sql.exec('UPDATE pending SET urgent = 1 WHERE id = (SELECT min(id) FROM pending)')
      cell.ledger.channels.pause(channel.id, null)
      await cell.cron()
      expect(counts(cell.posts(channel), ['a', 'b', 'c', 'd'])).toEqual([1, 0, 1, 1])
      expect(cell.posts(channel)).toHaveLength(1)
    }))
})

describe('a reopened channel', () => {
  it.each([
    ['with 10 waiting headlines resumes', 10, false],
    ['with 11 waiting headlines asks its owner first', 11, true],
  ])('%s', (name, count, asks) =>
    inCell(`due-flood-${name}`, async (cell) => {
      const { feed, channel } = await oneChannel(cell)
      cell.world.removeBot({ chat: channel.chat, by: 1001 })
      feed.publish(...Array.from({ length: count }, (_, index) => entry(`n${index}.`)))
      await cell.cron()
      cell.world.addBot({ chat: channel.chat, by: 1001, rights: { can_manage_chat: true, can_post_messages: true } })
      for (let round = 0; round < 14; round += 1) await cell.cron()
      expect(cell.posts(channel)).toHaveLength(asks ? 0 : 1)
      expect(toldTo(cell).join().includes('headlines are waiting')).toBe(asks)
    }),
  )
})

describe('the text of an item', () => {
  const long = { ...entry('long'), text: `<p>${'All about it. '.repeat(30)}</p>` }
  const texts = (cell: SimulatedCell) => [...cell.kv.keys()].filter((key) => key.startsWith('bodies:')).length

  it.each([
    ['is stored for a channel with reading pages', { reading: true }, 1],
    ['is not stored without reading pages', {}, 0],
    ['is not stored where the channel with reading pages drops the item', { reading: true, filter: '-long' }, 0],
  ])('%s', (name, settings, stored) =>
    inCell(`due-text-${name}`, async (cell) => {
      const feed = testFeed('News', [entry('old')])
      cell.sites.set('news.example', feed.site)
      for (const channel of [cell.addChannel('First', settings), cell.addChannel('Second')])
        await cell.subscribe(channel, FEED)
      feed.publish(long)
      await cell.cron()
      await anHourLater(cell)
      expect(texts(cell)).toBe(stored)
    }),
  )
})
