/** What public channels got in the last 30 days, message by message, for the pages of posts and the archive: table `posts`. */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import type { Headline } from '../headline.ts'
import { languageSchema } from '../language.ts'
import { dayMs, limits } from '../limits.ts'
import { translateSchema } from '../look.ts'
import { type ChannelId, channelIdSchema, type EpochMs, feedUrlSchema, itemSchema, optionalFields } from '../model.ts'
import { json, sql, Table } from './database.ts'

/** The digest that a message belongs to. All messages of a digest are one post. */
export const digestSchema = v.object({
  /** The post's code. */
  code: v.string(),
  /** The tag and the UTC day in the code: links/post-code.ts. */
  tag: v.number(),
  day: v.number(),
  /** When it was composed: the time in its heading. */
  at: v.number(),
  /** Its first line; null: it has none. */
  heading: v.nullable(v.string()),
  /** IANA name, as it was then. */
  timezone: v.string(),
  language: languageSchema,
  /** Its headlines are translated; absent: they are not. */
  translate: v.exactOptional(translateSchema),
})
export type Digest = Readonly<v.InferOutput<typeof digestSchema>>

const { title, link, published, author, categories, summary, image, language, enclosure, comments } = itemSchema.entries
const postStorySchema = v.object({
  /** Path of its short link. */
  code: v.string(),
  ...{ title, link, published, author, categories, summary, image, language, enclosure, comments },
  /** Name of its feed: the owner's, or the feed's title. */
  source: v.string(),
  feed: feedUrlSchema,
  /** When the item was read. */
  at: v.number(),
  /** It has a reading page. */
  isReadable: v.exactOptional(v.literal(true)),
  /** The headline in whose line it stands, by code; absent: it has a line of its own. */
  into: v.exactOptional(v.string()),
  /** What the post shows in place of the title; absent: the title. */
  translation: v.exactOptional(v.object({ language: languageSchema, text: v.string() })),
})
/** A headline of a post. */
export type PostStory = Readonly<v.InferOutput<typeof postStorySchema>>

const { code, at, heading, timezone } = digestSchema.entries
const postPartSchema = v.object({
  ...{ code, at, heading, timezone },
  /** The channel's. */
  language: languageSchema,
  /** When Telegram took the message. */
  sentAt: v.number(),
  /** Telegram's id of the message. */
  message: v.number(),
  stories: v.array(postStorySchema),
})
const partsColumn = json(v.array(postPartSchema))
/** A headline's new title, and what its post shows in place of it; null: the title. */
export interface NewTitle extends Pick<PostStory, 'title'> {
  readonly translation: NonNullable<PostStory['translation']> | null
}
/** One message of a post, as it was sent. */
export type PostPart = Readonly<v.InferOutput<typeof postPartSchema>>

/** The condition for the newest rows: those of 30 days may exceed what a call between objects takes. */
export const newestPosts = `(channel, day, part) IN (SELECT channel, day, part FROM
  (SELECT channel, day, part, sum(length(parts)) OVER (ORDER BY day DESC, channel, part) AS units FROM posts)
  WHERE units <= ${limits.store.savedPostsUnits})`

/** A message that has just been sent. */
export interface SentPart {
  readonly digest: Digest
  readonly sentAt: EpochMs
  readonly message: number
  readonly stories: readonly PostStory[]
}

/** Names a post in its table. */
type PostKey = Pick<Digest, 'code' | 'tag' | 'day'>

const { postsDays, postsRowBytes, postBytes, postsRowsRead } = limits.store

export class Posts extends Table {
  /** Adds a message to the day of its digest. Writes one row; at a row's beginning also an index entry. */
  add(channel: ChannelId, { digest, ...sent }: SentPart): void {
    const { tag, day, ...head } = digest
    const text = partText({ ...head, ...sent, stories: [...sent.stories] })
    if (text === null) return
    const row = v.object({ part: v.number(), bytes: v.number() })
    const newest = sql`SELECT part, length(CAST(parts AS BLOB)) AS bytes FROM posts
      WHERE channel = ${channel} AND day = ${day} ORDER BY part DESC LIMIT 1`
    const open = this.rows(row, newest)[0] ?? null
    if (open !== null && open.bytes + Buffer.byteLength(text) < postsRowBytes)
      this.run(sql`UPDATE posts SET parts = substr(parts, 1, length(parts) - 1) || ',' || ${text} || ']'
        WHERE channel = ${channel} AND day = ${day} AND part = ${open.part}`)
    else
      this.run(sql`INSERT INTO posts (channel, day, part, tag, parts)
        VALUES (${channel}, ${day}, ${(open?.part ?? -1) + 1}, ${tag}, ${`[${text}]`})`)
  }

  /** Gives headlines of a post other titles and translations, by their codes. @param day the UTC day of its digest */
  retitle(channel: ChannelId, day: number, titles: ReadonlyMap<string, NewTitle>): void {
    for (const code of titles.keys()) {
      const row = v.object({ part: v.number(), parts: partsColumn })
      const found = sql`SELECT part, parts FROM posts WHERE channel = ${channel} AND day = ${day} AND ${holds(code)}`
      for (const { part, parts } of this.rows(row, found)) {
        const changed = parts.map((each) => ({
          ...each,
          stories: each.stories.map((story) => {
            const next = titles.get(story.code)
            const { translation: _, ...written } = story
            if (next === undefined) return story
            const { title, translation } = next
            return { ...written, title, ...(translation === null ? {} : { translation }) }
          }),
        }))
        this.run(sql`UPDATE posts SET parts = ${JSON.stringify(changed)}
          WHERE channel = ${channel} AND day = ${day} AND part = ${part}`)
      }
    }
  }

  /** Whether a post has this code. */
  has({ code, tag, day }: PostKey): boolean {
    const found = sql`SELECT 1 FROM posts WHERE tag = ${tag} AND day = ${day} AND ${holds(code)} LIMIT 1`
    return this.run(found).toArray().length > 0
  }

  /** The channel that got a post, and all that it got on that day; null: no such post. */
  dayOf({ code, tag, day }: PostKey): { readonly channel: ChannelId; readonly parts: readonly PostPart[] } | null {
    const row = v.object({ channel: channelIdSchema, parts: partsColumn })
    const found = sql`SELECT channel, parts FROM posts WHERE tag = ${tag} AND day = ${day}
      ORDER BY channel, part LIMIT ${postsRowsRead}`
    const rows = this.rows(row, found)
    const channel = rows.find(({ parts }) => parts.some((part) => part.code === code))?.channel
    if (channel === undefined) return null
    return { channel, parts: rows.flatMap((each) => (each.channel === channel ? each.parts : [])) }
  }

  /** The messages of a channel in these UTC days, in the order of sending. */
  between(channel: ChannelId, first: number, last: number): readonly PostPart[] {
    const found = sql`SELECT parts FROM posts WHERE channel = ${channel} AND day BETWEEN ${first} AND ${last}
      ORDER BY day, part LIMIT ${postsRowsRead}`
    return this.values(partsColumn, found).flat()
  }

  /** The last message before a UTC day; null: none is kept. Reads one row. */
  before(channel: ChannelId, day: number): PostPart | null {
    const found = sql`SELECT parts FROM posts WHERE channel = ${channel} AND day < ${day}
      ORDER BY day DESC, part DESC LIMIT 1`
    return this.values(partsColumn, found)[0]?.at(-1) ?? null
  }

  /** The first message after a UTC day; null: there is none. Reads one row. */
  after(channel: ChannelId, day: number): PostPart | null {
    const found = sql`SELECT parts FROM posts WHERE channel = ${channel} AND day > ${day} ORDER BY day, part LIMIT 1`
    return this.values(partsColumn, found)[0]?.[0] ?? null
  }

  /** Code and time of the channel's newest post; null: none is kept. Reads one row. */
  newest(channel: ChannelId): Pick<PostPart, 'code' | 'at'> | null {
    const row = v.object({ code: v.string(), at: v.number() })
    const found = sql`SELECT json_extract(parts, '$[#-1].code') AS code, json_extract(parts, '$[#-1].at') AS at
      FROM posts WHERE channel = ${channel} ORDER BY day DESC, part DESC LIMIT 1`
    return this.rows(row, found)[0] ?? null
  }

  /** The post with a headline, among those of these UTC days; null: none has it. @param story the headline's code */
  with(channel: ChannelId, story: string, first: number, last: number): PostPart | null {
    const found = sql`SELECT parts FROM posts
      WHERE channel = ${channel} AND day BETWEEN ${first} AND ${last} AND ${holds(story)} ORDER BY day, part LIMIT 1`
    const parts = this.values(partsColumn, found)[0] ?? []
    return parts.find(({ stories }) => stories.some((each) => each.code === story)) ?? null
  }

  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM posts WHERE day < ${Math.floor(now / dayMs) - postsDays}`)
  }
}

/** The condition for rows that name a code. */
function holds(code: string) {
  return sql`instr(parts, ${`"code":${JSON.stringify(code)}`}) > 0`
}

/** A message as JSON. A receipt must never fail, so a text that is too long is shortened, or not stored. */
function partText(part: PostPart): string | null {
  const bare = part.stories.map((story) => ({ ...story, summary: '', categories: [], author: null, image: null }))
  const texts = [part, { ...part, stories: bare }].map((each) => JSON.stringify(each))
  return texts.find((text) => Buffer.byteLength(text) <= postBytes) ?? null
}

/** @param at when the item was read @param into the headline in whose line it stands, by code; null: it has a line of its own */
export function postStory(
  headline: Omit<Headline, 'id'>,
  at: EpochMs,
  into: string | null,
  { translate }: Pick<Digest, 'translate'>,
): PostStory {
  const text = headline.translation?.language === translate?.language ? (headline.translation?.text ?? null) : null
  const { code, title, link, published, author, categories, summary, image, source, feed, reading } = headline
  return {
    ...{ code, title, link, published, author, categories: [...categories], summary, image, source, feed, at },
    ...optionalFields(headline),
    ...(text === null || translate === undefined ? {} : { translation: { language: translate.language, text } }),
    ...(reading === null ? {} : { isReadable: true as const }),
    ...(into === null ? {} : { into }),
  }
}
