/** The nouns of Paperboy, readonly, with the schemas that everything stored or received is checked against. */

import * as v from 'valibot'
import { dayMinutes } from './limits.ts'

declare const brand: unique symbol
/** A string or number that only its own constructor may make. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** An absolute http(s) address of a feed, as `feedUrl` in feed/address.ts made it. */
export type FeedUrl = Brand<string, 'FeedUrl'>
/** Base-62 letters that name one edition: six; seven where its short links name an item by its place. */
export type EditionCode = Brand<string, 'EditionCode'>
/** `<chat>` or `<chat>:<thread>`: one destination of digests. */
export type ChannelId = Brand<string, 'ChannelId'>
/** What is remembered of a feed's items: records of 37 base64url digits (feed/item-record.ts). */
export type PackedKeys = Brand<string, 'PackedKeys'>
/** Telegram's id of a chat: positive for people, negative for groups and channels. */
export type ChatId = Brand<number, 'ChatId'>
/** Telegram's id of a person. */
export type UserId = Brand<number, 'UserId'>
/** Milliseconds since 1970, UTC. */
export type EpochMs = number

const branded = <Name extends string>() => v.transform((value: string) => value as Brand<string, Name>)
const brandedNumber = <Name extends string>() => v.transform((value: number) => value as Brand<number, Name>)

export const feedUrlSchema = v.pipe(v.string(), v.regex(/^https?:\/\/./u), branded<'FeedUrl'>())
export const editionCodeSchema = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{6,7}$/u), branded<'EditionCode'>())
export const channelIdSchema = v.pipe(v.string(), v.regex(/^-?\d+(:\d+)?$/u), branded<'ChannelId'>())
export const packedKeysSchema = v.pipe(v.string(), v.regex(/^(?:[\w-]{37})*$/u), branded<'PackedKeys'>())
export const chatIdSchema = v.pipe(v.number(), v.safeInteger(), brandedNumber<'ChatId'>())
export const userIdSchema = v.pipe(v.number(), v.safeInteger(), brandedNumber<'UserId'>())

/** A feed with no item seen yet. */
export const noKeys = v.parse(packedKeysSchema, '')

/** One entry of a feed, as far as headlines need it. Texts are plain, decoded once, without control characters. */
export const itemSchema = v.object({
  /** guid, atom:id or rdf:about as written; null where the feed gives none. */
  id: v.nullable(v.string()),
  /** One line; empty where neither title nor summary has text. */
  title: v.string(),
  /** Absolute http(s), resolved against the feed; null where there is none. */
  link: v.nullable(v.string()),
  published: v.nullable(v.number()),
  updated: v.nullable(v.number()),
  author: v.nullable(v.string()),
  categories: v.array(v.string()),
  /** At most 500 UTF-16 units. */
  summary: v.string(),
  image: v.nullable(v.string()),
})
export type Item = Readonly<v.InferOutput<typeof itemSchema>>

/** An item's own text, for its reading page. */
export const bodySchema = v.object({
  /** HTML as its feed has it, at most 64 KB of UTF-8. Hostile until `web/reading/sanitise.ts` has read it. */
  html: v.string(),
  /** Absolute: what relative addresses in it are relative to. */
  base: v.string(),
})
export type Body = Readonly<v.InferOutput<typeof bodySchema>>

/** An item as the reader brings it. */
export interface ReadItem extends Item {
  /** The keys that dedup knows it by: one packed record. */
  readonly keys: PackedKeys
  /** Its publisher's own short link, by which its story may be known elsewhere; never shown. */
  readonly alias?: string
  /** Only where it was asked for. */
  readonly body?: Body
}

/** What a server said of a document, to ask next time only for what changed. */
export const validatorsSchema = v.object({
  etag: v.nullable(v.string()),
  modified: v.nullable(v.string()),
  /** Hash of the body's bytes, for servers without either. */
  hash: v.nullable(v.string()),
  /** The address that gave them, where a redirect led to it: to any other they mean nothing. Null: the feed's own. */
  from: v.nullable(feedUrlSchema),
})
export type Validators = Readonly<v.InferOutput<typeof validatorsSchema>>
export const noValidators: Validators = { etag: null, modified: null, hash: null, from: null }

/** How a feed wants to be read, by its own document: `ttl`, `sy:updatePeriod`, `skipHours`, `skipDays`. */
export const feedHintsSchema = v.object({
  /** Minutes between two readings; 0: as often as one likes. */
  minutes: v.number(),
  /** Hours of the day (0–23) and days of the week (0: Sunday), in UTC, in which it does not want to be read. */
  skipHours: v.array(v.number()),
  skipDays: v.array(v.number()),
})
export type FeedHints = Readonly<v.InferOutput<typeof feedHintsSchema>>
export const noFeedHints: FeedHints = { minutes: 0, skipHours: [], skipDays: [] }

/** The same, with what the server's headers ask: minutes, 0 for nothing. */
export const pollingHintsSchema = v.object({ ...feedHintsSchema.entries, server: v.number() })
export type PollingHints = Readonly<v.InferOutput<typeof pollingHintsSchema>>

/** How far polling has come: the last cycle that polled feeds (epoch ms; null before the first), and due feeds it had no room for. */
export const pollProgressSchema = v.object({
  at: v.nullable(v.number()),
  /** Ids of feeds, those that have waited longest first. */
  waiting: v.pipe(v.array(v.number()), v.readonly()),
})
export type PollProgress = Readonly<v.InferOutput<typeof pollProgressSchema>>
export const noPollProgress: PollProgress = { at: null, waiting: [] }

/** When a feed has had news: what its own reading interval follows from. */
export const publishHistorySchema = v.object({
  /** When it was added, or last brought something that was not seen before. Epoch ms. */
  awake: v.number(),
  /** Of its newest items, newest first: when each was published, or arrived where it does not say. Epoch ms. */
  times: v.array(v.number()),
  /** Items may have been lost between two readings: until then it is read as often as it may be. Epoch ms. */
  hurried: v.optional(v.number()),
  /** Its last news stood in a document that had nothing else. */
  replaces: v.optional(v.boolean()),
})
export type PublishHistory = Readonly<v.InferOutput<typeof publishHistorySchema>>

/** A question to the feed reader: one feed, and what is already known of it. */
export interface FeedRequest {
  readonly url: FeedUrl
  readonly validators: Validators
  readonly known: PackedKeys
  /** A beginning: all that the feed holds is known from now on, and only its newest items are wanted. */
  readonly first: boolean
  /** The items' texts are wanted as well. */
  readonly bodies?: boolean
}

/** What made an item a known one: a field that is the same, or that it is older than all that is remembered. */
export const evidenceSchema = v.picklist(['id', 'link', 'title', 'age'])
/** An item that is not news although its headline was not seen before. */
export const recognisedSchema = v.object({
  title: v.string(),
  link: v.nullable(v.string()),
  evidence: evidenceSchema,
  /** The key of the item that it was taken for (`keyOf` in feed/item-record.ts); null: it is only old. */
  earlier: v.nullable(v.string()),
})
export type Recognised = Readonly<v.InferOutput<typeof recognisedSchema>>

/** One item of an edition: what was read, and from where. */
export const editionItemSchema = v.object({
  ...itemSchema.entries,
  feed: feedUrlSchema,
  /** The feed's own title at the time. */
  source: v.string(),
  /** Nobody but private chats got it: it is on no page that lists several headlines. */
  isPrivate: v.optional(v.literal(true)),
})
export type EditionItem = Readonly<v.InferOutput<typeof editionItemSchema>>

/** An item as an edition keeps it. */
export const linkedItemSchema = v.object({
  /** Path of its short link, without the slash; null: its place in the edition is in the link. */
  code: v.optional(v.nullable(v.string()), null),
  ...editionItemSchema.entries,
})
export type LinkedItem = Readonly<v.InferOutput<typeof linkedItemSchema>>

/** What a short link names. */
export interface ShortLink {
  /** Its path, without the slash. */
  readonly code: string
  readonly edition: EditionCode
  /** The item's place in the edition; null: the item has the code itself. */
  readonly position: number | null
}

/** `zh`: Chinese in Simplified characters; `zh-hant`: in Traditional ones, as in Taiwan. */
export const languages = ['en', 'zh', 'zh-hant'] as const
export const languageSchema = v.picklist(languages)
export type Language = v.InferOutput<typeof languageSchema>

/** Minutes after a day or a week began; more set times than one an hour are no digests. */
const setTimes = (period: number) =>
  v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(period - 1))), v.maxLength(7 * 24))

/** When a channel gets its pending headlines. */
export const scheduleSchema = v.variant('kind', [
  /** As they come, but at most one digest in `gapMinutes`; null: the operator's default. */
  v.object({
    kind: v.literal('live'),
    gapMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(dayMinutes))),
  }),
  /** At local times of day, minutes after midnight, ascending. */
  v.object({ kind: v.literal('times'), minutes: setTimes(dayMinutes) }),
  /** At local times of the week, minutes after its Monday began, ascending: where not all days are alike. */
  v.object({ kind: v.literal('week'), minutes: setTimes(7 * dayMinutes) }),
  /** Every so many hours, counted from local midnight. */
  v.object({ kind: v.literal('every'), hours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24)) }),
])
export type Schedule = Readonly<v.InferOutput<typeof scheduleSchema>>

/** Where a headline leads: itself a short link, a short link after it, or the item's own link. */
export const linkStyles = ['headline', 'visible', 'original'] as const
export const linkStyleSchema = v.picklist(linkStyles)
export type LinkStyle = v.InferOutput<typeof linkStyleSchema>

/** What a headline becomes: a line of a digest, or a message of its own with summary and picture. */
export const layouts = ['headlines', 'cards'] as const
export const layoutSchema = v.picklist(layouts)
export type Layout = v.InferOutput<typeof layoutSchema>

const minuteOfDay = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(dayMinutes - 1))
/** A part of the local day in which nothing is sent, minutes after midnight; it may reach over midnight. */
export const quietSchema = v.object({ from: minuteOfDay, to: minuteOfDay })
export type Quiet = Readonly<v.InferOutput<typeof quietSchema>>

/** How a channel's messages look and sound; what is not said is as for a channel that was just registered. */
export const lookSchema = v.object({
  links: v.optional(linkStyleSchema, 'headline'),
  layout: v.optional(layoutSchema, 'headlines'),
  /** How a headline is set, as its owner wrote it (digest/template.ts); empty: as the layout has it. */
  template: v.optional(v.string(), ''),
  /** Name the feed that a headline is from. */
  sources: v.optional(v.boolean(), true),
  /** Set an item's categories as hashtags. */
  hashtags: v.optional(v.boolean(), false),
  /** A last line of every digest; empty: none. */
  footer: v.optional(v.string(), ''),
  /** One story of several feeds is one headline. */
  stories: v.optional(v.boolean(), true),
  quiet: v.optional(v.nullable(quietSchema), null),
  /** No message makes a sound. */
  silent: v.optional(v.boolean(), false),
  /** A digest has no more headlines; null: it has all. */
  atMost: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))), null),
  /** Its items' texts are kept, and can be read on pages of ours. */
  reading: v.optional(v.boolean(), false),
  /** It is a page on the web, and a feed. */
  page: v.optional(v.boolean(), false),
})
export type Look = Readonly<v.InferOutput<typeof lookSchema>>
export const usualLook: Look = v.parse(lookSchema, {})

export const chatKinds = ['channel', 'group', 'supergroup', 'private'] as const
export const chatKindSchema = v.picklist(chatKinds)
export type ChatKind = v.InferOutput<typeof chatKindSchema>

/** Why Telegram will not take messages for a chat. All of them are tried again hourly. */
export const lockouts = ['kicked', 'chat-not-found', 'no-rights', 'blocked', 'topic-closed', 'refused'] as const
export const lockoutSchema = v.picklist(lockouts)
export type Lockout = v.InferOutput<typeof lockoutSchema>

/** Why a channel gets nothing just now. */
export const pauseSchema = v.variant('by', [
  v.object({ by: v.literal('owner'), since: v.number() }),
  v.object({ by: v.literal('telegram'), reason: lockoutSchema, since: v.number(), retryAt: v.number() }),
  /** It could be reached again with much pending: its owner chooses newest 10, all, or none. */
  v.object({ by: v.literal('choice'), since: v.number() }),
])
export type Pause = Readonly<v.InferOutput<typeof pauseSchema>>

/** A Telegram destination with its own feeds, filter and delivery settings. */
export const channelSchema = v.object({
  id: channelIdSchema,
  chat: chatIdSchema,
  thread: v.nullable(v.number()),
  kind: chatKindSchema,
  title: v.string(),
  /** Without the @. */
  username: v.nullable(v.string()),
  /** Who registered it, and is told when something is wrong. */
  owner: userIdSchema,
  language: languageSchema,
  /** IANA name; null (and UTC) until its owner asks for a time of day and names a city. */
  timezone: v.nullable(v.string()),
  schedule: scheduleSchema,
  ...lookSchema.entries,
  /** The query as its owner wrote it; empty: everything. */
  filter: v.string(),
  pause: v.nullable(pauseSchema),
})
export type Channel = Readonly<v.InferOutput<typeof channelSchema>>

/** A feed as one channel uses it. */
export interface Subscription {
  readonly channel: ChannelId
  readonly feed: FeedUrl
  /** Its number in /list, from 1. */
  readonly number: number
  readonly title: string
  /** What its owner calls it; empty: by its title. */
  readonly name: string
  readonly filter: string
  readonly addedAt: EpochMs
  /** Keys that this channel found in the feed when it was added, until a cycle has read the feed. */
  readonly baseline: PackedKeys
}

/** What makes certain that two items tell the same story: docs/notes/stories.md. */
export const certaintySchema = v.picklist(['address', 'short-link', 'title', 'text'])
export type Certainty = v.InferOutput<typeof certaintySchema>

/** Why two headlines stand in one line. */
export const gatheringSchema = v.picklist([...certaintySchema.options, 'likely'])
export type Gathering = v.InferOutput<typeof gatheringSchema>

/** The headline whose story an item certainly tells, by its code, and what says so. */
export const repeatsSchema = v.object({ code: v.string(), evidence: certaintySchema })
export type Repeats = Readonly<v.InferOutput<typeof repeatsSchema>>

/** A pending headline: what a digest shows of an item. */
export interface Headline {
  /** Row of the pending table; ascending in the order of arrival. */
  readonly id: number
  readonly title: string
  readonly link: string | null
  /** Path of the short link, without the slash. */
  readonly code: string
  /** Title of the feed it came from, or what the channel's owner calls it. */
  readonly source: string
  readonly feed: FeedUrl
  readonly published: EpochMs | null
  /** Other feeds of the channel that have the same story, by name: only in what an earlier version stored. */
  readonly also: readonly string[]
  /** A headline that waited when this one came; null: it tells a story of its own. */
  readonly repeats: Repeats | null
  readonly author: string | null
  readonly categories: readonly string[]
  readonly summary: string
  readonly image: string | null
  /** Path of its reading page, without the slash; null: it has none with more on it than its summary. */
  readonly reading: string | null
}

/** `<chat>` or `<chat>:<thread>`. */
export function channelId(chat: ChatId, thread: number | null): ChannelId {
  return v.parse(channelIdSchema, thread === null ? String(chat) : `${chat}:${thread}`)
}
