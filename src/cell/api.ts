/** What the bot and the web ask of a cell, and what it answers: plain data, so that it can cross an RPC. */

import type { CellSummary } from '../cycle/cell-summary.ts'
import type { CycleSettings } from '../cycle/deps.ts'
import type { Quotas } from '../cycle/governor.ts'
import type { CycleKind, CycleReport } from '../cycle.ts'
import type { DigestPart } from '../digest/compose.ts'
import type { ExclusionSuggestion } from '../filter/suggest-exclusions.ts'
import type { Door } from '../metered-object.ts'
import type {
  Certainty,
  Channel,
  ChannelId,
  ChatId,
  EpochMs,
  FeedUrl,
  Gathering,
  Item,
  Language,
  Lockout,
  Look,
  Recognised,
  Schedule,
  UserId,
} from '../model.ts'
import type { FeedProblem, FilterProblem, Result, StoreProblem } from '../result.ts'
import type { ChannelTransfer } from '../store/channel-transfers.ts'
import type { Calls, JournalledCall } from '../store/journal.ts'
import type { Spent } from '../store/spending.ts'
import type { Metered } from '../store/usage.ts'
import type { Restored, SinceBackup } from './backup.ts'
import type { Holdings } from './holdings.ts'
import type { ChannelExport, ImportWanted } from './import-export.ts'

/** What only the caller knows at the time of a call; `now`, here and in every call, is the wall's clock, but cron's in a scheduled cycle. */
export type Moment = Pick<CycleSettings, 'linkBase'> & { readonly now: EpochMs; readonly elsewhere?: Metered | null }

/** A channel's feed, as lists show it. */
export interface FeedView {
  /** Stays with the feed, unlike its number; for buttons. */
  readonly id: number
  readonly number: number
  readonly url: FeedUrl
  /** What its owner calls it, or its own title. */
  readonly title: string
  readonly ownTitle: string
  readonly filter: string
  readonly failingSince: EpochMs | null
  readonly problem: FeedProblem | null
  /** It asks to be read no more often than that, where that is long; null: it is read as often as it has news. */
  readonly everyHours: number | null
  /** When its newest item was published or arrived. */
  readonly lastItemAt: EpochMs | null
  /** It was imported, and not read since. */
  readonly isUnread: boolean
}

/** A feed of a channel: by its id, as buttons carry it, or by its number, address or title as typed. */
export type FeedChoice = { readonly id: number } | { readonly text: string }

/** A channel as the bot shows it. */
export interface ChannelView {
  readonly channel: Channel
  readonly feeds: readonly FeedView[]
  readonly waiting: number
  /** When the next digest comes, if something is waiting by then; `now`: with the next cycle; null while paused. */
  readonly nextDigest: EpochMs | 'now' | null
  /** Path of the short link of one of its newest headlines; null: there are none of the last 48 hours. */
  readonly newestCode: string | null
}

export type Added =
  | { readonly kind: 'added'; readonly feed: FeedView; readonly newest: readonly Item[] }
  | { readonly kind: 'already'; readonly feed: FeedView }
  | { readonly kind: 'choose'; readonly feeds: readonly { readonly url: FeedUrl; readonly title: string }[] }
  | { readonly kind: 'full'; readonly most: number }
  /** The channel's owner may have no more feeds. */
  | { readonly kind: 'over' }
  /** The cell does not know the channel (any more): it has to be registered again. The address led to this feed. */
  | { readonly kind: 'gone'; readonly found: FeedUrl }
  | { readonly kind: 'failed'; readonly problem: FeedProblem }

/** What a filter would have done to the last 48 hours. */
export interface BackTest {
  readonly passed: number
  readonly total: number
  /** Titles that it would have hidden, the most telling three. */
  readonly hidden: readonly string[]
}

export interface FilterChange {
  readonly backTest: BackTest
  /** As it is now. */
  readonly query: string
  /** The query that it takes the place of. */
  readonly before: string
  /** Whose filter it is; null: the channel's. */
  readonly feed: FeedView | null
}
export type FilterSet = Result<FilterChange, FilterProblem | { readonly kind: 'no-such-feed' }>

export interface RecentHeadline {
  /** Path of its short link. */
  readonly code: string
  readonly title: string
}

/** What would have hidden a headline and its like. */
export interface Less {
  readonly title: string
  readonly proposals: readonly ExclusionSuggestion[]
}

/** The headline that tells a story. */
export interface StoryTold {
  readonly title: string
  readonly source: string
  readonly link: string | null
}

/** What became of an item. */
export type Fate =
  | { readonly kind: 'sent'; readonly at: EpochMs; readonly post: string | null }
  /** `next`: when its digest comes; null: the channel is paused. */
  | { readonly kind: 'waiting'; readonly next: EpochMs | 'now' | null }
  | { readonly kind: 'under-way' | 'left-out' | 'retracted' | 'gone' }
  | {
      readonly kind: 'merged'
      readonly into: StoryTold
      /** What says that both tell the same; null: an earlier version did not write it down. */
      readonly evidence: Certainty | null
      readonly post: string | null
    }
  /** It stands in the line of another headline, with a link of its own. */
  | {
      readonly kind: 'gathered'
      readonly into: StoryTold
      readonly evidence: Gathering
      readonly post: string | null
    }
  /** It is no news: its feed had it before. `earlier`: as it was; null: not in the last 48 hours. */
  | {
      readonly kind: 'known'
      readonly evidence: Recognised['evidence']
      readonly earlier: { readonly title: string; readonly link: string | null; readonly at: EpochMs } | null
    }
  /** `by`: the channel's filter, or that of the feed with this number; `filter`: as it is now. */
  | { readonly kind: 'dropped'; readonly by: 'channel' | number; readonly term: string | null; readonly filter: string }

export interface Why {
  readonly title: string
  readonly link: string | null
  readonly source: string
  /** When it was read. */
  readonly at: EpochMs
  readonly fate: Fate
}

/** What came of taking a headline back. */
export type Retracted =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'several'; readonly titles: readonly string[] }
  /** It waited, and waits no longer; or it is struck out. Both can be undone by its code. */
  | { readonly kind: 'withdrawn' | 'struck'; readonly title: string; readonly code: string }
  /** Its post holds nothing else: shall it be deleted? */
  | { readonly kind: 'sure'; readonly title: string; readonly code: string }
  | { readonly kind: 'erased' | 'under-way' | 'gone'; readonly title: string }
  | { readonly kind: 'refused'; readonly title: string; readonly description: string | null }

/** What came of an import. */
export interface Imported {
  readonly added: number
  readonly already: number
  /** Beyond as many feeds as a channel, or a person, may have. */
  readonly over: number
  /** What is no address of a feed. */
  readonly wrong: readonly { readonly text: string; readonly problem: FeedProblem }[]
}

export interface CellHealth extends CellSummary {
  readonly lastCycleAt: EpochMs | null
  /** The wall clock says that cycles come when they should. */
  readonly alive: boolean
  readonly quotas: Quotas
  /** Pages and strangers are turned away until midnight, UTC. */
  readonly isDark: boolean
}

/** A story of a channel's page. */
export interface PageStory {
  /** Path of its short link. */
  readonly code: string
  readonly title: string
  readonly link: string | null
  readonly source: string
  readonly summary: string
  readonly author: string | null
  readonly categories: readonly string[]
  readonly published: EpochMs | null
  /** When it came in. */
  readonly at: EpochMs
  /** Other feeds that had it, by name, and the paths of their short links; null: theirs was not sent. */
  readonly also: readonly { readonly source: string; readonly code: string | null }[]
}

export interface ChannelPage {
  /** Another one, whenever anything of it is another. */
  readonly version: string
  readonly title: string
  readonly username: string | null
  readonly language: Language
  readonly timezone: string
  /** Of the last 48 hours, newest first. */
  readonly stories: readonly PageStory[]
}

export type PageAnswer =
  /** Its owner has not switched it on. */
  | { readonly kind: 'off' }
  /** The asker has this version already. */
  | { readonly kind: 'same' }
  | { readonly kind: 'page'; readonly page: ChannelPage }

export interface CellStatus {
  readonly health: CellHealth
  /** The last week's, oldest first, today included. `day`: ISO 8601, UTC. */
  readonly days: readonly { readonly day: string; readonly spent: Spent }[]
  /** The longest first. */
  readonly failing: readonly {
    readonly title: string
    readonly url: FeedUrl
    readonly problem: FeedProblem
    readonly since: EpochMs | null
  }[]
  /** Those that stand still first. */
  readonly channels: readonly (Pick<Channel, 'chat' | 'kind' | 'title' | 'username' | 'pause'> & {
    readonly waiting: number
  })[]
}

/** What a backup or a restore costs of KV's quotas. */
export type OperatorCost = Pick<Spent, 'kvReads' | 'kvWrites'>

/** What came of a cycle. `isDark`: the cell's doors are closed for today. */
export interface CellReport extends CycleReport {
  readonly isDark: boolean
}

/** What the bot changes in a cell. Each writes in one transaction, so that it can be kept what came of it: store/journal.ts. */
export const cellChanges = [
  'register',
  'addFeed',
  'removeFeed',
  'nameFeed',
  'restoreFeed',
  'wantNewest',
  'setFilter',
  'exclude',
  'retract',
  'unretract',
  'setSchedule',
  'setLook',
  'setLanguage',
  'importInto',
  'forget',
  'pause',
  'resume',
  'release',
  'lockedOut',
  'letIn',
  'migrated',
  'handOver',
] as const satisfies readonly (keyof CellApi)[]
export type CellChange = (typeof cellChanges)[number]

export interface CellApi extends Door {
  /** Makes a change for an update, once. @returns what the change returns, or returned the first time */
  act(asked: JournalledCall, change: CellChange, values: readonly unknown[]): Promise<unknown>
  /** The calls of an update, as far as this cell has kept them; null: it has not. */
  callsOf(update: number): Promise<Calls | null>
  /** `busy`: one is running; an urgent one then follows it by itself. `retired`: another Paperboy goes on with this cell. */
  cycle(kind: CycleKind, moment: Moment): Promise<CellReport | 'busy' | 'retired'>
  register(channel: Channel, now: EpochMs): Promise<void>
  view(channel: ChannelId, now: EpochMs): Promise<ChannelView | null>
  /** @param most how many feeds the channel's owner may have in this cell; null: any number */
  addFeed(channel: ChannelId, address: string, most: number | null, now: EpochMs): Promise<Added>
  /** @returns the feed that went; null where there is none such */
  removeFeed(channel: ChannelId, which: FeedChoice, now: EpochMs): Promise<FeedView | null>
  /** @param name empty: its own title */
  nameFeed(channel: ChannelId, which: FeedChoice, name: string): Promise<FeedView | null>
  /** Undoes a removal of the last day. @param most as for `addFeed` @returns null where there is nothing to undo */
  restoreFeed(channel: ChannelId, feedId: number, most: number | null): Promise<FeedView | 'over' | null>
  /** Has the next cycle post what `/add` showed. @returns how many; 0 when there is nothing, or no more */
  wantNewest(channel: ChannelId, feedId: number): Promise<number>
  /** `which`: a feed's; null: the whole channel's. */
  setFilter(channel: ChannelId, which: FeedChoice | null, query: string): Promise<FilterSet>
  /** Adds an exclusion to the channel's filter. */
  exclude(channel: ChannelId, term: string): Promise<FilterSet>
  recentHeadlines(channel: ChannelId): Promise<readonly RecentHeadline[]>
  lessLike(channel: ChannelId, code: string): Promise<Less | null>
  why(channel: ChannelId, text: string, now: EpochMs): Promise<readonly Why[]>
  retract(channel: ChannelId, text: string, sure: boolean): Promise<Retracted>
  unretract(channel: ChannelId, code: string): Promise<boolean>
  setSchedule(channel: ChannelId, schedule: Schedule, timezone: string | null, now: EpochMs): Promise<void>
  setLook(channel: ChannelId, look: Partial<Look>): Promise<void>
  setLanguage(channel: ChannelId, language: Language): Promise<void>
  /** The whole configuration; null where there is no such channel. */
  exported(channel: ChannelId): Promise<ChannelExport | null>
  /** Takes up settings and feeds. Feeds are read by the following cycles, which tell in this message how far they are. */
  importInto(channel: ChannelId, wanted: ImportWanted, now: EpochMs): Promise<Imported>
  /** Everything of a channel goes. @returns what it was, to be undone by; null where there was none */
  forget(channel: ChannelId): Promise<ChannelExport | null>
  /** Who registered a channel; null where there is no such channel. */
  ownerOf(channel: ChannelId): Promise<UserId | null>
  /** What a person has here, by the channels that they registered. */
  holdingsOf(person: UserId): Promise<Holdings>
  pause(channel: ChannelId, now: EpochMs): Promise<void>
  /** @returns how many headlines wait; over 10, the owner is asked before any is sent */
  resume(channel: ChannelId, moment: Moment): Promise<{ readonly waiting: number; readonly asks: boolean }>
  /** The owner's answer about what waits: the newest `keep`, or all of it. */
  release(channel: ChannelId, keep: number | 'all', moment: Moment): Promise<void>
  preview(channel: ChannelId, linkBase: string | null): Promise<readonly DigestPart[]>
  /** Telegram says that the bot was let out of or into a chat. */
  lockedOut(channel: ChannelId, reason: Lockout, now: EpochMs): Promise<void>
  letIn(channel: ChannelId, now: EpochMs): Promise<void>
  /** Every channel of a chat that became a supergroup goes on there. */
  migrated(channels: readonly ChannelId[], to: ChatId): Promise<void>
  /** The channel goes over to another cell. @returns false when that cannot be begun just now */
  handOver(channel: ChannelId, to: number): Promise<boolean>
  /** Another cell brings a channel. @returns false when it cannot be taken just now */
  takeOver(parcel: ChannelTransfer, now: EpochMs): Promise<boolean>
  /** How the cell is now: counts everything. */
  health(now: EpochMs): Promise<CellHealth>
  /** How the last cycle left the cell, and whether cycles still come: what anybody may ask costs two rows. */
  lastHealth(now: EpochMs): Promise<CellHealth>
  status(now: EpochMs): Promise<CellStatus>
  /** @param known the version that the asker has already; null: none */
  page(channel: ChannelId, known: string | null, now: EpochMs): Promise<PageAnswer>
  isRetired(): Promise<boolean>
  /** Retired, the cell has no cycles any more. */
  retire(isRetired: boolean): Promise<void>
  /** The whole cell as one text, as it stands between two cycles. */
  save(): Promise<Result<string, StoreProblem>>
  /** Puts a saved cell in the place of this one, once for each backup. @param backup when it was made */
  restore(text: string, backup: EpochMs, since: SinceBackup): Promise<Result<Restored, StoreProblem>>
  /** Puts what the operator's commands spend on the day's account. @returns false: there is no room for it today */
  charge(cost: OperatorCost, now: EpochMs): Promise<boolean>
}
