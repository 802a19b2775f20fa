/** Sends the bot's answers. An answer that Telegram does not take is repaired, or kept until the update is delivered again. */
import * as v from 'valibot'
import { limits, secondMs } from '../limits.ts'
import { log } from '../log.ts'
import type { Refusal } from '../result.ts'
import type { Unsent } from '../store/updates.ts'
import { sentMessageSchema } from '../telegram/answers.ts'
import type { CallTelegram } from '../telegram/client.ts'
import type { MethodParameters } from '../telegram/methods.ts'
import { isUnchanged } from '../telegram/refusal.ts'
import { plainOf } from '../text/telegram-html.ts'
import { hasTimeTag, withoutTimeTags } from '../text/time-tag.ts'
import { truncate } from '../text/truncate.ts'

export interface ReplyDeps {
  readonly call: CallTelegram
  readonly sleep: (ms: number) => Promise<void>
  /** Answers that were not sent; they are sent when Telegram delivers the update again. */
  readonly unsent: Unsent[]
}

export type Destination = Pick<Unsent, 'chat' | 'thread'>
export type ReplyMarkup = NonNullable<MethodParameters<'sendMessage'>['reply_markup']>
type MessageText = Pick<MethodParameters<'sendMessage'>, 'text' | 'parse_mode'>

/**
 * Sends one message of Telegram HTML, or edits one. Waits where Telegram asks for a short wait; sends again after a lost answer,
 * as two messages are better than none; sends plain text where Telegram refuses the markup, and a new message where the old one
 * can no longer be edited. What still fails, or has to wait for long, goes into `deps.unsent`. People who blocked the bot get
 * no answer.
 * @param edits Telegram's id of the message to edit; null: send a new one
 * @returns Telegram's id of the message; null: it was not sent
 */
export async function sendMessage(
  deps: ReplyDeps,
  to: Destination,
  html: string,
  markup?: ReplyMarkup,
  edits: number | null = null,
): Promise<number | null> {
  const plain: MessageText = { text: truncate(plainOf(html), limits.telegram.messageUnits) }
  // In a chat of several people, all read the channel's zone.
  let text: MessageText = { text: isPrivate(to) ? html : withoutTimeTags(html), parse_mode: 'HTML' }
  let { thread } = to
  let edited = edits
  for (let tries = 1; tries <= limits.bot.replyTries; tries += 1) {
    const answer = await send(deps, { ...to, thread }, text, markup, edited)
    if (typeof answer === 'number') return answer
    if (answer.kind === 'locked-out') {
      if (answer.reason !== 'topic-closed' || thread === null) return null
      // Outside the closed topic it can still be read.
      thread = null
      continue
    }
    if (answer.kind === 'wait') {
      if (answer.seconds > limits.telegram.shortWaitSeconds) break
      await deps.sleep(answer.seconds * secondMs)
    } else if (answer.kind !== 'unknown') {
      const description = answer.kind === 'rejected' ? answer.description : ''
      // The person pressed the button twice.
      if (edited !== null && isUnchanged(answer)) return edited
      if (edited !== null && /message to edit not found|can't be edited/iu.test(description)) {
        edited = null
        continue
      }
      // Plain text helps only where the markup was refused.
      if (text === plain || answer.kind === 'bad-token' || answer.kind === 'migrated') {
        log({ event: 'reply-refused', refusal: answer.kind })
        return null
      }
      // Servers older than Bot API 9.5 refuse the tag of times; the rest of the markup may pass.
      const isOfTag = answer.kind === 'bad-text' && hasTimeTag(text.text)
      text = isOfTag ? { ...text, text: withoutTimeTags(text.text) } : plain
    }
  }
  const unsent = { ...to, html, markup: markup === undefined ? null : { ...markup } }
  deps.unsent.push(edited === null ? unsent : { ...unsent, edits: edited })
  return null
}

/** Chats of people have positive ids: core.telegram.org/bots/api#chat */
function isPrivate({ chat }: Destination): boolean {
  return chat > 0
}

async function send(
  { call }: ReplyDeps,
  { chat, thread }: Destination,
  text: MessageText,
  markup: ReplyMarkup | undefined,
  edits: number | null,
): Promise<number | Refusal> {
  const message = { chat_id: chat, ...text, link_preview_options: { is_disabled: true } }
  const answer =
    edits === null
      ? await call('sendMessage', {
          ...message,
          ...(markup === undefined ? {} : { reply_markup: markup }),
          ...(thread === null ? {} : { message_thread_id: thread }),
        })
      : await call('editMessageText', {
          ...message,
          ...(markup !== undefined && 'inline_keyboard' in markup ? { reply_markup: markup } : {}),
          message_id: edits,
        })
  if (!answer.ok) return answer.problem
  return v.is(sentMessageSchema, answer.value) ? answer.value.message_id : (edits ?? 0)
}

/** Sends the answers of an earlier delivery, in their order. */
export async function sendUnsent(deps: ReplyDeps, unsent: readonly Unsent[]): Promise<void> {
  // `sendMessage` has stored it.
  for (const { html, markup, edits = null, ...to } of unsent)
    await sendMessage(deps, to, html, (markup as ReplyMarkup | null) ?? undefined, edits)
}

/** Splits a text that may be longer than a message between its lines. */
export function inChunks(html: string, units: number = limits.bot.chunkUnits): readonly string[] {
  const chunks: string[] = []
  for (const line of html.split('\n')) {
    const last = chunks.at(-1)
    if (last !== undefined && last.length + line.length < units) chunks[chunks.length - 1] = `${last}\n${line}`
    else chunks.push(line)
  }
  return chunks
}
