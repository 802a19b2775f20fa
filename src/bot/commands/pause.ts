/** `/pause` holds a channel's headlines back; `/resume` lets it go on, and asks first where many have waited. */
import { backlogButtons } from '../keyboards.ts'
import { type ChannelCommand, type ChannelTurn, momentOf } from '../request-context.ts'
import { viewOf } from '../target.ts'

export const pause: ChannelCommand = async ({ deps, words, entry, cell, reply }) => {
  await cell.pause(entry.id, deps.now)
  await reply(words.paused(entry.title))
}

export const resume: ChannelCommand = async (turn) => {
  const { words, entry, cell, reply } = turn
  const { waiting, asks } = await cell.resume(entry.id, momentOf(turn))
  if (asks) return askBacklog(turn)
  const view = await viewOf(turn)
  await reply(view === null ? words.unknownChannel(entry.title) : words.resumed(view, waiting))
}

/** Much has waited: what shall become of it? */
export async function askBacklog(turn: ChannelTurn): Promise<void> {
  const { words, entry, show } = turn
  const waiting = (await viewOf(turn))?.waiting ?? 0
  await show({ html: words.askBacklog(entry.title, waiting), rows: backlogButtons(words, entry.id) })
}
