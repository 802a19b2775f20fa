/** How a feed is polled: requests to the reader, cache validators, hints, and the publish history. */
import * as v from 'valibot'
import { type FeedUrl, feedUrlSchema, type PackedKeys } from './model.ts'

/** A document's cache validators, for conditional requests. */
export const validatorsSchema = v.object({
  etag: v.nullable(v.string()),
  modified: v.nullable(v.string()),
  /** Hash of the body, for servers without the others. */
  hash: v.nullable(v.string()),
  /** The address that sent them, after a redirect; null: the feed's own. */
  from: v.nullable(feedUrlSchema),
})
export type Validators = Readonly<v.InferOutput<typeof validatorsSchema>>
export const noValidators: Validators = { etag: null, modified: null, hash: null, from: null }

/** Elements of a feed about polling: `ttl`, `sy:updatePeriod`, `skipHours`, `skipDays`. */
export const feedHintsSchema = v.object({
  /** Minutes between two polls; 0: any. */
  minutes: v.number(),
  /** Hours of the day (0–23) and days of the week (0: Sunday) without polls, in UTC. */
  skipHours: v.array(v.number()),
  skipDays: v.array(v.number()),
})
export type FeedHints = Readonly<v.InferOutput<typeof feedHintsSchema>>
export const noFeedHints: FeedHints = { minutes: 0, skipHours: [], skipDays: [] }

/** The same, with the minutes that the server's headers ask for; 0: none. */
export const pollingHintsSchema = v.object({ ...feedHintsSchema.entries, server: v.number() })
export type PollingHints = Readonly<v.InferOutput<typeof pollingHintsSchema>>

/** When a feed had news; its polling interval follows from it. Epoch ms. */
export const publishHistorySchema = v.object({
  /** When it was added, or last had news. */
  awake: v.number(),
  /** When its newest items were published, or else arrived; newest first. */
  times: v.array(v.number()),
  /** After a gap: polled as often as allowed until then. */
  hurried: v.optional(v.number()),
  /** Its last news came in a document without known items. */
  replaces: v.optional(v.boolean()),
})
export type PublishHistory = Readonly<v.InferOutput<typeof publishHistorySchema>>

/** How far polling has come: the last cycle that polled feeds (epoch ms; null before the first), and due feeds it had no room for. */
export const pollQueueSchema = v.object({
  at: v.nullable(v.number()),
  /** Ids of feeds, longest waiting first. */
  waiting: v.pipe(v.array(v.number()), v.readonly()),
})
export type PollQueue = Readonly<v.InferOutput<typeof pollQueueSchema>>
export const emptyPollQueue: PollQueue = { at: null, waiting: [] }

/** A request to the feed reader: one feed, and what is known of it. */
export interface FeedRequest {
  readonly url: FeedUrl
  readonly validators: Validators
  readonly known: PackedKeys
  /** A baseline: every item counts as seen, and only the newest are needed. */
  readonly first: boolean
  /** The items' texts are needed too. */
  readonly bodies?: boolean
}
