/** `/links`: where a channel's headlines lead. */
import { readSetting } from '../setting/settings.ts'
import { viewOf } from '../target.ts'
import type { ChannelCommand } from '../turn.ts'

export const links: ChannelCommand = async (turn) => {
  const { edges, words, text, entry, cell, reply } = turn
  const hasBase = edges.settings.linkBase !== null
  if (text !== '') {
    const setting = readSetting(words, 'links', text)
    if ('unclear' in setting) return reply(setting.unclear)
    await cell.setLook(entry.id, setting.look)
    return reply(words.linksSet(entry.title, setting.look.links ?? 'headline', hasBase))
  }
  const view = await viewOf(turn)
  await reply(view === null ? words.unknownChannel(entry.title) : words.links(view.channel.links, hasBase))
}
