/** Who administers a chat. Telegram is asked each time. */
import * as v from 'valibot'
import { type ChatId, chatIdSchema, type UserId } from '../../model.ts'
import type { Refusal } from '../../result.ts'
import { readMember } from '../../telegram/answers.ts'
import type { BotDeps } from '../request-context.ts'

/** `bot-out`: the bot is not in the chat, so Telegram does not tell it who administers it. `silent`: no answer. */
export type AdminAnswer = 'admin' | 'not-admin' | 'bot-out' | 'silent'

/** Asks Telegram whether a person administers a chat. A private chat is administered by its person. */
export async function askAdmin({ call }: Pick<BotDeps, 'call'>, chat: ChatId, person: UserId): Promise<AdminAnswer> {
  if (chat === privateChatOf(person)) return 'admin'
  const answer = await call('getChatMember', { chat_id: chat, user_id: person })
  if (!answer.ok) return answerOf(answer.problem)
  const status = readMember(answer.value)?.status
  return status === 'creator' || status === 'administrator' ? 'admin' : 'not-admin'
}

/** Parts of the descriptions with which Telegram says that a chat has no such member. */
const noMember = ['user not found', 'member not found', 'participant_id_invalid', 'user_id_invalid', 'invalid user_id']

/** Only a clear refusal means that a person is no administrator. Telegram hides members from bots that are no administrators. */
function answerOf(refusal: Refusal): AdminAnswer {
  if (refusal.kind === 'locked-out') return 'bot-out'
  if (refusal.kind !== 'rejected') return 'silent'
  const description = refusal.description.toLowerCase()
  if (description.includes('member list is inaccessible')) return 'bot-out'
  return noMember.some((part) => description.includes(part)) ? 'not-admin' : 'silent'
}

/** The private chat of a person with the bot has the person's id. */
export function privateChatOf(person: UserId): ChatId {
  return v.parse(chatIdSchema, Number(person))
}

/** Whether Telegram said neither yes nor no. */
export function isSilence({ kind }: Refusal): boolean {
  return kind === 'wait' || kind === 'unknown' || kind === 'bad-token'
}
