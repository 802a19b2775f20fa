/** Sends what the bot answers, and does what can be done when Telegram refuses it: an answer that got lost looks like none. */
import { plainOf, trimTo } from '../digest/html.ts'
import { limits } from '../limits.ts'
import type { ChatId } from '../model.ts'
import { RefusedCall } from '../telegram/client.ts'
import type { BotEdges } from './turn.ts'

const TRIES = 3

export interface Destination {
  readonly chat: ChatId
  readonly thread: number | null
}

/**
 * Sends one message of Telegram HTML. A short wait is waited for; a lost answer is sent once more, as two answers are better than
 * none; what Telegram will not parse goes as plain text. Who has blocked the bot need not be answered.
 */
export async function sendReply(edges: BotEdges, to: Destination, html: string, markup?: object): Promise<void> {
  let text: object = { text: html, parse_mode: 'HTML' }
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const refusal = await send(edges, to, text, markup)
    if (refusal === null || refusal.kind === 'locked-out') return
    const last = tries === TRIES || refusal.kind === 'bad-token' || refusal.kind === 'migrated'
    if (last || (refusal.kind === 'wait' && refusal.seconds > limits.telegram.shortWaitSeconds)) {
      console.error(JSON.stringify({ event: 'reply-refused', refusal: refusal.kind }))
      return
    }
    if (refusal.kind === 'wait') await edges.sleep(refusal.seconds * 1000)
    if (refusal.kind === 'bad-markup' || refusal.kind === 'rejected') {
      text = { text: trimTo(plainOf(html), limits.telegram.messageUnits) }
    }
  }
}

async function send(edges: BotEdges, { chat, thread }: Destination, text: object, markup: object | undefined) {
  try {
    await edges.telegram.callApi('sendMessage', {
      chat_id: chat,
      text: '',
      ...text,
      link_preview_options: { is_disabled: true },
      ...(thread === null ? {} : { message_thread_id: thread }),
      // Telegraf's type of a markup names every kind of keyboard; ours are made in keyboards.ts.
      ...(markup === undefined ? {} : { reply_markup: markup as never }),
    })
    return null
  } catch (error) {
    if (error instanceof RefusedCall) return error.refusal
    throw error
  }
}
