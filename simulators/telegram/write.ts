/** Adds messages to chats, and queues updates for the bot. */

import type { Chat, Entity, LinkPreview, Message, Sender } from './model.ts'
import { isAdmin, isMember } from './rights.ts'
import type { State } from './state.ts'
import { messageJson } from './wire.ts'

export const noPreview: LinkPreview = { disabled: false, url: null, small: false, large: false, above: false }

export type Draft = { readonly sender: Sender } & Partial<Omit<Message, 'chat' | 'id' | 'date' | 'deleted' | 'sender'>>

export function write(state: State, chat: Chat, draft: Draft): Message {
  return state.putMessage({
    thread: null,
    editDate: null,
    byBot: false,
    text: '',
    entities: [],
    markup: null,
    service: null,
    document: null,
    silent: false,
    protected: false,
    preview: noPreview,
    replyTo: null,
    origin: null,
    ...draft,
    chat: chat.id,
    id: state.nextMessageId(chat),
    date: state.date,
    deleted: false,
  })
}

/** Queues an update for a message of others, if Telegram would. */
export function announce(state: State, message: Message, edited = false): void {
  const chat = state.chat(message.chat)
  if (!hears(state, chat, message)) return
  meet(state, message)
  const post = chat.type === 'channel'
  const kind = post ? (edited ? 'edited_channel_post' : 'channel_post') : edited ? 'edited_message' : 'message'
  state.updates.push(kind, messageJson(state, message))
}

/** The bot may use these ids from now on. */
function meet(state: State, message: Message): void {
  state.known.add(message.chat)
  if (message.sender.kind === 'user') state.known.add(message.sender.id)
  if (message.origin?.kind === 'user') state.known.add(message.origin.user)
}

/**
 * Privacy mode, on by default: in groups a bot that is no administrator gets commands, replies to itself, and service
 * messages (core.telegram.org/bots/features#privacy-mode).
 */
function hears(state: State, chat: Chat, message: Message): boolean {
  if (chat.type === 'private') return true
  const member = state.member(chat, state.profile.id)
  if (!isMember(member)) return false
  if (chat.type === 'channel' || isAdmin(member) || message.service !== null) return true
  if (message.replyTo !== null && state.message(chat.id, message.replyTo)?.byBot === true) return true
  return message.entities.some((entity) => isForBot(state, message.text, entity))
}

function isForBot(state: State, text: string, entity: Entity): boolean {
  if (entity.type !== 'bot_command') return false
  const [, addressee] = text.slice(entity.offset, entity.offset + entity.length).split('@')
  return addressee === undefined || addressee.toLowerCase() === state.profile.username.toLowerCase()
}
