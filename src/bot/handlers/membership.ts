/** What follows when the bot is let into a chat, given other rights there, or put out of it. */
import { limits } from '../../limits.ts'
import type { ChatId, Lockout } from '../../model.ts'
import { excessRights, type Member, mayPost, readMember } from '../../telegram/member.ts'
import type { Membership } from '../../telegram/updates.ts'
import { sendReply } from '../reply.ts'
import type { BotDeps } from '../request-context.ts'
import { type Chat, chatTitle, privateChatOf } from './access.ts'
import { recognise } from './identify.ts'
import { register } from './register.ts'

/** core.telegram.org/bots/api#chatmemberupdated, of the bot itself. */
export async function membershipChanged(deps: BotDeps, { chat, from, new_chat_member }: Membership): Promise<void> {
  const member = readMember(new_chat_member)
  if (member === null) return
  if (!mayPost(member, chat.type)) {
    const here = member.status === 'administrator' || member.status === 'restricted' || member.status === 'member'
    const closed = await lockedOut(deps, chat.id, here ? 'no-rights' : chat.type === 'private' ? 'blocked' : 'kicked')
    if (!closed && chat.type === 'channel' && member.status === 'administrator') await askForRights(deps, chat, from)
    return
  }
  const known = await deps.directory.channelsIn(chat.id)
  for (const { id, cell } of known) await deps.cell(cell).channel(id).letIn()
  // A private chat becomes a channel by /add.
  if (chat.type !== 'private') await welcome(deps, chat, from, member, known.length > 0)
}

/** @returns whether there was a channel to close; its owner is told by its cell */
async function lockedOut(deps: BotDeps, chat: ChatId, reason: Lockout): Promise<boolean> {
  const channels = await deps.directory.channelsIn(chat)
  for (const { id, cell } of channels) await deps.cell(cell).channel(id).lockedOut(reason)
  return channels.length > 0
}

/** It was made an administrator of a new channel, but without the one right that it needs. */
async function askForRights(deps: BotDeps, chat: Chat, from: Membership['from']): Promise<void> {
  const { words, allowed, tell } = await meet(deps, from)
  await tell(allowed ? words.botNotAdmin(chatTitle(chat)) : words.stranger(from.id))
}

async function meet(deps: BotDeps, from: Membership['from']) {
  const met = await recognise(deps, from)
  // The keyboard that chooses a channel has served its purpose.
  const markup = { remove_keyboard: true }
  const tell = (html: string) => sendReply(deps, { chat: privateChatOf(met.person.id), thread: null }, html, markup)
  return { deps, ...met, tell }
}

/** Somebody who never spoke to the bot cannot be written to: what was done stays done. */
async function welcome(
  deps: BotDeps,
  chat: Chat,
  from: Membership['from'],
  member: Member,
  isChannel: boolean,
): Promise<void> {
  const met = await meet(deps, from)
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
