/** Who may use the bot, and who administers which chat: the second is asked of Telegram each time. */
import * as v from 'valibot'
import { type ChatId, chatIdSchema, type UserId } from '../../model.ts'
import type { Refusal } from '../../result.ts'
import type { Ownership } from '../../store/owners.ts'
import { readMember } from '../../telegram/member.ts'
import type { BotDeps, BotSettings } from '../request-context.ts'

/** Whether it is one of those whose bot it is: named by the operator, or invited; or claimed it, while nobody is named. */
export function isOwner(
  settings: Pick<BotSettings, 'ownerIds'>,
  owners: readonly Ownership[],
  person: UserId,
): boolean {
  if (settings.ownerIds.includes(person)) return true
  const found = owners.find((owner) => owner.person === person)
  return found !== undefined && (found.invitedBy !== null || settings.ownerIds.length === 0)
}

/** `bot-out`: the bot itself is not let in, and sees nobody's rights. */
export type AdminAnswer = 'admin' | 'not-admin' | 'bot-out' | 'silent'

/** Asks Telegram whether a person administers a chat. In their own private chat everybody does. */
export async function askAdmin(deps: BotDeps, chat: ChatId, person: UserId): Promise<AdminAnswer> {
  if (chat === privateChatOf(person)) return 'admin'
  const answer = await deps.call('getChatMember', { chat_id: chat, user_id: person })
  if (!answer.ok) return noAnswer(answer.problem)
  const status = readMember(answer.value)?.status
  return status === 'creator' || status === 'administrator' ? 'admin' : 'not-admin'
}

/** How Telegram says that a chat has no such member. */
const nobody = ['user not found', 'member not found', 'participant_id_invalid', 'user_id_invalid', 'invalid user_id']

/** Only what certainly means so tells that somebody is no administrator. Bots that are none may not see who is. */
function noAnswer(refusal: Refusal): AdminAnswer {
  if (refusal.kind === 'locked-out') return 'bot-out'
  if (refusal.kind !== 'rejected') return 'silent'
  const words = refusal.description.toLowerCase()
  if (words.includes('member list is inaccessible')) return 'bot-out'
  return nobody.some((part) => words.includes(part)) ? 'not-admin' : 'silent'
}

/** A person's chat with the bot has the person's id. */
export function privateChatOf(person: UserId): ChatId {
  return v.parse(chatIdSchema, Number(person))
}

/** Telegram said neither yes nor no. */
export function isSilence(refusal: Refusal): boolean {
  return refusal.kind === 'wait' || refusal.kind === 'unknown' || refusal.kind === 'bad-token'
}

const chatSchema = v.object({
  id: chatIdSchema,
  type: v.picklist(['private', 'group', 'supergroup', 'channel']),
  title: v.optional(v.string()),
  first_name: v.optional(v.string()),
  username: v.optional(v.string()),
})
/** core.telegram.org/bots/api#chat, as far as channels need it. */
export type Chat = Readonly<v.InferOutput<typeof chatSchema>>

export function readChat(value: unknown): Chat | null {
  const chat = v.safeParse(chatSchema, value)
  return chat.success ? chat.output : null
}

export function chatTitle(chat: Chat): string {
  return chat.title ?? chat.first_name ?? chat.username ?? String(chat.id)
}

const nameSchema = v.object({ username: v.string() })

/** The bot's own name, without the @: asked of Telegram once, and kept. Null: Telegram does not say. */
export async function botName({ directory, call }: BotDeps): Promise<string | null> {
  const known = await directory.fact('bot-username')
  if (known !== null) return known
  const answer = await call('getMe', {})
  const me = answer.ok ? v.safeParse(nameSchema, answer.value) : null
  if (me?.success !== true) return null
  await directory.setFact('bot-username', me.output.username)
  return me.output.username
}

/** Is a command that names a bot meant for this one? */
export async function isOwnName(deps: BotDeps, name: string): Promise<boolean> {
  return (await botName(deps))?.toLowerCase() === name.toLowerCase()
}
