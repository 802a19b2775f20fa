/** `/stories on|off`: whether one story of several feeds is one headline. */
import { readSetting } from '../setting/settings.ts'
import { viewOf } from '../target.ts'
import type { ChannelCommand } from '../turn.ts'

export const stories: ChannelCommand = async (turn) => {
  const { words, text, entry, cell, reply } = turn
  if (text === '') {
    const view = await viewOf(turn)
    return reply(
      view === null ? words.unknownChannel(entry.title) : words.storiesSet(entry.title, view.channel.stories),
    )
  }
  const setting = readSetting(words, 'stories', text)
  if ('unclear' in setting) return reply(setting.unclear)
  await cell.setLook(entry.id, setting.look)
  await reply(words.storiesSet(entry.title, setting.look.stories === true))
}
