/** Telegram's refusals as data: what an error means for the message, the chat or the bot. */
import * as v from 'valibot'
import { chatIdSchema, type Lockout } from '../model.ts'
import { err, ok, type Refusal, type Result } from '../result.ts'

/** An error answer of the Bot API: core.telegram.org/bots/api#making-requests. */
const refusalSchema = v.object({
  ok: v.literal(false),
  error_code: v.number(),
  description: v.fallback(v.string(), ''),
  parameters: v.optional(
    v.object({
      retry_after: v.optional(v.number()),
      migrate_to_chat_id: v.optional(chatIdSchema),
    }),
  ),
})

const answerSchema = v.variant('ok', [v.object({ ok: v.literal(true), result: v.unknown() }), refusalSchema])

/** Parts of a description of a 400 or 403 after which the chat takes no messages from the bot for now. The first match counts; case is ignored. */
const lockoutWords: readonly (readonly [string, Lockout])[] = [
  ['bot was blocked by the user', 'blocked'],
  ['user is deactivated', 'blocked'],
  ["can't initiate conversation", 'blocked'],
  ['was kicked', 'kicked'],
  ['is not a member', 'kicked'],
  ['chat not found', 'chat-not-found'],
  ['peer_id_invalid', 'chat-not-found'],
  ['channel_private', 'kicked'],
  ['channel_invalid', 'chat-not-found'],
  ['chat_id_invalid', 'chat-not-found'],
  ['was deactivated', 'chat-not-found'],
  ['group is deactivated', 'chat-not-found'],
  ['chat was deleted', 'chat-not-found'],
  ['topic_closed', 'topic-closed'],
  ['topic_deleted', 'topic-closed'],
  ['message thread not found', 'topic-closed'],
  ['message thread is not a forum topic', 'topic-closed'],
  ['invalid message thread', 'topic-closed'],
  ['not enough rights', 'no-rights'],
  ['have no rights', 'no-rights'],
  ['have no write access', 'no-rights'],
  ['need administrator rights', 'no-rights'],
  ['chat_write_forbidden', 'no-rights'],
  ['chat_send_plain_forbidden', 'no-rights'],
  ['chat_admin_required', 'no-rights'],
  ['chat_restricted', 'no-rights'],
  ['chat_guest_send_forbidden', 'no-rights'],
  ['user_banned_in_channel', 'no-rights'],
  ['payment_required', 'no-rights'],
]

/** Parts of a description of a 400 that blame the text: plain text may pass. */
const textWords = [
  "can't parse entities",
  'entity_',
  'entities_too_long',
  'entities too long',
  'message is too long',
  'message_too_long',
  'text must be non-empty',
  'text is empty',
  'message_empty',
  'must be encoded in utf-8',
]

function lockoutIn(description: string): Lockout | null {
  const words = description.toLowerCase()
  return lockoutWords.find(([part]) => words.includes(part))?.[1] ?? null
}

/**
 * Reads an answer of the Bot API.
 * @returns the result as Telegram sent it, or the refusal. After an unreadable answer the call may have had its effect: it is unknown
 */
export function readAnswer(status: number, body: string): Result<unknown, Refusal> {
  if (status >= 500) return err({ kind: 'unknown', detail: `HTTP ${status}` })
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), answerSchema), body)
  if (!parsed.success) return err({ kind: 'unknown', detail: `an unreadable answer, HTTP ${status}` })
  const answer = parsed.output
  if (answer.ok) return ok(answer.result)
  return err(refusalOf(answer.error_code, answer.description, answer.parameters ?? {}))
}

function refusalOf(
  code: number,
  description: string,
  parameters: NonNullable<v.InferOutput<typeof refusalSchema>['parameters']>,
): Refusal {
  if (code >= 500) return { kind: 'unknown', detail: `error ${code}` }
  if (code === 429) return { kind: 'wait', seconds: Math.max(1, parameters.retry_after ?? 1) }
  if (parameters.migrate_to_chat_id !== undefined) return { kind: 'migrated', to: parameters.migrate_to_chat_id }
  // A server that is older than the method.
  if (code === 404 && /method not found/iu.test(description)) return { kind: 'rejected', code, description }
  // 404: the token has the wrong shape; 401: it is revoked.
  if (code === 401 || code === 404) return { kind: 'bad-token' }
  const lockout = lockoutIn(description)
  if (lockout !== null) return { kind: 'locked-out', reason: lockout }
  if (code === 403) return { kind: 'locked-out', reason: 'no-rights' }
  const words = description.toLowerCase()
  if (code === 400 && textWords.some((part) => words.includes(part))) return { kind: 'bad-text', description }
  return { kind: 'rejected', code, description }
}

/**
 * Parts of descriptions of a 400 that blame a picture which Telegram was to fetch, in lower case: tdlib/telegram-bot-api, Client.cpp
 * (`fail_query_with_error`), core.telegram.org/method/messages.sendMedia, and what bots report.
 */
const pictureWords = [
  'wrong file identifier',
  'wrong remote file',
  'wrong http url specified',
  'failed to get http url content',
  'wrong type of the web page content',
  "can't upload file by url",
  'too big for a photo',
  'file is too big',
  'external_url_invalid',
  'wc_convert_url_invalid',
  'image_process_failed',
  'media_empty',
  'media_invalid',
  'photo_content_type_invalid',
  'photo_content_url_empty',
  'photo_crop_size_small',
  'photo_ext_invalid',
  'photo_file_missing',
  'photo_invalid',
  'photo_save_file_invalid',
  'webpage_curl_failed',
  'webpage_media_empty',
  'webpage_url_invalid',
]

/** Whether a message was refused because of its picture, which says nothing about its text or its chat. */
export function isPictureRefusal(refusal: Refusal): boolean {
  if (refusal.kind !== 'rejected') return false
  const words = refusal.description.toLowerCase()
  return pictureWords.some((part) => words.includes(part))
}

/** Whether a message was refused because of its buttons. */
export function isButtonRefusal(refusal: Refusal): boolean {
  return refusal.kind === 'rejected' && /button|keyboard|reply.?markup/iu.test(refusal.description)
}

/** Whether an edit was refused because the message has this text already. */
export function isUnchanged(refusal: Refusal): boolean {
  return refusal.kind === 'rejected' && /message is not modified/iu.test(refusal.description)
}
