/** `/why LINK` or words: what became of an item of the last 48 hours, and why. */

import type { ChannelCommand } from '../request-context.ts'
import { viewOf } from '../target.ts'

export const why: ChannelCommand = async (turn) => {
  const { words, text, entry, channel, reply } = turn
  if (text === '') return reply(words.whyWhat)
  const view = await viewOf(turn)
  if (view === null) return reply(words.unknownChannel(entry.title))
  const answers = await channel.why(text)
  if (answers.length === 0) return reply(words.whyUnknown(text, entry.title))
  await reply(words.why(answers, view.channel.timezone ?? 'UTC'))
}
