/** What chat members may do, by status and rights. */
import type { Chat, Member, RightName, Rights } from './model.ts'
import { rightNames } from './model.ts'

export function isMember(member: Member): boolean {
  return member.status !== 'left' && member.status !== 'kicked'
}

export function isAdmin(member: Member): boolean {
  return member.status === 'creator' || member.status === 'administrator'
}

export function holds(member: Member, right: RightName): boolean {
  if (member.status === 'creator') return right !== 'is_anonymous'
  return member.status === 'administrator' && member.rights[right] === true
}

/** Every administrator holds can_manage_chat: core.telegram.org/bots/api#chatadministratorrights */
export function asAdmin(user: number, rights: Rights): Member {
  return { user, status: 'administrator', rights: { ...rights, can_manage_chat: true }, maySend: true }
}

export function asMember(user: number): Member {
  return { user, status: 'member', rights: {}, maySend: true }
}

export function asCreator(user: number): Member {
  return { user, status: 'creator', rights: {}, maySend: true }
}

/** A user who left, or never was a member. */
export function asNonMember(user: number): Member {
  return { user, status: 'left', rights: {}, maySend: false }
}

export function holdsAll(member: Member, rights: Rights): boolean {
  return isAdmin(member) && rightNames.every((name) => rights[name] !== true || holds(member, name))
}

export function mayWrite(chat: Chat, member: Member): boolean {
  if (chat.type === 'channel') return holds(member, 'can_post_messages')
  if (isAdmin(member)) return true
  return isMember(member) && member.maySend && chat.membersMaySend
}
