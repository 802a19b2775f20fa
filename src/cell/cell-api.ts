/** The RPC interface of a cell. Parameters and answers are plain data. */

import type { ReactionTaken } from '../cycle/reaction-memory.ts'
import type { NewsRequest, SourceNews } from '../cycle/source-news.ts'
import type { CycleKind, CycleReport } from '../cycle.ts'
import type { ShortLink } from '../edition-item.ts'
import type { OutsideCalls } from '../metered-object.ts'
import type { ChannelId, ChatId, EpochMs, UserId } from '../model.ts'
import type { Result, StoreProblem } from '../result.ts'
import type { ChannelTransfer } from '../store/channel-transfers.ts'
import type { Reacted } from '../store/day-counts.ts'
import type { Calls, JournalledCall } from '../store/journal.ts'
import type { ArticleOfEdition } from '../store/open-editions.ts'
import type { PushBody } from '../store/pushes.ts'
import type { Spent } from '../store/spending.ts'
import type { Metered } from '../store/usage.ts'
import type { Restored, SinceBackup } from './backup.ts'
import type { CellHealth, CellStatus } from './cell-status.ts'
import type { ChannelApi } from './channel-api.ts'
import type { ChannelWithPage } from './channels-with-page.ts'
import type { Holdings } from './holdings.ts'
import type { HubIntent } from './hub-callbacks.ts'
import type { PostPage } from './post-page.ts'
import type { StoryState } from './story-state.ts'

/** What starts a cycle. */
export interface CycleStart {
  /** Cron's time in a scheduled cycle, else the wall clock's. */
  readonly now: EpochMs
  /** What short links begin with; null: headlines link to the articles. */
  readonly linkBase: string | null
  /** The cron expression that started it; absent: a person did. */
  readonly cron?: string
  /** This cell's share of what other objects cost today; null: unknown. */
  readonly elsewhere?: Metered | null
}

/** The report of a cycle. `isRequestQuotaSpent`: the cell refuses requests from outside until midnight, UTC. */
export interface CellReport extends CycleReport {
  readonly isRequestQuotaSpent: boolean
  readonly pages: readonly ChannelWithPage[]
}

/** What a backup or a restore costs of KV's quotas. */
export type OperatorCost = Pick<Spent, 'kvReads' | 'kvWrites'>

/** The cell's own methods that make a change for an update: see `channelChanges`. */
export const cellChanges = ['migrated'] as const satisfies readonly (keyof CellMethods)[]
export type CellChange = (typeof cellChanges)[number]

/** Methods of the cell's object. Each call is one billed request. */
export interface CellMethods extends OutsideCalls {
  /** Calls a method of a channel. @param once makes a change for an update once: a repeated call returns what the first one did */
  callChannel(
    channel: ChannelId,
    method: string,
    values: readonly unknown[],
    once: JournalledCall | null,
  ): Promise<unknown>
  /** Makes a change of the cell itself for an update, once. @returns what the change returns, or returned the first time */
  act(once: JournalledCall, change: CellChange, values: readonly unknown[]): Promise<unknown>
  /** The journalled calls of an update; null: the cell has none. */
  callsOf(update: number): Promise<Calls | null>
  /** `busy`: another cycle runs, and an urgent one follows it. `shut-down`: the cell is shut down. */
  cycle(kind: CycleKind, start: CycleStart): Promise<CellReport | 'busy' | 'shut-down'>
  /** The item of a short link whose edition is in the ledger, with its text: KV may not show it yet. */
  openArticle(link: ShortLink): Promise<ArticleOfEdition | null>
  /** A post as its page shows it; null: there is none for everybody. Reads a few rows. @param number of its page, from 1 */
  postPage(code: string, number: number): Promise<PostPage | null>
  /**
   * What a reading page needs to know of its item. Reads a few rows.
   * @param story the item's code
   * @param post the code of the post that the reader comes from; null: unknown
   * @param channels those that got the item; null: too many, or unknown
   */
  storyState(story: string, post: string | null, channels: readonly ChannelId[] | null): Promise<StoryState>
  /** Sends at once what an owner asked for, without polling feeds. */
  urgentCycle(linkBase: string | null): Promise<void>
  /** A person's channels in this cell, and the feeds of these. */
  holdingsOf(person: UserId): Promise<Holdings>
  /** A group became a supergroup: its channels move to the new chat. */
  migrated(channels: readonly ChannelId[], to: ChatId): Promise<void>
  /** Headlines of channels that have a link for readers; null: no channel of this cell has that link. Reads a row for each channel and hour. */
  newsAfter(requests: readonly NewsRequest[]): Promise<readonly (SourceNews | null)[]>
  /** Takes a channel from another cell. @returns false: that is not possible now */
  receive(transfer: ChannelTransfer): Promise<boolean>
  /** Counts feeds, channels and headlines. */
  health(): Promise<CellHealth>
  /** The state after the last cycle, at the cost of two rows: anybody may request it. */
  lastHealth(): Promise<CellHealth>
  status(): Promise<CellStatus>
  isShutDown(): Promise<boolean>
  /** A cell that is shut down runs no cycles: another deployment sends for the bot. */
  setShutDown(isShutDown: boolean): Promise<void>
  /** A hub verifies or denies a subscription. @param nonce from its callback @returns whether it is to be confirmed */
  answerHub(nonce: string, intent: HubIntent): Promise<boolean>
  /**
   * Takes a signed document that a hub delivers; the cycle that reads it comes some seconds later.
   * @param push null: it is too long to be read, so that the feed is polled
   * @returns false: nobody wants it
   */
  takePush(nonce: string, push: PushBody | null): Promise<boolean>
  /** Takes Telegram's report on the reactions to a message. Writes no row; a cycle writes many of them together. */
  takeReactions(channel: ChannelId, report: Reacted): Promise<ReactionTaken>
  /** The whole cell as text, as it is between two cycles. */
  save(): Promise<Result<string, StoreProblem>>
  /** Replaces this cell by a saved one, once per backup. @param backup when it was made, epoch ms */
  restore(text: string, backup: EpochMs, since: SinceBackup): Promise<Result<Restored, StoreProblem>>
  /** Books what the operator's commands spend today. @returns false: today's quota has no room for it */
  charge(cost: OperatorCost): Promise<boolean>
}

/** What readers ask of posts. */
export type CellPosts = Pick<CellMethods, 'postPage' | 'storyState'>

/** A cell as the Worker sees it. */
export interface CellApi extends Omit<CellMethods, 'callChannel' | 'act' | keyof OutsideCalls> {
  channel(id: ChannelId): ChannelApi
}
