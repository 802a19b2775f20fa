/** The page's state: the simulated Telegram as plain data, with all displayed names and texts. */
import type {
  Chat,
  Entity,
  InlineButton,
  Markup,
  Message,
  Origin,
  Sender,
  Service,
} from '../simulators/telegram/model.ts'
import { parseRichHtml, type RichElement } from '../simulators/telegram/parse-rich-html.ts'
import type { Reaction, TelegramWorld } from '../simulators/telegram/telegram-world.ts'

export interface PersonView {
  readonly id: number
  readonly name: string
  readonly started: boolean
}

export interface ChatView {
  readonly id: number
  readonly type: Chat['type']
  readonly title: string
  readonly username: string | null
  readonly subscribers: number
  readonly botIsHere: boolean
  /** Who may post, and add or remove the bot. */
  readonly admins: readonly number[]
  readonly members: readonly number[]
}

export interface MessageView {
  readonly id: number
  /** Unix seconds. */
  readonly date: number
  readonly edited: boolean
  readonly byBot: boolean
  /** A person or the bot; null: the chat is the sender. */
  readonly from: number | null
  readonly name: string
  readonly text: string
  readonly entities: readonly Entity[]
  readonly buttons: readonly (readonly InlineButton[])[]
  readonly origin: string | null
  readonly service: ServiceView | null
  readonly silent: boolean
  readonly document: { readonly name: string; readonly text: string } | null
  /** The address of the link preview; null: none. */
  readonly preview: string | null
  /** The address of its picture; null: it is no photo. */
  readonly photo: string | null
  /** The content of a rich message; null: it is none. */
  readonly rich: RichView | null
  readonly reactions: readonly Reaction[]
}

/** An element of a rich message as plain data. */
export interface RichView {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (RichView | string)[]
}

/** Reactions to a message of a chat. */
export type ReactionsOf = (chat: number, message: number) => readonly Reaction[]

/** A service message: its kind, and the name or title that it mentions. */
export interface ServiceView {
  readonly kind: 'joined' | 'left' | 'upgraded' | 'topic-created' | 'topic-closed' | 'topic-reopened' | 'chosen'
  readonly name: string
}

export interface TelegramView {
  readonly bot: { readonly name: string; readonly username: string }
  readonly people: readonly PersonView[]
  readonly chats: readonly ChatView[]
  /** By chat. */
  readonly messages: Readonly<Record<number, readonly MessageView[]>>
  /** The reply keyboard, by person. */
  readonly keyboards: Readonly<Record<number, Extract<Markup, { readonly kind: 'reply' }> | null>>
  /** The latest answers to callback queries. */
  readonly answers: readonly {
    readonly id: string
    readonly person: number
    readonly text: string
    readonly alert: boolean
  }[]
  /** Callback queries without an answer yet. */
  readonly waiting: readonly { readonly chat: number; readonly message: number; readonly data: string }[]
}

/** Maximum messages of a chat on the page. */
const MAX_MESSAGES = 150

/** @param ids of the people whose chats are shown */
export function viewOf(world: TelegramWorld, ids: readonly number[], reactions: ReactionsOf): TelegramView {
  const bot = world.bot()
  const people = world.people().filter(({ id }) => ids.includes(id))
  const chats = world
    .chats()
    .filter(({ deleted, migratedTo }) => !deleted && migratedTo === null)
    .filter(({ id, members }) => ids.includes(id) || members.some(({ user }) => ids.includes(user)))
  return {
    bot: { name: bot.firstName, username: bot.username },
    people: people.map((person) => ({ id: person.id, name: fullName(person), started: person.started })),
    chats: chats.map((chat) => chatView(world, chat)),
    messages: Object.fromEntries(
      chats.map(({ id }) => [
        id,
        world
          .messages(id)
          .slice(-MAX_MESSAGES)
          .map((message) => messageView(world, message, reactions(id, message.id))),
      ]),
    ),
    keyboards: Object.fromEntries(
      people.map(({ id }) => {
        const keyboard = world.keyboard(id)
        return [id, keyboard?.kind === 'reply' ? keyboard : null]
      }),
    ),
    answers: world
      .callbacks()
      .filter(({ person }) => ids.includes(person))
      .slice(-10)
      .flatMap(({ id, person, answer }) =>
        answer === null || answer.text === '' ? [] : [{ id, person, text: answer.text, alert: answer.alert }],
      ),
    waiting: world
      .callbacks()
      .filter(({ person }) => ids.includes(person))
      .slice(-10)
      .filter(({ answer }) => answer === null)
      .map(({ chat, message, data }) => ({ chat, message, data })),
  }
}

function chatView(world: TelegramWorld, chat: Chat): ChatView {
  const bot = world.bot().id
  const present = chat.members.filter(({ status }) => status !== 'left' && status !== 'kicked')
  return {
    id: chat.id,
    type: chat.type,
    title: chat.type === 'private' ? world.bot().firstName : chat.title,
    username: chat.username,
    subscribers: present.filter(({ user }) => user !== bot).length,
    botIsHere: chat.type === 'private' || present.some(({ user }) => user === bot),
    admins: present
      .filter(({ user, status }) => user !== bot && (status === 'creator' || status === 'administrator'))
      .map(({ user }) => user),
    members: present.map(({ user }) => user),
  }
}

function messageView(world: TelegramWorld, message: Message, reactions: readonly Reaction[]): MessageView {
  const { id, date, editDate, byBot, sender, text, entities, markup, origin, service, silent, document } = message
  return {
    id,
    date,
    edited: editDate !== null,
    byBot,
    from: sender.kind === 'user' ? sender.id : null,
    name: senderName(world, sender),
    text,
    entities,
    buttons: markup?.kind === 'inline' ? markup.rows : [],
    origin: origin === null ? null : originName(world, origin),
    service: service === null ? null : serviceView(world, service),
    silent,
    document: document === null ? null : { name: document.name, text: document.text },
    preview: message.preview.disabled ? null : message.preview.url,
    photo: message.photo,
    rich: message.rich === null ? null : richView(parseRichHtml(message.rich.html)),
    reactions,
  }
}

function richView({ tag, attributes, children }: RichElement): RichView {
  return {
    tag,
    attributes: Object.fromEntries(attributes),
    children: children.map((child) => (typeof child === 'string' ? child : richView(child))),
  }
}

function senderName(world: TelegramWorld, sender: Sender): string {
  return sender.kind === 'chat' ? world.chat(sender.id).title : userName(world, sender.id)
}

function originName(world: TelegramWorld, origin: Origin): string {
  return origin.kind === 'channel' ? world.chat(origin.chat).title : userName(world, origin.user)
}

function userName(world: TelegramWorld, user: number): string {
  const bot = world.bot()
  return user === bot.id ? bot.firstName : fullName(world.person(user))
}

function fullName({ firstName, lastName }: { readonly firstName: string; readonly lastName: string | null }): string {
  return lastName === null ? firstName : `${firstName} ${lastName}`
}

function serviceView(world: TelegramWorld, service: Service): ServiceView {
  switch (service.kind) {
    case 'joined':
      return { kind: 'joined', name: service.users.map((user) => userName(world, user)).join(', ') }
    case 'left':
      return { kind: 'left', name: userName(world, service.user) }
    case 'migrated-to':
    case 'migrated-from':
      return { kind: 'upgraded', name: '' }
    case 'topic-created':
      return { kind: 'topic-created', name: service.name }
    case 'topic-closed':
    case 'topic-reopened':
      return { kind: service.kind, name: '' }
    case 'chat-shared':
      return { kind: 'chosen', name: service.title ?? world.chat(service.chat).title }
  }
}
