/** A feed of a channel, as the bot shows it. Plain data. */
import type { EpochMs, FeedUrl } from '../model.ts'
import type { PageRule } from '../polling.ts'
import type { FeedProblem } from '../result.ts'

/** A feed of a channel, as lists show it. */
export interface FeedView {
  /** Permanent, unlike the number; buttons carry it. */
  readonly id: number
  readonly number: number
  /** What the ledger knows it by. */
  readonly feed: FeedUrl
  /** Its address. */
  readonly url: FeedUrl
  /** The name that the channel's owner gave it, or `ownTitle`. */
  readonly title: string
  /** The title that the feed gives itself. */
  readonly ownTitle: string
  readonly filter: string
  readonly failingSince: EpochMs | null
  readonly problem: FeedProblem | null
  /** Hours between two polls, as its server or the feed asks; null: less than an hour. */
  readonly everyHours: number | null
  /** When its newest item was published, or else read. */
  readonly lastItemAt: EpochMs | null
  /** Imported, and not polled yet. */
  readonly isUnread: boolean
  /** It is a page, whose items this rule finds; null: it is a feed. */
  readonly pageRule: PageRule | null
  /** What is sent to its site; null: the feed is public. */
  readonly access: FeedAccess | null
}

/** How a feed's news comes. `pushed`: a hub sends it as it is published. `everyMs`: the present polling interval. */
export type FeedArrival = { readonly kind: 'pushed' } | { readonly kind: 'polled'; readonly everyMs: number }

/** A feed of a channel with how its news comes. */
export interface FeedOverview extends FeedView {
  readonly arrival: FeedArrival
  /** The median time from publication to arrival of its news in the last week, ms; null: unknown. */
  readonly latenessMs: number | null
}

/** The credentials of a private feed, without anything secret. */
export interface FeedAccess {
  /** Scheme, host and port that get them. */
  readonly origin: string
  readonly hasLogin: boolean
  /** Names of request headers. */
  readonly headers: readonly string[]
}
