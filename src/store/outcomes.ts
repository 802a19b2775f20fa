/** What became of each item in each channel, for the 48 hours that answers and merges look back: table `outcomes`. */
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { type ChannelId, type EpochMs, type FeedUrl, feedUrlSchema, repeatsSchema } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

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
  /** Whose filter it is that dropped it. */
  by: v.nullable(v.picklist(['channel', 'feed'])),
  /** Short link's path of the headline that it is, or that it was merged into; null for what was dropped. */
  code: v.nullable(v.string()),
  isMerged: v.boolean(),
  /** Its publisher's own short link; only for comparing stories. */
  alias: v.optional(v.nullable(v.string()), null),
  published: v.optional(v.nullable(v.number()), null),
  /** What dedup knows the item by (`keyOf` in feed/item-record.ts); null: it was sent when its feed was added. */
  key: v.optional(v.nullable(v.string()), null),
  /** Its owner took it back. */
  isRetracted: v.optional(v.boolean(), false),
  /** What it was merged into, or stands in one line with; absent as well in what an earlier version stored. */
  repeats: v.optional(repeatsSchema),
})
/** What became of an item in a channel. */
export type Outcome = Readonly<v.InferOutput<typeof outcomeSchema>>

/**
 * A headline that a channel has or had, as merging compares it: the code of the headline whose story it tells, its own canonical link, and
 * what story/signature.ts keeps. Rows of earlier versions have no `kept`, the link as it was, and perhaps no alias.
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
  v.transform(([code, feed, title, link, alias, kept]) => ({ code, feed, title, link, alias, kept })),
)
export type PastStory = Readonly<v.InferOutput<typeof storySchema>>

/** An outcome, and the story that it is for later ones; null: it is none. */
export interface NewOutcome {
  readonly outcome: Outcome
  readonly story: PastStory | null
}

/** Outcomes of a row: at some 2 KB each it stays far below the 2 MB that a row may hold. */
const A_ROW = 200

export class Outcomes {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** One row for all that became of a channel's items in a cycle, as each row costs: what merging reads stands apart. */
  add(channel: ChannelId, outcomes: readonly NewOutcome[], at: EpochMs): void {
    const first = readRows(
      v.object({ parts: v.number() }),
      this.#database.sql.exec('SELECT count(*) AS parts FROM outcomes WHERE channel = ? AND at = ?', channel, at),
    )[0]
    for (let from = 0; from < outcomes.length; from += A_ROW) {
      const part = outcomes.slice(from, from + A_ROW)
      const stories = part.flatMap(({ story }) => {
        if (story === null) return []
        const { code, feed, title, link, alias, kept } = story
        return [[code, feed, title, link, alias, kept]]
      })
      this.#database.sql.exec(
        'INSERT INTO outcomes (channel, at, part, stories, outcomes) VALUES (?, ?, ?, ?, ?)',
        channel,
        at,
        (first?.parts ?? 0) + from / A_ROW,
        JSON.stringify(stories),
        JSON.stringify(part.map(({ outcome }) => outcome)),
      )
    }
  }

  /** The items of the last 48 hours that met this channel's filters, newest first. */
  of(channel: ChannelId): readonly (Outcome & { readonly at: EpochMs })[] {
    const row = v.object({ at: v.number(), outcomes: json(v.array(outcomeSchema)) })
    const cursor = this.#database.sql.exec(
      'SELECT at, outcomes FROM outcomes WHERE channel = ? ORDER BY at DESC, part DESC',
      channel,
    )
    return readRows(row, cursor).flatMap(({ at, outcomes }) =>
      outcomes.toReversed().map((outcome) => ({ ...outcome, at })),
    )
  }

  /** The headlines that a channel had since then, and those merged into them, oldest first. */
  stories(channel: ChannelId, since: EpochMs): readonly PastStory[] {
    const row = v.object({ stories: json(v.array(storySchema)) })
    const cursor = this.#database.sql.exec(
      'SELECT stories FROM outcomes WHERE channel = ? AND at >= ? ORDER BY at, part',
      channel,
      since,
    )
    return readRows(row, cursor).flatMap(({ stories }) => stories)
  }

  /** Short link's path of a headline of the newest that the channel had; null: it had none in the last 48 hours. */
  newestCode(channel: ChannelId): string | null {
    const row = v.object({ stories: json(v.array(storySchema)) })
    const query =
      "SELECT stories FROM outcomes WHERE channel = ? AND stories <> '[]' ORDER BY at DESC, part DESC LIMIT 1"
    return readRows(row, this.#database.sql.exec(query, channel))[0]?.stories.at(-1)?.code ?? null
  }

  /** When its oldest and its newest items since then came in; null: there are none. Two rows, however many there are. */
  span(channel: ChannelId, since: EpochMs): readonly [oldest: EpochMs, newest: EpochMs] | null {
    const row = v.object({ at: v.number() })
    const [oldest, newest] = ['ASC', 'DESC'].map((order) => {
      const query = `SELECT at FROM outcomes WHERE channel = ? AND at >= ? ORDER BY at ${order} LIMIT 1`
      return readRows(row, this.#database.sql.exec(query, channel, since))[0]?.at
    })
    return oldest === undefined || newest === undefined ? null : [oldest, newest]
  }

  /** A headline was taken back, or put back. */
  retracted(channel: ChannelId, code: string, isRetracted: boolean): void {
    const row = v.object({ at: v.number(), part: v.number(), outcomes: json(v.array(outcomeSchema)) })
    const query = 'SELECT at, part, outcomes FROM outcomes WHERE channel = ? AND instr(outcomes, ?) > 0'
    for (const { at, part, outcomes } of readRows(row, this.#database.sql.exec(query, channel, JSON.stringify(code)))) {
      const changed = outcomes.map((each) => (each.code === code ? { ...each, isRetracted } : each))
      this.#database.sql.exec(
        'UPDATE outcomes SET outcomes = ? WHERE channel = ? AND at = ? AND part = ?',
        JSON.stringify(changed),
        channel,
        at,
        part,
      )
    }
  }

  /** A feed goes by another address from now on. */
  readdress(from: FeedUrl, to: FeedUrl): void {
    const [old, other] = [JSON.stringify(from), JSON.stringify(to)]
    this.#database.sql.exec(
      `UPDATE outcomes SET stories = replace(stories, ?, ?), outcomes = replace(outcomes, ?, ?)
       WHERE instr(outcomes, ?) > 0`,
      old,
      other,
      old,
      other,
      old,
    )
  }

  /** Forgets what is older than 48 hours. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM outcomes WHERE at < ?', now - limits.store.outcomesMs)
  }
}
