/** `/why LINK` or words: what became of an item of the last 48 hours, and why. */

import type { ChannelCommand } from '../request-context.ts'
import { viewOf } from '../target.ts'

export const why: ChannelCommand = async (turn) => {
  const { deps, words, text, entry, cell, reply } = turn
  if (text === '') return reply(words.whyWhat)
  const view = await viewOf(turn)
  if (view === null) return reply(words.unknownChannel(entry.title))
  const answers = await cell.why(entry.id, text, deps.now)
  if (answers.length === 0) return reply(words.whyUnknown(text, entry.title))
  await reply(words.why(answers, view.channel.timezone ?? 'UTC'))
}
