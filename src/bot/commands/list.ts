/** `/list`: a channel's feeds, their numbers, and how they are. */
import { inChunks } from '../reply.ts'
import type { ChannelCommand } from '../request-context.ts'
import { viewOf } from '../target.ts'

export const list: ChannelCommand = async (turn) => {
  const { words, entry, reply } = turn
  const view = await viewOf(turn)
  if (view === null || view.feeds.length === 0) return reply(words.noFeeds(entry.title))
  for (const chunk of inChunks(words.list(view))) await reply(chunk)
}
