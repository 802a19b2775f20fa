/** What follows when the bot is let into a chat, given other rights there, or put out of it. */
import { limits } from '../../limits.ts'
import type { ChatId, Lockout } from '../../model.ts'
import { excessRights, type Member, mayPost, readMember } from '../../telegram/member.ts'
import { sendReply } from '../reply.ts'
import type { BotEdges } from '../turn.ts'
import { type Chat, chatTitle, privateChatOf } from './access.ts'
import { recognise } from './meet.ts'
import { register } from './register.ts'
import type { Membership } from './updates.ts'

/** core.telegram.org/bots/api#chatmemberupdated, of the bot itself. */
export async function membershipChanged(edges: BotEdges, { chat, from, new_chat_member }: Membership): Promise<void> {
  const member = readMember(new_chat_member)
  if (member === null) return
  if (!mayPost(member, chat.type)) {
    const here = member.status === 'administrator' || member.status === 'restricted' || member.status === 'member'
    const closed = await lockedOut(edges, chat.id, here ? 'no-rights' : chat.type === 'private' ? 'blocked' : 'kicked')
    if (!closed && chat.type === 'channel' && member.status === 'administrator') await askForRights(edges, chat, from)
    return
  }
  const known = await edges.directory.channelsIn(chat.id)
  for (const { id, cell } of known) await edges.cell(cell).letIn(id, edges.now)
  // A private chat becomes a channel by /add.
  if (chat.type !== 'private') await welcome(edges, chat, from, member, known.length > 0)
}

/** @returns whether there was a channel to close; its owner is told by its cell */
async function lockedOut(edges: BotEdges, chat: ChatId, reason: Lockout): Promise<boolean> {
  const channels = await edges.directory.channelsIn(chat)
  for (const { id, cell } of channels) await edges.cell(cell).lockedOut(id, reason, edges.now)
  return channels.length > 0
}

/** It was made an administrator of a new channel, but without the one right that it needs. */
async function askForRights(edges: BotEdges, chat: Chat, from: Membership['from']): Promise<void> {
  const { words, allowed, tell } = await meet(edges, from)
  await tell(allowed ? words.botNotAdmin(chatTitle(chat)) : words.stranger(from.id))
}

async function meet(edges: BotEdges, from: Membership['from']) {
  const met = await recognise(edges, from)
  // The keyboard that chooses a channel has served its purpose.
  const markup = { remove_keyboard: true }
  const tell = (html: string) => sendReply(edges, { chat: privateChatOf(met.person.id), thread: null }, html, markup)
  return { edges, ...met, tell }
}

/** Somebody who never spoke to the bot cannot be written to: what was done stays done. */
async function welcome(
  edges: BotEdges,
  chat: Chat,
  from: Membership['from'],
  member: Member,
  isChannel: boolean,
): Promise<void> {
  const met = await meet(edges, from)
  const { person, words, allowed, tell } = met
  if (!allowed) return tell(words.stranger(person.id))
  if (chat.type !== 'channel') {
    // A group is registered by /start in it: one may want a topic of it, and anybody may have added the bot.
    return isChannel ? undefined : tell(words.addedToGroup(chatTitle(chat)))
  }
  // Only an administrator can make the bot one, so whoever did it is one.
  const excess = excessRights(member, chat.type)
  const registered = await register(met, chat, null, excess)
  if (registered.kind === 'too-many') return tell(words.tooManyChannels(limits.stranger.channels))
  if (registered.kind !== 'registered') return
  if (!registered.known) await tell(words.registered(chatTitle(chat)))
  if (excess) await tell(words.excessRights(chatTitle(chat)))
}
