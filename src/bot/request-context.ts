/** One turn of a conversation: who said what, in which words to answer, and what the bot may use to do it. */
import { Context } from 'telegraf'
import type { Update, UserFromGetMe } from 'telegraf/types'
import type { CellApi } from '../cell/cell-api.ts'
import type { ChannelApi } from '../cell/channel-api.ts'
import type { DirectoryApi } from '../directory/directory-api.ts'
import type { Words } from '../i18n/words.ts'
import type { ClicksProblem, LinkClicks } from '../links/clicks.ts'
import type { EditionItem, EpochMs, UserId } from '../model.ts'
import type { Result } from '../result.ts'
import type { ChannelEntry, Person } from '../store/people.ts'
import type { Unsent } from '../store/updates.ts'
import type { CallTelegram, Telegram } from '../telegram/client.ts'
import type { TelegramFiles } from '../telegram/files.ts'
import type { Chat } from './handlers/access.ts'

export interface BotSettings {
  /** From the operator; empty: whoever claims the bot first. */
  readonly ownerIds: readonly UserId[]
  /** Anybody may use it. */
  readonly publicBot: boolean
  readonly claimCode: string
  readonly cells: number
  readonly botId: number
  /** The operator's, or the one learned from a genuine webhook call; null while none is known. */
  readonly linkBase: string | null
}

export interface BotDeps {
  readonly directory: DirectoryApi
  readonly cell: (number: number) => CellApi
  readonly call: CallTelegram
  readonly telegram: Telegram
  readonly settings: BotSettings
  readonly now: EpochMs
  readonly sleep: (ms: number) => Promise<void>
  readonly files: TelegramFiles
  /** The short links that were opened most in the last week. */
  readonly mostOpened: () => Promise<Result<readonly LinkClicks[], ClicksProblem>>
  /** What a short link leads to, by its path; null: nothing, or it cannot be told just now. */
  readonly itemOf: (code: string) => Promise<EditionItem | null>
  /** Answers that did not get through, for when Telegram brings the update again. */
  readonly unsent: Unsent[]
}

/** Telegraf's context with Paperboy's deps in it. */
export class BotContext extends Context {
  readonly deps: BotDeps

  constructor(update: Update, deps: BotDeps) {
    // Telegraf asks this only for the bot's own name, which the bot looks up itself where it matters.
    const me: UserFromGetMe = {
      id: deps.settings.botId,
      is_bot: true,
      first_name: '',
      username: '',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    }
    super(update, deps.telegram, me)
    this.deps = deps
  }
}

/** A button under a message; `data` is at most 64 bytes. */
export interface Button {
  readonly text: string
  readonly callback_data: string
}

export type Rows = readonly (readonly Button[])[]

/** A page of the menu, or any answer with buttons under it. */
export interface Screen {
  /** Telegram HTML. */
  readonly html: string
  readonly rows: Rows
}

/** What a command gets. */
export interface Turn {
  readonly deps: BotDeps
  readonly person: Person
  /** Named by the operator, claimed the bot, or was invited: one of those whose bot it is. */
  readonly isOwner: boolean
  readonly words: Words
  /** Where it was said. */
  readonly chat: Chat
  /** What stands behind the command. */
  readonly text: string
  /** Answers in the chat that it was said in. */
  readonly reply: (html: string, rows?: Rows) => Promise<void>
  /** As `reply`. @returns Telegram's id of the message; null when it did not get through */
  readonly send: (html: string) => Promise<number | null>
  /** As `reply`, with a keyboard that shares a channel or a group with the bot. */
  readonly replyWithChooser: (html: string) => Promise<void>
  /** Has an earlier message of the bot's read so, without buttons. */
  readonly edit: (message: number, html: string) => Promise<void>
  /** Takes the buttons away from the message whose button was pressed. */
  readonly dropButtons: () => Promise<void>
  /** Where a button was pressed, its message reads so from now on; else as `reply`. */
  readonly show: (screen: Screen) => Promise<void>
}

/** A turn that is about one channel, whose administrator the person is. */
export interface ChannelTurn extends Turn {
  readonly entry: ChannelEntry
  readonly channel: ChannelApi
}

export type Command = (turn: Turn) => Promise<void>
export type ChannelCommand = (turn: ChannelTurn) => Promise<void>
