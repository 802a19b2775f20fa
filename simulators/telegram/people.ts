/** People's actions: start the bot, send messages, forward, choose a chat, press buttons, block the bot, delete their account. */
import { sendFromPerson } from './add-message.ts'
import { botJson, chatJson, messageJson, userJson } from './api-json.ts'
import type { Callback } from './callback.ts'
import { addBot, ensureBotRights } from './membership.ts'
import { MAX_UNITS, personText } from './message-text.ts'
import type { Chat, InlineButton, Message, Origin, Person, PersonSeed, Sender } from './model.ts'
import { newChat } from './new-chat.ts'
import { holds, holdsAll, isAdmin, isMember, mayWrite } from './rights.ts'
import type { State } from './state.ts'
import type { PeopleActions } from './telegram-world.ts'

export function addPerson(state: State, seed: PersonSeed): Person {
  return state.putPerson({
    id: state.personId(seed.id),
    firstName: seed.firstName,
    lastName: seed.lastName ?? null,
    username: seed.username ?? null,
    languageCode: seed.languageCode ?? null,
    deactivated: false,
    started: false,
    blockedBot: false,
  })
}

/** The person, whose account must not be deactivated. */
function activePerson(state: State, id: number): Person {
  const person = state.person(id)
  if (person.deactivated) throw new Error(`the account of ${person.firstName} is deactivated`)
  return person
}

/** A person's private chat with the bot, created by their first message. */
function privateChat(state: State, person: Person): Chat {
  state.known.add(person.id)
  if (!person.started) state.putPerson({ ...person, started: true })
  const found = state.chats.get(person.id)
  if (found !== undefined) return found
  return state.putChat(newChat(person.id, 'private'))
}

export function start(state: State, id: number, payload?: string): Message {
  if (activePerson(state, id).blockedBot) setBlocked(state, id, false)
  return say(state, { from: id, text: payload === undefined ? '/start' : `/start ${payload}` })
}

export function say(state: State, message: Parameters<PeopleActions['say']>[0]): Message {
  const person = activePerson(state, message.from)
  const text = personText(message.text)
  if (text === null) throw new Error('an empty text cannot be sent')
  if (text.text.length > MAX_UNITS) throw new Error('the text is too long for a message')
  const replyTo = message.replyTo ?? null
  if (message.chat === undefined || message.chat === person.id) {
    if (person.blockedBot) throw new Error(`${person.firstName} has blocked the bot`)
    const sender = { kind: 'user', id: person.id } as const
    return sendFromPerson(state, privateChat(state, person), { sender, ...text, replyTo })
  }
  const chat = state.chat(message.chat)
  const topic = threadToWrite(state, chat, person, message.thread)
  // In supergroups a reply outside topics has the thread of the message it replies to.
  const replied = replyTo === null ? null : state.message(chat.id, replyTo)
  const thread = topic ?? (chat.type === 'supergroup' && replied !== null ? (replied.thread ?? replied.id) : null)
  return sendFromPerson(state, chat, {
    sender: senderIn(state, chat, person, message.anonymous === true),
    ...text,
    thread,
    replyTo,
  })
}

export function sendFile(state: State, act: Parameters<PeopleActions['sendFile']>[0]): Message {
  const person = activePerson(state, act.from)
  if (act.text === '') throw new Error('an empty file cannot be sent')
  if (person.blockedBot) throw new Error(`${person.firstName} has blocked the bot`)
  const caption = act.caption === undefined ? null : personText(act.caption)
  return sendFromPerson(state, privateChat(state, person), {
    sender: { kind: 'user', id: person.id },
    ...(caption ?? {}),
    document: state.addFile({ name: act.name, type: 'application/octet-stream', text: act.text }),
  })
}

export function shareLocation(state: State, act: Parameters<PeopleActions['shareLocation']>[0]): Message {
  const person = activePerson(state, act.from)
  if (person.blockedBot) throw new Error(`${person.firstName} has blocked the bot`)
  const { latitude, longitude } = act
  return sendFromPerson(state, privateChat(state, person), {
    sender: { kind: 'user', id: person.id },
    location: { latitude, longitude },
  })
}

function threadToWrite(state: State, chat: Chat, person: Person, thread: number | undefined): number | null {
  if (chat.type === 'channel') throw new Error('use post for channels')
  const member = state.member(chat, person.id)
  if (chat.migratedTo !== null || !mayWrite(chat, member)) {
    throw new Error(`${person.firstName} may not write in ${chat.title}`)
  }
  const topic = chat.topics.find(({ id }) => id === (thread ?? 1))
  if (topic === undefined && (chat.forum || thread !== undefined)) throw new Error(`there is no topic ${thread}`)
  if (topic?.closed === true && !holds(member, 'can_manage_topics')) throw new Error(`${topic.name} is closed`)
  return topic === undefined || topic.id === 1 ? null : topic.id
}

function senderIn(state: State, chat: Chat, person: Person, anonymous: boolean): Sender {
  if (!anonymous) return { kind: 'user', id: person.id }
  if (!isAdmin(state.member(chat, person.id))) throw new Error('only administrators can be anonymous')
  return { kind: 'chat', id: chat.id, by: person.id }
}

export function forward(state: State, act: Parameters<PeopleActions['forward']>[0]): Message {
  const person = activePerson(state, act.from)
  const source = visibleMessage(state, person, act.chat, act.message)
  if (source.protected) throw new Error('protected content cannot be forwarded')
  if (source.service !== null) throw new Error('service messages cannot be forwarded')
  const to = act.to ?? person.id
  const chat = to === person.id ? privateChat(state, person) : state.chat(to)
  const thread = to === person.id ? null : threadToWrite(state, chat, person, undefined)
  return sendFromPerson(state, chat, {
    sender: { kind: 'user', id: person.id },
    text: source.text,
    entities: source.entities,
    thread,
    origin: source.origin ?? originOf(source),
  })
}

function originOf(source: Message): Origin {
  const { sender, date } = source
  return sender.kind === 'user'
    ? { kind: 'user', user: sender.id, date }
    : { kind: 'channel', chat: sender.id, message: source.id, date }
}

/** The message, which the person must be able to see. */
function visibleMessage(state: State, person: Person, chatId: number, id: number): Message {
  const chat = state.chat(chatId)
  const sees =
    chat.type === 'private' ? chat.id === person.id : chat.username !== null || isMember(state.member(chat, person.id))
  const message = sees ? state.message(chatId, id) : null
  if (message === null || message.deleted) throw new Error(`${person.firstName} cannot see message ${id}`)
  return message
}

export function shareChat(state: State, act: Parameters<PeopleActions['shareChat']>[0]): Message {
  const person = activePerson(state, act.from)
  const keyboard = state.keyboards.get(person.id)
  const buttons = keyboard?.kind === 'reply' ? keyboard.rows.flat() : []
  const request = buttons.find((button) => button.requestChat?.id === act.request)?.requestChat
  if (keyboard === undefined || request === undefined || request === null) {
    throw new Error(`no button of the keyboard has request_id ${act.request}`)
  }
  const chat = state.chat(act.chat)
  const member = state.member(chat, person.id)
  const fits =
    isMember(member) &&
    (chat.type === 'channel') === request.channel &&
    (request.forum ?? chat.forum) === chat.forum &&
    (request.hasUsername ?? chat.username !== null) === (chat.username !== null) &&
    (!request.created || member.status === 'creator') &&
    (request.userRights === null || holdsAll(member, request.userRights))
  if (!fits) throw new Error(`${chat.title} is not offered to ${person.firstName} by this button`)
  if (request.botRights !== null) ensureBotRights(state, chat.id, person.id, request.botRights)
  else if (request.botIsMember && !isMember(state.member(chat, state.profile.id))) {
    addBot(state, { chat: chat.id, by: person.id })
  }
  if (keyboard.kind === 'reply' && keyboard.oneTime) state.keyboards.delete(person.id)
  return sendFromPerson(state, privateChat(state, person), {
    sender: { kind: 'user', id: person.id },
    service: {
      kind: 'chat-shared',
      request: request.id,
      chat: chat.id,
      title: request.requestsTitle ? chat.title : null,
      username: request.requestsUsername ? chat.username : null,
    },
  })
}

export function press(state: State, act: Parameters<PeopleActions['press']>[0]): Callback {
  const person = activePerson(state, act.from)
  const message = visibleMessage(state, person, act.chat, act.message)
  const button = buttonOf(message, act)
  if (button.kind !== 'callback') throw new Error(`"${button.text}" is a ${button.kind} button, not a callback button`)
  const callback: Callback = {
    id: state.callbackId(),
    person: person.id,
    chat: act.chat,
    message: act.message,
    data: button.data,
    at: state.now(),
    answer: null,
  }
  state.callbacks.set(callback.id, callback)
  state.known.add(person.id)
  state.emit({ kind: 'callback', callback: callback.id })
  state.updates.push('callback_query', {
    id: callback.id,
    from: userJson(state, person.id),
    message: messageJson(state, message),
    chat_instance: String(act.chat),
    data: button.data,
  })
  return callback
}

function buttonOf(message: Message, act: Parameters<PeopleActions['press']>[0]): InlineButton {
  if (message.markup?.kind !== 'inline') throw new Error(`message ${message.id} has no buttons`)
  const { rows } = message.markup
  const placed = act.row === undefined ? undefined : rows[act.row]?.[act.column ?? 0]
  const named = rows.flat().find((button) => {
    if (act.data !== undefined) return button.kind === 'callback' && button.data === act.data
    return act.text !== undefined && button.text === act.text
  })
  const found = act.row === undefined ? named : placed
  if (found === undefined) {
    const texts = rows.flat().map((button) => button.text)
    throw new Error(`message ${message.id} has no such button; it has: ${texts.join(', ')}`)
  }
  return found
}

/** my_chat_member: "for private chats, this update is received only when the bot is blocked or unblocked". */
export function setBlocked(state: State, id: number, blocked: boolean): void {
  const person = activePerson(state, id)
  if (person.blockedBot === blocked) return
  if (!person.started) throw new Error(`${person.firstName} has no chat with the bot`)
  state.putPerson({ ...person, blockedBot: blocked })
  const user = botJson(state)
  const kicked = { user, status: 'kicked', until_date: 0 }
  const member = { user, status: 'member' }
  state.updates.push('my_chat_member', {
    chat: chatJson(state, state.chat(id)),
    from: userJson(state, id),
    date: state.date,
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  })
}

export function deactivate(state: State, id: number): void {
  state.putPerson({ ...activePerson(state, id), deactivated: true, username: null })
}
