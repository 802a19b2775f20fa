/** Types for polling feeds: requests to the reader, rules of pages, credentials, cache validators, hints, paces of hosts, and the publish history. */
import * as v from 'valibot'
import { limits } from './limits.ts'
import { type FeedUrl, feedUrlSchema, type PackedKeys } from './model.ts'

/** A document's cache validators, for conditional requests. */
export const validatorsSchema = v.object({
  etag: v.nullable(v.string()),
  modified: v.nullable(v.string()),
  /** Hash of the body, for servers that send no others. */
  hash: v.nullable(v.string()),
  /** The address that sent them, if redirected; null: the feed's own. */
  from: v.nullable(feedUrlSchema),
})
export type Validators = Readonly<v.InferOutput<typeof validatorsSchema>>
export const noValidators: Validators = { etag: null, modified: null, hash: null, from: null }

/** A feed's elements that bound polling: `ttl`, `sy:updatePeriod`, `skipHours`, `skipDays`. */
export const feedHintsSchema = v.object({
  /** Minimum minutes between two polls; 0: none. */
  minutes: v.number(),
  /** Hours of the day (0–23) and days of the week (0: Sunday) without polls, in UTC. */
  skipHours: v.array(v.number()),
  skipDays: v.array(v.number()),
})
export type FeedHints = Readonly<v.InferOutput<typeof feedHintsSchema>>
export const noFeedHints: FeedHints = { minutes: 0, skipHours: [], skipDays: [] }

export const pollingHintsSchema = v.object({
  ...feedHintsSchema.entries,
  /** Minimum minutes between two polls by the server's headers; 0: none. */
  server: v.number(),
})
export type PollingHints = Readonly<v.InferOutput<typeof pollingHintsSchema>>

/** At which hours and on which days a feed publishes. Weights are tenths of an item; older items count less. */
export const publishHabitSchema = v.object({
  /** When the weights were last aged, epoch ms. */
  at: v.number(),
  /** How often news came after a pause, in tenths. */
  occasions: v.number(),
  /** For the 24 hours of a day, in UTC. */
  hours: v.array(v.number()),
  /** For the days of a week, from Sunday, in UTC. */
  days: v.array(v.number()),
})
export type PublishHabit = Readonly<v.InferOutput<typeof publishHabitSchema>>

/** When a feed had news; its polling interval follows from it. Epoch ms. */
export const publishHistorySchema = v.object({
  /** When the feed was added, or last had new items. */
  awake: v.number(),
  /** When its newest items were published, or arrived if they have no dates; newest first. */
  times: v.array(v.number()),
  /** Polled as often as allowed until then, because items may have been missed. */
  hurried: v.optional(v.number()),
  /** The document with its last new items had no known ones. */
  replaces: v.optional(v.boolean()),
  /** How late its news arrived: when, in hours since 1970, and how many seconds after its publication; newest first (feed/lateness.ts). */
  lateness: v.optional(v.array(v.tuple([v.number(), v.number()]))),
  /** Absent until the next news after an earlier version. */
  habit: v.optional(publishHabitSchema),
})
export type PublishHistory = Readonly<v.InferOutput<typeof publishHistorySchema>>

export const pollQueueSchema = v.object({
  /** The last cycle that polled feeds, in epoch ms; null before the first. */
  at: v.nullable(v.number()),
  /** Ids of due feeds that it had no room for; those that have waited longest come first. */
  waiting: v.pipe(v.array(v.number()), v.readonly()),
})
export type PollQueue = Readonly<v.InferOutput<typeof pollQueueSchema>>
export const emptyPollQueue: PollQueue = { at: null, waiting: [] }

/** How items are found on a page that is no feed, by CSS selectors of HTMLRewriter's kind. */
export const pageRuleSchema = v.object({
  /** An item's link, or an element with it. */
  item: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.watching.selectorUnits)),
  /** The headline in the item; absent: the item's heading, or else the text of its link. */
  title: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(limits.watching.selectorUnits))),
})
export type PageRule = Readonly<v.InferOutput<typeof pageRuleSchema>>

/** What a request asks of a page that is read like a feed. */
export interface PageRequest {
  /** Null: one is to be found. */
  readonly rule: PageRule | null
  /** Whether the site's robots.txt is read before the page. */
  readonly asksRobots: boolean
}

const { originUnits, sealedUnits, headers, headerNameUnits } = limits.access

/** What `CredentialSeal` in feed/http/credential-seal.ts made of a secret. */
const sealedSchema = v.pipe(v.string(), v.regex(/^1\.[\w-]+$/u), v.maxLength(sealedUnits))

/** A feed's user name, password and request headers. Only the feed reader can open the sealed parts. */
export const credentialsSchema = v.object({
  /** The scheme, host and port that they are for. */
  origin: v.pipe(v.string(), v.regex(/^https?:\/\/[^/?#@\s]+$/u), v.maxLength(originUnits)),
  /** User name and password; null: none. */
  login: v.nullable(sealedSchema),
  headers: v.pipe(
    v.array(
      v.object({
        /** As its owner wrote it. */
        name: v.pipe(v.string(), v.regex(/^[!#$%&'*+.^_`|~\w-]+$/u), v.maxLength(headerNameUnits)),
        value: sealedSchema,
      }),
    ),
    v.maxLength(headers),
    v.readonly(),
  ),
})
export type Credentials = Readonly<v.InferOutput<typeof credentialsSchema>>

/** What is remembered about a host that refused requests; other hosts have none. */
export const hostPaceSchema = v.object({
  /** With a port that is not the scheme's. */
  host: v.string(),
  /** ms between the beginnings of two requests. */
  spacingMs: v.number(),
  /** The longest spacing in ms that was refused; 0: unknown. */
  tooShortMs: v.number(),
  /** Not asked earlier, epoch ms. */
  notBefore: v.number(),
  /** Cycles in a row whose first request was refused. */
  strikes: v.number(),
  /** The feed whose request was refused last, by id; null: it was answered since. */
  suspect: v.nullable(v.number()),
  /** Epoch ms of the last refusal. */
  refusedAt: v.number(),
})
export type HostPace = Readonly<v.InferOutput<typeof hostPaceSchema>>

/** The WebSub hubs that a feed announces, and the address under which they know it (w3.org/TR/websub, section 4). */
export interface HubLinks {
  /** Absolute http(s); at least one, at most `limits.hub.hubsADocument`. */
  readonly hubs: readonly string[]
  /** Absolute http(s), as the publisher writes it. */
  readonly topic: string
}

/** A document that a hub delivered for a feed. */
export interface PushedDocument {
  readonly url: FeedUrl
  /** The address behind the feed's redirects, which its relative links are relative to; absent: `url`. */
  readonly from?: FeedUrl
  readonly body: Uint8Array
  readonly contentType: string | null
  readonly known: PackedKeys
  /** As in `FeedRequest`. */
  readonly bodies?: boolean
  readonly textUnits?: number
}

/** A request to the feed reader: one feed, and the items known from it. */
export interface FeedRequest {
  readonly url: FeedUrl
  readonly validators: Validators
  readonly known: PackedKeys
  /** The feed is read for its baseline: every item counts as seen, and only the newest are parsed. */
  readonly first: boolean
  /** Include the items' full texts. */
  readonly bodies?: boolean
  /** UTF-16 units for the words of all new items, for filters; further room that other feeds of the call leave is used too. Absent: none. */
  readonly textUnits?: number
  /** The address is a page, watched for the links of its list. */
  readonly page?: PageRequest
  readonly credentials?: Credentials
  /** Requests of a call with the same host are made one after another, until one is refused or not answered. Absent: in parallel. */
  readonly host?: string
  /** ms between the beginnings of two requests to that host. */
  readonly spacingMs?: number
}
