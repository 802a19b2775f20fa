/** The updates that the bot acts on, as schemas: what Telegram sends is checked before anything is made of it. */
import * as v from 'valibot'
import { chatIdSchema, userIdSchema } from '../model.ts'
import { type CommandText, commandIn } from './command-text.ts'

const chat = v.looseObject({
  id: chatIdSchema,
  type: v.picklist(['private', 'group', 'supergroup', 'channel']),
  title: v.optional(v.string()),
  first_name: v.optional(v.string()),
  username: v.optional(v.string()),
})

const person = v.looseObject({
  id: userIdSchema,
  is_bot: v.optional(v.boolean(), false),
  first_name: v.optional(v.string()),
  language_code: v.optional(v.string()),
})

const message = v.looseObject({
  message_id: v.number(),
  chat,
  from: v.optional(person),
  text: v.optional(v.string()),
  message_thread_id: v.optional(v.number()),
  is_topic_message: v.optional(v.boolean(), false),
  caption: v.optional(v.string()),
  /** An anonymous administrator of a group speaks as the group. */
  sender_chat: v.optional(v.looseObject({ id: chatIdSchema })),
  reply_to_message: v.optional(v.looseObject({ forum_topic_created: v.optional(v.looseObject({ name: v.string() })) })),
  /** The form of older Bot API servers. */
  forward_from_chat: v.optional(chat),
  forward_origin: v.optional(v.looseObject({ type: v.string(), chat: v.optional(chat) })),
  chat_shared: v.optional(v.looseObject({ request_id: v.number(), chat_id: chatIdSchema })),
  migrate_to_chat_id: v.optional(chatIdSchema),
  document: v.optional(
    v.looseObject({ file_id: v.pipe(v.string(), v.maxLength(300)), file_size: v.optional(v.number(), 0) }),
  ),
})
export type IncomingMessage = v.InferOutput<typeof message>

const membership = v.looseObject({
  chat,
  from: person,
  new_chat_member: v.looseObject({ status: v.string() }),
})
export type Membership = v.InferOutput<typeof membership>

const callback = v.looseObject({
  id: v.string(),
  from: person,
  data: v.optional(v.string()),
  message: v.optional(v.looseObject({ message_id: v.number(), chat })),
})
export type Callback = v.InferOutput<typeof callback>

/** core.telegram.org/bots/api#update. Kinds that the bot has no use for pass, and nothing comes of them. */
export const updateSchema = v.looseObject({
  update_id: v.pipe(v.number(), v.safeInteger()),
  message: v.optional(message),
  my_chat_member: v.optional(membership),
  callback_query: v.optional(callback),
})
export type IncomingUpdate = v.InferOutput<typeof updateSchema>

/** An update of any form: Telegram's next version may bring one that the bot does not know. */
export const anyUpdateSchema = v.looseObject({ update_id: v.pipe(v.number(), v.safeInteger()) })

/** What the bot asks Telegram to send it. */
export const allowedUpdates = ['message', 'my_chat_member', 'callback_query'] as const

/**
 * Whether anything may come of an update. What groups say among themselves, and what people pin in private, costs nothing: nobody
 * looks up who they are.
 */
export function concernsBot({ message, my_chat_member, callback_query }: IncomingUpdate): boolean {
  if (message === undefined) return my_chat_member !== undefined || callback_query !== undefined
  if (message.migrate_to_chat_id !== undefined) return true
  return message.chat.type === 'private' ? isSaid(message) : groupCommandIn(message) !== null
}

/** A pin, a timer, a contact: nobody expects an answer to these. */
function isSaid(message: IncomingMessage): boolean {
  const { text, caption, document, chat_shared, forward_origin, forward_from_chat } = message
  return [text, caption, document, chat_shared, forward_origin, forward_from_chat].some((part) => part !== undefined)
}

/** In groups only these are answered. */
export function groupCommandIn({ text = '' }: IncomingMessage): CommandText | null {
  const command = commandIn(text)
  return command?.name === 'start' || command?.name === 'help' ? command : null
}
