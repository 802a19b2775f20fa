/** The dependencies of a cycle: everything with a clock, a network or storage. */
import type { FileLabel } from '../digest/card-media.ts'
import type { ArticleReading, ArticleRequest } from '../feed/article/read-article.ts'
import type { Language } from '../language.ts'
import type { TextModel } from '../machine/text-model.ts'
import type { Channel, ChannelId, ChatId, EpochMs, ReaderCode, UserId } from '../model.ts'
import type { FeedRequest, PushedDocument } from '../polling.ts'
import type { HubAnswer, HubRequest } from '../push/hub-request.ts'
import type { FeedReading } from '../result.ts'
import type { FeedGap } from '../store/gaps.ts'
import type { KeyValue } from '../store/key-value.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Notice } from '../store/notices.ts'
import type { Operator } from '../store/people.ts'
import type { Metered } from '../store/usage.ts'
import type { CallTelegram } from '../telegram/client.ts'
import type { CycleMemory } from './cycle-memory.ts'
import type { Quotas } from './governor.ts'
import type { ImportProgress } from './import-progress.ts'
import type { NewsRequest, SourceNews } from './source-news.ts'

export interface CycleDeps {
  /** Number of the cell, from 0. */
  readonly cell: number
  readonly ledger: Ledger
  readonly memory: CycleMemory
  readonly store: KeyValue
  /** One call of the feed reader, which is a separate invocation. May throw or never return. */
  readonly readFeeds: (requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>
  /** The same in the Durable Object of that name, which has a longer CPU limit. */
  readonly readInObject: (name: string, requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>
  /** Reads an article's page in the Durable Object of a lane: those of a host always in the same one. May throw or never return. */
  readonly readArticle: (lane: number, request: ArticleRequest) => Promise<ArticleReading>
  readonly hubs: HubDeps
  /** The language model for translations; null: the operator has bound none. */
  readonly machine: TextModel | null
  readonly telegram: CallTelegram
  readonly stopwatch: Stopwatch
  /** Only for edition codes; decisions use the cycle's time. */
  readonly wallClock: () => EpochMs
  /** An unguessable integer below 2^32. */
  readonly random: () => number
  /** Tells the directory that a group became a supergroup. */
  readonly channelMoved: (from: ChannelId, to: Channel) => Promise<void>
  /** Tells the directory that a chat has another @name; null: none. */
  readonly channelRenamed: (chat: ChatId, username: string | null) => Promise<void>
  /** Tells the directory that a channel is removed. */
  readonly channelForgotten: (id: ChannelId) => Promise<void>
  /** Has the directory forget a reader, whose chat takes no messages or who follows no channel any more. Safe to repeat. */
  readonly readerGone: (reader: UserId) => Promise<void>
  /** Those among the people of this cell's selections whom the directory does not know as readers. */
  readonly strangersAmong: (people: readonly UserId[]) => Promise<readonly UserId[]>
  /** The cell of a channel by its code for readers, from the directory; null: the channel offers no such link. */
  readonly cellOfLink: (code: ReaderCode) => Promise<number | null>
  /** Asks another cell for headlines of its channels. */
  readonly newsAfter: (cell: number, requests: readonly NewsRequest[]) => Promise<readonly (SourceNews | null)[]>
  /**
   * The operators, from the directory.
   * @param alertKey alerts with the same key are sent by one cell: the others get an empty list. Null: always every operator
   */
  readonly operators: (alertKey: string | null) => Promise<readonly Operator[]>
  readonly words: (language: Language) => CycleWords
  readonly settings: CycleSettings
  /** This cell's share of what other objects cost today; null: unknown. */
  readonly elsewhere: Metered | null
}

/** Calls of the feed reader for WebSub: each is a separate invocation, and may throw or never return. */
export interface HubDeps {
  /** Asks hubs to subscribe or unsubscribe. Answers are in the order of the requests. */
  readonly ask: (requests: readonly HubRequest[]) => Promise<readonly HubAnswer[]>
  /** Reads documents that hubs delivered. */
  readonly read: (documents: readonly PushedDocument[]) => Promise<readonly FeedReading[]>
  /** The end of a subscription's callback. */
  readonly tokenOf: (nonce: string) => string
  /** The secret with which the hub signs what it delivers to that callback. */
  readonly secretOf: (token: string) => string
}

/** The wall clock, only for pacing and for ending a cycle; decisions use the cycle's time. */
export interface Stopwatch {
  /** ms since the cycle began. */
  elapsed(): number
  sleep(ms: number): Promise<void>
  /** The value, or `late` when the work takes longer than `ms`; its result is then ignored. */
  within<Value>(work: Promise<Value>, ms: number): Promise<Value | 'late'>
}

export interface CycleSettings {
  /** Telegram's id of the bot: the number before the colon of its token. */
  readonly botId: number
  /** Public address for short links, without a trailing slash; null while unknown. */
  readonly linkBase: string | null
  /** The bot's name without the @, for links of readers; null or absent: unknown, or no channel has readers. */
  readonly bot?: string | null
  /** 0: for ever. */
  readonly linkTtlDays: number
  readonly liveGapMinutes: number
  /** The longest time between two scheduled cycles, ms, as cron is configured. */
  readonly everyMs: number
  /** The plan's limit for an invocation. */
  readonly externalSubrequests: number
  /** This cell's share of the plan's quotas. */
  readonly quotas: Quotas
  /** Pages of articles that this cell may fetch in a day. */
  readonly articlesADay: number
  /** Neurons that this cell may spend in a day. */
  readonly neuronsADay: number
}

/** The texts of a cycle's messages. */
export interface CycleWords {
  readonly untitled: string
  readonly counter: (part: number, parts: number) => string
  /** Title of a digest at a set time. */
  readonly heading: (now: EpochMs, timezone: string) => string
  readonly notice: (notice: Notice) => NoticeMessage
  /** A plain line about a feed that may have lost items. */
  readonly gap: (gap: FeedGap, now: EpochMs, timezone: string) => string
  /** The same for more feeds, by number. */
  readonly moreGaps: (count: number) => string
  /** A plain line with the number of headlines left out. */
  readonly andMore: (count: number) => string
  /** HTML. */
  readonly importProgress: (progress: ImportProgress) => string
  /** Other feeds with the same story, behind a headline: `(also: NYT, Chosun)`. */
  readonly also: (sources: readonly string[]) => string
  /** The button for a sound or film. */
  readonly fileLabel: FileLabel
  /** The line under which more headlines of a feed are folded. */
  readonly folded: (count: number) => string
  /** The line above the sentences of a briefing. */
  readonly briefing: string
  /** The link for readers under a digest. */
  readonly readers: string
  /** Date and time of day. */
  readonly when: (at: EpochMs, timezone: string) => { readonly day: string; readonly clock: string }
}

/** A message to a person: Telegram HTML with rows of buttons. */
export interface NoticeMessage {
  readonly html: string
  readonly buttons: readonly (readonly { readonly text: string; readonly callback_data: string }[])[]
}
