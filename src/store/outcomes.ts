/** What happened to each item in each channel in the last 48 hours, for `/why` and for merging stories: table `outcomes`. */
import * as v from 'valibot'
import { repeatsSchema, translationSchema } from '../headline.ts'
import { limits } from '../limits.ts'
import {
  type ChannelId,
  type EpochMs,
  type FeedUrl,
  feedUrlSchema,
  fullTextSchema,
  itemSchema,
  searchedFieldSchema,
} from '../model.ts'
import { machineProblems } from '../result.ts'
import { json, sql, Table } from './database.ts'
import { columnsOf, inRows, joined, noRoom, type OutcomeTexts } from './outcome-rows.ts'

/** The translation of a title, or why it has none. */
const titleTranslationSchema = v.object({
  ...translationSchema.entries,
  problem: v.exactOptional(v.picklist(machineProblems)),
})
export type TitleTranslation = Readonly<v.InferOutput<typeof titleTranslationSchema>>

const outcomeSchema = v.object({
  feed: feedUrlSchema,
  /** Title of the feed. */
  source: v.string(),
  title: v.string(),
  summary: v.string(),
  categories: v.array(v.string()),
  author: v.nullable(v.string()),
  link: v.nullable(v.string()),
  kept: v.boolean(),
  /** The deciding term, as its owner wrote it. */
  term: v.nullable(v.string()),
  /** Where the filter found it; null: in neither title, summary, categories nor text. Absent: earlier versions, or the text was not searched. */
  field: v.optional(v.nullable(searchedFieldSchema)),
  /** The filter that dropped it. */
  by: v.nullable(v.picklist(['channel', 'feed'])),
  /** Path of the short link of its headline, or of the one that it was merged into; null for a dropped item. */
  code: v.nullable(v.string()),
  isMerged: v.boolean(),
  /** Its publisher's own short link, for comparing stories. */
  alias: v.optional(v.nullable(v.string()), null),
  published: v.optional(v.nullable(v.number()), null),
  /** Its key for dedup (`keyOf` in feed/item-record.ts); null: it was sent when its feed was added. */
  key: v.optional(v.nullable(v.string()), null),
  /** Retracted by the owner. */
  isRetracted: v.optional(v.boolean(), false),
  /** The headline that it was merged into, or stands in one line with. Earlier versions stored none. */
  repeats: v.optional(repeatsSchema),
  /** Absent: an earlier version stored none. */
  image: v.exactOptional(itemSchema.entries.image),
  language: itemSchema.entries.language,
  enclosure: itemSchema.entries.enclosure,
  comments: itemSchema.entries.comments,
  /** It has a reading page in this channel. */
  isReadable: v.exactOptional(v.literal(true)),
  /** What became of its page; absent: it was not asked for. */
  fullText: v.exactOptional(fullTextSchema),
  /** Of its title, for its channel; absent: it was not translated. */
  translation: v.exactOptional(titleTranslationSchema),
  /** Its key after each change of its title. */
  laterKeys: v.exactOptional(v.array(v.string())),
  /** How often its post was to be edited. */
  edits: v.exactOptional(v.number()),
  /** The last change of its title since it was sent. */
  corrected: v.exactOptional(
    v.object({
      /** When the change was read. */
      at: v.number(),
      /** The title that the post had. */
      was: v.string(),
      /** The translation that it had; absent: none. */
      translated: v.exactOptional(titleTranslationSchema),
      /** The post could not be edited, and has its former title. */
      isLeft: v.exactOptional(v.literal(true)),
      /** The headline was taken back, and its post has its former title. */
      isHeld: v.exactOptional(v.literal(true)),
    }),
  ),
  /** When its owner was offered to take it back, as its publisher had. */
  offeredAt: v.exactOptional(v.number()),
})
/** What happened to an item in a channel. */
export type Outcome = Readonly<v.InferOutput<typeof outcomeSchema>>
/** As stored: with the time of its cycle, which earlier versions stored once a row. */
const storedSchema = v.object({ ...outcomeSchema.entries, at: v.optional(v.number()) })

/**
 * A headline of a channel, for comparing stories: the code of the headline whose story it tells, its own canonical link, and its
 * signature. Rows of earlier versions have no signature, a link as written, and perhaps no alias.
 */
const storySchema = v.pipe(
  v.tuple([
    v.string(),
    feedUrlSchema,
    v.string(),
    v.nullable(v.string()),
    v.optional(v.nullable(v.string()), null),
    v.optional(v.nullable(v.string()), null),
  ]),
  v.transform(([code, feed, title, link, alias, signature]) => ({ code, feed, title, link, alias, signature })),
)
const storiesColumn = json(v.array(storySchema))
export type PastStory = Readonly<v.InferOutput<typeof storySchema>>

/** An outcome, and how it changes. A new signature belongs to a new title; absent: the title stays. */
export interface ChangedOutcome {
  readonly outcome: Outcome
  readonly signature?: string
}

/** A title, and its translation. */
export interface TranslatedTitle {
  readonly title: string
  readonly translation: TitleTranslation
}

/** An outcome, and the story that later items are compared with; null: none. */
export interface NewOutcome {
  readonly outcome: Outcome
  readonly story: PastStory | null
}

const { outcomesARow, outcomesRowBytes, outcomesRowMs } = limits.store

/** The newest row of a channel. */
const newestRow = v.object({
  at: v.number(),
  part: v.number(),
  /** Null: an earlier version wrote it. */
  began: v.nullable(v.number()),
  items: v.number(),
  bytes: v.number(),
  stories: v.string(),
  outcomes: v.string(),
})

export class Outcomes extends Table {
  /**
   * Adds a channel's items of a cycle to the row of the last hour, as comparing stories reads each row. Its time is that of its newest
   * item. Stories have a column of their own.
   */
  add(channel: ChannelId, added: readonly NewOutcome[], at: EpochMs): void {
    const newest = this.#newest(channel, at)
    const isOpen = newest !== null && newest.began !== null && at - newest.began < outcomesRowMs
    const room = isOpen ? { items: outcomesARow - newest.items, bytes: outcomesRowBytes - newest.bytes } : noRoom
    const texts = added.map((each) => textsOf(each, at))
    const [before, ...rows] = inRows(texts, room)
    if (newest !== null && before.length > 0) {
      const { stories, outcomes } = columnsOf(before)
      this.run(sql`UPDATE outcomes
        SET at = ${at}, stories = ${joined(newest.stories, stories)}, outcomes = ${joined(newest.outcomes, outcomes)}
        WHERE channel = ${channel} AND at = ${newest.at} AND part = ${newest.part}`)
    }
    const first = newest !== null && (before.length > 0 || newest.at === at) ? newest.part + 1 : 0
    for (const [index, row] of rows.entries()) {
      const { stories, outcomes } = columnsOf(row)
      this.run(sql`INSERT INTO outcomes (channel, at, part, stories, outcomes)
        VALUES (${channel}, ${at}, ${first + index}, ${stories}, ${outcomes})`)
    }
  }

  /** After a wrong clock, rows may lie ahead. */
  #newest(channel: ChannelId, at: EpochMs) {
    const newest = sql`SELECT at, part, json_extract(outcomes, '$[0].at') AS began, json_array_length(outcomes) AS items,
        length(CAST(stories AS BLOB)) + length(CAST(outcomes AS BLOB)) AS bytes, stories, outcomes
      FROM outcomes WHERE channel = ${channel} AND at <= ${at} ORDER BY at DESC, part DESC LIMIT 1`
    return this.rows(newestRow, newest)[0] ?? null
  }

  /** The items of the last 48 hours that this channel's filters saw, newest first. */
  of(channel: ChannelId): readonly (Outcome & { readonly at: EpochMs })[] {
    const row = v.object({ at: v.number(), outcomes: json(v.array(storedSchema)) })
    const rows = sql`SELECT at, outcomes FROM outcomes WHERE channel = ${channel} ORDER BY at DESC, part DESC`
    return this.rows(row, rows).flatMap(({ at, outcomes }) =>
      outcomes.toReversed().map((outcome) => ({ ...outcome, at: outcome.at ?? at })),
    )
  }

  /** The outcomes since then in rows with a text, such as an item's key or code; few rows have it. */
  near(channel: ChannelId, text: string, since: EpochMs): readonly Outcome[] {
    const rows = sql`SELECT outcomes FROM outcomes
      WHERE channel = ${channel} AND at >= ${since} AND instr(outcomes, ${text}) > 0`
    return this.values(json(v.array(storedSchema)), rows).flat()
  }

  /** What happened to the item of a headline; null: none is known. */
  headline(channel: ChannelId, code: string, since: EpochMs): Outcome | null {
    return this.near(channel, JSON.stringify(code), since).find((each) => each.code === code && !each.isMerged) ?? null
  }

  /** A channel's headlines since then, and those merged into them, oldest first. */
  stories(channel: ChannelId, since: EpochMs): readonly PastStory[] {
    const stories = sql`SELECT stories FROM outcomes WHERE channel = ${channel} AND at >= ${since} ORDER BY at, part`
    return this.values(storiesColumn, stories).flat()
  }

  /** Times of its oldest and newest rows since then, and the length of the newest; null: there are none. Reads two rows. */
  span(channel: ChannelId, since: EpochMs): readonly [oldest: EpochMs, newest: EpochMs, units: number] | null {
    const row = v.object({ at: v.number(), units: v.number() })
    const rows = sql`SELECT at, length(outcomes) AS units FROM outcomes WHERE channel = ${channel} AND at >= ${since}`
    const [oldest] = this.rows(row, sql`${rows} ORDER BY at ASC, part ASC LIMIT 1`)
    const [newest] = this.rows(row, sql`${rows} ORDER BY at DESC, part DESC LIMIT 1`)
    return oldest === undefined || newest === undefined ? null : [oldest.at, newest.at, newest.units]
  }

  /** A headline was retracted, or put back. */
  retracted(channel: ChannelId, code: string, isRetracted: boolean): void {
    const row = v.object({ at: v.number(), part: v.number(), outcomes: json(v.array(storedSchema)) })
    const rows = sql`SELECT at, part, outcomes FROM outcomes
      WHERE channel = ${channel} AND instr(outcomes, ${JSON.stringify(code)}) > 0`
    for (const { at, part, outcomes } of this.rows(row, rows)) {
      const changed = outcomes.map((each) => (each.code === code ? { ...each, isRetracted } : each))
      this.run(sql`UPDATE outcomes SET outcomes = ${JSON.stringify(changed)}
        WHERE channel = ${channel} AND at = ${at} AND part = ${part}`)
    }
  }

  /**
   * Changes outcomes of the last 48 hours, and the titles with which later items are compared.
   * @param texts one of them is in the outcome, such as its key or code @param change null: the outcome stays
   */
  change(
    channel: ChannelId,
    texts: readonly string[],
    since: EpochMs,
    change: (outcome: Outcome & { readonly at: EpochMs }) => ChangedOutcome | null,
  ): void {
    if (texts.length === 0) return
    const row = v.object({
      at: v.number(),
      part: v.number(),
      stories: storiesColumn,
      outcomes: json(v.array(storedSchema)),
    })
    const holds = sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(texts)}) WHERE instr(outcomes, value) > 0)`
    const rows = sql`SELECT at, part, stories, outcomes FROM outcomes
      WHERE channel = ${channel} AND at >= ${since} AND ${holds} ORDER BY at, part`
    for (const { at, part, ...stored } of this.rows(row, rows)) {
      const stories = [...stored.stories]
      let isChanged = false
      const outcomes = stored.outcomes.map((each) => {
        const changed = change({ ...each, at: each.at ?? at })
        if (changed === null) return each
        isChanged = true
        const { outcome, signature } = changed
        const place = stories.findIndex(
          ({ feed, title, code }) =>
            feed === each.feed && title === each.title && code === (each.repeats?.code ?? each.code),
        )
        const story = stories[place]
        if (story !== undefined && signature !== undefined)
          stories[place] = { ...story, title: outcome.title, signature }
        return { ...outcome, at: each.at ?? at }
      })
      if (isChanged)
        this.run(sql`UPDATE outcomes SET outcomes = ${JSON.stringify(outcomes)}, stories = ${`[${stories.map(storyText).join(',')}]`}
          WHERE channel = ${channel} AND at = ${at} AND part = ${part}`)
    }
  }

  /** Notes how titles are translated, by the codes of their headlines, unless they have changed meanwhile. @param since no item is older */
  translate(channel: ChannelId, titles: ReadonlyMap<string, TranslatedTitle>, since: EpochMs): void {
    const isSame = (one: TitleTranslation, other: TitleTranslation | undefined) =>
      one.language === other?.language && one.text === other.text && one.problem === other.problem
    this.change(channel, [...titles.keys()], since, (outcome) => {
      const noted = outcome.isMerged ? undefined : titles.get(outcome.code ?? '')
      if (noted?.title !== outcome.title || isSame(noted.translation, outcome.translation)) return null
      return { outcome: { ...outcome, translation: noted.translation } }
    })
  }

  /** A feed's address has changed. @param channel null: for all channels */
  readdress(from: FeedUrl, to: FeedUrl, channel: ChannelId | null = null): void {
    const [old, other] = [JSON.stringify(from), JSON.stringify(to)]
    this.run(sql`UPDATE outcomes
      SET stories = replace(stories, ${old}, ${other}), outcomes = replace(outcomes, ${old}, ${other})
      WHERE instr(outcomes, ${old}) > 0 AND (${channel} IS NULL OR channel = ${channel})`)
  }

  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM outcomes WHERE at < ${now - limits.store.outcomesMs}`)
  }
}

function textsOf({ outcome, story }: NewOutcome, at: EpochMs): OutcomeTexts {
  return { outcome: JSON.stringify({ ...outcome, at }), story: story === null ? null : storyText(story) }
}

function storyText({ code, feed, title, link, alias, signature }: PastStory): string {
  return JSON.stringify([code, feed, title, link, alias, signature])
}
