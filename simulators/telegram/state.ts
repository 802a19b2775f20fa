/** The simulated Telegram's state: what exists, the listeners to its changes, and the counters of ids. */
import type { Callback } from './callback.ts'
import type { BotProfile, Chat, Markup, Member, Message, Person, TextDocument } from './model.ts'
import { asNonMember } from './rights.ts'
import type { Change } from './traffic.ts'
import type { Updates } from './updates.ts'

export type Keyboard = Extract<Markup, { readonly kind: 'reply' | 'force-reply' }>

export class State {
  readonly now: () => number
  readonly updates: Updates
  profile: BotProfile
  readonly people = new Map<number, Person>()
  readonly chats = new Map<number, Chat>()
  readonly callbacks = new Map<string, Callback>()
  readonly keyboards = new Map<number, Keyboard>()
  /** Chats and people that the bot may use by id: it got an update with them, or resolved their @name. */
  readonly known = new Set<number>()
  /** By file_id. */
  readonly files = new Map<string, TextDocument>()
  readonly #messages = new Map<number, Map<number, Message>>()
  readonly #lastIds = new Map<number, number>()
  readonly #listeners = new Set<(change: Change) => void>()
  /** Private chats and basic groups share one counter of message ids, that of the bot's account. */
  #lastSharedId = 0
  #nextPerson = 1001
  #nextGroup = 4_000_001
  #nextChannel = 1_000_000_001
  #nextCallback = 7_000_000_000_000_001n

  constructor(now: () => number, profile: BotProfile, updates: Updates) {
    this.now = now
    this.profile = profile
    this.updates = updates
  }

  /** Unix seconds. */
  get date(): number {
    return Math.floor(this.now() / 1000)
  }

  emit(change: Change): void {
    for (const listener of this.#listeners) listener(change)
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  person(id: number): Person {
    const person = this.people.get(id)
    if (person === undefined) throw new Error(`there is no person ${id}`)
    return person
  }

  chat(id: number): Chat {
    const chat = this.chats.get(id)
    if (chat === undefined) throw new Error(`there is no chat ${id}`)
    return chat
  }

  chatByName(username: string): Chat | null {
    const name = username.toLowerCase()
    return [...this.chats.values()].find((chat) => chat.username?.toLowerCase() === name && !chat.deleted) ?? null
  }

  putPerson(person: Person): Person {
    this.people.set(person.id, person)
    this.emit({ kind: 'person', person: person.id })
    return person
  }

  putChat(chat: Chat): Chat {
    this.chats.set(chat.id, chat)
    this.emit({ kind: 'chat', chat: chat.id })
    return chat
  }

  member(chat: Chat, user: number): Member {
    return chat.members.find((member) => member.user === user) ?? asNonMember(user)
  }

  putMember(chatId: number, member: Member): Chat {
    const chat = this.chat(chatId)
    const others = chat.members.filter((other) => other.user !== member.user)
    return this.putChat({ ...chat, members: [...others, member] })
  }

  personId(requested: number | undefined): number {
    if (requested !== undefined) {
      if (this.people.has(requested)) throw new Error(`person ${requested} exists already`)
      return requested
    }
    while (this.people.has(this.#nextPerson)) this.#nextPerson += 1
    return this.#nextPerson
  }

  /** Groups have small negative ids; channels and supergroups start with -100 (core.telegram.org/api/bots/ids). */
  chatId(type: 'group' | 'supergroup' | 'channel'): number {
    if (type === 'group') {
      const id = -this.#nextGroup
      this.#nextGroup += 1
      return id
    }
    const id = -1_000_000_000_000 - this.#nextChannel
    this.#nextChannel += 1
    // Message 1 of a channel or supergroup says that it was created.
    this.#lastIds.set(id, 1)
    return id
  }

  addFile({ name, type, text }: { readonly name: string; readonly type: string; readonly text: string }): TextDocument {
    const number = this.files.size + 1
    const file: TextDocument = {
      id: `BQACAgIAAxkBAAI${String(number).padStart(6, '0')}`,
      name,
      mime: type,
      size: new TextEncoder().encode(text).length,
      path: `documents/file_${number}${/\.\w{1,8}$/u.exec(name)?.[0] ?? ''}`,
      text,
    }
    this.files.set(file.id, file)
    return file
  }

  callbackId(): string {
    const id = String(this.#nextCallback)
    this.#nextCallback += 1n
    return id
  }

  nextMessageId(chat: Chat): number {
    if (chat.type === 'private' || chat.type === 'group') {
      this.#lastSharedId += 1
      return this.#lastSharedId
    }
    const id = (this.#lastIds.get(chat.id) ?? 0) + 1
    this.#lastIds.set(chat.id, id)
    return id
  }

  /** In order of ids. */
  messages(chat: number): readonly Message[] {
    return [...(this.#messages.get(chat)?.values() ?? [])]
  }

  message(chat: number, id: number): Message | null {
    return this.#messages.get(chat)?.get(id) ?? null
  }

  putMessage(message: Message): Message {
    const all = this.#messages.get(message.chat) ?? new Map<number, Message>()
    this.#messages.set(message.chat, all.set(message.id, message))
    this.emit({ kind: 'message', chat: message.chat, message: message.id })
    return message
  }
}
