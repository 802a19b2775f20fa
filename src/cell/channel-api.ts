/** The RPC interface of a channel in its cell. Parameters and answers are plain data. */
import type { DigestPart } from '../digest/compose.ts'
import type { CredentialsChange } from '../feed/http/credentials.ts'
import type { ListedFeed } from '../feed/opml.ts'
import type { ExclusionSuggestion } from '../filter/exclude/suggest-exclusions.ts'
import type { Language } from '../language.ts'
import type { Look } from '../look.ts'
import type { Channel, EpochMs, FeedUrl, Item, Lockout, Place, ReaderCode, Schedule, UserId } from '../model.ts'
import type { Credentials, PageRule } from '../polling.ts'
import type { FeedProblem, Result, ScheduleProblem } from '../result.ts'
import type { ImportReport, LeftOut } from '../store/imports.ts'
import type { ChannelExport } from './channel-export.ts'
import type { FeedAnswer, FeedInquiry } from './channel-feed.ts'
import type { PageAnswer } from './channel-page.ts'
import type { ChannelStats, OpenedLinks } from './channel-stats.ts'
import type { DayPage, LocalDay } from './day-page.ts'
import type { Why } from './fate.ts'
import type { FeedOverview, FeedView } from './feed-view.ts'
import type { FilterSet } from './filter-set.ts'
import type { ReaderApi } from './reader-api.ts'
import type { Retracted } from './retracted.ts'

/** Names a feed of a channel: by the id in a button, or by a number, address or title that a person typed. */
export type FeedChoice = { readonly id: number } | { readonly text: string }

/** A channel as the bot shows it. */
export interface ChannelView {
  readonly channel: Channel
  readonly feeds: readonly FeedOverview[]
  /** Headlines that wait for a digest. */
  readonly waiting: number
  /** When the next digest is due; `now`: in the next cycle; null: the channel is paused. */
  readonly nextDigest: EpochMs | 'now' | null
  /** Code of the newest post with a page; null: there is none. */
  readonly newestPost: string | null
}

export type Added =
  /** `exceedsLimit`: only the beginning of its document is read. */
  | {
      readonly kind: 'added'
      readonly feed: FeedView
      readonly newest: readonly Item[]
      readonly exceedsLimit: boolean
    }
  | { readonly kind: 'already'; readonly feed: FeedView }
  | { readonly kind: 'choose'; readonly feeds: readonly { readonly url: FeedUrl; readonly title: string }[] }
  /** The address has no feed, but a list that can be watched, with these newest headlines. */
  | {
      readonly kind: 'watchable'
      readonly url: FeedUrl
      /** The page's. */
      readonly title: string
      readonly rule: PageRule
      readonly headlines: readonly PageHeadline[]
    }
  | { readonly kind: 'full'; readonly most: number }
  /** The channel's owner has as many feeds as they may have. */
  | { readonly kind: 'over' }
  /** The cell does not have the channel: it must be registered first. `found`: the feed at the address. */
  | { readonly kind: 'gone'; readonly found: FeedUrl }
  | { readonly kind: 'failed'; readonly problem: FeedProblem }

/** A headline that a page lists. */
export type PageHeadline = Pick<Item, 'title' | 'link'>

/** The result of setting the CSS selectors by which a page is watched. */
export type RuleSet =
  | {
      readonly kind: 'set'
      readonly feed: FeedView
      readonly headlines: readonly PageHeadline[]
      readonly count: number
    }
  | { readonly kind: 'no-such-feed' }
  /** Somebody else's channel has the page too. */
  | { readonly kind: 'shared'; readonly feed: FeedView }
  /** Nothing was changed. `finds-nothing`: the selectors select no links; `serves-feed`: the address serves a feed. */
  | { readonly kind: 'failed'; readonly problem: FeedProblem | { readonly kind: 'finds-nothing' | 'serves-feed' } }

/** An address to add. */
export interface RequestedAddress {
  readonly address: string
  /** Make the feed private to the channel; null: it is public. */
  readonly credentials: Credentials | null
}

/** A change of a feed's address or credentials. */
export interface FeedChange {
  /** As typed, without user name and password; null: the feed keeps its own. */
  readonly address: string | null
  /** Null: what may be sent to the address is kept. */
  readonly credentials: CredentialsChange | null
}

export type FeedChanged =
  /** `before`: for an undo. `isLoggedOut`: the new address may not get the feed's credentials, so they were deleted. */
  | {
      readonly kind: 'changed'
      readonly feed: FeedView
      readonly before: { readonly address: FeedUrl; readonly credentials: Credentials | null }
      readonly isLoggedOut: boolean
    }
  | { readonly kind: 'same' | 'already'; readonly feed: FeedView }
  /** KV does not answer; nothing was changed. */
  | { readonly kind: 'no-such-feed' | 'too-many-headers' | 'later' }
  /** `watchable`: nothing was changed, as a page becomes a feed of its own. */
  | Extract<Added, { readonly kind: 'choose' | 'watchable' | 'failed' }>

export interface RecentHeadline {
  /** Code of its short link. */
  readonly code: string
  readonly title: string
}

/** Terms that would have hidden a headline and others like it. */
export interface Less {
  readonly title: string
  readonly proposals: readonly ExclusionSuggestion[]
  /** Texts, which are not kept, could have the terms too. */
  readonly isOpen: boolean
}

/** The result of an import. Lists name the first `limits.cell.namedFeeds`. */
export interface Imported extends LeftOut {
  readonly added: number
  /** Items of the last 48 hours, if the imported filters would have dropped all of them, unlike those before; absent: they would not. */
  readonly wouldDrop?: number
}

export interface ImportRequest {
  readonly feeds: readonly (ListedFeed & {
    readonly name?: string
    readonly filter?: string
    readonly page?: PageRule
    /** Make the feed private to the channel. */
    readonly credentials?: Credentials | undefined
  })[]
  /** Settings to import as well; null: the channel keeps its own. */
  readonly settings: Omit<ChannelExport, 'feeds'> | null
  /** The most feeds that the channel's owner may have in this cell; null: any number. */
  readonly most: number | null
  /** The message that shows the progress; null: no message does. */
  readonly report: ImportReport | null
}

/** One channel of a cell. In every method, `most` is the most feeds that the channel's owner may have in this cell; null: any number. */
export interface ChannelApi extends ReaderApi {
  register(channel: Channel): Promise<void>
  /** Telegram's @name for it has changed. @param username without the @; null: none */
  rename(username: string | null): Promise<void>
  /** Null: the cell does not have the channel. */
  view(): Promise<ChannelView | null>
  /** @param credentials make the feed private to the channel; null: it is public */
  addFeed(address: string, most: number | null, credentials?: Credentials | null): Promise<Added>
  /** Watches a page that `addFeed` called watchable. Its present items are the baseline. */
  watchPage(url: FeedUrl, rule: PageRule, most: number | null): Promise<Added>
  /** Watches a feed's address as a page, by other selectors. What they find now counts as seen. */
  setPageRule(which: FeedChoice, rule: PageRule): Promise<RuleSet>
  /** At most `limits.finding.addresses`. @returns the result of each address */
  addFeeds(addresses: readonly RequestedAddress[], most: number | null): Promise<readonly Added[]>
  /** @returns the removed feed; null: the channel has no such feed */
  removeFeed(which: FeedChoice): Promise<FeedView | null>
  /** @param name empty: the feed's own title */
  nameFeed(which: FeedChoice, name: string): Promise<FeedView | null>
  /** Reads the feed first: one that cannot be read is not changed. Its number, name and filter stay, and so do its seen items. */
  changeFeed(which: FeedChoice, change: FeedChange): Promise<FeedChanged>
  /** Undoes a removal of the last day. @returns null: there is nothing to undo */
  restoreFeed(feedId: number, most: number | null): Promise<FeedView | 'over' | null>
  /** Has the next cycle post the headlines that `addFeed` returned. @returns how many */
  wantNewest(feedId: number): Promise<number>
  /** @param which the feed that gets the filter; null: the channel @param sure save it even if it would have dropped everything */
  setFilter(which: FeedChoice | null, query: string, sure?: boolean): Promise<FilterSet>
  /** Adds an exclusion to the channel's filter, as `setFilter` does. */
  exclude(term: string): Promise<FilterSet>
  recentHeadlines(): Promise<readonly RecentHeadline[]>
  /** @param code of the headline's short link @returns null: there is no such headline */
  lessLike(code: string): Promise<Less | null>
  /** @param text a link, a post or words @returns newest first */
  why(text: string): Promise<readonly Why[]>
  /** @param sure the owner has confirmed that the whole post is deleted */
  retract(text: string, sure: boolean): Promise<Retracted>
  /** @returns whether there was something to undo */
  unretract(code: string): Promise<boolean>
  /** The place that a text names: `parseTimezone`. The search takes more CPU time than an invocation of the Free plan's Worker has. */
  placeNamed(text: string): Promise<Result<Place, ScheduleProblem>>
  /** The places nearest to a point, in degrees; it is not kept. */
  placesAt(latitude: number, longitude: number): Promise<readonly Place[]>
  setSchedule(schedule: Schedule, timezone: string | null): Promise<void>
  setLook(look: Partial<Look>): Promise<void>
  setLanguage(language: Language): Promise<void>
  /** The whole configuration; null: there is no such channel. */
  exported(): Promise<ChannelExport | null>
  /** Saves settings and feeds. The following cycles read the feeds. */
  importInto(request: ImportRequest): Promise<Imported>
  /** Deletes the channel. @returns its configuration, for an undo; null: there is no such channel */
  forget(): Promise<ChannelExport | null>
  /** Who registered the channel; null: there is no such channel. */
  ownerOf(): Promise<UserId | null>
  /** Null: it has none, or there is no such channel. */
  timezoneOf(): Promise<string | null>
  pause(): Promise<void>
  /** @returns how many headlines wait; `asks`: they are many, so the owner must choose first */
  resume(): Promise<{ readonly waiting: number; readonly asks: boolean }>
  /** The owner's choice of what to send: the newest `keep` headlines, or all. */
  release(keep: number | 'all', linkBase: string | null): Promise<void>
  /** What the next digest would be. @param linkBase what short links begin with; null: links lead to the articles */
  preview(linkBase: string | null): Promise<readonly DigestPart[]>
  /** Telegram says that the bot may no longer post. */
  lockedOut(reason: Lockout): Promise<void>
  /** Telegram says that the bot may post again. */
  letIn(): Promise<void>
  /** Gives the channel a link for readers; null: takes it away, and its readers lose it within an hour. */
  offerReaders(code: ReaderCode | null): Promise<void>
  /** Moves the channel to another cell. @returns false: that is not possible now */
  handOver(to: number): Promise<boolean>
  /** The channel's web page. @param known the version that the caller has; null: none */
  page(known: string | null): Promise<PageAnswer>
  /** The channel's feed for other programs. */
  feed(inquiry: FeedInquiry): Promise<FeedAnswer>
  /** What the channel got on a day of its own time zone; null: nothing, or its owner has not switched its page on. @param number of the day's page, from 1 */
  day(day: LocalDay, number: number): Promise<DayPage | null>
  /** What the channel got in the last 30 days. @param opened short links of the bot that were opened; null: not counted */
  stats(opened: OpenedLinks | null): Promise<ChannelStats | null>
}

/**
 * Methods that change something. Each writes in one transaction, which also stores what it returns: store/journal.ts. The
 * names are stored with it.
 */
export const channelChanges = [
  'register',
  'rename',
  'addFeed',
  'watchPage',
  'setPageRule',
  'addFeeds',
  'removeFeed',
  'nameFeed',
  'changeFeed',
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
  'offerReaders',
  'follow',
  'unfollow',
  'setWords',
  'handOver',
] as const satisfies readonly (keyof ChannelApi)[]
export type ChannelChange = (typeof channelChanges)[number]
