/** The calls that send and probe a channel's message, with their parameters for each form of it. */
import type { Channel, ChatId } from '../model.ts'
import type { Refusal, Result } from '../result.ts'
import type { Message } from '../store/messages.ts'
import type { CallTelegram } from '../telegram/client.ts'
import { isRightToLeft } from '../text/is-right-to-left.ts'
import { plainOf } from '../text/telegram-html.ts'

type Shown = Pick<Message, 'form' | 'html' | 'plain' | 'preview' | 'buttons'>

/** The method that sends a form. */
export const sendMethods = {
  html: 'sendMessage',
  plain: 'sendMessage',
  photo: 'sendPhoto',
  rich: 'sendRichMessage',
} as const satisfies Record<Message['form'], string>

export function callToSend(
  telegram: CallTelegram,
  { chat, thread }: Pick<Channel, 'chat' | 'thread'>,
  message: Shown & Pick<Message, 'silent'>,
): Promise<Result<unknown, Refusal>> {
  const where = {
    chat_id: chat,
    ...(thread === null ? {} : { message_thread_id: thread }),
    disable_notification: message.silent,
    ...keyboardOf(message),
  }
  const { form, preview } = message
  if (form === 'photo' && preview !== null)
    return telegram(sendMethods.photo, { ...where, photo: preview, ...captionOf(message) })
  if (form === 'rich') return telegram(sendMethods.rich, { ...where, ...richOf(message) })
  return telegram(sendMethods.html, { ...where, ...textOf(message) })
}

/** An edit that changes nothing where the message is the bot's own. Without its keyboard, the edit would remove it. */
export function callToProbe(
  telegram: CallTelegram,
  chat: ChatId,
  message_id: number,
  message: Pick<Message, 'buttons'>,
): Promise<Result<unknown, Refusal>> {
  return telegram('editMessageReplyMarkup', { chat_id: chat, message_id, ...keyboardOf(message) })
}

export function keyboardOf({ buttons }: Pick<Message, 'buttons'>) {
  if (buttons.length === 0) return {}
  return { reply_markup: { inline_keyboard: buttons.map(({ text, url }) => [{ text, url }]) } }
}

export function captionOf({ html }: Shown) {
  return { caption: html, parse_mode: 'HTML' as const }
}

export function richOf({ html }: Shown) {
  const isRtl = isRightToLeft(plainOf(html))
  return { rich_message: { html, ...(isRtl ? { is_rtl: true } : {}), skip_entity_detection: true } }
}

export function textOf({ form, html, plain, preview }: Shown) {
  const text = form === 'plain' ? { text: plain } : { text: html, parse_mode: 'HTML' as const }
  return { ...text, link_preview_options: previewOptions(preview) }
}

/** core.telegram.org/bots/api#linkpreviewoptions: a card shows its picture large and first; a digest shows none. */
function previewOptions(preview: string | null) {
  return preview === null ? { is_disabled: true } : { url: preview, prefer_large_media: true, show_above_text: true }
}
