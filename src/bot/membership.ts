/** What follows when the bot is let into a chat, given other rights there, or put out of it. */
import type { ChatId, Lockout } from '../model.ts'
import { type Chat, excessRights, mayPost, mayUse, readMember } from './access.ts'
import { answerRegistered, register } from './register.ts'
import type { BotEdges } from './turn.ts'
import type { Membership } from './updates.ts'
import { languageOf, wordsFor } from './words/languages.ts'

/** core.telegram.org/bots/api#chatmemberupdated, of the bot itself. */
export async function membershipChanged(edges: BotEdges, { chat, from, new_chat_member }: Membership): Promise<void> {
  const member = readMember(new_chat_member)
  if (member === null) return
  if (!mayPost(member, chat.type)) {
    const here = member.status === 'administrator' || member.status === 'restricted' || member.status === 'member'
    return lockedOut(edges, chat.id, here ? 'no-rights' : chat.type === 'private' ? 'blocked' : 'kicked')
  }
  for (const { id, cell } of await edges.directory.channelsIn(chat.id)) await edges.cell(cell).letIn(id, edges.now)
  // A group is registered by /start in it, as one may want a topic of it; a private chat by /add.
  if (chat.type === 'channel') await welcome(edges, chat, from, excessRights(member, chat.type))
}

async function lockedOut(edges: BotEdges, chat: ChatId, reason: Lockout): Promise<void> {
  for (const { id, cell } of await edges.directory.channelsIn(chat)) {
    await edges.cell(cell).lockedOut(id, reason, edges.now)
  }
}

/** Only an administrator can make the bot one, so whoever did it is one. */
async function welcome(edges: BotEdges, chat: Chat, from: Membership['from'], excess: boolean): Promise<void> {
  const { person, owners } = await edges.directory.meet(from.id, languageOf(from.language_code))
  const words = wordsFor(person.language)
  // Somebody who never spoke to the bot cannot be written to: what was done stays done.
  const reply = async (html: string) => {
    await edges.call('sendMessage', { chat_id: from.id, text: html, parse_mode: 'HTML' })
  }
  if (!mayUse(edges.settings, owners, person.id)) return reply(words.stranger(person.id))
  await answerRegistered({ words, reply }, chat.title ?? '', await register(edges, person, chat, null, excess))
}
