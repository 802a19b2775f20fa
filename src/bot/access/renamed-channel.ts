/** Finds a person's channel by the @name that it has now. Telegram sends bots no update when a name changes. */
import type { ChatId } from '../../model.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { chatSchema, parsed } from '../../telegram/answers.ts'
import type { BotDeps, PersonContext } from '../request-context.ts'

/** Stores the present @name of a chat with its channels. @param username without the @; null: none */
export async function renameChat(
  { directory, cell }: Pick<BotDeps, 'directory' | 'cell'>,
  chat: ChatId,
  username: string | null,
): Promise<void> {
  for (const channel of await directory.rename(chat, username))
    await cell(channel.cell).channel(channel.id).rename(username)
}

/**
 * Asks Telegram once for an @name that no channel has. Only for people who manage a channel that can have a name, and only their
 * own channels are found, so that nobody else spends calls or finds out which channels there are.
 * @returns null: none of the person's channels has the name
 */
export async function renamedChannel(
  { deps, person }: Pick<PersonContext, 'deps' | 'person'>,
  name: string,
  channels: readonly ChannelEntry[],
): Promise<ChannelEntry | null> {
  const isNamed = channels.some(({ kind }) => kind === 'channel' || kind === 'supergroup')
  if (!name.startsWith('@') || !isNamed) return null
  const chat = parsed(chatSchema, await deps.call('getChat', { chat_id: name }))
  if (!chat.ok) return null
  const { id, username = null } = chat.value
  // A forum comes before its topics, which have the same name.
  const [entry] = channels
    .filter((each) => each.id === String(id) || each.id.startsWith(`${id}:`))
    .toSorted((one, other) => one.id.length - other.id.length)
  if (entry === undefined) return null
  await renameChat(deps, id, username)
  return (await deps.directory.channelsOf(person.id)).find((each) => each.id === entry.id) ?? null
}
