/** The simulated Telegram's interface for tests and pages: act as people, read what they see, switch faults on. */
import type { BotProfile, Callback, Chat, Markup, Member, Message, Person, PersonSeed, Rights, Topic } from './model.ts'
import type { ActiveFault, ApiCall, Change, Delivery, FaultSeed, Update, WebhookState } from './traffic.ts'

export interface FloodLimits {
  /** Messages that a chat takes at once before one a second holds. */
  readonly burst: number
  readonly perMinuteInGroups: number
  readonly perSecondInAll: number
}

export interface WorldOptions {
  /** `<bot id>:<secret>` */
  readonly token: string
  /** ms since 1970 */
  readonly now: () => number
  /** For slow answers and long polls. Without it they take no time. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly botName?: string
  /** Without the @; ends in `bot`. */
  readonly botUsername?: string
  /** null switches rate limits off; without it flood.ts has Telegram's. They count on `now`: a clock that stands still refuses soon. */
  readonly flood?: FloodLimits | null
  /** Take webhooks on http and on any port too, as a Bot API server of one's own does with --local. */
  readonly localWebhooks?: boolean
  /** How many API calls are remembered. */
  readonly callsKept?: number
}

/**
 * What people do. Every act makes the updates that Telegram would make, and throws an Error, in words, where Telegram's
 * own apps would not let them. Ids are Telegram's; a person's private chat with the bot has the person's id.
 */
export interface PeopleSide {
  addPerson(seed: PersonSeed): Person
  /** Their account is gone: the bot is told "user is deactivated". */
  deactivate(person: number): void

  addChannel(seed: { readonly title: string; readonly creator: number; readonly username?: string }): Chat
  /** A basic group. */
  addGroup(seed: { readonly title: string; readonly creator: number; readonly members?: readonly number[] }): Chat
  addSupergroup(seed: {
    readonly title: string
    readonly creator: number
    readonly username?: string
    readonly members?: readonly number[]
    readonly forum?: boolean
  }): Chat
  addTopic(topic: { readonly chat: number; readonly by: number; readonly name: string }): Topic
  closeTopic(topic: { readonly chat: number; readonly by: number; readonly thread: number }): void
  reopenTopic(topic: { readonly chat: number; readonly by: number; readonly thread: number }): void
  /** Its messages go with it. */
  deleteTopic(topic: { readonly chat: number; readonly by: number; readonly thread: number }): void
  /** The whole chat is deleted for everybody. */
  deleteChat(chat: number): void
  /** May members who are no administrators write in the group? */
  setMembersMaySend(chat: number, may: boolean): void

  join(chat: number, person: number): void
  leave(chat: number, person: number): void
  /** Makes a person administrator (rights), plain member (null); subscribers and strangers are added as needed. */
  setAdmin(change: {
    readonly chat: number
    readonly by: number
    readonly person: number
    readonly rights: Rights | null
  }): void

  /** Adds the bot: as administrator with these rights, or as a plain member (groups only) without. */
  addBot(change: { readonly chat: number; readonly by: number; readonly rights?: Rights }): void
  /** Changes the bot's rights; null makes it a plain member (groups) or removes it (channels). */
  setBotRights(change: { readonly chat: number; readonly by: number; readonly rights: Rights | null }): void
  /** Restricts the bot in a supergroup: it stays, but may not write. */
  muteBot(change: { readonly chat: number; readonly by: number }): void
  /** Removes the bot. */
  removeBot(change: { readonly chat: number; readonly by: number }): void
  /** Turns a basic group into a supergroup. @returns the supergroup */
  upgradeGroup(chat: number, by: number): Chat

  /** Presses Start (again): sends `/start`, or `/start <payload>` after a deep link. Unblocks the bot. */
  start(person: number, payload?: string): Message
  /** Writes to the bot in private, or to `chat` (and topic `thread`). Entities are found as Telegram finds them. */
  say(words: {
    readonly from: number
    readonly text: string
    readonly chat?: number
    readonly thread?: number
    readonly replyTo?: number
    /** Group administrators only: speak as the group itself. */
    readonly anonymous?: boolean
  }): Message
  /** Sends the bot a file of text in private. */
  sendFile(act: {
    readonly from: number
    readonly name: string
    readonly text: string
    readonly caption?: string
  }): Message
  /** Edits one's own message. */
  edit(change: {
    readonly from: number
    readonly chat: number
    readonly message: number
    readonly text: string
  }): Message
  /** Forwards a message to the bot in private, or to `to`. */
  forward(act: {
    readonly from: number
    readonly chat: number
    readonly message: number
    readonly to?: number
  }): Message
  /** Answers a "choose a chat" button of the keyboard that the bot gave last; adds the bot where the button asks for it. */
  shareChat(act: { readonly from: number; readonly request: number; readonly chat: number }): Message
  /** Presses an inline button: by its data, its text, or its place. @returns the callback's id, see `callback` */
  press(act: {
    readonly from: number
    readonly chat: number
    readonly message: number
    readonly data?: string
    readonly text?: string
    readonly row?: number
    readonly column?: number
  }): Callback
  blockBot(person: number): void
  unblockBot(person: number): void
  /** An administrator posts to a channel. */
  post(act: { readonly chat: number; readonly by: number; readonly text: string; readonly silent?: boolean }): Message
  /** Somebody with the right to deletes a message. Bots are not told. */
  removeMessage(act: { readonly chat: number; readonly message: number }): void
}

export interface Reads {
  now(): number
  bot(): BotProfile
  people(): readonly Person[]
  person(id: number): Person
  /** Private chats exist once their person wrote to the bot. */
  chats(): readonly Chat[]
  chat(id: number): Chat
  /** The chats that a person has in their list: the private one with the bot, and those they are in. */
  chatsOf(person: number): readonly Chat[]
  /** null: never was there. */
  member(chat: number, user: number): Member | null
  /** In order of their ids; deleted ones only when asked for. */
  messages(chat: number, filter?: { readonly thread?: number; readonly deleted?: boolean }): readonly Message[]
  /** Also when deleted. */
  message(chat: number, id: number): Message | null
  /** Its text as HTML that a page can show: entities as elements, everything else escaped. */
  render(message: Message): string
  /** The reply keyboard (or force-reply) that stands under a person's chat with the bot. */
  keyboard(person: number): Extract<Markup, { readonly kind: 'reply' | 'force-reply' }> | null
  callbacks(): readonly Callback[]
  callback(id: string): Callback
  /** Updates that the bot has not taken yet. */
  pending(): readonly Update[]
  webhook(): WebhookState
  /** The last calls of the API, oldest first. */
  calls(filter?: { readonly method?: string; readonly chat?: number }): readonly ApiCall[]
  faults(): readonly ActiveFault[]
  /** @returns the way to stop listening */
  subscribe(listener: (change: Change) => void): () => void
}

export interface TelegramWorld extends PeopleSide, Reads {
  /** Answers the Bot API at `/bot<token>/<method>`. Rejects when a fault says that no answer comes. */
  handle(request: Request): Promise<Response>
  /**
   * One round of webhook delivery: the messages of a chat, a person's presses and the bot's standing in a chat are queues
   * that go out side by side, each one update after the other until all are taken or one fails. A failed one is kept, and
   * tried again from `retryAt` on (or by a later call of deliver with `force`).
   */
  deliver(send: (request: Request) => Promise<Response>, options?: { readonly force?: boolean }): Promise<Delivery>
  /** Hands an update that was taken out again, as Telegram does when the answer to it got lost. */
  redeliver(update: number): void
  /** @returns its id */
  addFault(seed: FaultSeed): number
  removeFault(id: number): void
  clearFaults(): void
}
