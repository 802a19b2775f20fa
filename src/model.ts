/** Paperboy's data types, with the schemas that check stored and received values. */
import * as v from 'valibot'
import { languageSchema } from './language.ts'
import { dayMinutes } from './limits.ts'
import { lookSchema } from './look.ts'

declare const brand: unique symbol
/** A string or number that only its schema can create. */
type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** An absolute http(s) address of a feed, as `feedUrl` in feed/http/address.ts made it. */
export type FeedUrl = Brand<string, 'FeedUrl'>
/** Six base-62 letters; seven in legacy editions, whose short links name an item by its position. */
export type EditionCode = Brand<string, 'EditionCode'>
/** `<chat>` or `<chat>:<thread>`; `r<person>`: a reader's selection. */
export type ChannelId = Brand<string, 'ChannelId'>
/** Ten base-62 letters in a channel's link for readers; unguessable. */
export type ReaderCode = Brand<string, 'ReaderCode'>
/** Keys of a feed's items: records of 37 base64url digits (feed/item-record.ts). */
export type PackedKeys = Brand<string, 'PackedKeys'>
/** Telegram's id of a chat: positive for people, negative for groups and channels. */
export type ChatId = Brand<number, 'ChatId'>
/** Telegram's id of a person. */
export type UserId = Brand<number, 'UserId'>
/** Milliseconds since 1970, UTC. */
export type EpochMs = number

const branded = <Base, Name extends string>() => v.transform((value: Base) => value as Brand<Base, Name>)

export const feedUrlSchema = v.pipe(v.string(), v.regex(/^https?:\/\/./u), branded<string, 'FeedUrl'>())
export const editionCodeSchema = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{6,7}$/u), branded<string, 'EditionCode'>())
export const channelIdSchema = v.pipe(v.string(), v.regex(/^(?:-?\d+(?::\d+)?|r\d+)$/u), branded<string, 'ChannelId'>())
export const readerCodeSchema = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{10}$/u), branded<string, 'ReaderCode'>())
export const packedKeysSchema = v.pipe(v.string(), v.regex(/^(?:[\w-]{37})*$/u), branded<string, 'PackedKeys'>())
export const chatIdSchema = v.pipe(v.number(), v.safeInteger(), branded<number, 'ChatId'>())
export const userIdSchema = v.pipe(v.number(), v.safeInteger(), branded<number, 'UserId'>())

/** The id of a chat, or of a thread in it. */
export function channelId(chat: ChatId, thread: number | null): ChannelId {
  return v.parse(channelIdSchema, thread === null ? String(chat) : `${chat}:${thread}`)
}

/** The id of a reader's selection: what a person takes from channels, by keywords and at times of their own. */
export function selectionOf(reader: UserId): ChannelId {
  return v.parse(channelIdSchema, `r${reader}`)
}

/** Whose selection it is; null: it is a channel. */
export function readerOf(id: ChannelId): UserId | null {
  return id.startsWith('r') ? v.parse(userIdSchema, Number(id.slice(1))) : null
}

/** Keys of no items. */
export const noKeys = v.parse(packedKeysSchema, '')

// Items and feeds

/** A file that an item offers: an episode, a film or a document. */
export const enclosureSchema = v.object({
  /** Absolute http(s). */
  url: v.string(),
  /** Media type as written. */
  type: v.nullable(v.string()),
  /** Bytes; null if unknown. */
  length: v.nullable(v.number()),
  /** Length of a sound or film; absent: unknown. */
  seconds: v.exactOptional(v.number()),
})
export type Enclosure = Readonly<v.InferOutput<typeof enclosureSchema>>

/** One entry of a feed. Texts are plain, decoded once, without control characters. */
export const itemSchema = v.object({
  /** guid, atom:id or rdf:about as written. */
  id: v.nullable(v.string()),
  /** One line; may be empty. */
  title: v.string(),
  /** Absolute http(s), resolved against the feed. */
  link: v.nullable(v.string()),
  published: v.nullable(v.number()),
  updated: v.nullable(v.number()),
  author: v.nullable(v.string()),
  categories: v.array(v.string()),
  /** At most 500 UTF-16 units. */
  summary: v.string(),
  image: v.nullable(v.string()),
  /** BCP 47, as the item or its feed says; absent: neither says. */
  language: v.exactOptional(v.string()),
  /** The file that it offers; absent: none. */
  enclosure: v.exactOptional(enclosureSchema),
  /** The page with its comments, absolute http(s); absent: none. */
  comments: v.exactOptional(v.string()),
})
export type Item = Readonly<v.InferOutput<typeof itemSchema>>

/** The fields that an item may lack. */
export type OptionalFields = Pick<Item, 'language' | 'enclosure' | 'comments'>

/** Copies the fields that an item may lack. */
export function optionalFields({ language, enclosure, comments }: OptionalFields): OptionalFields {
  return {
    ...(language === undefined ? {} : { language }),
    ...(enclosure === undefined ? {} : { enclosure }),
    ...(comments === undefined ? {} : { comments }),
  }
}

/** What a machine says that an article says. */
export const summarySchema = v.object({
  language: languageSchema,
  /** Plain text; at most `limits.machine.summarySentences`. */
  sentences: v.pipe(v.array(v.string()), v.readonly()),
})
export type ArticleSummary = Readonly<v.InferOutput<typeof summarySchema>>

/** An item's text, for its reading page. */
export const bodySchema = v.object({
  /** HTML from the feed, at most 64 KB of UTF-8. Untrusted: only `web/reading/sanitise.ts` may show it. */
  html: v.string(),
  /** Absolute base of its relative addresses. */
  base: v.string(),
  /** It is from the article's own page, because the feed has only a part of it; absent: from the feed. */
  fromPage: v.exactOptional(v.literal(true)),
  /** One for each language of its channels with `/summary`, at most `limits.machine.summaryLanguages`. */
  summaries: v.exactOptional(v.array(summarySchema)),
})
export type Body = Readonly<v.InferOutput<typeof bodySchema>>

/**
 * Whether the text of an article's page replaces that of its feed. `page`: it does. Otherwise the feed's text stays:
 * `robots`, `noarchive`: the site does not want it read or kept; `wall`: it is for subscribers, or behind a sign-in, consent or challenge;
 * `nothing`: it has no longer text about the item; `failed`: it did not come in time; `limit`: the cycle or the day had no room for it.
 */
export const fullTextSchema = v.picklist(['page', 'robots', 'noarchive', 'wall', 'nothing', 'failed', 'limit'])
export type FullText = v.InferOutput<typeof fullTextSchema>

/** The text of an item's page, for the channels that want full texts. */
export interface ArticleText {
  readonly result: FullText
  /** Null: the feed's own stays. */
  readonly body: Body | null
  /** Its words for filters, with those of the feed; null: the feed's own stay, or nobody needs them. */
  readonly text: string | null
}

/** An item from the feed reader. */
export interface ReadItem extends Item {
  /** Its keys for dedup: one packed record. */
  readonly keys: PackedKeys
  /** Its publisher's own short link, for comparing stories; never shown. */
  readonly alias?: string
  /** Only on request. */
  readonly body?: Body
  /** Its words for filters, a line for each block; at most 64 KB. Only on request, and where the call has room. Never stored. */
  readonly text?: string
  /** The text of its page (cycle/read-articles.ts); absent: the page was not wanted. */
  readonly article?: ArticleText
}

/** Why an item counts as known: an equal field, or it is older than all remembered items. */
export const evidenceSchema = v.picklist(['id', 'link', 'title', 'age'])
/** A known item with a new headline. */
export const recognisedSchema = v.object({
  title: v.string(),
  link: v.nullable(v.string()),
  evidence: evidenceSchema,
  /** Key of the earlier item (`keyOf` in feed/item-record.ts); null: recognised by age. */
  earlier: v.nullable(v.string()),
  /** Its own key; absent: an earlier version stored none. */
  key: v.exactOptional(v.string()),
})
export type Recognised = Readonly<v.InferOutput<typeof recognisedSchema>>

/** What a filter looks at: the names that outcomes store. */
export const searchedFieldSchema = v.picklist(['title', 'summary', 'text', 'author', 'category', 'source', 'link'])
export type SearchedField = v.InferOutput<typeof searchedFieldSchema>

// Channels

/** Minutes after the start of a day or a week; at most one an hour. */
const setTimes = (period: number) =>
  v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(period - 1))), v.maxLength(7 * 24))

/** A place that a person names for its time, with one time zone. Without a city and a country it is a zone alone. */
export interface Place {
  /** A `timeZone` for Intl.DateTimeFormat: an IANA name, or an offset such as `+08:00`. */
  readonly zone: string
  /** Null: a region, a country or a zone. */
  readonly city: string | null
  /** State or province; null: unknown, or not needed to tell the place from others. */
  readonly region: string | null
  /** ISO 3166-1, two letters; null: unknown. */
  readonly country: string | null
}

/** When a channel gets its digests. */
export const scheduleSchema = v.variant('kind', [
  /** As headlines arrive, at most once in `gapMinutes`; null: the operator's default; 0: instant, each story in a message of its own. */
  v.object({
    kind: v.literal('live'),
    gapMinutes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(dayMinutes))),
  }),
  /** At local times of day, minutes after midnight, ascending. */
  v.object({ kind: v.literal('times'), minutes: setTimes(dayMinutes) }),
  /** At local times of the week, minutes after Monday 00:00, ascending. */
  v.object({ kind: v.literal('week'), minutes: setTimes(7 * dayMinutes) }),
  /** Every few hours from local midnight. */
  v.object({ kind: v.literal('every'), hours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24)) }),
])
export type Schedule = Readonly<v.InferOutput<typeof scheduleSchema>>

export const chatKindSchema = v.picklist(['channel', 'group', 'supergroup', 'private'])
export type ChatKind = v.InferOutput<typeof chatKindSchema>

/** Why Telegram takes no messages for a chat. Retried hourly. */
export const lockouts = ['kicked', 'chat-not-found', 'no-rights', 'blocked', 'topic-closed', 'refused'] as const
export const lockoutSchema = v.picklist(lockouts)
export type Lockout = v.InferOutput<typeof lockoutSchema>

/** Why a channel gets no messages. */
export const pauseSchema = v.variant('by', [
  v.object({ by: v.literal('owner'), since: v.number() }),
  v.object({ by: v.literal('telegram'), reason: lockoutSchema, since: v.number(), retryAt: v.number() }),
  /** Reopened while many headlines wait: the owner chooses to send the newest 10, all, or none. */
  v.object({ by: v.literal('choice'), since: v.number() }),
])
export type Pause = Readonly<v.InferOutput<typeof pauseSchema>>

/** A Telegram chat or topic with its own feeds, filter and settings. */
export const channelSchema = v.object({
  id: channelIdSchema,
  chat: chatIdSchema,
  thread: v.nullable(v.number()),
  kind: chatKindSchema,
  title: v.string(),
  /** Without the @. */
  username: v.nullable(v.string()),
  /** The person who registered it, and gets its notices. */
  owner: userIdSchema,
  language: languageSchema,
  /** IANA name; null (UTC) until its owner names a city. */
  timezone: v.nullable(v.string()),
  schedule: scheduleSchema,
  ...lookSchema.entries,
  /** The query as written; empty: everything passes. */
  filter: v.string(),
  pause: v.nullable(pauseSchema),
  /** Its link for readers, who choose from its headlines by keywords of their own; absent: it has none. */
  readers: v.exactOptional(readerCodeSchema),
})
export type Channel = Readonly<v.InferOutput<typeof channelSchema>>
