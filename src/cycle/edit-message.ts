/** Edits a message of a channel: the only place that knows how messages of each form are edited. */
import type { Channel } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { Message } from '../store/messages.ts'
import type { CallTelegram } from '../telegram/client.ts'
import { isUnchanged } from '../telegram/refusal.ts'
import { captionOf, keyboardOf, richOf, textOf } from './message-calls.ts'

/** A message that Telegram has. */
export type SentMessage = Message & { readonly telegramId: number }

export function isSent(message: Message): message is SentMessage {
  return message.telegramId !== null
}

/**
 * Gives a sent message the text that it has now in the ledger's form; it keeps its picture and its buttons. Safe to repeat: a
 * message that has the text already is done.
 * @returns null: done
 */
export async function editMessage(
  telegram: CallTelegram,
  { chat }: Pick<Channel, 'chat'>,
  message: SentMessage,
): Promise<Refusal | null> {
  // Without its keyboard, the edit would remove it.
  const where = { chat_id: chat, message_id: message.telegramId, ...keyboardOf(message) }
  const answer =
    message.form === 'photo'
      ? await telegram('editMessageCaption', { ...where, ...captionOf(message) })
      : await telegram('editMessageText', {
          ...where,
          ...(message.form === 'rich' ? richOf(message) : textOf(message)),
        })
  return answer.ok || isUnchanged(answer.problem) ? null : answer.problem
}
