/** `/start`: says hello, and claims the bot with the operator's code. In a group or a topic it registers that chat. */
import { askAdmin } from '../access.ts'
import { registerByName, type Topic } from '../register.ts'
import type { Command, Turn } from '../turn.ts'

export const start: Command = async ({ edges, person, words, chat, reply, replyWithChooser }) => {
  const channels = await edges.directory.channelsOf(person.id)
  const hello = words.welcome(chat.first_name ?? '', channels.length)
  if (channels.length === 0) await replyWithChooser(hello)
  else await reply(hello)
}

/** Only administrators of the group are answered at all. */
export async function startInGroup(turn: Turn, topic: Topic | null): Promise<void> {
  const { edges, person, words, chat, reply } = turn
  if ((await askAdmin(edges, chat.id, person.id)) !== 'admin') return
  const registered = await registerByName(edges, person, chat.id, topic)
  switch (registered.kind) {
    case 'registered':
      return reply(words.registeredGroup)
    case 'silent':
      return reply(words.telegramSilent)
    case 'bot-not-admin':
    case 'unreachable':
      return reply(words.botNotAdmin(chat.title ?? ''))
    case 'not-admin':
      return
  }
}
