/** In groups only /start and /help are answered, and only to allowed people who administer the group. */

import { languageOf } from '../../i18n/languages.ts'
import { wordsFor } from '../../i18n/words.ts'
import { groupCommandIn, type IncomingMessage } from '../../telegram/updates.ts'
import { confirmationOf, startInGroup } from '../commands/start.ts'
import { sendReply } from '../reply.ts'
import type { BotContext } from '../request-context.ts'
import { askAdmin, botName, isOwnName } from './access.ts'
import { meet, threadOf } from './identify.ts'
import type { Topic } from './register.ts'

export async function onGroupMessage(ctx: BotContext, message: IncomingMessage): Promise<void> {
  const command = groupCommandIn(message)
  if (command === null) return
  if (command.bot !== null && !(await isOwnName(ctx.deps, command.bot))) return
  const { chat, sender_chat } = message
  if (sender_chat?.id === chat.id) return confirmInPrivate(ctx, message)
  const met = await meet(ctx, message)
  if (met === null || !met.allowed) return
  const { turn } = met
  if (command.name === 'start') return startInGroup(turn, topicOf(message))
  if ((await askAdmin(turn.deps, chat.id, turn.person.id)) === 'admin') await turn.reply(turn.words.groupHelp)
}

/** An administrator who speaks as the group: one of its own, but nobody knows who. A link leads where that can be seen. */
async function confirmInPrivate({ deps }: BotContext, message: IncomingMessage): Promise<void> {
  const { chat, from } = message
  const words = wordsFor(languageOf(from?.language_code))
  const thread = threadOf(message)
  const name = await botName(deps)
  const url = `https://t.me/${name ?? ''}?start=${confirmationOf(chat.id, thread)}`
  const markup = name === null ? undefined : { inline_keyboard: [[{ text: words.menu.buttons.confirm, url }]] }
  await sendReply(deps, { chat: chat.id, thread }, words.confirmHere, markup)
}

/** A message in a topic is a reply to the one that made the topic, and names it. */
function topicOf(message: IncomingMessage): Topic | null {
  const thread = threadOf(message)
  if (thread === null) return null
  const { reply_to_message } = message
  return { thread, name: reply_to_message?.forum_topic_created?.name ?? `#${thread}` }
}
