/** Sends what the bot answers, and does what can be done when Telegram refuses it: an answer that got lost looks like none. */
import { plainOf, trimTo } from '../digest/html.ts'
import { limits } from '../limits.ts'
import type { Unsent } from '../store/people.ts'
import { RefusedCall } from '../telegram/client.ts'
import type { BotEdges } from './turn.ts'

const TRIES = 3

export type Destination = Pick<Unsent, 'chat' | 'thread'>

/**
 * Sends one message of Telegram HTML. A short wait is waited for; a lost answer is sent once more, as two answers are better
 * than none; what Telegram will not parse goes as plain text. What still gets no answer, or is to wait for long, is put with
 * the unsent. Who has blocked the bot need not be answered.
 */
export async function sendReply(edges: BotEdges, to: Destination, html: string, markup?: object): Promise<void> {
  const plain = { text: trimTo(plainOf(html), limits.telegram.messageUnits) }
  let text: object = { text: html, parse_mode: 'HTML' }
  let { thread } = to
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const refusal = await send(edges, { ...to, thread }, text, markup)
    if (refusal === null) return
    if (refusal.kind === 'locked-out') {
      if (refusal.reason !== 'topic-closed' || thread === null) return
      // A thread that cannot be written to: better beside it than not at all.
      thread = null
      continue
    }
    if (refusal.kind === 'wait') {
      if (refusal.seconds > limits.telegram.shortWaitSeconds) break
      await edges.sleep(refusal.seconds * 1000)
    } else if (refusal.kind !== 'unknown') {
      // Plain text passes where it was the markup; whatever else it was would be refused again, now and later.
      const last = text === plain || refusal.kind === 'bad-token' || refusal.kind === 'migrated'
      if (last) return console.error(JSON.stringify({ event: 'reply-refused', refusal: refusal.kind }))
      text = plain
    }
  }
  edges.unsent.push({ ...to, html, markup: markup === undefined ? null : { ...markup } })
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

/** Sends what did not get through before, in its order; what does not again is unsent anew. */
export async function sendAgain(edges: BotEdges, unsent: readonly Unsent[]): Promise<void> {
  for (const { html, markup, ...to } of unsent) await sendReply(edges, to, html, markup ?? undefined)
}
