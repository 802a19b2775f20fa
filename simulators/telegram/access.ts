/** Which chats and messages a bot may reach, and the server's refusals (telegram-bot-api, Client.cpp). */
import { badRequest, forbidden } from './bot-api-error.ts'
import type { Chat, Member, Message } from './model.ts'
import { newChat } from './new-chat.ts'
import type { Parameters } from './parameters.ts'
import { holds, isMember, mayWrite } from './rights.ts'
import type { State } from './state.ts'

/** The access that a call needs; each level includes those before it, except `members`. */
export type Access = 'read' | 'members' | 'edit' | 'write'

export function botMember(state: State, chat: Chat): Member {
  return state.member(chat, state.profile.id)
}

/** The chat of `chat_id`; null if the bot cannot know it. */
export function namedChat(state: State, id: string): Chat | null {
  if (id.startsWith('@')) {
    const chat = state.chatByName(id.slice(1))
    return chat === null || chat.type === 'private' || chat.type === 'group' ? null : chat
  }
  if (!/^-?\d+$/u.test(id)) return null
  const number = Number(id)
  if (!state.known.has(number)) return null
  const chat = state.chats.get(number)
  if (chat !== undefined) return chat.deleted && chat.type !== 'group' ? null : chat
  const person = state.people.get(number)
  // A private chat that does not exist yet.
  return person === undefined ? null : newChat(person.id, 'private')
}

export function reachChat(state: State, parameters: Parameters, access: Access): Chat {
  const id = parameters.text('chat_id')
  if (id === '') throw badRequest('Chat_id is empty')
  const chat = namedChat(state, id)
  if (chat === null) throw badRequest('Chat not found')
  state.known.add(chat.id)
  if (chat.type === 'private') checkPrivate(state, chat, access)
  else if (chat.type === 'group') checkGroup(state, chat, access)
  else checkSupergroup(state, chat, access)
  return chat
}

function checkPrivate(state: State, chat: Chat, access: Access): void {
  const changes = access === 'edit' || access === 'write'
  if (changes && state.person(chat.id).deactivated) throw forbidden('user is deactivated')
}

function checkGroup(state: State, chat: Chat, access: Access): void {
  const changes = access !== 'read'
  // An edit in a group that became a supergroup is refused because of the message; see mayEdit.
  if (chat.migratedTo !== null && access !== 'read' && access !== 'edit') {
    throw badRequest('Group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.migratedTo })
  }
  if (chat.deleted && changes) throw forbidden('the group chat was deleted')
  const { status } = botMember(state, chat)
  if (chat.migratedTo === null && changes) {
    if (status === 'kicked') throw forbidden('bot was kicked from the group chat')
    if (status === 'left') throw forbidden('bot is not a member of the group chat')
  }
}

function checkSupergroup(state: State, chat: Chat, access: Access): void {
  const member = botMember(state, chat)
  const name = chat.type === 'channel' ? 'channel' : 'supergroup'
  if (member.status === 'kicked') throw forbidden(`bot was kicked from the ${name} chat`)
  const needsMore = chat.username === null || access === 'edit' || access === 'write'
  if (!isMember(member) && needsMore) throw forbidden(`bot is not a member of the ${name} chat`)
}

/** Checks what a new message needs beyond a reachable chat. */
export function checkMaySend(state: State, chat: Chat, thread: number | null): void {
  if (chat.type === 'private') {
    checkBlocked(state, chat)
    if (!state.person(chat.id).started) throw forbidden("bot can't initiate conversation with a user")
  } else {
    const member = botMember(state, chat)
    if (!mayWrite(chat, member)) {
      throw chat.type === 'channel'
        ? badRequest('Need administrator rights in the channel chat')
        : badRequest('Not enough rights to send text messages to the chat')
    }
  }
  checkThread(state, chat, thread)
}

export function checkBlocked(state: State, chat: Chat): void {
  if (chat.type === 'private' && state.person(chat.id).blockedBot) throw forbidden('bot was blocked by the user')
}

/** Messages in the General topic have no thread; its id 1 is not a message. */
function checkThread(state: State, chat: Chat, thread: number | null): void {
  const topic = chat.topics.find(({ id }) => id === (thread ?? 1))
  if (thread !== null && (topic === undefined || thread === 1)) {
    // A deleted topic began with a service message; other threads began with a reply.
    const root = state.message(chat.id, thread)
    const replies = root !== null && !root.deleted && root.service === null
    throw badRequest(replies ? 'Message thread is not a forum topic thread' : 'Message thread not found')
  }
  if (topic?.closed === true && !holds(botMember(state, chat), 'can_manage_topics')) throw badRequest('TOPIC_CLOSED')
}

/** The message with `message_id`. @param what the server's name for it: "Message to edit", "Message to delete" */
export function reachMessage(
  state: State,
  parameters: Parameters,
  access: Access,
  what: string,
): { readonly chat: Chat; readonly message: Message } {
  if (parameters.text('chat_id') === '' && parameters.integer('message_id', 0) === 0) {
    throw badRequest('Message identifier is not specified')
  }
  const chat = reachChat(state, parameters, access)
  const message = state.message(chat.id, parameters.integer('message_id', 0))
  if (message === null || message.deleted) throw badRequest(`${what} not found`)
  return { chat, message }
}

/**
 * Whether the bot may edit this message: in channels its own while it may post, and every post with can_edit_messages; elsewhere
 * its own. Messages with a reply keyboard cannot be edited (core.telegram.org/bots/api#updating-messages).
 */
export function mayEdit(state: State, chat: Chat, message: Message): boolean {
  if (message.service !== null || message.origin !== null || chat.migratedTo !== null) return false
  if (message.markup !== null && message.markup.kind !== 'inline') return false
  if (chat.type !== 'channel') return message.byBot
  const member = botMember(state, chat)
  return holds(member, 'can_edit_messages') || (message.byBot && holds(member, 'can_post_messages'))
}

/** "A message can only be deleted if it was sent less than 48 hours ago", unless an administrator may delete any. */
const DELETABLE_SECONDS = 48 * 60 * 60

export function checkMayDelete(state: State, chat: Chat, message: Message): void {
  const member = botMember(state, chat)
  if (holds(member, 'can_delete_messages')) return
  const own = message.byBot && (chat.type !== 'channel' || holds(member, 'can_post_messages'))
  if (!own && chat.type !== 'private') throw badRequest("Message can't be deleted")
  if (message.date < state.date - DELETABLE_SECONDS) throw badRequest("Message can't be deleted for everyone")
}
