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
  type Subscription,
} from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

const subscriptionRow = v.pipe(
  v.object({
    channel: channelIdSchema,
    url: feedUrlSchema,
    number: v.number(),
    title: v.string(),
    name: v.string(),
    filter: v.string(),
    added_at: v.number(),
    baseline: packedKeysSchema,
  }),
  v.transform(({ url, added_at, ...row }): Subscription => ({ ...row, feed: url, addedAt: added_at })),
)

const SUBSCRIPTIONS = `SELECT s.channel, f.url, s.number, f.title, s.name, s.filter, s.added_at, s.baseline
  FROM subscriptions s JOIN feeds f ON f.id = s.feed WHERE s.removed_at IS NULL`
const useRow = v.object({
  channel: channelIdSchema,
  feed: v.number(),
  name: v.string(),
  filter: v.string(),
  baseline: packedKeysSchema,
})
/** An item shown when a feed was added. */
const offeredItemSchema = v.object({ ...itemSchema.entries, alias: v.optional(v.string()) })
export type OfferedItem = Readonly<v.InferOutput<typeof offeredItemSchema>>

/** A channel's use of a feed, as needed for reading it. */
export interface Use {
  readonly channel: ChannelId
  /** Id of the feed. */
  readonly feed: number
  readonly name: string
  readonly filter: string
  /** As a subscription's. */
  readonly baseline: PackedKeys
}

const FEED = '(SELECT id FROM feeds WHERE url = ?)'

export class Subscriptions {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Every subscription of the cell, by channel and number. */
  all(): readonly Subscription[] {
    return readRows(subscriptionRow, this.#database.sql.exec(`${SUBSCRIPTIONS} ORDER BY s.channel, s.number`))
  }

  /** Uses of these feeds. @param feeds ids */
  usesOf(feeds: readonly number[]): readonly Use[] {
    // By the primary key: rows are long, and a scan would cost more than everything else.
    const uses = `SELECT channel, feed, name, filter, baseline FROM subscriptions
      WHERE channel IN (SELECT id FROM channels) AND feed IN (SELECT value FROM json_each(?)) AND removed_at IS NULL`
    return readRows(useRow, this.#database.sql.exec(uses, JSON.stringify(feeds)))
  }

  /** Uses whose feed was not read since they began. */
  newUses(): readonly Use[] {
    // They are few; the index of used feeds would scan all.
    const uses = 'SELECT channel, feed, name, filter, baseline FROM subscriptions INDEXED BY subscriptions_new'
    return readRows(useRow, this.#database.sql.exec(`${uses} WHERE baseline <> '' AND removed_at IS NULL`))
  }

  of(id: ChannelId): readonly Subscription[] {
    return readRows(
      subscriptionRow,
      this.#database.sql.exec(`${SUBSCRIPTIONS} AND s.channel = ? ORDER BY s.number`, id),
    )
  }

  /** Number of a channel's feeds. */
  count(id: ChannelId): number {
    const query = 'SELECT count(*) AS feeds FROM subscriptions WHERE channel = ? AND removed_at IS NULL'
    return readRows(v.object({ feeds: v.number() }), this.#database.sql.exec(query, id))[0]?.feeds ?? 0
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
    this.#database.sql.exec(
      `INSERT OR REPLACE INTO subscriptions (channel, feed, number, added_at, baseline, newest)
       SELECT ?, f.id, 1 + (SELECT count(*) FROM subscriptions WHERE channel = ? AND removed_at IS NULL), ?, ?, ?
       FROM feeds f WHERE f.url = ?`,
      id,
      id,
      added.at,
      added.baseline,
      JSON.stringify(added.newest),
      feed,
    )
    if (added.bodies === undefined) return
    this.#database.sql.exec(
      `INSERT OR REPLACE INTO newest_bodies (channel, feed, bodies, at) SELECT ?, id, ?, ? FROM feeds WHERE url = ?`,
      id,
      JSON.stringify(added.bodies),
      added.at,
      feed,
    )
  }

  /**
   * Moves every use of a feed to another, with number and filter; a channel that uses both keeps the other's.
   * `ofFrom`, `ofTo`: keys added to the baselines of the channels of each.
   */
  moveUses(from: FeedUrl, to: FeedUrl, ofFrom: PackedKeys, ofTo: PackedKeys): void {
    const { sql } = this.#database
    const channels = this.all().flatMap(({ feed, channel }) => (feed === from ? channel : []))
    sql.exec(`UPDATE subscriptions SET baseline = baseline || ? WHERE feed = ${FEED}`, ofTo, to)
    for (const channel of channels) {
      const there = `channel = ? AND feed = ${FEED}`
      // A use of the other that was removed within the last day is replaced.
      sql.exec(`DELETE FROM subscriptions WHERE ${there} AND removed_at IS NOT NULL`, channel, to)
      sql.exec(`UPDATE subscriptions SET baseline = baseline || ? WHERE ${there}`, ofFrom, channel, to)
    }
    sql.exec(
      `UPDATE OR IGNORE subscriptions SET feed = ${FEED}, baseline = baseline || ? WHERE feed = ${FEED}`,
      to,
      ofFrom,
      from,
    )
    sql.exec(`DELETE FROM subscriptions WHERE feed = ${FEED}`, from)
    for (const channel of channels) this.#renumber(channel, this.of(channel))
  }

  /** Adds keys to the baseline of every channel with this feed. */
  widen(feed: FeedUrl, keys: PackedKeys): void {
    if (keys === noKeys) return
    this.#database.sql.exec(`UPDATE subscriptions SET baseline = baseline || ? WHERE feed = ${FEED}`, keys, feed)
  }

  /** Removes a feed from a channel and renumbers the others. Its pending headlines stay pending. */
  unsubscribe(id: ChannelId, feed: FeedUrl, now: EpochMs): void {
    this.#database.transaction(() => {
      this.#database.sql.exec(
        `UPDATE subscriptions SET removed_at = ? WHERE channel = ? AND feed = ${FEED}`,
        now,
        id,
        feed,
      )
      this.#renumber(id, this.of(id))
    })
  }

  /** Undoes a removal within the last day, at the same place. @returns whether the use was still there */
  resubscribe(id: ChannelId, feed: FeedUrl): boolean {
    return this.#database.transaction(() => {
      const others = this.of(id)
      const cursor = this.#database.sql.exec(
        `UPDATE subscriptions SET removed_at = NULL WHERE channel = ? AND removed_at IS NOT NULL AND feed = ${FEED}`,
        id,
        feed,
      )
      if (cursor.rowsWritten === 0) return false
      const back = this.of(id).filter((each) => each.feed === feed)
      this.#renumber(
        id,
        back.flatMap((each) => others.toSpliced(each.number - 1, 0, each)),
      )
      return true
    })
  }

  #renumber(id: ChannelId, subscriptions: readonly Subscription[]): void {
    for (const [index, { feed, number }] of subscriptions.entries()) {
      if (number === index + 1) continue
      this.#database.sql.exec(
        `UPDATE subscriptions SET number = ? WHERE channel = ? AND feed = ${FEED}`,
        index + 1,
        id,
        feed,
      )
    }
  }

  /** Deletes uses removed a day ago, and feeds that no channel uses. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM subscriptions WHERE removed_at < ?', now - dayMs)
    this.#database.sql.exec('DELETE FROM feeds WHERE id NOT IN (SELECT feed FROM subscriptions)')
    this.#database.sql.exec('DELETE FROM newest_bodies WHERE at < ?', now - limits.store.newestBodiesMs)
  }

  setFilter(id: ChannelId, feed: FeedUrl, filter: string): void {
    this.#database.sql.exec(
      `UPDATE subscriptions SET filter = ? WHERE channel = ? AND feed = ${FEED}`,
      filter,
      id,
      feed,
    )
  }

  /** @param name empty: the feed's title counts */
  setName(id: ChannelId, feed: FeedUrl, name: string): void {
    this.#database.sql.exec(`UPDATE subscriptions SET name = ? WHERE channel = ? AND feed = ${FEED}`, name, id, feed)
  }

  /** The feed was read: dedup's memory has the baseline, except for `left`. */
  baselineAbsorbed({ channel, feed, baseline }: Use, left: PackedKeys): void {
    if (left === baseline) return
    this.#database.sql.exec(
      'UPDATE subscriptions SET baseline = ? WHERE channel = ? AND baseline = ? AND feed = ?',
      left,
      channel,
      baseline,
      feed,
    )
  }

  /** Takes the items for "post the newest 5 now", with texts for a day; a second press finds none. */
  takeNewest(id: ChannelId, feed: FeedUrl): readonly (OfferedItem & { readonly body: Body | null })[] {
    const row = v.object({ newest: v.nullable(json(v.array(offeredItemSchema))) })
    const where = `WHERE channel = ? AND removed_at IS NULL AND feed = ${FEED}`
    const found = readRows(row, this.#database.sql.exec(`SELECT newest FROM subscriptions ${where}`, id, feed))
    this.#database.sql.exec(`UPDATE subscriptions SET newest = NULL ${where} AND newest IS NOT NULL`, id, feed)
    const texts = readRows(
      v.object({ bodies: json(v.array(v.nullable(bodySchema))) }),
      this.#database.sql.exec(
        `DELETE FROM newest_bodies WHERE channel = ? AND feed = ${FEED} RETURNING bodies`,
        id,
        feed,
      ),
    )
    const bodies = texts[0]?.bodies ?? []
    return (found[0]?.newest ?? []).map((item, at) => ({ ...item, body: bodies[at] ?? null }))
  }
}
