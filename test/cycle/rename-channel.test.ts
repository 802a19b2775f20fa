/** A channel's new @name is read from Telegram's answers to the messages of a cycle. */
import { expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { renameChannel } from '../../src/cycle/rename-channel.ts'
import { inCell } from './simulated-cell.ts'
import { OWNER } from './usual-channel.ts'

it('each new name costs one call of the directory', () =>
  inCell('renamed', async (cell) => {
    const feed = testFeed('News', [{ title: 'Old', link: 'https://news.example/old' }])
    cell.sites.set('news.example', feed.site)
    const channel = cell.addChannel('Morning', { layout: 'cards' })
    await cell.subscribe(channel, 'https://news.example/feed')
    cell.world.renameChat({ chat: channel.chat, by: OWNER, username: 'dawn_news' })
    feed.publish({ title: 'One', link: 'https://news.example/1' }, { title: 'Two', link: 'https://news.example/2' })
    await cell.cron()
    expect(cell.posts(channel)).toHaveLength(2)
    expect(cell.steps.filter((step) => step.includes('channelRenamed'))).toHaveLength(1)
    expect(cell.ledger.channels.get(channel.id)?.channel.username).toBe('dawn_news')
  }))

it('a name that the directory did not store is stored with the next message', () =>
  inCell('renamed later', async (cell) => {
    const channel = cell.addChannel('Morning')
    const failures: unknown[] = []
    const channelRenamed = async () => {
      throw new Error('no answer')
    }
    const failed = (failure: unknown) => failures.push(failure)
    await renameChannel({ ledger: cell.ledger, channelRenamed, failed }, channel, 'dawn_news')
    expect(failures).toMatchObject([{ what: 'directory', asked: 'rename' }])
    expect(cell.ledger.channels.get(channel.id)?.channel.username).toBeNull()
    await renameChannel({ ledger: cell.ledger, channelRenamed: async () => {}, failed }, channel, 'dawn_news')
    expect(cell.ledger.channels.get(channel.id)?.channel.username).toBe('dawn_news')
  }))
