/** What the bot's rights in a chat mean for posting digests. */
import type { ChatKind } from '../model.ts'
import type { Member } from './answers.ts'

/** Whether the bot may post to a chat of this kind with these rights. */
export function mayPost(member: Member, kind: ChatKind): boolean {
  if (member.status === 'creator') return true
  if (kind === 'channel') return member.status === 'administrator' && member.can_post_messages
  if (member.status === 'restricted') return member.can_send_messages
  return member.status === 'administrator' || member.status === 'member'
}

/** Whether the bot has rights that it does not need. With the right to edit, probing cannot tell its own posts from those of others. */
export function excessRights(member: Member, kind: ChatKind): boolean {
  if (kind !== 'channel' || member.status !== 'administrator') return false
  return [
    member.can_edit_messages,
    member.can_delete_messages,
    member.can_restrict_members,
    member.can_promote_members,
    member.can_change_info,
  ].includes(true)
}
