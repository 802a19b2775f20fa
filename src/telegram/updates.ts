/** The updates that the bot handles, as schemas: every update is parsed before it is handled. */
import * as v from 'valibot'
import { chatIdSchema } from '../model.ts'
import { chatSchema, userSchema } from './answers.ts'
import { readCommand } from './command-text.ts'

/** In degrees: core.telegram.org/bots/api#location */
const locationSchema = v.looseObject({
  latitude: v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
  longitude: v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
})

/** core.telegram.org/bots/api#messageentity */
const entitiesSchema = v.optional(v.array(v.looseObject({ type: v.string(), url: v.optional(v.string()) })))

const messageSchema = v.looseObject({
  message_id: v.number(),
  chat: chatSchema,
  from: v.optional(userSchema),
  text: v.optional(v.string()),
  message_thread_id: v.optional(v.number()),
  is_topic_message: v.optional(v.boolean(), false),
  entities: entitiesSchema,
  caption: v.optional(v.string()),
  caption_entities: entitiesSchema,
  /** An anonymous administrator of a group sends as the group. */
  sender_chat: v.optional(v.looseObject({ id: chatIdSchema })),
  reply_to_message: v.optional(v.looseObject({ forum_topic_created: v.optional(v.looseObject({ name: v.string() })) })),
  /** Sent by Bot API servers before 7.0, in place of `forward_origin`. */
  forward_from_chat: v.optional(chatSchema),
  forward_origin: v.optional(v.looseObject({ type: v.string(), chat: v.optional(chatSchema) })),
  chat_shared: v.optional(v.looseObject({ request_id: v.number(), chat_id: chatIdSchema })),
  migrate_to_chat_id: v.optional(chatIdSchema),
  /** A venue has its location here too. */
  location: v.optional(locationSchema),
  document: v.optional(
    v.looseObject({ file_id: v.pipe(v.string(), v.maxLength(300)), file_size: v.optional(v.number(), 0) }),
  ),
})
export type IncomingMessage = Readonly<v.InferOutput<typeof messageSchema>>

const membershipSchema = v.looseObject({
  chat: chatSchema,
  from: userSchema,
  new_chat_member: v.looseObject({ status: v.string() }),
})
export type Membership = Readonly<v.InferOutput<typeof membershipSchema>>

const callbackQuerySchema = v.looseObject({
  id: v.string(),
  from: userSchema,
  data: v.optional(v.string()),
  message: v.optional(v.looseObject({ message_id: v.number(), chat: chatSchema })),
})

/** core.telegram.org/bots/api#messagereactioncountupdated */
const reactionCountSchema = v.looseObject({
  chat: chatSchema,
  message_id: v.pipe(v.number(), v.safeInteger()),
  /** Of the change, Unix time. */
  date: v.pipe(v.number(), v.safeInteger()),
  reactions: v.array(
    v.looseObject({
      /** core.telegram.org/bots/api#reactiontype: `emoji`, `custom_emoji` or `paid`. */
      type: v.looseObject({ type: v.string(), emoji: v.optional(v.string()) }),
      total_count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
    }),
  ),
})
export type ReactionCount = Readonly<v.InferOutput<typeof reactionCountSchema>>

/** core.telegram.org/bots/api#update */
export const updateSchema = v.looseObject({
  update_id: v.pipe(v.number(), v.safeInteger()),
  message: v.optional(messageSchema),
  my_chat_member: v.optional(membershipSchema),
  callback_query: v.optional(callbackQuerySchema),
  message_reaction_count: v.optional(reactionCountSchema),
})
export type IncomingUpdate = Readonly<v.InferOutput<typeof updateSchema>>

/** An update of any form, such as one of a later version of the Bot API. */
export const anyUpdateSchema = v.looseObject({ update_id: v.pipe(v.number(), v.safeInteger()) })

/** The kinds of update that the bot asks Telegram for. Counts of reactions are sent only if they are listed. */
export const allowedUpdates = ['message', 'callback_query', 'my_chat_member', 'message_reaction_count'] as const

/** The commands that are answered in groups. */
export const groupCommands = ['start', 'help'] as const

/** Whether the bot may have to handle an update. Others, such as conversations in groups, cost no call. */
export function concernsBot({
  message,
  my_chat_member,
  callback_query,
  message_reaction_count,
}: IncomingUpdate): boolean {
  // In groups, only forwarded posts of the linked channel have anonymous reactions.
  if (message_reaction_count !== undefined) return message_reaction_count.chat.type === 'channel'
  if (message === undefined) return my_chat_member !== undefined || callback_query !== undefined
  if (message.migrate_to_chat_id !== undefined) return true
  if (message.chat.type === 'private') return hasContent(message)
  const name = readCommand(message.text ?? '')?.name
  return groupCommands.some((command) => command === name)
}

/** Whether a private message asks for an answer: pins, timers and contacts do not. */
function hasContent(message: IncomingMessage): boolean {
  const { text, caption, document, location, chat_shared, forward_origin, forward_from_chat } = message
  return [text, caption, document, location, chat_shared, forward_origin, forward_from_chat].some(
    (part) => part !== undefined,
  )
}

/**
 * Marks the command in a message the way Telegram does, for Telegraf's `command`: Telegram itself does not mark `／Add`, nor
 * commands in captions. In a private chat a command that names another bot is meant for this one all the same.
 */
export function withCommandMarked(update: IncomingUpdate): IncomingUpdate {
  const { message } = update
  if (message === undefined) return update
  const isPrivate = message.chat.type === 'private'
  const text = (message.text ?? (isPrivate ? message.caption : undefined))?.trim()
  if (text === undefined) return update
  const command = readCommand(text)
  if (command === null) return { ...update, message: { ...message, text, entities: [] } }
  const { name, bot, input } = command
  const word = bot === null || isPrivate ? `/${name}` : `/${name}@${bot}`
  const entities = [{ type: 'bot_command', offset: 0, length: word.length }]
  return { ...update, message: { ...message, text: input === '' ? word : `${word} ${input}`, entities } }
}
