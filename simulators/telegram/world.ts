/** The simulated Telegram: people, chats, one bot and its Bot API, in memory, with a clock passed in. */
import { Api, ConnectionLost } from './api.ts'
import type { Callback } from './callback.ts'
import * as chats from './chats.ts'
import { Faults } from './faults.ts'
import { defaultFlood, Flood } from './flood.ts'
import * as membership from './membership.ts'
import type { MethodContext } from './method.ts'
import type { Chat, Message } from './model.ts'
import * as people from './people.ts'
import { setReactions } from './reactions.ts'
import { type Keyboard, State } from './state.ts'
import type { PeopleActions, TelegramWorld, WorldOptions, WorldReads } from './telegram-world.ts'
import type { ActiveFault, ApiCall, Change, Delivery, FaultSeed } from './traffic.ts'
import { Updates } from './updates.ts'
import { Webhook } from './webhook.ts'

export type * from './model.ts'
export type { WorldOptions } from './telegram-world.ts'
export type * from './traffic.ts'

const CALLS_KEPT = 1000
/** Without a `sleep`, waiting takes no time. */
const atOnce = () => Promise.resolve()

type Action<Name extends keyof PeopleActions> = Parameters<PeopleActions[Name]>[0]

/**
 * Missing, and refused: media except photos by address, text documents and locations, parts of rich messages (rich-message.ts), albums, polls, reactions, inline mode, games, payments, business
 * accounts, both Markdown modes, replies across chats. Missing, and ignored: edits by people, rate limits except when
 * sending, max_connections, my_chat_member when a group is upgraded, slow mode.
 */
export class World implements TelegramWorld {
  readonly #state: State
  readonly #faults: Faults
  readonly #webhook: Webhook
  readonly #api: Api

  constructor(options: WorldOptions) {
    const { token, now } = options
    const updates = new Updates(now, (update) => this.#state.emit({ kind: 'update', update }))
    this.#state = new State(
      now,
      {
        id: botId(token),
        firstName: options.botName ?? 'Paperboy',
        username: options.botUsername ?? 'paperboy_test_bot',
        descriptions: {},
        shortDescriptions: {},
        commands: {},
        defaultRights: { groups: null, channels: null },
      },
      updates,
    )
    this.#faults = new Faults(() => this.#state.emit({ kind: 'faults' }))
    this.#webhook = new Webhook({
      now,
      updates,
      changed: () => this.#state.emit({ kind: 'webhook' }),
      call: async (method, parameters) => {
        try {
          await this.#api.call(method, parameters, new AbortController().signal)
        } catch (error) {
          // Its answer is not used, so a fault may lose it.
          if (!(error instanceof ConnectionLost)) throw error
        }
      },
    })
    const context: MethodContext = {
      state: this.#state,
      webhook: this.#webhook,
      flood: options.flood === null ? null : new Flood(options.flood ?? defaultFlood),
      sleep: options.sleep ?? atOnce,
      localWebhooks: options.localWebhooks === true,
      polling: { waiting: null },
    }
    this.#api = new Api(context, this.#faults, token, options.callsKept ?? CALLS_KEPT)
  }

  handle(request: Request): Promise<Response> {
    return this.#api.handle(request)
  }
  deliver(send: (request: Request) => Promise<Response>, options?: { readonly force?: boolean }): Promise<Delivery> {
    return this.#webhook.deliver(send, options?.force === true)
  }
  redeliver(update: number): void {
    this.#state.updates.redeliver(update)
  }
  addFault(seed: FaultSeed): number {
    return this.#faults.add(seed)
  }
  removeFault(id: number): void {
    this.#faults.remove(id)
  }
  clearFaults(): void {
    this.#faults.clear()
  }

  addPerson(seed: Action<'addPerson'>) {
    return people.addPerson(this.#state, seed)
  }
  deactivate(person: number): void {
    people.deactivate(this.#state, person)
  }
  addChannel(seed: Action<'addChannel'>): Chat {
    return chats.addChat(this.#state, 'channel', seed)
  }
  addGroup(seed: Action<'addGroup'>): Chat {
    return chats.addChat(this.#state, 'group', seed)
  }
  addSupergroup(seed: Action<'addSupergroup'>): Chat {
    return chats.addChat(this.#state, 'supergroup', seed)
  }
  addTopic(topic: Action<'addTopic'>) {
    return chats.addTopic(this.#state, topic)
  }
  closeTopic(topic: Action<'closeTopic'>): void {
    chats.setTopicClosed(this.#state, topic, true)
  }
  reopenTopic(topic: Action<'reopenTopic'>): void {
    chats.setTopicClosed(this.#state, topic, false)
  }
  deleteTopic(topic: Action<'deleteTopic'>): void {
    chats.deleteTopic(this.#state, topic)
  }
  renameChat(change: Action<'renameChat'>): void {
    chats.renameChat(this.#state, change)
  }
  deleteChat(chat: number): void {
    this.#state.putChat({ ...this.#state.chat(chat), deleted: true })
  }
  setMembersMaySend(chat: number, may: boolean): void {
    this.#state.putChat({ ...this.#state.chat(chat), membersMaySend: may })
  }
  join(chat: number, person: number): void {
    membership.join(this.#state, chat, person)
  }
  setAdmin(change: Action<'setAdmin'>): void {
    membership.setAdmin(this.#state, change)
  }
  addBot(change: Action<'addBot'>): void {
    membership.addBot(this.#state, change)
  }
  setBotRights(change: Action<'setBotRights'>): void {
    membership.setBotRights(this.#state, change)
  }
  muteBot(change: Action<'muteBot'>): void {
    membership.muteBot(this.#state, change)
  }
  removeBot(change: Action<'removeBot'>): void {
    membership.removeBot(this.#state, change)
  }
  upgradeGroup(chat: number, by: number): Chat {
    return membership.upgradeGroup(this.#state, chat, by)
  }
  start(person: number, payload?: string): Message {
    return people.start(this.#state, person, payload)
  }
  say(message: Action<'say'>): Message {
    return people.say(this.#state, message)
  }
  sendFile(act: Action<'sendFile'>): Message {
    return people.sendFile(this.#state, act)
  }
  shareLocation(act: Action<'shareLocation'>): Message {
    return people.shareLocation(this.#state, act)
  }
  forward(act: Action<'forward'>): Message {
    return people.forward(this.#state, act)
  }
  shareChat(act: Action<'shareChat'>): Message {
    return people.shareChat(this.#state, act)
  }
  press(act: Action<'press'>): Callback {
    return people.press(this.#state, act)
  }
  blockBot(person: number): void {
    people.setBlocked(this.#state, person, true)
  }
  unblockBot(person: number): void {
    people.setBlocked(this.#state, person, false)
  }
  post(act: Action<'post'>): Message {
    return chats.post(this.#state, act)
  }
  setReactions(act: Action<'setReactions'>): void {
    setReactions(this.#state, act)
  }
  removeMessage(act: Action<'removeMessage'>): void {
    chats.removeMessage(this.#state, act)
  }

  now(): number {
    return this.#state.now()
  }
  bot() {
    return this.#state.profile
  }
  people() {
    return [...this.#state.people.values()]
  }
  person(id: number) {
    return this.#state.person(id)
  }
  chats(): readonly Chat[] {
    return [...this.#state.chats.values()]
  }
  chat(id: number): Chat {
    return this.#state.chat(id)
  }
  member(chat: number, user: number) {
    return this.#state.chat(chat).members.find((member) => member.user === user) ?? null
  }
  messages(chat: number, filter: NonNullable<Parameters<WorldReads['messages']>[1]> = {}): readonly Message[] {
    return this.#state.messages(chat).filter((message) => {
      if (message.deleted && filter.deleted !== true) return false
      return filter.thread === undefined || (message.thread ?? 1) === filter.thread
    })
  }
  message(chat: number, id: number): Message | null {
    return this.#state.message(chat, id)
  }
  keyboard(person: number): Keyboard | null {
    return this.#state.keyboards.get(person) ?? null
  }
  callbacks(): readonly Callback[] {
    return [...this.#state.callbacks.values()]
  }
  callback(id: string): Callback {
    const callback = this.#state.callbacks.get(id)
    if (callback === undefined) throw new Error(`there is no callback ${id}`)
    return callback
  }
  pending() {
    return this.#state.updates.pending()
  }
  webhook() {
    return this.#webhook.state()
  }
  calls(filter: NonNullable<Parameters<WorldReads['calls']>[0]> = {}): readonly ApiCall[] {
    const chat = filter.chat === undefined ? null : this.#state.chats.get(filter.chat)
    const names = [String(filter.chat), chat?.username ? `@${chat.username.toLowerCase()}` : String(filter.chat)]
    return this.#api.calls().filter((call) => {
      if (filter.method !== undefined && call.method !== filter.method) return false
      const { chat_id: id = '' } = call.parameters
      return filter.chat === undefined || names.includes(id.toLowerCase())
    })
  }
  faults(): readonly ActiveFault[] {
    return this.#faults.active()
  }
  subscribe(listener: (change: Change) => void): () => void {
    return this.#state.subscribe(listener)
  }
}

function botId(token: string): number {
  const id = Number(/^(\d+):/u.exec(token)?.[1])
  if (!Number.isSafeInteger(id)) throw new Error('a bot token starts with an id and a colon')
  return id
}
