/** Methods that return chats and members, and leaveChat. */
import { botMember, reachChat } from '../access.ts'
import { changeMember } from '../membership.ts'
import type { Chat } from '../model.ts'
import type { Parameters } from '../parameters.ts'
import { badRequest } from '../refused.ts'
import { isAdmin, isMember } from '../rights.ts'
import { done, type Method } from '../room.ts'
import type { State } from '../state.ts'
import { chatJson, memberJson } from '../wire.ts'

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
  const itself = user === state.profile.id
  const chat = reachChat(state, parameters, itself ? 'read' : 'members')
  if (chat.type === 'private') {
    if (user !== chat.id && !itself) throw badRequest('Member not found')
    return { result: memberJson(state, chat, { user, status: 'member', rights: {}, maySend: true }) }
  }
  checkMemberList(state, chat)
  const member = state.member(chat, user)
  if (!itself && !state.people.has(user)) throw badRequest('User not found')
  // A bot that is not an administrator learns nothing about people it has never met.
  if (member.status === 'left' && !itself && !isAdmin(botMember(state, chat)) && !state.known.has(user)) {
    throw badRequest('PARTICIPANT_ID_INVALID')
  }
  return { result: memberJson(state, chat, member) }
}

export const getChatAdministrators: Method = ({ state }, parameters) => {
  const chat = memberChat(state, parameters)
  if (chat.type === 'private') throw badRequest('There are no administrators in the private chat')
  checkMemberList(state, chat)
  return { result: chat.members.filter(isAdmin).map((member) => memberJson(state, chat, member)) }
}

export const getChatMemberCount: Method = ({ state }, parameters) => {
  const chat = memberChat(state, parameters)
  return { result: chat.type === 'private' ? 2 : chat.members.filter(isMember).length }
}

function memberChat(state: State, parameters: Parameters): Chat {
  return reachChat(state, parameters, 'members')
}

export const leaveChat: Method = ({ state }, parameters) => {
  const chat = reachChat(state, parameters, 'read')
  const bot = state.profile.id
  if (chat.type === 'private') throw badRequest("Can't leave the chat")
  if (isMember(botMember(state, chat))) {
    changeMember(state, chat.id, bot, { user: bot, status: 'left', rights: {}, maySend: false })
  }
  return done
}
