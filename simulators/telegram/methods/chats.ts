/** Methods that return chats and members. */
import { botMember, reachChat } from '../access.ts'
import { chatJson, memberJson } from '../api-json.ts'
import { badRequest } from '../bot-api-error.ts'
import type { Method } from '../method.ts'
import type { Chat } from '../model.ts'
import { isAdmin } from '../rights.ts'
import type { State } from '../state.ts'

/** The part of ChatFullInfo that the simulator has: core.telegram.org/bots/api#chatfullinfo */
export const getChat: Method = ({ state }, parameters) => {
  const chat = reachChat(state, parameters, 'read')
  return {
    result: {
      ...chatJson(state, chat),
      active_usernames: chat.username === null ? undefined : [chat.username],
      permissions: chat.type === 'group' || chat.type === 'supergroup' ? permissions(chat) : undefined,
      accent_color_id: 0,
      max_reaction_count: 11,
    },
  }
}

function permissions(chat: Chat) {
  const may = chat.membersMaySend
  return {
    can_send_messages: may,
    can_send_audios: may,
    can_send_documents: may,
    can_send_photos: may,
    can_send_videos: may,
    can_send_other_messages: may,
    can_add_web_page_previews: may,
  }
}

/** Subscribers of a channel are shown to its administrators only. */
function checkMemberList(state: State, chat: Chat): void {
  if (chat.type === 'channel' && !isAdmin(botMember(state, chat))) throw badRequest('Member list is inaccessible')
}

export const getChatMember: Method = ({ state }, parameters) => {
  const user = parameters.integer('user_id', 0, 0, Number.MAX_SAFE_INTEGER)
  if (user === 0) throw badRequest('Invalid user_id specified')
  const isBot = user === state.profile.id
  const chat = reachChat(state, parameters, isBot ? 'read' : 'members')
  if (chat.type === 'private') {
    if (user !== chat.id && !isBot) throw badRequest('Member not found')
    return { result: memberJson(state, chat, { user, status: 'member', rights: {}, maySend: true }) }
  }
  checkMemberList(state, chat)
  const member = state.member(chat, user)
  if (!isBot && !state.people.has(user)) throw badRequest('User not found')
  // A bot that is not an administrator gets nothing about people that it does not know.
  if (member.status === 'left' && !isBot && !isAdmin(botMember(state, chat)) && !state.known.has(user)) {
    throw badRequest('PARTICIPANT_ID_INVALID')
  }
  return { result: memberJson(state, chat, member) }
}
