/** The first screen of the menu: a person's channels, and settings of the person and the bot. */
import { limits } from '../../limits.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { button, type Screen, screenButton } from '../keyboards.ts'
import type { PersonContext } from '../request-context.ts'

const kindSigns: Readonly<Record<ChannelEntry['kind'], string>> = {
  private: '💬',
  channel: '📢',
  group: '👥',
  supergroup: '👥',
}

export async function homeScreen({ deps, person, texts, isOwner, reader }: PersonContext): Promise<Screen> {
  const channels = await deps.directory.channelsOf(person.id)
  const { buttons } = texts.menu
  const rows = channels
    .slice(0, limits.bot.channelButtons)
    .map(({ id, title, kind }) => [
      screenButton(`${kindSigns[kind]} ${kind === 'private' ? texts.t.text('channels.here') : title}`, 'channel', id),
    ])
  const mine = reader === null ? [] : [[button(buttons.keywords, { kind: 'mine' })]]
  const owners = isOwner ? [button(buttons.owners, { kind: 'owners' })] : []
  return {
    html: texts.welcome(person.name, channels.length),
    rows: [
      ...rows,
      ...mine,
      [button(buttons.addChannel, { kind: 'chooser' })],
      [button(buttons.language, { kind: 'tongues' }), ...owners],
    ],
  }
}
