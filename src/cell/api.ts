/** What the bot and the web ask of a cell, and what it answers: plain data, so that it can cross an RPC. */

import type { CycleSettings } from '../cycle/edges.ts'
import type { Governed, Quotas } from '../cycle/governor.ts'
import type { CycleKind, CycleReport } from '../cycle.ts'
import type { DigestPart } from '../digest/compose.ts'
import type { Channel, ChannelId, ChatId, EpochMs, FeedUrl, Item, LinkStyle, Lockout, Schedule } from '../model.ts'
import type { CycleProblem, FeedProblem, FilterProblem, Result } from '../result.ts'
import type { Parcel } from '../store/parcels.ts'
import type { Spent, Stored } from '../store/spending.ts'

/** What only the caller knows at the time of a call; `now`, here and in every call, is the wall's clock, but cron's in a scheduled cycle. */
export type Moment = Pick<CycleSettings, 'linkBase'> & { readonly now: EpochMs }

/** A channel's feed, as lists show it. */
export interface FeedView {
  /** Stays with the feed, unlike its number; for buttons. */
  readonly id: number
  readonly number: number
  readonly url: FeedUrl
  readonly title: string
  readonly filter: string
  readonly failingSince: EpochMs | null
  readonly problem: FeedProblem | null
  /** It asks to be read no more often than that, where that is long; null: it is read as often as it has news. */
  readonly everyHours: number | null
}

/** A channel as the bot shows it. */
export interface ChannelView {
  readonly channel: Channel
  readonly feeds: readonly FeedView[]
  readonly waiting: number
  /** When the next digest comes, if something is waiting by then; `now`: with the next cycle; null while paused. */
  readonly nextDigest: EpochMs | 'now' | null
}

export type Added =
  | { readonly kind: 'added'; readonly feed: FeedView; readonly newest: readonly Item[] }
  | { readonly kind: 'already'; readonly feed: FeedView }
  | { readonly kind: 'choose'; readonly feeds: readonly { readonly url: FeedUrl; readonly title: string }[] }
  | { readonly kind: 'full'; readonly most: number }
  /** The cell does not know the channel (any more): it has to be registered again. The address led to this feed. */
  | { readonly kind: 'gone'; readonly found: FeedUrl }
  | { readonly kind: 'failed'; readonly problem: FeedProblem }

/** What a filter would have done to the last 48 hours. */
export interface BackTest {
  readonly passed: number
  readonly total: number
  /** Titles that it would have hidden, newest first, three at most. */
  readonly hidden: readonly string[]
}

export interface CellHealth {
  readonly lastCycleAt: EpochMs | null
  /** The wall clock says that cycles come when they should. */
  readonly alive: boolean
  readonly channels: number
  readonly paused: number
  readonly feeds: { readonly ok: number; readonly failing: number }
  readonly waiting: number
  readonly spent: Spent
  readonly stored: Stored
  readonly quotas: Quotas
  readonly governed: Governed
  /** What kept the last cycle from doing all of its work. */
  readonly problems: readonly CycleProblem[]
}

export interface CellApi {
  /** `busy`: one is running; an urgent one then follows it by itself. */
  cycle(kind: CycleKind, moment: Moment): Promise<CycleReport | 'busy'>
  register(channel: Channel, now: EpochMs): Promise<void>
  view(channel: ChannelId, now: EpochMs): Promise<ChannelView | null>
  addFeed(channel: ChannelId, address: string, now: EpochMs): Promise<Added>
  /** By number or address. @returns the feed that went; null where there is none such */
  removeFeed(channel: ChannelId, which: string, now: EpochMs): Promise<FeedView | null>
  /** Undoes a removal of the last day. @returns null where there is nothing to undo */
  restoreFeed(channel: ChannelId, feedId: number): Promise<FeedView | null>
  /** Has the next cycle post what `/add` showed. @returns how many; 0 when there is nothing, or no more */
  wantNewest(channel: ChannelId, feedId: number): Promise<number>
  /** `number`: of the feed; null: the whole channel's. */
  setFilter(
    channel: ChannelId,
    number: number | null,
    query: string,
  ): Promise<Result<BackTest, FilterProblem> | 'no-such-feed'>
  setSchedule(channel: ChannelId, schedule: Schedule, timezone: string | null, now: EpochMs): Promise<void>
  setLinks(channel: ChannelId, links: LinkStyle): Promise<void>
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
  takeOver(parcel: Parcel, now: EpochMs): Promise<boolean>
  health(now: EpochMs): Promise<CellHealth>
}
