/** People, chats and messages as JSON of the Bot API: core.telegram.org/bots/api#available-types. */
import { markupJson } from './markup.ts'
import type { Chat, Entity, JsonObject, LinkPreview, Member, Message, Origin, RightName } from './model.ts'
import { rightNames } from './model.ts'
import { richJson } from './rich-message.ts'
import { holds } from './rights.ts'
import type { State } from './state.ts'

/** The sender of anonymous administrators' messages: @GroupAnonymousBot. */
const GROUP_ANONYMOUS_BOT: JsonObject = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
}

const inGroups: readonly RightName[] = ['can_pin_messages', 'can_manage_topics']
const inChannels: readonly RightName[] = ['can_post_messages', 'can_edit_messages']

export function botJson(state: State): JsonObject {
  const { id, firstName, username } = state.profile
  return { id, is_bot: true, first_name: firstName, username }
}

export function userJson(state: State, id: number): JsonObject {
  if (id === state.profile.id) return botJson(state)
  const person = state.person(id)
  if (person.deactivated) return { id, is_bot: false, first_name: '' }
  return {
    id,
    is_bot: false,
    first_name: person.firstName,
    last_name: person.lastName ?? undefined,
    username: person.username ?? undefined,
    language_code: person.languageCode ?? undefined,
  }
}

export function chatJson(state: State, chat: Chat): JsonObject {
  if (chat.type === 'private') {
    const person = state.person(chat.id)
    return {
      id: chat.id,
      first_name: person.firstName,
      last_name: person.lastName ?? undefined,
      username: person.username ?? undefined,
      type: 'private',
    }
  }
  return {
    id: chat.id,
    title: chat.title,
    username: chat.username ?? undefined,
    type: chat.type,
    is_forum: chat.forum ? true : undefined,
  }
}

/** core.telegram.org/bots/api#chatmember */
export function memberJson(state: State, chat: Chat, member: Member): JsonObject {
  const user = userJson(state, member.user)
  switch (member.status) {
    case 'creator':
      return { user, status: 'creator', is_anonymous: member.rights.is_anonymous === true }
    case 'administrator':
      return { user, status: 'administrator', can_be_edited: false, ...rightsJson(chat, member) }
    case 'restricted':
      return {
        user,
        status: 'restricted',
        is_member: true,
        can_send_messages: member.maySend,
        can_send_other_messages: member.maySend,
        can_add_web_page_previews: member.maySend,
        until_date: 0,
      }
    case 'kicked':
      // A basic group keeps no list of removed members: they appear as `left`.
      return chat.type === 'group' ? { user, status: 'left' } : { user, status: 'kicked', until_date: 0 }
    case 'member':
    case 'left':
      return { user, status: member.status }
  }
}

function rightsJson(chat: Chat, member: Member): JsonObject {
  const hidden = chat.type === 'channel' ? inGroups : inChannels
  const shown = rightNames.filter((name) => !hidden.includes(name))
  return Object.fromEntries(shown.map((name) => [name, holds(member, name)]))
}

export function messageJson(state: State, message: Message, withReply = true): JsonObject {
  const chat = state.chat(message.chat)
  const replied = message.replyTo === null || !withReply ? null : state.message(chat.id, message.replyTo)
  return {
    message_id: message.id,
    ...senderJson(state, message),
    chat: chatJson(state, chat),
    date: message.date,
    edit_date: message.editDate ?? undefined,
    ...threadJson(chat, message.thread),
    forward_origin: message.origin === null ? undefined : originJson(state, message.origin),
    reply_to_message: replied === null || replied.deleted ? undefined : messageJson(state, replied, false),
    has_protected_content: message.protected ? true : undefined,
    ...(message.service === null
      ? {
          ...textJson(state, message),
          link_preview_options: previewJson(message.preview),
          reply_markup: markupJson(message.markup),
        }
      : serviceJson(state, message.service)),
  }
}

/** A photo's or file's text is its caption. A location and a rich message have no text. */
function textJson(state: State, message: Message): JsonObject {
  const { text, entities: found, document, location, photo, rich } = message
  if (rich !== null) return { rich_message: richJson(rich) }
  if (location !== null) return { location: { latitude: location.latitude, longitude: location.longitude } }
  const entities = found.length === 0 ? undefined : found.map((entity) => entityJson(state, entity))
  const caption = { caption: text === '' ? undefined : text, caption_entities: entities }
  if (photo !== null) {
    const id = `AgACAgIAAxkBAAI${String(message.id).padStart(6, '0')}`
    return { photo: [{ file_id: id, file_unique_id: id.slice(0, 15), width: 1280, height: 720 }], ...caption }
  }
  if (document === null) return { text, entities }
  const { id, name, mime, size } = document
  return {
    document: { file_id: id, file_unique_id: id.slice(0, 15), file_name: name, mime_type: mime, file_size: size },
    ...caption,
  }
}

/** is_topic_message is set in topics only; replies outside topics have a thread too. */
function threadJson(chat: Chat, thread: number | null): JsonObject {
  if (thread === null) return {}
  const isTopic = chat.topics.some(({ id }) => id === thread)
  return { message_thread_id: thread, ...(isTopic ? { is_topic_message: true } : {}) }
}

function senderJson(state: State, message: Message): JsonObject {
  const { sender } = message
  if (sender.kind === 'user') return { from: userJson(state, sender.id) }
  const chat = chatJson(state, state.chat(sender.id))
  return state.chat(message.chat).type === 'channel'
    ? { sender_chat: chat }
    : { from: GROUP_ANONYMOUS_BOT, sender_chat: chat }
}

function serviceJson(state: State, service: NonNullable<Message['service']>): JsonObject {
  switch (service.kind) {
    case 'joined':
      return { new_chat_members: service.users.map((user) => userJson(state, user)) }
    case 'left':
      return { left_chat_member: userJson(state, service.user) }
    case 'migrated-to':
      return { migrate_to_chat_id: service.chat }
    case 'migrated-from':
      return { migrate_from_chat_id: service.chat }
    case 'topic-created':
      return { forum_topic_created: { name: service.name, icon_color: 7_322_096 } }
    case 'topic-closed':
      return { forum_topic_closed: {} }
    case 'topic-reopened':
      return { forum_topic_reopened: {} }
    case 'chat-shared':
      return {
        chat_shared: {
          request_id: service.request,
          chat_id: service.chat,
          title: service.title ?? undefined,
          username: service.username ?? undefined,
        },
      }
  }
}

function originJson(state: State, origin: Origin): JsonObject {
  if (origin.kind === 'user') {
    return { type: 'user', sender_user: userJson(state, origin.user), date: origin.date }
  }
  const chat = state.chat(origin.chat)
  if (chat.type !== 'channel') return { type: 'chat', sender_chat: chatJson(state, chat), date: origin.date }
  return {
    type: 'channel',
    chat: chatJson(state, chat),
    message_id: origin.message,
    date: origin.date,
  }
}

function entityJson(state: State, { user, ...entity }: Entity): JsonObject {
  return user === undefined ? entity : { ...entity, user: userJson(state, user) }
}

function previewJson(preview: LinkPreview): JsonObject | undefined {
  const shown = {
    is_disabled: preview.disabled ? true : undefined,
    url: preview.url ?? undefined,
    prefer_small_media: preview.small ? true : undefined,
    prefer_large_media: preview.large ? true : undefined,
    show_above_text: preview.above ? true : undefined,
  }
  return Object.values(shown).some((value) => value !== undefined) ? shown : undefined
}
