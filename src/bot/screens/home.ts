/** The menu's first page: a person's channels, and what is not about one of them. */
import { button } from '../keyboards.ts'
import type { Screen, Turn } from '../request-context.ts'

/** Telegram takes 100 buttons a message; nobody looks through as many. */
const CHANNELS = 40

export async function homeScreen({
  deps,
  person,
  words,
  isOwner,
}: Pick<Turn, 'deps' | 'person' | 'words' | 'isOwner'>): Promise<Screen> {
  const channels = await deps.directory.channelsOf(person.id)
  const { buttons } = words.menu
  const rows = channels.slice(0, CHANNELS).map(({ id, title, kind }) => [
    button(
      `${kind === 'private' ? '💬' : kind === 'channel' ? '📢' : '👥'} ${kind === 'private' ? words.here : title}`,
      {
        kind: 'go',
        screen: 'channel',
        at: 0,
        channel: id,
      },
    ),
  ])
  const owners = isOwner ? [button(buttons.owners, { kind: 'owners' })] : []
  return {
    html: words.welcome(person.name, channels.length),
    rows: [
      ...rows,
      [button(buttons.addChannel, { kind: 'chooser' })],
      [button(buttons.language, { kind: 'tongues' }), ...owners],
    ],
  }
}
