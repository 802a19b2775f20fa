/** Membership and rights in chats: people, administrators and the bot. */
import { sendFromPerson } from './add-message.ts'
import { chatJson, memberJson, userJson } from './api-json.ts'
import type { Chat, Member, Rights } from './model.ts'
import { rightNames } from './model.ts'
import { asAdmin, asCreator, asMember, asNonMember, holds, holdsAll, isAdmin, isMember } from './rights.ts'
import type { State } from './state.ts'
import type { PeopleActions } from './telegram-world.ts'

/** Stores a member's state. Queues an update if the member is the bot, or if the bot is an administrator. */
function changeMember(state: State, chatId: number, by: number, member: Member): void {
  const before = state.chat(chatId)
  const old = state.member(before, member.user)
  const chat = state.putMember(chatId, member)
  const isBot = member.user === state.profile.id
  if (!isBot && !isAdmin(state.member(chat, state.profile.id))) return
  state.known.add(chatId)
  state.known.add(by)
  if (!isBot) state.known.add(member.user)
  state.updates.push(isBot ? 'my_chat_member' : 'chat_member', {
    chat: chatJson(state, chat),
    from: userJson(state, by),
    date: state.date,
    old_chat_member: memberJson(state, before, old),
    new_chat_member: memberJson(state, chat, member),
  })
}

export function join(state: State, chatId: number, person: number): void {
  const chat = state.chat(chatId)
  state.person(person)
  if (isMember(state.member(chat, person))) return
  changeMember(state, chatId, person, asMember(person))
  if (chat.type !== 'channel') {
    const service = { kind: 'joined', users: [person] } as const
    sendFromPerson(state, state.chat(chatId), { sender: { kind: 'user', id: person }, service })
  }
}

export function setAdmin(state: State, change: Parameters<PeopleActions['setAdmin']>[0]): void {
  const { chat, by, person, rights } = change
  state.person(person)
  mayAppoint(state, chat, by)
  if (state.member(state.chat(chat), person).status === 'creator')
    throw new Error('the rights of a creator cannot be changed')
  changeMember(state, chat, by, rights === null ? asMember(person) : asAdmin(person, rights))
}

/** Only creators, and administrators with can_promote_members, make administrators. */
function mayAppoint(state: State, chatId: number, by: number): void {
  const chat = state.chat(chatId)
  if (chat.migratedTo !== null || chat.deleted) throw new Error(`${chat.title} does not exist any more`)
  if (!holds(state.member(chat, by), 'can_promote_members')) {
    throw new Error(`${state.person(by).firstName} may not appoint administrators in ${chat.title}`)
  }
}

export function addBot(state: State, change: Parameters<PeopleActions['addBot']>[0]): void {
  const chat = state.chat(change.chat)
  const bot = state.profile.id
  if (change.rights !== undefined) mayAppoint(state, chat.id, change.by)
  else if (chat.type === 'channel') throw new Error('a bot can only be an administrator in a channel: give it rights')
  else if (!isMember(state.member(chat, change.by))) throw new Error('only members can add others to a group')
  const wasThere = isMember(state.member(chat, bot))
  changeMember(state, chat.id, change.by, change.rights === undefined ? asMember(bot) : asAdmin(bot, change.rights))
  if (chat.type !== 'channel' && !wasThere) {
    const service = { kind: 'joined', users: [bot] } as const
    sendFromPerson(state, state.chat(chat.id), { sender: { kind: 'user', id: change.by }, service })
  }
}

/** Adds the bot with at least these rights, as apps do for a request_chat button. */
export function ensureBotRights(state: State, chatId: number, by: number, rights: Rights): void {
  const member = state.member(state.chat(chatId), state.profile.id)
  if (holdsAll(member, rights)) return
  const names = rightNames.filter((name) => rights[name] === true || member.rights[name] === true)
  addBot(state, { chat: chatId, by, rights: Object.fromEntries(names.map((name) => [name, true])) })
}

export function setBotRights(state: State, change: Parameters<PeopleActions['setBotRights']>[0]): void {
  const chat = state.chat(change.chat)
  mayAppoint(state, chat.id, change.by)
  const bot = state.profile.id
  if (!isMember(state.member(chat, bot))) throw new Error(`the bot is not in ${chat.title}`)
  const plain = chat.type === 'channel' ? asNonMember(bot) : asMember(bot)
  changeMember(state, chat.id, change.by, change.rights === null ? plain : asAdmin(bot, change.rights))
}

export function muteBot(state: State, change: Parameters<PeopleActions['muteBot']>[0]): void {
  const chat = state.chat(change.chat)
  if (chat.type !== 'supergroup') throw new Error('only supergroups restrict members')
  if (!holds(state.member(chat, change.by), 'can_restrict_members')) {
    throw new Error(`${state.person(change.by).firstName} may not restrict members`)
  }
  if (!isMember(state.member(chat, state.profile.id))) throw new Error(`the bot is not in ${chat.title}`)
  const muted: Member = { user: state.profile.id, status: 'restricted', rights: {}, maySend: false }
  changeMember(state, chat.id, change.by, muted)
}

export function removeBot(state: State, change: Parameters<PeopleActions['removeBot']>[0]): void {
  const chat = state.chat(change.chat)
  const bot = state.profile.id
  if (!isMember(state.member(chat, bot))) throw new Error(`the bot is not in ${chat.title}`)
  const remover = state.member(chat, change.by)
  if (!holds(remover, 'can_restrict_members') && !holds(remover, 'can_promote_members')) {
    throw new Error(`${state.person(change.by).firstName} may not remove members from ${chat.title}`)
  }
  if (chat.type === 'group') {
    const service = { kind: 'left', user: bot } as const
    sendFromPerson(state, chat, { sender: { kind: 'user', id: change.by }, service })
  }
  changeMember(state, chat.id, change.by, { user: bot, status: 'kicked', rights: {}, maySend: false })
}

/** The group ends with a message that names the supergroup; the supergroup begins with one that names the group. */
export function upgradeGroup(state: State, chatId: number, by: number): Chat {
  const group = state.chat(chatId)
  if (group.type !== 'group' || group.migratedTo !== null) throw new Error(`${group.title} is not a basic group`)
  if (state.member(group, by).status !== 'creator') throw new Error('only the creator can upgrade a group')
  const id = state.chatId('supergroup')
  state.putChat({ ...group, id, type: 'supergroup', migratedFrom: chatId })
  const member = state.member(group, state.profile.id)
  if (isMember(member)) state.known.add(id)
  const sender = { kind: 'user', id: by } as const
  sendFromPerson(state, group, { sender, service: { kind: 'migrated-to', chat: id } })
  state.putChat({ ...group, migratedTo: id })
  sendFromPerson(state, state.chat(id), {
    sender: { kind: 'chat', id, by },
    service: { kind: 'migrated-from', chat: chatId },
  })
  return state.chat(id)
}

/** The members of a new chat. */
export function founders(state: State, creator: number, others: readonly number[]): readonly Member[] {
  state.person(creator)
  return [asCreator(creator), ...others.map((other) => asMember(state.person(other).id))]
}
