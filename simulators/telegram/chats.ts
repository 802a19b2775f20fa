/** People's actions in their own chats: create channels, groups and topics, post, delete messages. */
import { addMessage, announceMessage, sendFromPerson } from './add-message.ts'
import { founders } from './membership.ts'
import { personText } from './message-text.ts'
import type { Chat, ChatType, Message, Topic } from './model.ts'
import { newChat } from './new-chat.ts'
import { holds } from './rights.ts'
import type { State } from './state.ts'
import type { PeopleActions } from './telegram-world.ts'

interface ChatSeed {
  readonly title: string
  readonly creator: number
  readonly username?: string
  readonly members?: readonly number[]
  readonly forum?: boolean
}

export function addChat(state: State, type: Exclude<ChatType, 'private'>, seed: ChatSeed): Chat {
  if (seed.username !== undefined && state.chatByName(seed.username) !== null) {
    throw new Error(`@${seed.username} is taken`)
  }
  return state.putChat({
    ...newChat(state.chatId(type), type),
    title: seed.title,
    username: seed.username ?? null,
    forum: seed.forum === true,
    topics: seed.forum === true ? [{ id: 1, name: 'General', closed: false }] : [],
    members: founders(state, seed.creator, seed.members ?? []),
  })
}

/** core.telegram.org/method/channels.updateUsername: only the creator may, and a name is not in use elsewhere. */
export function renameChat(state: State, { chat: id, by, username }: Parameters<PeopleActions['renameChat']>[0]): void {
  const chat = state.chat(id)
  if (chat.type !== 'channel' && chat.type !== 'supergroup') throw new Error('only channels and supergroups have names')
  if (state.member(chat, by).status !== 'creator') throw new Error('only the creator changes the name')
  if (username !== null && !/^[a-z](?:_?[a-z0-9]){4,31}$/iu.test(username)) throw new Error(`@${username} is no name`)
  const holder = username === null ? null : state.chatByName(username)
  if (holder !== null && holder.id !== id) throw new Error(`@${username} is taken`)
  state.putChat({ ...chat, username })
}

type TopicAction = Parameters<PeopleActions['closeTopic']>[0]

function forumOf(state: State, chatId: number, by: number): Chat {
  const chat = state.chat(chatId)
  if (!chat.forum) throw new Error(`${chat.title} has no topics`)
  if (!holds(state.member(chat, by), 'can_manage_topics'))
    throw new Error(`${state.person(by).firstName} may not manage topics`)
  return chat
}

export function addTopic(state: State, act: Parameters<PeopleActions['addTopic']>[0]): Topic {
  const chat = forumOf(state, act.chat, act.by)
  const service = { kind: 'topic-created', name: act.name } as const
  const message = addMessage(state, chat, { sender: { kind: 'user', id: act.by }, service })
  // A topic's id is the id of the message that created it.
  const opened = state.putMessage({ ...message, thread: message.id })
  const topic: Topic = { id: message.id, name: act.name, closed: false }
  state.putChat({ ...chat, topics: [...chat.topics, topic] })
  announceMessage(state, opened)
  return topic
}

export function setTopicClosed(state: State, act: TopicAction, closed: boolean): void {
  const chat = forumOf(state, act.chat, act.by)
  const topic = topicOf(chat, act.thread)
  if (topic.closed === closed) return
  const topics = chat.topics.map((other) => (other === topic ? { ...topic, closed } : other))
  const changed = state.putChat({ ...chat, topics })
  sendFromPerson(state, changed, {
    sender: { kind: 'user', id: act.by },
    thread: topic.id === 1 ? null : topic.id,
    service: { kind: closed ? 'topic-closed' : 'topic-reopened' },
  })
}

export function deleteTopic(state: State, act: TopicAction): void {
  const chat = forumOf(state, act.chat, act.by)
  const topic = topicOf(chat, act.thread)
  if (topic.id === 1) throw new Error('General cannot be deleted')
  state.putChat({ ...chat, topics: chat.topics.filter((other) => other !== topic) })
  for (const message of state.messages(chat.id)) {
    if (message.thread === topic.id) state.putMessage({ ...message, deleted: true })
  }
}

function topicOf(chat: Chat, thread: number): Topic {
  const topic = chat.topics.find(({ id }) => id === thread)
  if (topic === undefined) throw new Error(`${chat.title} has no topic ${thread}`)
  return topic
}

export function post(state: State, act: Parameters<PeopleActions['post']>[0]): Message {
  const chat = state.chat(act.chat)
  if (chat.type !== 'channel') throw new Error('only channels have posts; use say')
  if (!holds(state.member(chat, act.by), 'can_post_messages')) {
    throw new Error(`${state.person(act.by).firstName} may not post in ${chat.title}`)
  }
  const text = personText(act.text)
  if (text === null) throw new Error('an empty text cannot be sent')
  return sendFromPerson(state, chat, {
    sender: { kind: 'chat', id: chat.id, by: act.by },
    ...text,
    silent: act.silent === true,
  })
}

export function removeMessage(state: State, act: Parameters<PeopleActions['removeMessage']>[0]): void {
  const message = state.message(act.chat, act.message)
  if (message === null || message.deleted) throw new Error(`there is no message ${act.message}`)
  state.putMessage({ ...message, deleted: true })
}
