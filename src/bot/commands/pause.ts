/** `/pause` holds a channel's headlines back; `/resume` lets it go on, and asks first where many have waited. */
import { backlogButtons } from '../keyboards.ts'
import type { ChannelCommand, ChannelTurn } from '../request-context.ts'
import { viewOf } from '../target.ts'

export const pause: ChannelCommand = async ({ words, entry, channel, reply }) => {
  await channel.pause()
  await reply(words.paused(entry.title))
}

export const resume: ChannelCommand = async (turn) => {
  const { words, entry, channel, reply } = turn
  const { waiting, asks } = await channel.resume()
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
