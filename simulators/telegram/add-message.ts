/** Adds messages to chats, and queues the updates that the bot gets for them. */
import { messageJson } from './api-json.ts'
import type { Chat, Entity, LinkPreview, Message, Sender } from './model.ts'
import { isAdmin, isMember } from './rights.ts'
import type { State } from './state.ts'

export const noPreview: LinkPreview = { disabled: false, url: null, small: false, large: false, above: false }

export type MessageDraft = { readonly sender: Sender } & Partial<
  Omit<Message, 'chat' | 'id' | 'date' | 'deleted' | 'sender'>
>

export function addMessage(state: State, chat: Chat, draft: MessageDraft): Message {
  return state.putMessage({
    thread: null,
    editDate: null,
    byBot: false,
    text: '',
    entities: [],
    markup: null,
    service: null,
    document: null,
    photo: null,
    rich: null,
    location: null,
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

/** Adds a message of a person, and announces it. */
export function sendFromPerson(state: State, chat: Chat, draft: MessageDraft): Message {
  const message = addMessage(state, chat, draft)
  announceMessage(state, message)
  return message
}

/** Queues an update for the bot, if Telegram would. */
export function announceMessage(state: State, message: Message): void {
  const chat = state.chat(message.chat)
  if (!receives(state, chat, message)) return
  remember(state, message)
  state.updates.push(chat.type === 'channel' ? 'channel_post' : 'message', messageJson(state, message))
}

/** From now on the bot may use the ids of this chat and these people. */
function remember(state: State, message: Message): void {
  state.known.add(message.chat)
  if (message.sender.kind === 'user') state.known.add(message.sender.id)
  if (message.origin?.kind === 'user') state.known.add(message.origin.user)
}

/**
 * Privacy mode, on by default: in groups a bot that is not an administrator gets commands, replies to itself, and service
 * messages (core.telegram.org/bots/features#privacy-mode).
 */
function receives(state: State, chat: Chat, message: Message): boolean {
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
