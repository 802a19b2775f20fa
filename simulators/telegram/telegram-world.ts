/** The simulated Telegram's interface for tests and the playground: act as people, read the state, switch faults on. */
import type { Callback } from './callback.ts'
import type { BotProfile, Chat, Markup, Member, Message, Person, PersonSeed, Rights, Topic } from './model.ts'
import type { ActiveFault, ApiCall, Change, Delivery, FaultSeed, Update, WebhookState } from './traffic.ts'

export interface FloodLimits {
  /** Messages that a chat takes at once before the limit of one a second applies. */
  readonly burst: number
  readonly perMinuteInGroups: number
  readonly perSecondInAll: number
}

export interface WorldOptions {
  /** `<bot id>:<secret>` */
  readonly token: string
  /** Epoch ms. */
  readonly now: () => number
  /** For slow answers and long polls. Without it they take no time. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly botName?: string
  /** Without the @; ends in `bot`. */
  readonly botUsername?: string
  /** null: no rate limits; default: Telegram's. They are measured with `now`, so a clock that stands still soon leads to refusals. */
  readonly flood?: FloodLimits | null
  /** Accepts webhooks over HTTP and on any port, as a self-hosted Bot API server does with --local. */
  readonly localWebhooks?: boolean
  /** Number of calls that `calls` returns at most. */
  readonly callsKept?: number
}

/** A kind of reaction with the number of people who gave it. */
export type Reaction = { readonly count: number } & (
  | { readonly emoji: string }
  /** The id of a custom emoji. */
  | { readonly customEmoji: string }
  | { readonly paid: true }
)

/**
 * What people do. Each action creates the updates that Telegram would create, and throws an Error if Telegram's apps do not
 * offer it. Ids are Telegram's; a person's private chat with the bot has the person's id.
 */
export interface PeopleActions {
  addPerson(seed: PersonSeed): Person
  /** Deletes the account: the bot's calls are refused with "user is deactivated". */
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
  /** Deletes its messages too. */
  deleteTopic(topic: { readonly chat: number; readonly by: number; readonly thread: number }): void
  /** Changes the @name of a channel or supergroup; null: it becomes private. Bots get no update. */
  renameChat(change: { readonly chat: number; readonly by: number; readonly username: string | null }): void
  /** Deletes the chat for everybody. */
  deleteChat(chat: number): void
  /** Allows or forbids members who are not administrators to write in a group. */
  setMembersMaySend(chat: number, may: boolean): void

  join(chat: number, person: number): void
  /** Makes a person an administrator with these rights, or a plain member (null); adds them to the chat if necessary. */
  setAdmin(change: {
    readonly chat: number
    readonly by: number
    readonly person: number
    readonly rights: Rights | null
  }): void

  /** Adds the bot as an administrator with these rights; without rights as a plain member (groups only). */
  addBot(change: { readonly chat: number; readonly by: number; readonly rights?: Rights }): void
  /** Changes the bot's rights; null makes it a plain member of a group, or removes it from a channel. */
  setBotRights(change: { readonly chat: number; readonly by: number; readonly rights: Rights | null }): void
  /** Restricts the bot in a supergroup: it stays, but may not write. */
  muteBot(change: { readonly chat: number; readonly by: number }): void
  removeBot(change: { readonly chat: number; readonly by: number }): void
  /** Turns a basic group into a supergroup. @returns the supergroup */
  upgradeGroup(chat: number, by: number): Chat

  /** Presses Start, for the first time or again: sends `/start`, or `/start <payload>` after a deep link. Unblocks the bot. */
  start(person: number, payload?: string): Message
  /** Sends a text to the bot in private, or to `chat` (and its topic `thread`). Entities are detected as Telegram does. */
  say(message: {
    readonly from: number
    readonly text: string
    readonly chat?: number
    readonly thread?: number
    readonly replyTo?: number
    /** For administrators of a group: sends as the group itself. */
    readonly anonymous?: boolean
  }): Message
  /** Sends the bot a text file in private. */
  sendFile(file: {
    readonly from: number
    readonly name: string
    readonly text: string
    readonly caption?: string
  }): Message
  /** Sends the bot a point on the map in private. */
  shareLocation(act: { readonly from: number; readonly latitude: number; readonly longitude: number }): Message
  /** Forwards a message to the bot in private, or to `to`. */
  forward(message: {
    readonly from: number
    readonly chat: number
    readonly message: number
    readonly to?: number
  }): Message
  /** Chooses a chat for a request_chat button of the bot's last keyboard; adds the bot if the button requires it. */
  shareChat(choice: { readonly from: number; readonly request: number; readonly chat: number }): Message
  /** Presses an inline button, named by its data, its text or its position. @returns the callback query; see `callback` for its answer */
  press(button: {
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
  /** Posts to a channel as an administrator. */
  post(post: { readonly chat: number; readonly by: number; readonly text: string; readonly silent?: boolean }): Message
  /** From now on a post of a channel has these reactions, and no others. */
  setReactions(act: { readonly chat: number; readonly message: number; readonly reactions: readonly Reaction[] }): void
  /** Deletes a message. Bots get no update for it. */
  removeMessage(message: { readonly chat: number; readonly message: number }): void
}

export interface WorldReads {
  now(): number
  bot(): BotProfile
  people(): readonly Person[]
  person(id: number): Person
  /** A private chat exists after its person's first message. */
  chats(): readonly Chat[]
  chat(id: number): Chat
  /** null: the user was never a member. */
  member(chat: number, user: number): Member | null
  /** In order of ids. @param filter deleted: includes deleted messages */
  messages(chat: number, filter?: { readonly thread?: number; readonly deleted?: boolean }): readonly Message[]
  /** Includes deleted messages. */
  message(chat: number, id: number): Message | null
  /** The reply keyboard or force-reply of a person's chat with the bot. */
  keyboard(person: number): Extract<Markup, { readonly kind: 'reply' | 'force-reply' }> | null
  callbacks(): readonly Callback[]
  callback(id: string): Callback
  /** Updates that the bot has not accepted yet. */
  pending(): readonly Update[]
  webhook(): WebhookState
  /** The last calls of the API, oldest first. */
  calls(filter?: { readonly method?: string; readonly chat?: number }): readonly ApiCall[]
  faults(): readonly ActiveFault[]
  /** @returns a function that unsubscribes */
  subscribe(listener: (change: Change) => void): () => void
}

export interface TelegramWorld extends PeopleActions, WorldReads {
  /** Answers the Bot API at `/bot<token>/<method>`. Rejects if a fault loses the request or the answer. */
  handle(request: Request): Promise<Response>
  /**
   * One round of webhook delivery. The messages of a chat, the callback queries of a person and the bot's membership of a chat
   * are queues, which are delivered in parallel; in each, one update follows the other until all are accepted or one fails.
   * A failed update is kept, and repeated from `retryAt` on, or in a later round with `force`.
   */
  deliver(send: (request: Request) => Promise<Response>, options?: { readonly force?: boolean }): Promise<Delivery>
  /** Delivers an accepted update again, as Telegram does if the answer was lost. */
  redeliver(update: number): void
  /** @returns its id */
  addFault(seed: FaultSeed): number
  removeFault(id: number): void
  clearFaults(): void
}
