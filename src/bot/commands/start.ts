/** `/start`: opens the menu, and takes up what a link to the bot brought along. In a group or a topic it registers that chat. */
import type { ChatId } from '../../model.ts'
import { askAdmin } from '../handlers/access.ts'
import { answerRegistered, registerByName, type Topic } from '../handlers/register.ts'
import type { Command, Turn } from '../request-context.ts'
import { homeScreen } from '../screens/home.ts'

/** What a link says that confirms a group in private: its chat, its topic. */
const confirmation = /^here(-\d{5,})(?:_(\d+))?$/u

export const start: Command = async (turn) => {
  const { deps, person, words, text, reply, replyWithChooser } = turn
  const [, group, thread] = confirmation.exec(text) ?? []
  if (group !== undefined) {
    const topic = thread === undefined ? null : { thread: Number(thread), name: `#${thread}` }
    return answerRegistered(turn, group, await registerByName(turn, Number(group), topic))
  }
  const channels = await deps.directory.channelsOf(person.id)
  if (channels.length === 0) return replyWithChooser(words.welcome(person.name, 0))
  const { html, rows } = await homeScreen(turn)
  await reply(html, rows)
}

/** The payload of such a link; core.telegram.org/bots/features#deep-linking allows letters, digits, `_` and `-`. */
export function confirmationOf(chat: ChatId, thread: number | null): string {
  return `here${chat}${thread === null ? '' : `_${thread}`}`
}

/** Only administrators of the group are answered at all. */
export async function startInGroup(turn: Turn, topic: Topic | null): Promise<void> {
  const { deps, person, words, chat, reply } = turn
  if ((await askAdmin(deps, chat.id, person.id)) !== 'admin') return
  const registered = await registerByName(turn, chat.id, topic)
  switch (registered.kind) {
    case 'registered':
      return reply(words.registeredGroup)
    case 'silent':
      return reply(words.telegramSilent)
    case 'bot-not-admin':
    case 'unreachable':
      return reply(words.botNotAdmin(chat.title ?? ''))
    case 'too-many':
    case 'not-admin':
      return
  }
}
