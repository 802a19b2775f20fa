/** Every text that people read, as one type: a language is complete, or it does not compile. Texts are Telegram HTML. */
import type { BackTest, ChannelView, FeedView } from '../../cell/api.ts'
import type { QuotaView } from '../../cell/quota.ts'
import type { CycleWords } from '../../cycle/edges.ts'
import type { Item, LinkStyle, Schedule, UserId } from '../../model.ts'
import type { Problem } from '../../result.ts'
import type { Notice } from '../../store/notices.ts'
import type { ChannelEntry } from '../../store/people.ts'

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
  | 'quota'
  | 'move'

export interface Words extends Omit<CycleWords, 'notice'> {
  readonly notice: (notice: Notice) => string
  /** One line a command; `usage` stands behind the name. */
  readonly commands: Readonly<Record<CommandName, { readonly usage: string; readonly does: string }>>
  readonly problem: (problem: Problem) => string

  readonly welcome: (name: string, channels: number) => string
  readonly claimed: string
  /** How a person's own chat with the bot is called, as a channel. */
  readonly here: string
  readonly stranger: (id: UserId) => string
  readonly help: (commands: string) => string
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
  readonly anonymous: string
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
  readonly links: (style: LinkStyle, hasBase: boolean) => string
  readonly linksUnknown: (text: string) => string
  readonly linksSet: (channel: string, style: LinkStyle, hasBase: boolean) => string
  readonly moveWhere: (title: string, cell: number, cells: number) => string
  readonly moved: (title: string, cell: number) => string
  readonly moveLater: (title: string) => string
  readonly quota: (view: QuotaView) => string
  readonly staleButton: string
}
