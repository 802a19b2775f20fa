/** Sends what the bot answers, and does what can be done when Telegram refuses it: an answer that got lost looks like none. */

import * as v from 'valibot'
import { limits } from '../limits.ts'
import { log } from '../log.ts'
import type { Refusal } from '../result.ts'
import type { Unsent } from '../store/updates.ts'
import { RefusedCall } from '../telegram/client.ts'
import { isUnchanged } from '../telegram/refusal.ts'
import { plainOf } from '../text/telegram-html.ts'
import { truncate } from '../text/truncate.ts'
import type { BotDeps } from './request-context.ts'

const TRIES = 3

export type Destination = Pick<Unsent, 'chat' | 'thread'>

/**
 * Sends one message of Telegram HTML, or has an earlier one read so. A short wait is waited for; a lost answer is sent once
 * more, as two answers are better than none; what Telegram will not parse goes as plain text; what cannot be edited any more
 * is sent anew. What still gets no answer, or is to wait for long, is put with the unsent. Who has blocked the bot need not
 * be answered.
 * @param edits Telegram's id of the message to change; null: send a new one
 * @returns Telegram's id of the message; null: it did not get through, or nobody is there to read it
 */
export async function sendMessage(
  deps: BotDeps,
  to: Destination,
  html: string,
  markup?: object,
  edits: number | null = null,
): Promise<number | null> {
  const plain = { text: truncate(plainOf(html), limits.telegram.messageUnits) }
  let text: object = { text: html, parse_mode: 'HTML' }
  let { thread } = to
  let changed = edits
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const answer = await send(deps, { ...to, thread }, text, markup, changed)
    if (typeof answer === 'number') return answer
    if (answer.kind === 'locked-out') {
      if (answer.reason !== 'topic-closed' || thread === null) return null
      // A thread that cannot be written to: better beside it than not at all.
      thread = null
      continue
    }
    if (answer.kind === 'wait') {
      if (answer.seconds > limits.telegram.shortWaitSeconds) break
      await deps.sleep(answer.seconds * 1000)
    } else if (answer.kind !== 'unknown') {
      const words = answer.kind === 'rejected' ? answer.description : ''
      // It reads so already: the button was pressed twice.
      if (changed !== null && isUnchanged(answer)) return changed
      if (changed !== null && /message to edit not found|can't be edited/iu.test(words)) {
        changed = null
        continue
      }
      // Plain text passes where it was the markup; whatever else it was would be refused again, now and later.
      const last = text === plain || answer.kind === 'bad-token' || answer.kind === 'migrated'
      if (last) {
        log({ event: 'reply-refused', refusal: answer.kind })
        return null
      }
      text = plain
    }
  }
  const unsent = { ...to, html, markup: markup === undefined ? null : { ...markup } }
  deps.unsent.push(changed === null ? unsent : { ...unsent, edits: changed })
  return null
}

/** As sendMessage, for whoever does not need its id. */
export async function sendReply(deps: BotDeps, to: Destination, html: string, markup?: object): Promise<void> {
  await sendMessage(deps, to, html, markup)
}

const sentSchema = v.object({ message_id: v.number() })

async function send(
  deps: BotDeps,
  { chat, thread }: Destination,
  text: object,
  markup: object | undefined,
  edits: number | null,
): Promise<number | Refusal> {
  const message = {
    chat_id: chat,
    text: '',
    ...text,
    link_preview_options: { is_disabled: true },
    // Telegraf's type of a markup names every kind of keyboard; ours are made in keyboards.ts.
    ...(markup === undefined ? {} : { reply_markup: markup as never }),
  }
  const inThread = thread === null ? {} : { message_thread_id: thread }
  try {
    const sent: unknown =
      edits === null
        ? await deps.telegram.callApi('sendMessage', { ...message, ...inThread })
        : await deps.telegram.callApi('editMessageText', { ...message, message_id: edits })
    return v.is(sentSchema, sent) ? sent.message_id : (edits ?? 0)
  } catch (error) {
    if (error instanceof RefusedCall) return error.refusal
    throw error
  }
}

/** Sends what did not get through before, in its order; what does not again is unsent anew. */
export async function sendAgain(deps: BotDeps, unsent: readonly Unsent[]): Promise<void> {
  for (const { html, markup, edits = null, ...to } of unsent)
    await sendMessage(deps, to, html, markup ?? undefined, edits)
}

/** A text that may be longer than a message, in pieces that are not; lines stay whole. */
export function inChunks(html: string, units = 3500): readonly string[] {
  const chunks: string[] = []
  for (const line of html.split('\n')) {
    const last = chunks.at(-1)
    if (last !== undefined && last.length + line.length < units) chunks[chunks.length - 1] = `${last}\n${line}`
    else chunks.push(line)
  }
  return chunks
}
