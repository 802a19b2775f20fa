/** Settings of a channel's digests: quiet hours, maximum headlines, cards, silence. */
import { describe, expect, it } from 'vitest'
import { wantNewest } from '../../src/cell/want-newest.ts'
import { inCell } from './simulated-cell.ts'
import { at, threeFeeds } from './three-feeds.ts'

describe('the settings of a channel', () => {
  it('quiet hours delay headlines, and lose none', () =>
    inCell('look-quiet', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 22, 45)
      const { bbc, channel } = await threeFeeds(cell, { quiet: { from: 23 * 60, to: 7 * 60 } })
      for (const name of ['late', 'night']) {
        bbc.publish(at('bbc.example', name, `Headline ${name}`))
        await cell.cron()
        await cell.cron()
      }
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline late'])
      cell.clock.now = Date.UTC(2026, 0, 6, 6, 55)
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline late', 'BBC\n• Headline night'])
    }))

  it('a digest composed before quiet hours that had to wait is sent after them', () =>
    inCell('look-quiet-held', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 22, 45)
      const { bbc, channel } = await threeFeeds(cell, { quiet: { from: 23 * 60, to: 7 * 60 } })
      cell.world.addFault({
        fault: { kind: 'too-many', retryAfter: 400 },
        method: 'sendMessage',
        chat: channel.chat,
        times: 1,
      })
      bbc.publish(at('bbc.example', 'late', 'Headline late'))
      await cell.cron()
      for (let round = 0; round < 4; round += 1) await cell.cron()
      expect(cell.posts(channel)).toEqual([])
      cell.clock.now = Date.UTC(2026, 0, 6, 6, 55)
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline late'])
    }))

  it('requested items come in quiet hours, and beyond the maximum of headlines', () =>
    inCell('look-urgent', async (cell) => {
      cell.clock.now = Date.UTC(2026, 0, 5, 23, 30)
      const { bbc, channel } = await threeFeeds(cell, { quiet: { from: 23 * 60, to: 7 * 60 }, atMost: 1 })
      bbc.publish(at('bbc.example', 'night', 'Headline night'))
      await cell.cron()
      const feed = cell.ledger.feeds.usedBy(channel.id).find(({ title }) => title === 'NYT')
      expect(wantNewest(cell.ledger, channel.id, feed?.id ?? 0)).toBe(1)
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['NYT\n• Old nyt.example'])
    }))

  it('a digest has the maximum of headlines and the number of the others, which never come', () =>
    inCell('look-at-most', async (cell) => {
      const { bbc, channel } = await threeFeeds(cell, { atMost: 2 })
      bbc.publish(...['one', 'two', 'three', 'four'].map((name) => at('bbc.example', name, `Headline ${name}`)))
      await cell.cron()
      await cell.cron()
      expect(cell.posts(channel)).toEqual(['BBC\n• Headline three\n• Headline four\n… and 2 more'])
      expect(cell.ledger.deliveries.waiting(channel.id)).toBe(0)
    }))

  it('cards are separate messages with a picture, and only the first has sound', () =>
    inCell('look-cards', async (cell) => {
      const { bbc, channel } = await threeFeeds(cell, { layout: 'cards' })
      bbc.publish(at('bbc.example', 'one', 'Headline one'), at('bbc.example', 'two', 'Headline two'))
      await cell.cron()
      const messages = cell.world.messages(channel.chat).filter(({ byBot }) => byBot)
      expect(messages.map(({ text, silent, preview }) => [text, silent, preview.disabled, preview.url])).toEqual([
        ['Headline one\nBBC', false, false, 'https://bbc.example/one'],
        ['Headline two\nBBC', true, false, 'https://bbc.example/two'],
      ])
    }))

  it('a silent channel gets messages without sound', () =>
    inCell('look-silent', async (cell) => {
      const { bbc, channel } = await threeFeeds(cell, { silent: true })
      bbc.publish(at('bbc.example', 'one', 'Headline one'))
      await cell.cron()
      expect(
        cell.world
          .messages(channel.chat)
          .filter(({ byBot }) => byBot)
          .map(({ silent }) => silent),
      ).toEqual([true])
    }))
})
