/** Who is speaking: makes the turn of a conversation out of what Telegram says of a person and a chat. */

import { languageOf } from '../../i18n/languages.ts'
import { wordsFor } from '../../i18n/words.ts'
import type { IncomingMessage } from '../../telegram/updates.ts'
import { chooserKeyboard } from '../chooser.ts'
import { sendMessage, sendReply } from '../reply.ts'
import type { BotContext, BotDeps, Rows, Turn } from '../request-context.ts'
import { isOwner as isOneOf } from './access.ts'

type Said = Pick<IncomingMessage, 'chat' | 'from'> & Partial<IncomingMessage>

export interface Met {
  readonly turn: Turn
  /** May this person use the bot? */
  readonly allowed: boolean
}

/** The person behind an update, the words to speak with them in, and whether they may use the bot. */
export async function recognise(deps: BotDeps, from: NonNullable<IncomingMessage['from']>) {
  const { directory, settings } = deps
  const isKept = settings.publicBot || settings.ownerIds.includes(from.id)
  const acquaintance = { language: languageOf(from.language_code), name: from.first_name ?? '' }
  const { person, owners } = await directory.meet(from.id, acquaintance, isKept)
  const isOwner = isOneOf(settings, owners, person.id)
  return { person, words: wordsFor(person.language), isOwner, allowed: isOwner || settings.publicBot }
}

/** @param pressed Telegram's id of the message whose button was pressed; null: it was said. @returns null for bots */
export async function meet({ deps }: BotContext, said: Said, pressed: number | null = null): Promise<Met | null> {
  const { chat, from } = said
  if (from === undefined || from.is_bot) return null
  const { person, words, isOwner, allowed } = await recognise(deps, from)
  const destination = { chat: chat.id, thread: threadOf(said) }
  const keyboard = (rows: Rows) => {
    const filled = rows.filter((row) => row.length > 0)
    return filled.length === 0 ? undefined : { inline_keyboard: filled }
  }
  const turn: Turn = {
    deps,
    person,
    isOwner,
    words,
    chat,
    text: '',
    reply: (html, rows = []) => sendReply(deps, destination, html, keyboard(rows)),
    send: (html) => sendMessage(deps, destination, html),
    replyWithChooser: (html) => sendReply(deps, destination, html, chooserKeyboard(words)),
    edit: async (message, html) => {
      await sendMessage(deps, destination, html, undefined, message)
    },
    dropButtons: async () => {
      if (pressed !== null) await deps.call('editMessageReplyMarkup', { chat_id: chat.id, message_id: pressed })
    },
    show: async ({ html, rows }) => {
      await sendMessage(deps, destination, html, keyboard(rows), pressed)
    },
  }
  return { turn, allowed }
}

/** Replies outside of topics have a thread too, which nothing can be sent to. */
export function threadOf({ is_topic_message, message_thread_id }: Partial<IncomingMessage>): number | null {
  return is_topic_message === true ? (message_thread_id ?? null) : null
}
