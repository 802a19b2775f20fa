/** A channel with a link for readers, and a reader who follows it. */
import * as v from 'valibot'
import { cellChannel } from '../../src/cell/cell-channel.ts'
import type { ChannelApi } from '../../src/cell/channel-api.ts'
import { cycleWords } from '../../src/composition/cycle-words.ts'
import { type Channel, type ChannelId, readerCodeSchema, selectionOf, userIdSchema } from '../../src/model.ts'
import { atOnce } from '../../src/store/journal.ts'
import { counts, entry, oneChannel, wakeFeeds } from './scene.ts'
import type { SimulatedCell } from './simulated-cell.ts'

export const READER = 2002
export const code = v.parse(readerCodeSchema, 'abcdefghij')
export const source = { code, cell: 0, title: 'First', username: null }

/** The methods of a channel that need no network. */
export function channelOf(cell: SimulatedCell, id: ChannelId) {
  const deps = {
    ledger: cell.ledger,
    cell: 0,
    now: () => cell.clock.now,
    finish: atOnce,
    words: cycleWords,
    settings: { liveGapMinutes: 0 },
  }
  return cellChannel(deps as unknown as Parameters<typeof cellChannel>[0], id) as unknown as ChannelApi
}

export async function selectionScene(cell: SimulatedCell, settings: Partial<Channel> = {}, words = '') {
  const { feed, channel } = await oneChannel(cell)
  await cell.cron()
  const reader = v.parse(userIdSchema, READER)
  cell.world.addPerson({ id: READER, firstName: 'Ray', languageCode: 'en' })
  cell.world.start(READER)
  const id = selectionOf(reader)
  const chat = { id, kind: 'private', owner: reader, title: '', ...settings } as const
  const selection = cell.addChannel('', chat, READER)
  await channelOf(cell, channel.id).offerReaders(code)
  const api = channelOf(cell, id)
  await api.follow(source, words)
  const publish = async (...names: string[]) => {
    feed.publish(...names.map(entry))
    wakeFeeds(cell)
    return cell.cron()
  }
  return { channel, selection, feed, api, publish, got: (...names: string[]) => counts(cell.posts(selection), names) }
}
