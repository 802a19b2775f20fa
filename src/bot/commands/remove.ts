/** `/remove NUMBER` (or address): takes a feed from a channel; a button puts it back, with its filter. */
import { button } from '../keyboards.ts'
import type { ChannelCommand } from '../turn.ts'

export const remove: ChannelCommand = async ({ edges, person, words, text, entry, cell, reply }) => {
  if (text === '') return reply(words.removeWhich)
  const feed = await cell.removeFeed(entry.id, text.normalize('NFKC'))
  if (feed === null) return reply(words.noSuchFeed(text))
  const { url, title, filter } = feed
  const offer = await edges.directory.offer(person.id, [{ url, title, filter }])
  const undo = button(words.undo, { kind: 'choose', offer, index: 0, channel: entry.id })
  await reply(words.removed(feed, entry.title), [[undo]])
}
