/** `/links`: where a channel's headlines lead. */
import { type LinkStyle, linkStyles } from '../../model.ts'
import type { ChannelCommand } from '../turn.ts'

export const links: ChannelCommand = async ({ edges, words, text, entry, cell, reply }) => {
  const asked = text.trim().toLowerCase()
  const hasBase = edges.settings.linkBase !== null
  const style = linkStyles.find((each): each is LinkStyle => each === asked)
  if (style !== undefined) {
    await cell.setLinks(entry.id, style)
    return reply(words.linksSet(style, hasBase))
  }
  const view = await cell.view(entry.id, edges.now)
  await reply(view === null ? words.unknownChannel(entry.title) : words.links(view.channel.links, hasBase))
}
