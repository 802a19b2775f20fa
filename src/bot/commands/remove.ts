/** `/remove NUMBER` (or address): takes a feed from a channel; a button puts it back, with its filter. */
import { button } from '../keyboards.ts'
import type { ChannelCommand } from '../turn.ts'

export const remove: ChannelCommand = async ({ edges, words, text, entry, cell, reply }) => {
  if (text === '') return reply(words.removeWhich)
  const feed = await cell.removeFeed(entry.id, text.normalize('NFKC'), edges.now)
  if (feed === null) return reply(words.noSuchFeed(text))
  const undo = button(words.undo, { kind: 'restore', feed: feed.id, channel: entry.id })
  await reply(words.removed(feed, entry.title), [[undo]])
}
