/** `/preview`: what the next digest would hold, as it would look. */
import { button } from '../keyboards.ts'
import type { ChannelCommand } from '../request-context.ts'
import { viewOf } from '../target.ts'

/** More than this would be a digest in the wrong place. */
const PARTS_SHOWN = 3

export const preview: ChannelCommand = async (turn) => {
  const { deps, words, entry, channel, reply } = turn
  const view = await viewOf(turn)
  if (view === null) return reply(words.unknownChannel(entry.title))
  const parts = await channel.preview(deps.settings.linkBase)
  if (parts.length === 0) return reply(words.nothingWaiting(view))
  await reply(words.preview(view), [[button(words.menu.buttons.less, { kind: 'less', channel: entry.id })]])
  for (const { html } of parts.slice(0, PARTS_SHOWN)) await reply(html)
}
