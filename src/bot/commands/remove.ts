/** `/remove NUMBER` (or address): takes a feed from a channel; a button puts it back. */
import { button } from '../keyboards.ts'
import type { ChannelCommand } from '../turn.ts'

export const remove: ChannelCommand = async ({ edges, person, words, text, entry, cell, reply }) => {
  const which = text.trim()
  if (which === '') return reply(words.removeWhich)
  const feed = await cell.removeFeed(entry.id, which)
  if (feed === null) return reply(words.noSuchFeed(which))
  const offer = await edges.directory.offer(person.id, [{ url: feed.url, title: feed.title }])
  await reply(words.removed(feed), [[button(words.undo, { kind: 'choose', offer, index: 0, channel: entry.id })]])
}
