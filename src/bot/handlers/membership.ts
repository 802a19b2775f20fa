/** The bot was added to a chat or removed from it, or its rights there have changed. */
import * as v from 'valibot'
import { limits } from '../../limits.ts'
import { type Lockout, userIdSchema } from '../../model.ts'
import type { ChannelEntry } from '../../store/people.ts'
import { chatTitle, type Member, readMember } from '../../telegram/answers.ts'
import { excessRights, mayPost } from '../../telegram/rights.ts'
import type { Membership } from '../../telegram/updates.ts'
import { privateChatOf } from '../access/administrators.ts'
import { register } from '../access/register.ts'
import { renameChat } from '../access/renamed-channel.ts'
import { sendMessage } from '../reply.ts'
import type { BotContext, BotDeps } from '../request-context.ts'
import { identityOf } from './identify.ts'

/** core.telegram.org/bots/api#chatmemberupdated, of the bot itself */
export async function onMembership({ deps, incoming }: BotContext): Promise<void> {
  const { my_chat_member } = incoming
  const member = readMember(my_chat_member?.new_chat_member)
  if (my_chat_member === undefined || member === null) return
  const { chat } = my_chat_member
  if (!mayPost(member, chat.type)) {
    const isMember = ['administrator', 'restricted', 'member'].includes(member.status)
    const reason = isMember ? 'no-rights' : chat.type === 'private' ? 'blocked' : 'kicked'
    const wasOpen = await lockOut(deps, chat, reason)
    if (!wasOpen && chat.type === 'channel' && member.status === 'administrator')
      await askForRights(deps, my_chat_member)
    return
  }
  const known = await deps.directory.channelsIn(chat.id)
  const reader = await readerIn(deps, chat)
  for (const { id, cell } of [...known, ...reader]) await deps.cell(cell).channel(id).letIn()
  const name = chat.username ?? null
  if (known.some(({ kind, username }) => kind !== 'private' && username !== name)) await renameChat(deps, chat.id, name)
  // A person registers their private chat with `/add`.
  if (chat.type !== 'private') await registerNewChat(deps, my_chat_member, member, known.length > 0)
}

/** Stops sending to the channels of a chat, whose cells notify the owners, and to a reader. @returns whether there were any */
async function lockOut(deps: BotDeps, chat: Membership['chat'], reason: Lockout): Promise<boolean> {
  const channels = await deps.directory.channelsIn(chat.id)
  const closed = [...channels, ...(await readerIn(deps, chat))]
  for (const { id, cell } of closed) await deps.cell(cell).channel(id).lockedOut(reason)
  return closed.length > 0
}

/** The selection of the person in a private chat, which has their id; none in other chats. */
async function readerIn({ directory }: BotDeps, { id, type }: Membership['chat']): Promise<readonly ChannelEntry[]> {
  if (type !== 'private') return []
  const reader = await directory.reader(v.parse(userIdSchema, Number(id)))
  return reader === null ? [] : [reader.entry]
}

/** The bot is an administrator of a new channel without the right to post. */
async function askForRights(deps: BotDeps, { chat, from }: Membership): Promise<void> {
  const { texts, isAllowed } = await identityOf(deps, from)
  await notify(deps, from, isAllowed ? texts.botNotAdmin(chatTitle(chat)) : texts.stranger(from.id))
}

/** Registers a channel. A group is registered by `/start`: its owner may want a topic only, and anybody may have added the bot. */
async function registerNewChat(
  deps: BotDeps,
  { chat, from }: Membership,
  member: Member,
  isKnown: boolean,
): Promise<void> {
  const { person, texts, isOwner, isAllowed } = await identityOf(deps, from)
  if (!isAllowed) return notify(deps, from, texts.stranger(from.id))
  if (chat.type !== 'channel') return isKnown ? undefined : notify(deps, from, texts.addedToGroup(chatTitle(chat)))
  // Only administrators of a channel can add a bot to it, so the person is one.
  const excess = excessRights(member, chat.type)
  const registered = await register({ deps, person, isOwner }, chat, null, excess)
  if (registered.kind === 'too-many') return notify(deps, from, texts.tooManyChannels(limits.stranger.channels))
  if (registered.kind !== 'registered') return
  if (!registered.known) await notify(deps, from, texts.registered(chatTitle(chat)))
  if (excess) await notify(deps, from, texts.excessRights(chatTitle(chat)))
}

/** Writes to the person who changed the membership, which fails if they never wrote to the bot. Removes the chooser's keyboard. */
async function notify(deps: BotDeps, { id }: Membership['from'], html: string): Promise<void> {
  await sendMessage(deps, { chat: privateChatOf(id), thread: null }, html, { remove_keyboard: true })
}
