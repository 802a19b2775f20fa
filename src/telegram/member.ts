/** What a member of a chat may do there, in as far as posting digests needs it. */
import * as v from 'valibot'
import type { ChatKind } from '../model.ts'

const right = v.optional(v.boolean(), false)
const memberSchema = v.object({
  status: v.string(),
  can_post_messages: right,
  can_edit_messages: right,
  can_send_messages: right,
  can_delete_messages: right,
  can_restrict_members: right,
  can_promote_members: right,
  can_change_info: right,
})
/** core.telegram.org/bots/api#chatmember; whatever else it says is not needed. */
export type Member = Readonly<v.InferOutput<typeof memberSchema>>

export function readMember(value: unknown): Member | null {
  const member = v.safeParse(memberSchema, value)
  return member.success ? member.output : null
}

/** May the bot, with these rights, post to a chat of this kind? */
export function mayPost(member: Member, kind: ChatKind): boolean {
  if (member.status === 'creator') return true
  if (kind === 'channel') return member.status === 'administrator' && member.can_post_messages
  if (member.status === 'restricted') return member.can_send_messages
  return member.status === 'administrator' || member.status === 'member'
}

/** Rights that the bot holds and does not need; with the right to edit, it could not tell its own posts from others'. */
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
