/** `/remove NUMBER` (or address): takes a feed from a channel; a button puts it back, with its filter. */
import type { FeedView } from '../../cell/channel-api.ts'
import { button } from '../keyboards.ts'
import type { ChannelCommand, ChannelTurn } from '../request-context.ts'

export const remove: ChannelCommand = async (turn) => {
  const { words, text, channel, reply } = turn
  if (text === '') return reply(words.removeWhich)
  const feed = await channel.removeFeed({ text: text.normalize('NFKC') })
  return feed === null ? reply(words.noSuchFeed(text)) : showRemoved(turn, feed)
}

export async function showRemoved({ words, entry, show }: ChannelTurn, feed: FeedView): Promise<void> {
  const undo = button(words.undo, { kind: 'restore', feed: feed.id, channel: entry.id })
  await show({ html: words.removed(feed, entry.title), rows: [[undo]] })
}
