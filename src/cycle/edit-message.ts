/** Edits a message of a channel: the only place that knows how messages of each kind are edited. */
import type { Channel } from '../model.ts'
import type { Refusal } from '../result.ts'
import type { Message } from '../store/messages.ts'
import type { CallTelegram } from '../telegram/client.ts'
import { isUnchanged } from '../telegram/refusal.ts'

/** A message that Telegram has. */
export type SentMessage = Message & { readonly telegramId: number }

/**
 * Gives a sent message the text that it has now in the ledger's form. Safe to repeat: a message that has the text already is done.
 * @returns null: done
 */
export async function editMessage(
  telegram: CallTelegram,
  { chat }: Pick<Channel, 'chat'>,
  { telegramId, form, html, plain, preview }: SentMessage,
): Promise<Refusal | null> {
  const answer = await telegram('editMessageText', {
    chat_id: chat,
    message_id: telegramId,
    ...(form === 'html' ? { text: html, parse_mode: 'HTML' } : { text: plain }),
    link_preview_options: previewOptions(preview),
  })
  return answer.ok || isUnchanged(answer.problem) ? null : answer.problem
}

/** core.telegram.org/bots/api#linkpreviewoptions: a card shows its picture large and first; a digest shows none. */
export function previewOptions(preview: string | null) {
  return preview === null ? { is_disabled: true } : { url: preview, prefer_large_media: true, show_above_text: true }
}
