/** Every text that people read, as one type: a language is complete, or it does not compile. Texts are Telegram HTML. */
import type { BackTest, ChannelView, FeedView, Imported, Less, Retracted, Why } from '../cell/channel-api.ts'
import type { QuotaView } from '../cell/quota-view.ts'
import type { CycleWords } from '../cycle/deps.ts'
import type { ClicksProblem } from '../links/clicks.ts'
import type { Item, Language, Schedule, UserId } from '../model.ts'
import type { Problem } from '../result.ts'
import type { Notice } from '../store/notices.ts'
import type { Owner } from '../store/owners.ts'
import type { AskedText, ChannelEntry } from '../store/people.ts'

/** A command as /help lists it. */
export type CommandName =
  | 'start'
  | 'help'
  | 'channels'
  | 'use'
  | 'add'
  | 'remove'
  | 'list'
  | 'filter'
  | 'digest'
  | 'preview'
  | 'pause'
  | 'resume'
  | 'links'
  | 'why'
  | 'stories'
  | 'reading'
  | 'page'
  | 'top'
  | 'retract'
  | 'import'
  | 'export'
  | 'language'
  | 'quota'
  | 'move'

export interface CommandWords {
  /** What stands behind the name. */
  readonly usage: string
  /** One line, for Telegram's own list of commands too. */
  readonly does: string
  /** What one may say, and what comes of it. */
  readonly examples: readonly (readonly [say: string, comes: string])[]
}

/** Where a channel is on the web; null: nowhere. */
export interface WebAddresses {
  readonly page: string | null
  /** Its newest edition. */
  readonly digest: string | null
}

export interface TopHeadline {
  readonly title: string
  readonly link: string | null
  readonly times: number
}

/** What stands on buttons. */
export type ButtonName =
  | 'feeds'
  | 'filter'
  | 'times'
  | 'look'
  | 'web'
  | 'language'
  | 'preview'
  | 'pause'
  | 'resume'
  | 'forget'
  | 'back'
  | 'channels'
  | 'addChannel'
  | 'addFeed'
  | 'rename'
  | 'remove'
  | 'keep'
  | 'change'
  | 'clear'
  | 'less'
  | 'live'
  | 'hourly'
  | 'threeHourly'
  | 'other'
  | 'timezone'
  | 'quiet'
  | 'silent'
  | 'off'
  | 'headlines'
  | 'cards'
  | 'linkHeadline'
  | 'linkVisible'
  | 'linkOriginal'
  | 'sources'
  | 'hashtags'
  | 'stories'
  | 'reading'
  | 'page'
  | 'template'
  | 'footer'
  | 'cancel'
  | 'deletePost'
  | 'owners'
  | 'invite'
  | 'confirm'

/** The pages of the menu that are no answer of a command as well. */
export interface MenuWords {
  readonly buttons: Readonly<Record<ButtonName, string>>
  readonly most: (count: number | null) => string
  readonly channel: (view: ChannelView) => string
  readonly feeds: (view: ChannelView) => string
  readonly feed: (feed: FeedView, channel: string) => string
  readonly quiet: (view: ChannelView) => string
  readonly look: (view: ChannelView, hasBase: boolean) => string
  readonly web: (view: ChannelView, addresses: WebAddresses) => string
  readonly language: (channel: string, language: Language) => string
  readonly sureRemove: (feed: FeedView, channel: string) => string
  readonly sureForget: (channel: string) => string
  readonly forgot: (channel: string) => string
  readonly cameBack: (channel: string) => string
  /** What to type. */
  readonly ask: (about: AskedText, channel: string, feed: FeedView | null) => string
  readonly cancelled: string
  /** How a setting is to be said. */
  readonly unclear: Readonly<Record<'quiet' | 'switch' | 'most' | 'layout' | 'footer' | 'name' | 'page', string>>
}

export interface Words extends Omit<CycleWords, 'notice'> {
  readonly menu: MenuWords
  readonly notice: (notice: Notice) => string
  readonly commands: Readonly<Record<CommandName, CommandWords>>
  readonly problem: (problem: Problem) => string

  readonly welcome: (name: string, channels: number) => string
  /** How the bot presents itself, in plain text: at most 512 units in an empty chat, 120 on its page. */
  readonly profile: { readonly long: string; readonly short: string }
  /** What its owner gets when it was deployed. */
  readonly deployed: string
  readonly claimed: string
  /** How a person's own chat with the bot is called, as a channel. */
  readonly here: string
  readonly stranger: (id: UserId) => string
  readonly help: (list: string) => string
  readonly groupHelp: string
  readonly notACommand: string
  readonly unknownCommand: (name: string) => string
  readonly failed: string

  readonly channels: (entries: readonly ChannelEntry[], current: string | null) => string
  readonly noChannels: string
  readonly chooseChannelButton: string
  readonly chooseGroupButton: string
  readonly chooseChannelHint: string
  readonly using: (title: string) => string
  readonly useWhich: string
  readonly unknownChannel: (text: string) => string
  readonly whichChannel: (titles: readonly string[]) => string

  readonly registered: (title: string) => string
  readonly excessRights: (title: string) => string
  readonly addedToGroup: (title: string) => string
  readonly registeredGroup: string
  readonly notYourChannel: (title: string) => string
  readonly botNotAdmin: (title: string) => string
  readonly channelUnreachable: (text: string) => string
  readonly telegramSilent: string

  readonly addWhat: string
  readonly added: (feed: FeedView, newest: readonly Item[], channel: string, paused: boolean) => string
  readonly already: (feed: FeedView, channel: string) => string
  readonly chooseFeed: (count: number, channel: string) => string
  readonly full: (most: number) => string
  readonly postNewest: (count: number) => string
  readonly posted: (count: number) => string
  readonly postedPaused: string
  readonly postedBefore: string
  readonly offerGone: string

  readonly removeWhich: string
  readonly removed: (feed: FeedView, channel: string) => string
  readonly putBack: (feed: FeedView, channel: string) => string
  readonly noSuchFeed: (text: string) => string
  readonly undo: string
  readonly list: (view: ChannelView) => string
  readonly noFeeds: (channel: string) => string

  readonly filter: (view: ChannelView) => string
  readonly filterSet: (channel: string, query: string, feed: FeedView | null, backTest: BackTest) => string
  readonly lessWhich: (channel: string) => string
  readonly lessNone: (channel: string) => string
  readonly lessOf: (less: Less) => string
  readonly lessHides: (term: string, hides: number) => string

  readonly whyWhat: string
  readonly whyUnknown: (text: string, channel: string) => string
  readonly why: (answers: readonly Why[], timezone: string) => string

  readonly retractWhat: string
  readonly retracted: (result: Retracted, text: string) => string
  readonly unretracted: string

  readonly language: string
  readonly languageSet: string

  readonly importWhat: (channel: string) => string
  readonly importing: (feeds: number, channel: string) => string
  readonly imported: (result: Imported, channel: string) => string
  readonly importUnreadable: string
  readonly restored: (channel: string) => string
  readonly exported: (channel: string) => string
  readonly exportFailed: string

  readonly owners: (named: number, owners: readonly Owner[]) => string
  readonly invitation: (link: string) => string
  readonly joined: string
  readonly ownersOnly: string
  readonly dismissed: (name: string) => string
  readonly readmitted: (name: string) => string
  readonly tooManyChannels: (most: number) => string
  /** @param channel somebody else registered it, and has as many; null: the person themselves has */
  readonly tooManyFeeds: (most: number, channel: string | null) => string

  readonly addToWhich: (address: string) => string
  readonly confirmHere: string

  readonly schedule: (schedule: Schedule) => string
  readonly digest: (view: ChannelView) => string
  readonly digestSet: (view: ChannelView) => string
  readonly askCity: string

  readonly preview: (view: ChannelView) => string
  readonly nothingWaiting: (view: ChannelView) => string
  readonly paused: (channel: string) => string
  readonly resumed: (view: ChannelView, waiting: number) => string
  readonly askBacklog: (channel: string, waiting: number) => string
  readonly released: (kept: number | 'all', view: ChannelView) => string
  readonly backlogButtons: { readonly newest: string; readonly all: string; readonly none: string }
  readonly linksUnknown: (text: string) => string
  readonly moveWhere: (title: string, cell: number, cells: number) => string
  readonly moved: (title: string, cell: number) => string
  readonly moveLater: (title: string) => string
  readonly quota: (view: QuotaView) => string
  readonly statusLink: (link: string) => string
  readonly top: (channel: string, headlines: readonly TopHeadline[]) => string
  readonly topProblem: (problem: ClicksProblem) => string
  readonly staleButton: string
}
