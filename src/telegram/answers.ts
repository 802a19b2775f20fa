/** The answers of the Bot API, as far as Paperboy uses them. */
import * as v from 'valibot'
import { chatIdSchema, chatKindSchema, userIdSchema } from '../model.ts'
import { err, ok, type Refusal, type Result } from '../result.ts'

/** core.telegram.org/bots/api#chat */
export const chatSchema = v.looseObject({
  id: chatIdSchema,
  type: chatKindSchema,
  title: v.optional(v.string()),
  first_name: v.optional(v.string()),
  username: v.optional(v.string()),
})
export type Chat = Readonly<v.InferOutput<typeof chatSchema>>

/** core.telegram.org/bots/api#user */
export const userSchema = v.looseObject({
  id: userIdSchema,
  is_bot: v.optional(v.boolean(), false),
  first_name: v.optional(v.string()),
  language_code: v.optional(v.string()),
})
export type User = Readonly<v.InferOutput<typeof userSchema>>

/** The bot itself: core.telegram.org/bots/api#getme */
export const botSchema = v.object({ id: v.number(), username: v.string(), first_name: v.string() })

/** A message that was sent or edited: core.telegram.org/bots/api#message */
export const sentMessageSchema = v.object({
  message_id: v.number(),
  /** Its present @name is in it. Absent: the answer does not say it. */
  chat: v.fallback(v.optional(v.object({ username: v.optional(v.string()) })), undefined),
})

/** core.telegram.org/bots/api#file */
export const fileSchema = v.object({
  file_path: v.pipe(v.string(), v.regex(/^[\w./-]{1,300}$/u)),
  /** Bytes. */
  file_size: v.optional(v.number(), 0),
})

/** core.telegram.org/bots/api#webhookinfo; `url` is '' where no webhook is set. */
export const webhookInfoSchema = v.object({
  url: v.string(),
  pending_update_count: v.optional(v.number(), 0),
  /** Epoch seconds. */
  last_error_date: v.optional(v.number()),
  last_error_message: v.optional(v.string()),
  allowed_updates: v.optional(v.array(v.string()), []),
})

const right = v.optional(v.boolean(), false)
/** core.telegram.org/bots/api#chatmember */
export const memberSchema = v.object({
  status: v.string(),
  can_post_messages: right,
  can_edit_messages: right,
  can_send_messages: right,
  can_delete_messages: right,
  can_restrict_members: right,
  can_promote_members: right,
  can_change_info: right,
})
export type Member = Readonly<v.InferOutput<typeof memberSchema>>

/** The result of a call, parsed. A result of another form is an unknown refusal. */
export function parsed<Schema extends v.GenericSchema>(
  schema: Schema,
  answer: Result<unknown, Refusal>,
): Result<v.InferOutput<Schema>, Refusal> {
  if (!answer.ok) return answer
  const read = v.safeParse(schema, answer.value)
  return read.success ? ok(read.output) : err({ kind: 'unknown', detail: 'an answer of another form' })
}

export function readMember(value: unknown): Member | null {
  const member = v.safeParse(memberSchema, value)
  return member.success ? member.output : null
}

export function chatTitle(chat: Chat): string {
  return chat.title ?? chat.first_name ?? chat.username ?? String(chat.id)
}
