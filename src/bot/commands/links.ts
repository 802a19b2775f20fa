/** `/links`: where a channel's headlines lead. */
import type { LinkStyle } from '../../model.ts'
import { viewOf } from '../target.ts'
import type { ChannelCommand } from '../turn.ts'

const styles: Readonly<Record<string, LinkStyle>> = {
  headline: 'headline',
  标题: 'headline',
  visible: 'visible',
  短链接: 'visible',
  original: 'original',
  原文: 'original',
}

export const links: ChannelCommand = async (turn) => {
  const { edges, words, text, entry, cell, reply } = turn
  const hasBase = edges.settings.linkBase !== null
  const style = styles[text.normalize('NFKC').toLowerCase()]
  if (style !== undefined) {
    await cell.setLinks(entry.id, style)
    return reply(words.linksSet(entry.title, style, hasBase))
  }
  if (text !== '') return reply(words.linksUnknown(text))
  const view = await viewOf(turn)
  await reply(view === null ? words.unknownChannel(entry.title) : words.links(view.channel.links, hasBase))
}
