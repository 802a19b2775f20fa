/** What a cycle needs from outside: everything with a clock, a network or a storage behind it. */
import type { Channel, ChannelId, EpochMs, FeedRequest, Language } from '../model.ts'
import type { FeedReading } from '../result.ts'
import type { FeedGap } from '../store/gaps.ts'
import type { KeyValue } from '../store/key-value.ts'
import type { Ledger } from '../store/ledger.ts'
import type { Notice } from '../store/notices.ts'
import type { Operator } from '../store/people.ts'
import type { Metered } from '../store/usage.ts'
import type { CallTelegram } from '../telegram/client.ts'
import type { Quotas } from './governor.ts'
import type { ImportProgress } from './import-progress.ts'

export interface CycleDeps {
  /** Number of the cell, from 0. */
  readonly cell: number
  readonly ledger: Ledger
  readonly store: KeyValue
  /** One call of the feed reader, an invocation of its own; may throw or never return. */
  readonly readFeeds: (requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>
  /** The same in a Durable Object of that name, which has a longer CPU limit. */
  readonly readInObject: (name: string, requests: readonly FeedRequest[]) => Promise<readonly FeedReading[]>
  readonly telegram: CallTelegram
  readonly stopwatch: Stopwatch
  /** For the time in edition codes, epoch ms: what is decided goes by the cycle's own. */
  readonly wallClock: () => EpochMs
  /** A whole number below 2^32 that nobody can guess. */
  readonly random: () => number
  /** Tells the directory that a group went on as a supergroup. */
  readonly channelMoved: (from: ChannelId, to: Channel) => Promise<void>
  /** Tells the directory that a channel is given up. */
  readonly channelForgotten: (id: ChannelId) => Promise<void>
  /** Whose bot it is, as the directory knows. @param once what they are told; nobody, if another cell has told them. Null: always */
  readonly operators: (once: string | null) => Promise<readonly Operator[]>
  readonly words: (language: Language) => CycleWords
  readonly settings: CycleSettings
  /** This cell's share of what other objects have cost today; null: not known just now. */
  readonly elsewhere: Metered | null
}

/** Wall clock, used only to pace and to end a cycle; what is decided is decided by the cycle's own time. */
export interface Stopwatch {
  /** ms since the cycle began. */
  elapsed(): number
  sleep(ms: number): Promise<void>
  /** What the work yields, or `late` when it takes longer than `ms`; its result is then ignored. */
  within<Value>(work: Promise<Value>, ms: number): Promise<Value | 'late'>
}

export interface CycleSettings {
  /** Telegram's id of the bot itself: the number before the colon of its token. */
  readonly botId: number
  /** Public address that short links begin with, without a trailing slash; null while none is known. */
  readonly linkBase: string | null
  /** 0: for ever. */
  readonly linkTtlDays: number
  readonly liveGapMinutes: number
  /** What the plan allows an invocation. */
  readonly externalSubrequests: number
  /** What the plan lets this cell spend. */
  readonly quotas: Quotas
}

/** The words that a cycle puts into chats. */
export interface CycleWords {
  readonly untitled: string
  readonly counter: (part: number, parts: number) => string
  /** Title line of a digest at set times. */
  readonly heading: (now: EpochMs, timezone: string) => string
  readonly notice: (notice: Notice) => NoticeMessage
  /** A plain line that says where a feed may have skipped items. */
  readonly gap: (gap: FeedGap, now: EpochMs, timezone: string) => string
  /** The same of so many feeds more. */
  readonly moreGaps: (count: number) => string
  /** A plain line: so many headlines were left out. */
  readonly andMore: (count: number) => string
  /** How far an import is, as HTML. */
  readonly importProgress: (progress: ImportProgress) => string
  /** Other feeds with the same story, behind a headline: `(also: NYT, Chosun)`. */
  readonly also: (sources: readonly string[]) => string
  /** A day and a time of day. */
  readonly when: (at: EpochMs, timezone: string) => { readonly day: string; readonly clock: string }
}

/** A message to a person, as Telegram HTML, with rows of buttons. */
export interface NoticeMessage {
  readonly html: string
  readonly buttons: readonly (readonly { readonly text: string; readonly callback_data: string }[])[]
}
