/** The context of an update: Telegraf's, with what handlers may use, who sent the update, and how to answer it. */
import { Context, TelegramError } from 'telegraf'
import type { Update, UserFromGetMe } from 'telegraf/types'
import type { CellApi } from '../cell/cell-api.ts'
import type { ChannelApi } from '../cell/channel-api.ts'
import type { DirectoryApi } from '../directory/directory-api.ts'
import type { EditionItem } from '../edition-item.ts'
import type { CredentialSeal } from '../feed/http/credential-seal.ts'
import type { Texts } from '../i18n/texts.ts'
import type { ClicksProblem, LinkClicks } from '../links/clicks.ts'
import type { EpochMs, UserId } from '../model.ts'
import type { Result } from '../result.ts'
import type { ChannelEntry, Person } from '../store/people.ts'
import type { Reader } from '../store/readers.ts'
import type { Chat } from '../telegram/answers.ts'
import { TelegramClient } from '../telegram/client.ts'
import { readCommand } from '../telegram/command-text.ts'
import type { TelegramFiles } from '../telegram/files.ts'
import { type IncomingMessage, type IncomingUpdate, withCommandMarked } from '../telegram/updates.ts'
import { chooserKeyboard, inlineKeyboard, type Rows, type Screen } from './keyboards.ts'
import { type Destination, type ReplyDeps, type ReplyMarkup, sendMessage } from './reply.ts'

export interface BotSettings {
  /** Named by the operator; empty: the first to claim the bot owns it. */
  readonly ownerIds: readonly UserId[]
  /** Anybody may use the bot. */
  readonly publicBot: boolean
  readonly claimCode: string
  readonly cells: number
  readonly botId: number
  /** The most readers of all channels together. */
  readonly readers: number
  /** The operator has bound a language model. */
  readonly hasMachine: boolean
  /** The language model only marks texts: there is no Workers AI on a developer's machine. */
  readonly isStandIn: boolean
  /** The operator's, or the one that Telegram reached the Worker at; null: neither is known. */
  readonly linkBase: string | null
}

export interface BotDeps extends ReplyDeps {
  readonly directory: DirectoryApi
  readonly cell: (number: number) => CellApi
  readonly settings: BotSettings
  readonly now: EpochMs
  readonly files: TelegramFiles
  /** Seals what only the feed reader may know. */
  readonly seal: CredentialSeal
  /** The short links that were opened most in the last week. */
  readonly mostOpened: () => Promise<Result<readonly LinkClicks[], ClicksProblem>>
  /** The short links that were opened most in the days that `/stats` shows. */
  readonly openedLinks: () => Promise<Result<readonly LinkClicks[], ClicksProblem>>
  /** The item that a short link leads to, by the path of the link; null: unknown, or not available now. */
  readonly itemOf: (code: string) => Promise<EditionItem | null>
}

/** Telegraf's context. Its class keeps no private fields, so that Telegraf's narrowed contexts fit it. */
export class BotContext extends Context {
  readonly deps: BotDeps
  /** The update as its schema has parsed it; `ctx.update` is the same in Telegraf's types. */
  readonly incoming: IncomingUpdate
  /** What the person typed: behind the command, or the whole text. */
  readonly input: string
  /** The addresses of the message's hyperlinks. */
  readonly links: readonly string[]
  /** The callback query has been answered. */
  isCallbackAnswered = false

  constructor(update: IncomingUpdate, deps: BotDeps) {
    const incoming = withCommandMarked(update)
    const bot: UserFromGetMe = {
      id: deps.settings.botId,
      is_bot: true,
      first_name: '',
      // Looked up where a command names a bot (handlers/group-messages.ts).
      username: '',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    }
    // The schema has parsed the fields that handlers rely on; Telegraf's type has all fields of the Bot API.
    super(incoming as unknown as Update, new TelegramClient(deps.call), bot)
    this.deps = deps
    this.incoming = incoming
    const { entities = [], caption_entities = [] } = update.message ?? {}
    this.links = [...entities, ...caption_entities].flatMap(({ type, url }) =>
      type === 'text_link' && url !== undefined ? [url] : [],
    )
    const text = incoming.message?.text ?? ''
    this.input = readCommand(text)?.input ?? text
  }

  /** The message that was sent, or the one whose button was pressed. */
  get source(): (Pick<IncomingMessage, 'chat' | 'message_id'> & Partial<IncomingMessage>) | null {
    return this.incoming.message ?? this.incoming.callback_query?.message ?? null
  }

  /** Where answers go. */
  get destination(): Destination | null {
    const { source } = this
    return source === null ? null : { chat: source.chat.id, thread: threadOf(source) }
  }

  /** Sends a message of Telegram HTML. @returns Telegram's id of the message; null: it was not sent */
  async send(html: string, markup?: ReplyMarkup, edits: number | null = null): Promise<number | null> {
    return this.destination === null ? null : sendMessage(this.deps, this.destination, html, markup, edits)
  }

  async respond(html: string, rows: Rows = []): Promise<void> {
    await this.send(html, inlineKeyboard(rows))
  }

  /** Responds with a keyboard to choose a channel or a group with. */
  async respondWithChooser(html: string, { t }: Texts): Promise<void> {
    await this.send(html, chooserKeyboard(t))
  }

  /** Edits one of the bot's messages, and removes its buttons. */
  async edit(message: number, html: string): Promise<void> {
    await this.send(html, undefined, message)
  }

  /** Shows a screen in place of the message whose button was pressed, or else in a new message. */
  async show({ html, rows }: Screen): Promise<void> {
    await this.send(html, inlineKeyboard(rows), this.incoming.callback_query?.message?.message_id ?? null)
  }

  /** Answers the callback query, so that the button stops waiting. @param text shown above the chat */
  async answerCallback(text?: string): Promise<void> {
    this.isCallbackAnswered = true
    await ignoringRefusal(this.answerCbQuery(text))
  }

  /** Removes the buttons of the message whose button was pressed. */
  async removeButtons(): Promise<void> {
    await ignoringRefusal(this.editMessageReplyMarkup(undefined))
  }
}

/** A refusal changes nothing here: the query is too old to be answered, or the message to be edited. */
async function ignoringRefusal(call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error
  }
}

/** Who sent an update. */
export interface Identity {
  readonly person: Person
  /** One of the bot's owners: named by the operator, invited, or the one who claimed the bot. */
  readonly isOwner: boolean
  /** May use the bot. */
  readonly isAllowed: boolean
  /** As a reader of channels, which needs no right on the bot; null: they follow none. */
  readonly reader: Reader | null
  readonly texts: Texts
  /** The chat that the update comes from. */
  readonly origin: Chat
}

/** The context of handlers behind `identify`. */
export type PersonContext = BotContext & Identity

/** The context of handlers that are about one channel, which the person administers. */
export type ChannelContext = PersonContext & {
  readonly entry: ChannelEntry
  readonly channel: ChannelApi
}

export type Handler = (ctx: PersonContext) => Promise<void>
export type ChannelHandler = (ctx: ChannelContext) => Promise<void>

/** Sets what the next handler reads as the person's input, in the context itself. */
export function withInput<Ctx extends BotContext>(ctx: Ctx, input: string): Ctx {
  return Object.assign(ctx, { input })
}

/** Replies outside topics have a thread too, but nothing can be sent to it. */
export function threadOf({ is_topic_message, message_thread_id }: Partial<IncomingMessage>): number | null {
  return is_topic_message === true ? (message_thread_id ?? null) : null
}
