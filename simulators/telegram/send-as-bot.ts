/** Sends a message of the bot to the chat that a call names, after all checks that sending needs. */
import * as v from 'valibot'
import { checkMaySend, reachChat } from './access.ts'
import { addMessage } from './add-message.ts'
import { messageJson } from './api-json.ts'
import { badRequest } from './bot-api-error.ts'
import { readMarkup } from './markup.ts'
import { botCaption } from './message-text.ts'
import type { MethodContext, MethodResult } from './method.ts'
import type { Chat, Markup, Message, RichText } from './model.ts'
import type { Parameters } from './parameters.ts'
import type { State } from './state.ts'

export function sendAsBot(
  { state, flood }: MethodContext,
  parameters: Parameters,
  content: Partial<Pick<Message, 'text' | 'entities' | 'preview' | 'document' | 'photo' | 'rich'>>,
): MethodResult {
  const chat = reachChat(state, parameters, 'write')
  const markup = readMarkup(parameters, chat.type)
  const thread = readThread(parameters)
  const replyTo = readReply(state, chat, parameters)
  checkMaySend(state, chat, thread)
  flood?.count(chat.id, state.now())
  if (chat.type === 'private') setKeyboard(state, chat.id, markup)
  const bot = state.profile.id
  const message = addMessage(state, chat, {
    sender: chat.type === 'channel' ? { kind: 'chat', id: chat.id, by: bot } : { kind: 'user', id: bot },
    byBot: true,
    ...content,
    markup,
    thread,
    silent: parameters.flag('disable_notification'),
    protected: parameters.flag('protect_content'),
    replyTo,
  })
  return { result: messageJson(state, message) }
}

/** The caption of a photo or file; empty: none. */
export function readCaption(parameters: Parameters): RichText {
  return botCaption(parameters.text('caption'), parameters.text('parse_mode'), parameters.text('caption_entities'))
}

/** @returns null: no thread is named */
export function readThread(parameters: Parameters): number | null {
  const thread = parameters.integer('message_thread_id', 0)
  return thread > 0 ? thread : null
}

const replySchema = v.object({
  message_id: v.pipe(v.number(), v.integer()),
  chat_id: v.optional(v.union([v.number(), v.string()])),
  allow_sending_without_reply: v.optional(v.boolean()),
})

function readReply(state: State, chat: Chat, parameters: Parameters): number | null {
  const reply = parameters.json('reply_parameters', replySchema, "Can't parse reply parameters JSON object")
  if (reply?.chat_id !== undefined && String(reply.chat_id) !== String(chat.id)) {
    throw badRequest('this simulated Telegram has no replies across chats')
  }
  const id = reply?.message_id ?? parameters.integer('reply_to_message_id', 0)
  if (id <= 0) return null
  const found = state.message(chat.id, id)
  if (found !== null && !found.deleted) return id
  if (reply?.allow_sending_without_reply === true || parameters.flag('allow_sending_without_reply')) return null
  throw badRequest('Message to be replied not found')
}

function setKeyboard(state: State, person: number, markup: Markup | null): void {
  if (markup?.kind === 'reply' || markup?.kind === 'force-reply') state.keyboards.set(person, markup)
  else if (markup?.kind === 'remove') state.keyboards.delete(person)
}
