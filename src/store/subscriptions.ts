/** The channels' uses of feeds, each with number, filter and baseline: table `subscriptions`. */
import * as v from 'valibot'
import { dayMs, limits } from '../limits.ts'
import {
  type Body,
  bodySchema,
  type ChannelId,
  channelIdSchema,
  type EpochMs,
  type FeedUrl,
  feedUrlSchema,
  itemSchema,
  noKeys,
  type PackedKeys,
  packedKeysSchema,
} from '../model.ts'
import { json, sql, Table } from './database.ts'

/** A channel's use of a feed. */
export interface Subscription {
  readonly channel: ChannelId
  readonly feed: FeedUrl
  /** Its number in /list, from 1. */
  readonly number: number
  readonly title: string
  /** The owner's name for it; empty: the title counts. */
  readonly name: string
  readonly filter: string
  readonly addedAt: EpochMs
  /** The feed's keys at the time of adding, until a cycle has read the feed. */
  readonly baseline: PackedKeys
}

const subscriptionRow = v.object({
  channel: channelIdSchema,
  feed: feedUrlSchema,
  number: v.number(),
  title: v.string(),
  name: v.string(),
  filter: v.string(),
  addedAt: v.number(),
  baseline: packedKeysSchema,
})
const subscriptions = sql`SELECT
  s.channel, f.url AS feed, s.number, f.title, s.name, s.filter, s.added_at AS addedAt, s.baseline
  FROM subscriptions s JOIN feeds f ON f.id = s.feed WHERE s.removed_at IS NULL`

/** A channel's use of a feed, as needed for reading it. `feed`: its id. `baseline`: as a subscription's. */
const useRow = v.object({
  channel: channelIdSchema,
  feed: v.number(),
  name: v.string(),
  filter: v.string(),
  baseline: packedKeysSchema,
})
export type Use = Readonly<v.InferOutput<typeof useRow>>

const filteredUseRow = v.pick(useRow, ['channel', 'feed', 'filter'])
export type FilteredUse = Readonly<v.InferOutput<typeof filteredUseRow>>

/** An item shown when a feed was added. */
const offeredItemSchema = v.object({ ...itemSchema.entries, alias: v.optional(v.string()) })
export type OfferedItem = Readonly<v.InferOutput<typeof offeredItemSchema>>
const newestColumn = v.nullable(json(v.array(offeredItemSchema)))

const feedAt = (url: FeedUrl) => sql`(SELECT id FROM feeds WHERE url = ${url})`

export class Subscriptions extends Table {
  readonly #withBaseline = this.remembered(['subscriptions'], () => {
    // They are few; the index of used feeds would scan all.
    const uses = sql`SELECT channel, feed, name, filter, baseline FROM subscriptions
      INDEXED BY subscriptions_new WHERE baseline <> '' AND removed_at IS NULL`
    return this.rows(useRow, uses)
  })

  /** Every subscription of the cell, by channel and number. */
  all(): readonly Subscription[] {
    return this.rows(subscriptionRow, sql`${subscriptions} ORDER BY s.channel, s.number`)
  }

  /** Uses of these feeds. @param feeds ids */
  usesOf(feeds: readonly number[]): readonly Use[] {
    // By the primary key: rows are long, and a scan would cost more than everything else.
    const uses = sql`SELECT channel, feed, name, filter, baseline FROM subscriptions
      WHERE channel IN (SELECT id FROM channels)
        AND feed IN (SELECT value FROM json_each(${JSON.stringify(feeds)})) AND removed_at IS NULL`
    return this.rows(useRow, uses)
  }

  /** Uses of these feeds with a filter of their own, or by one of these channels. @param feeds ids */
  filteredUses(feeds: readonly number[], channels: readonly ChannelId[]): readonly FilteredUse[] {
    // By the primary key, as in `usesOf`.
    const uses = sql`SELECT channel, feed, filter FROM subscriptions
      WHERE channel IN (SELECT id FROM channels)
        AND feed IN (SELECT value FROM json_each(${JSON.stringify(feeds)})) AND removed_at IS NULL
        AND (filter <> '' OR channel IN (SELECT value FROM json_each(${JSON.stringify(channels)})))`
    return this.rows(filteredUseRow, uses)
  }

  /** Uses that still have keys in their baseline. */
  usesWithBaseline(): readonly Use[] {
    return this.#withBaseline()
  }

  of(id: ChannelId): readonly Subscription[] {
    return this.rows(subscriptionRow, sql`${subscriptions} AND s.channel = ${id} ORDER BY s.number`)
  }

  /** Ids of a channel's feeds, with the owner's names for them, or else their titles. */
  names(id: ChannelId): ReadonlyMap<number, string> {
    const row = v.object({ feed: v.number(), name: v.string() })
    const named = sql`SELECT s.feed, iif(s.name = '', f.title, s.name) AS name
      FROM subscriptions s JOIN feeds f ON f.id = s.feed WHERE s.channel = ${id} AND s.removed_at IS NULL ORDER BY s.number`
    return new Map(this.rows(row, named).map(({ feed, name }) => [feed, name]))
  }

  /** Number of a channel's feeds. */
  count(id: ChannelId): number {
    const feeds = sql`SELECT count(*) FROM subscriptions WHERE channel = ${id} AND removed_at IS NULL`
    return this.values(v.number(), feeds)[0] ?? 0
  }

  /**
   * Adds a feed of the table `feeds` to a channel, after its last one. `newest`: the items for "post now"; `bodies`: their texts
   * in the same order.
   */
  subscribe(
    id: ChannelId,
    feed: FeedUrl,
    added: {
      readonly at: EpochMs
      readonly baseline: PackedKeys
      readonly newest: readonly OfferedItem[]
      readonly bodies?: readonly (Body | null)[]
    },
  ): void {
    const { at, baseline, newest, bodies } = added
    const count = sql`(SELECT count(*) FROM subscriptions WHERE channel = ${id} AND removed_at IS NULL)`
    this.run(sql`INSERT OR REPLACE INTO subscriptions (channel, feed, number, added_at, baseline, newest)
      SELECT ${id}, f.id, 1 + ${count}, ${at}, ${baseline}, ${JSON.stringify(newest)} FROM feeds f WHERE f.url = ${feed}`)
    if (bodies !== undefined)
      this.run(sql`INSERT OR REPLACE INTO newest_bodies (channel, feed, bodies, at)
        SELECT ${id}, id, ${JSON.stringify(bodies)}, ${at} FROM feeds WHERE url = ${feed}`)
  }

  /**
   * Moves every use of a feed to another, with number and filter; a channel that uses both keeps the other's.
   * `ofFrom`, `ofTo`: keys added to the baselines of the channels of each.
   */
  moveUses(from: FeedUrl, to: FeedUrl, ofFrom: PackedKeys, ofTo: PackedKeys): void {
    const channels = this.all().flatMap(({ feed, channel }) => (feed === from ? channel : []))
    this.run(sql`UPDATE subscriptions SET baseline = baseline || ${ofTo} WHERE feed = ${feedAt(to)}`)
    for (const channel of channels) {
      const there = sql`channel = ${channel} AND feed = ${feedAt(to)}`
      // A use of the other that was removed within the last day is replaced.
      this.run(sql`DELETE FROM subscriptions WHERE ${there} AND removed_at IS NOT NULL`)
      this.run(sql`UPDATE subscriptions SET baseline = baseline || ${ofFrom} WHERE ${there}`)
    }
    this.run(sql`UPDATE OR IGNORE subscriptions SET feed = ${feedAt(to)}, baseline = baseline || ${ofFrom}
      WHERE feed = ${feedAt(from)}`)
    this.run(sql`DELETE FROM subscriptions WHERE feed = ${feedAt(from)}`)
    for (const channel of channels) this.#renumber(channel, this.of(channel))
  }

  /** Whether other channels use a feed, or can still undo its removal. @param feed id */
  isShared(channel: ChannelId, feed: number): boolean {
    // By the primary key, as in `usesOf`.
    const others = sql`SELECT 1 FROM subscriptions
      WHERE channel IN (SELECT id FROM channels WHERE id <> ${channel}) AND feed = ${feed} LIMIT 1`
    return this.run(others).toArray().length > 0
  }

  /** Moves a channel's use of a feed to another, with number, name and filter. @param baseline added to its own */
  moveUse(channel: ChannelId, from: number, to: number, baseline: PackedKeys): void {
    // A use of the other that was removed within the last day is replaced.
    this.run(sql`DELETE FROM subscriptions WHERE channel = ${channel} AND feed = ${to}`)
    this.run(sql`UPDATE subscriptions SET feed = ${to}, baseline = baseline || ${baseline}
      WHERE channel = ${channel} AND feed = ${from}`)
    this.run(sql`UPDATE OR REPLACE newest_bodies SET feed = ${to} WHERE channel = ${channel} AND feed = ${from}`)
  }

  /** Adds keys to the baseline of every channel with this feed. */
  widenBaselines(feed: FeedUrl, keys: PackedKeys): void {
    if (keys === noKeys) return
    this.run(sql`UPDATE subscriptions SET baseline = baseline || ${keys} WHERE feed = ${feedAt(feed)}`)
  }

  /** Removes a feed from a channel and renumbers the others. Its pending headlines stay pending. */
  unsubscribe(id: ChannelId, feed: FeedUrl, now: EpochMs): void {
    this.database.transaction(() => {
      this.run(sql`UPDATE subscriptions SET removed_at = ${now} WHERE channel = ${id} AND feed = ${feedAt(feed)}`)
      this.#renumber(id, this.of(id))
    })
  }

  /** Undoes a removal within the last day, at the same place. @returns whether the use was still there */
  resubscribe(id: ChannelId, feed: FeedUrl): boolean {
    return this.database.transaction(() => {
      const others = this.of(id)
      const updated = this.run(sql`UPDATE subscriptions SET removed_at = NULL
        WHERE channel = ${id} AND removed_at IS NOT NULL AND feed = ${feedAt(feed)}`)
      if (updated.rowsWritten === 0) return false
      const back = this.of(id).filter((each) => each.feed === feed)
      this.#renumber(
        id,
        back.flatMap((each) => others.toSpliced(each.number - 1, 0, each)),
      )
      return true
    })
  }

  #renumber(id: ChannelId, subscriptions: readonly Subscription[]): void {
    for (const [index, { feed, number }] of subscriptions.entries())
      if (number !== index + 1)
        this.run(sql`UPDATE subscriptions SET number = ${index + 1} WHERE channel = ${id} AND feed = ${feedAt(feed)}`)
  }

  /** Deletes uses removed a day ago, and feeds that no channel uses. */
  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM subscriptions WHERE removed_at < ${now - dayMs}`)
    this.run(sql`DELETE FROM feeds WHERE id NOT IN (SELECT feed FROM subscriptions)`)
    this.run(sql`DELETE FROM newest_bodies WHERE at < ${now - limits.store.newestBodiesMs}`)
  }

  setFilter(id: ChannelId, feed: FeedUrl, filter: string): void {
    this.run(sql`UPDATE subscriptions SET filter = ${filter} WHERE channel = ${id} AND feed = ${feedAt(feed)}`)
  }

  /** @param name empty: the feed's title counts */
  setName(id: ChannelId, feed: FeedUrl, name: string): void {
    this.run(sql`UPDATE subscriptions SET name = ${name} WHERE channel = ${id} AND feed = ${feedAt(feed)}`)
  }

  /** The feed was read: dedup's memory has the baseline, except for `left`. */
  shrinkBaseline({ channel, feed, baseline }: Use, left: PackedKeys): void {
    if (left === baseline) return
    this.run(sql`UPDATE subscriptions SET baseline = ${left}
      WHERE channel = ${channel} AND baseline = ${baseline} AND feed = ${feed}`)
  }

  /** Takes the items for "post the newest 5 now", with texts for a day; a second press finds none. */
  takeNewest(id: ChannelId, feed: FeedUrl): readonly (OfferedItem & { readonly body: Body | null })[] {
    const where = sql`WHERE channel = ${id} AND removed_at IS NULL AND feed = ${feedAt(feed)}`
    const [items] = this.values(newestColumn, sql`SELECT newest FROM subscriptions ${where}`)
    this.run(sql`UPDATE subscriptions SET newest = NULL ${where} AND newest IS NOT NULL`)
    const texts = sql`DELETE FROM newest_bodies WHERE channel = ${id} AND feed = ${feedAt(feed)} RETURNING bodies`
    const [bodies = []] = this.values(json(v.array(v.nullable(bodySchema))), texts)
    return (items ?? []).map((item, at) => ({ ...item, body: bodies[at] ?? null }))
  }
}
