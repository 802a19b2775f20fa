/**
 * What each channel got on each UTC day, for `/stats`: table `channel_days`. A day is counted once it is over, in one transaction, from
 * the messages and outcomes of the last 48 hours; until then it is counted each time that somebody asks.
 */
import * as v from 'valibot'
import { dayMs, limits } from '../limits.ts'
import { type ChannelId, channelIdSchema, type EpochMs } from '../model.ts'
import { flag, json, raw, sql, Table } from './database.ts'
import {
  countMessages,
  type DayCounts,
  type FeedCount,
  feedCountsSchema,
  isInRuns,
  mostImportant,
  noCounts,
  type Reacted,
  reactedSchema,
  runsSchema,
  type SentMessage,
  withReactions,
} from './day-counts.ts'

const dayRow = v.object({
  day: v.number(),
  /** Null: the day is not over, and only its reactions are stored. */
  messages: v.nullable(v.number()),
  headlines: v.number(),
  sent: json(runsSchema),
  links: json(v.array(v.string())),
  feeds: json(feedCountsSchema),
  reactions: json(reactedSchema),
})

/** A channel's UTC day, by its number since 1970. */
export interface ChannelDay extends DayCounts {
  readonly day: number
  readonly reactions: readonly Reacted[]
}

const columns = v.array(v.tuple([v.string(), flag]))
const sentRow = v.object({
  channel: channelIdSchema,
  day: v.number(),
  id: v.nullable(v.number()),
  links: json(columns),
})
const judgedRow = v.object({
  channel: channelIdSchema,
  day: v.number(),
  feed: v.number(),
  items: v.number(),
  kept: v.number(),
})

/** The condition for the newest rows: all of them may exceed what a call between objects takes. */
export const newestDays = `(channel, day) IN (SELECT channel, day FROM
  (SELECT channel, day, sum(length(sent) + length(links) + length(feeds) + length(reactions))
    OVER (ORDER BY day DESC, channel) AS units FROM channel_days)
  WHERE units <= ${limits.statistics.savedUnits})`

const { keptDays, shownDays } = limits.statistics
/** A binding would be a floating-point number. */
const DAY = raw(String(dayMs))
const dayOf = (at: EpochMs): number => Math.floor(at / dayMs)

/** Counts of days, by channel and day. */
type CountsByDay = ReadonlyMap<ChannelId, ReadonlyMap<number, DayCounts>>

export class ChannelDays extends Table {
  /**
   * Counts the days that are over and not counted yet. Yesterday gets a row even without messages: a channel's newest counted day is
   * where the next count goes on, in this cell or in another one.
   */
  count(channels: readonly ChannelId[], now: EpochMs): void {
    const yesterday = dayOf(now) - 1
    const counted = this.#countedUntil()
    const due = new Map(
      channels.flatMap((channel) => {
        const first = (counted.get(channel) ?? yesterday - 1) + 1
        return first > yesterday ? [] : [[channel, first] as const]
      }),
    )
    if (due.size === 0) return
    const found = this.#countsSince(Math.min(...due.values()))
    for (const [channel, first] of due) {
      const days = found.get(channel) ?? new Map<number, DayCounts>()
      for (const day of new Set([...days.keys(), yesterday]))
        if (day >= first && day <= yesterday) this.#put(channel, day, days.get(day) ?? noCounts)
    }
  }

  /** The days of `limits.statistics.shownDays` with anything to count, oldest first. @param now within the last of them */
  shown(channel: ChannelId, now: EpochMs): readonly ChannelDay[] {
    const today = dayOf(now)
    const stored = this.#stored(channel, today)
    const open = (this.#countedUntil(channel).get(channel) ?? today - 2) + 1
    const counts = this.#countsSince(open, channel).get(channel) ?? new Map<number, DayCounts>()
    const byDay = new Map(stored.map((each) => [each.day, each]))
    for (const [day, counted] of counts)
      if (day >= open && day <= today) byDay.set(day, { day, reactions: byDay.get(day)?.reactions ?? [], ...counted })
    return [...byDay.values()].toSorted((one, other) => one.day - other.day)
  }

  /** Stores reactions to messages of the days shown, and ignores those to other messages. Writes a row for each day of such messages. */
  react(changes: ReadonlyMap<ChannelId, readonly Reacted[]>, now: EpochMs): void {
    const today = dayOf(now)
    const counted = this.#countedUntil()
    const until = (channel: ChannelId) => counted.get(channel) ?? today - 2
    const open = countsByDay(this.#sentSince(1 + Math.min(...[...changes.keys()].map(until))), [])
    for (const [channel, own] of changes) {
      const days = new Map<number, Pick<ChannelDay, 'sent' | 'reactions'>>(
        this.#stored(channel, today).map(({ day, sent, reactions }) => [day, { sent, reactions }]),
      )
      for (const [day, { sent }] of open.get(channel) ?? [])
        if (day > until(channel) && day <= today) days.set(day, { sent, reactions: days.get(day)?.reactions ?? [] })
      for (const [day, { sent, reactions }] of days) {
        const those = own.filter(([message]) => isInRuns(sent, message))
        const next = withReactions(reactions, those)
        if (next !== null) this.#putReactions(channel, day, next)
      }
    }
  }

  /** Adds the days of a channel that comes from another cell, in place of its own. */
  insert(channel: ChannelId, days: readonly ReceivedDay[]): void {
    for (const { day, messages, headlines, sent, links, feeds, reactions } of days)
      this.run(sql`INSERT OR REPLACE INTO channel_days (channel, day, messages, headlines, sent, links, feeds, reactions)
        VALUES (${channel}, ${day}, ${messages}, ${headlines}, ${JSON.stringify(sent)}, ${JSON.stringify(links)},
          ${JSON.stringify(feeds)}, ${JSON.stringify(reactions)})`)
  }

  /** Deletes what is no longer shown. */
  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM channel_days WHERE day < ${dayOf(now) - keptDays}`)
  }

  /** Each channel's newest day that is counted. */
  #countedUntil(channel: ChannelId | null = null): ReadonlyMap<ChannelId, number> {
    const row = v.object({ channel: channelIdSchema, day: v.number() })
    const newest = sql`SELECT channel, max(day) AS day FROM channel_days
      WHERE messages IS NOT NULL AND ${of(channel)} GROUP BY channel`
    return new Map(this.rows(row, newest).map(({ channel: each, day }) => [each, day]))
  }

  #stored(channel: ChannelId, today: number): readonly ChannelDay[] {
    const rows = sql`SELECT * FROM channel_days WHERE channel = ${channel} AND day BETWEEN ${today - shownDays + 1} AND ${today}`
    return this.rows(dayRow, rows).map((row) => ({ ...row, messages: row.messages ?? 0 }))
  }

  #countsSince(day: number, channel: ChannelId | null = null): CountsByDay {
    return countsByDay(this.#sentSince(day, channel), this.#judgedSince(day, channel))
  }

  /** Sent messages since a day, with the links in them. Reads every message of the last 48 hours. */
  #sentSince(day: number, channel: ChannelId | null = null) {
    const links = sql`(SELECT json_group_array(json_array(value ->> 'code', value ->> 'gathered' IS NOT NULL))
      FROM json_each(contents) WHERE value ->> 'html' <> '')`
    const sent = sql`SELECT channel, at / ${DAY} AS day, telegram_id AS id, ${links} AS links FROM messages
      WHERE state = 'sent' AND at >= ${day * dayMs} AND ${of(channel)}`
    return this.rows(sentRow, sent)
  }

  /** Items that filters saw since a day, by feed. */
  #judgedSince(day: number, channel: ChannelId | null) {
    const judged = sql`SELECT channel, coalesce(value ->> 'at', at) / ${DAY} AS day, feeds.id AS feed,
        count(*) AS items, sum(value ->> 'kept') AS kept
      FROM outcomes JOIN json_each(outcomes) JOIN feeds ON feeds.url = value ->> 'feed'
      WHERE at >= ${day * dayMs} AND ${of(channel)} GROUP BY 1, 2, 3`
    return this.rows(judgedRow, judged)
  }

  #put(channel: ChannelId, day: number, { messages, headlines, sent, links, feeds }: DayCounts): void {
    this.run(sql`INSERT INTO channel_days (channel, day, messages, headlines, sent, links, feeds)
      VALUES (${channel}, ${day}, ${messages}, ${headlines}, ${JSON.stringify(sent)}, ${JSON.stringify(links)}, ${JSON.stringify(feeds)})
      ON CONFLICT (channel, day) DO UPDATE SET messages = excluded.messages, headlines = excluded.headlines,
        sent = excluded.sent, links = excluded.links, feeds = excluded.feeds`)
  }

  #putReactions(channel: ChannelId, day: number, reactions: readonly Reacted[]): void {
    this.run(sql`INSERT INTO channel_days (channel, day, reactions) VALUES (${channel}, ${day}, ${JSON.stringify(reactions)})
      ON CONFLICT (channel, day) DO UPDATE SET reactions = excluded.reactions`)
  }
}

const receivedDay = v.object({ ...dayRow.entries })
/** A row of another cell. */
export type ReceivedDay = Readonly<v.InferOutput<typeof receivedDay>>

/** Reads a row of another cell. @param feedHere the id that a feed has in this cell; null: it has none */
export function readDay(row: unknown, feedHere: (feed: number) => number | null): ReceivedDay {
  const day = v.parse(receivedDay, row)
  const feeds = day.feeds.flatMap(([feed, items, kept]): [number, number, number][] => {
    const here = feedHere(feed)
    return here === null ? [] : [[here, items, kept]]
  })
  return { ...day, feeds }
}

/** The condition for the rows of a channel; null: of every channel, but not of readers' selections, whose ids begin with a letter. */
function of(channel: ChannelId | null) {
  return channel === null ? sql`channel < 'r'` : sql`channel = ${channel}`
}

type Sent = v.InferOutput<typeof sentRow>
type Judged = v.InferOutput<typeof judgedRow>

function countsByDay(sent: readonly Sent[], judged: readonly Judged[]): CountsByDay {
  const channels = new Set([...sent, ...judged].map(({ channel }) => channel))
  const sentIn = Map.groupBy(sent, ({ channel }) => channel)
  const judgedIn = Map.groupBy(judged, ({ channel }) => channel)
  return new Map([...channels].map((each) => [each, daysOf(sentIn.get(each) ?? [], judgedIn.get(each) ?? [])]))
}

function daysOf(sent: readonly Sent[], judged: readonly Judged[]): ReadonlyMap<number, DayCounts> {
  const days = new Set([...sent, ...judged].map(({ day }) => day))
  const messages = Map.groupBy(sent, ({ day }) => day)
  const items = Map.groupBy(judged, ({ day }) => day)
  const countsOf = (day: number): DayCounts => {
    const feeds = (items.get(day) ?? []).map(({ feed, items: all, kept }): FeedCount => [feed, all, kept])
    const own = (messages.get(day) ?? []).map(({ id, links }): SentMessage => ({ id, links }))
    return { ...countMessages(own), feeds: mostImportant(feeds) }
  }
  return new Map([...days].map((day) => [day, countsOf(day)]))
}
