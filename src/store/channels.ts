/** The cell's channels and what they subscribe to: tables `channels` and `subscriptions`. */
import * as v from 'valibot'
import {
  type Channel,
  type ChannelId,
  channelIdSchema,
  channelSchema,
  type EpochMs,
  type FeedUrl,
  feedUrlSchema,
  type Item,
  itemSchema,
  type Lockout,
  lockoutSchema,
  noKeys,
  type PackedKeys,
  type Pause,
  packedKeysSchema,
  type Subscription,
} from '../model.ts'
import { type Database, json, readRows } from './tables.ts'

const channelRow = v.pipe(
  v.object({
    config: json(channelSchema),
    schedule_since: v.number(),
    last_digest_at: v.nullable(v.number()),
    last_message: v.nullable(v.number()),
    not_before: v.number(),
    lockout: v.nullable(lockoutSchema),
  }),
  v.transform(
    (row): ChannelState => ({
      channel: row.config,
      scheduleSince: row.schedule_since,
      lastDigestAt: row.last_digest_at,
      lastMessage: row.last_message,
      notBefore: row.not_before,
      lockout: row.lockout,
    }),
  ),
)

/** A channel with the state of its delivery. Times are epoch ms. */
export interface ChannelState {
  readonly channel: Channel
  /** Digest times before this are not owed: when the schedule was last changed. */
  readonly scheduleSince: EpochMs
  readonly lastDigestAt: EpochMs | null
  /** Telegram's id of the newest message that the bot knows to be its own there. */
  readonly lastMessage: number | null
  /** Telegram asked to wait until then. */
  readonly notBefore: EpochMs
  /** Its owner was told that Telegram closed it, and not yet that it is open again. */
  readonly lockout: Lockout | null
}

const subscriptionRow = v.pipe(
  v.object({
    channel: channelIdSchema,
    url: feedUrlSchema,
    number: v.number(),
    title: v.string(),
    filter: v.string(),
    added_at: v.number(),
    baseline: packedKeysSchema,
  }),
  v.transform(({ url, added_at, ...row }): Subscription => ({ ...row, feed: url, addedAt: added_at })),
)

const SUBSCRIPTIONS = `SELECT s.channel, f.url, s.number, f.title, s.filter, s.added_at, s.baseline
  FROM subscriptions s JOIN feeds f ON f.id = s.feed WHERE s.removed_at IS NULL`
const useRow = v.object({
  channel: channelIdSchema,
  feed: v.number(),
  filter: v.string(),
  baseline: packedKeysSchema,
})
/** A feed as one channel uses it, as far as reading it needs to know. */
export interface Use {
  readonly channel: ChannelId
  /** Id of the feed. */
  readonly feed: number
  readonly filter: string
  /** As a subscription's. */
  readonly baseline: PackedKeys
}

const FEED = '(SELECT id FROM feeds WHERE url = ?)'

const DAY = 24 * 60 * 60 * 1000

export class Channels {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  all(): readonly ChannelState[] {
    return readRows(channelRow, this.#database.sql.exec('SELECT * FROM channels ORDER BY id'))
  }

  get(id: ChannelId): ChannelState | null {
    return readRows(channelRow, this.#database.sql.exec('SELECT * FROM channels WHERE id = ?', id))[0] ?? null
  }

  /** Adds a channel, or renews whose one is that is there, and what Telegram says of it; its settings stay. */
  register(channel: Channel, now: EpochMs): void {
    const known = this.get(channel.id)?.channel
    const { title, username, kind, owner } = channel
    this.#database.sql.exec(
      `INSERT INTO channels (id, config, schedule_since) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET config = excluded.config`,
      channel.id,
      JSON.stringify(known === undefined ? channel : { ...known, title, username, kind, owner }),
      now,
    )
  }

  configure(channel: Channel): void {
    this.#database.sql.exec('UPDATE channels SET config = ? WHERE id = ?', JSON.stringify(channel), channel.id)
  }

  /** A new schedule owes no digest time that lies before it. */
  reschedule(channel: Channel, now: EpochMs): void {
    this.configure(channel)
    this.#database.sql.exec('UPDATE channels SET schedule_since = ? WHERE id = ?', now, channel.id)
  }

  pause(id: ChannelId, pause: Pause | null): void {
    const state = this.get(id)
    if (state !== null) this.configure({ ...state.channel, pause })
  }

  wait(id: ChannelId, until: EpochMs): void {
    this.#database.sql.exec('UPDATE channels SET not_before = ? WHERE id = ?', until, id)
  }

  /** What its owner was told of its being closed; null: nothing, or that it is open again. */
  lockedOut(id: ChannelId, lockout: Lockout | null): void {
    this.#database.sql.exec('UPDATE channels SET lockout = ? WHERE id = ?', lockout, id)
  }

  /** Counts headlines that aged out. */
  expired(id: ChannelId, headlines: number): void {
    this.#database.sql.exec('UPDATE channels SET expired = expired + ? WHERE id = ?', headlines, id)
  }

  /** Headlines that aged out since their channels' owners were last told, at most once a day; they count as told now. */
  tellExpired(now: EpochMs): ReadonlyMap<ChannelId, number> {
    const untold = readRows(
      v.object({ id: channelIdSchema, expired: v.number() }),
      this.#database.sql.exec('SELECT id, expired FROM channels WHERE expired > 0 AND expired_told_at <= ?', now - DAY),
    )
    for (const { id } of untold)
      this.#database.sql.exec('UPDATE channels SET expired = 0, expired_told_at = ? WHERE id = ?', now, id)
    return new Map(untold.map(({ id, expired }) => [id, expired]))
  }

  digested(id: ChannelId, now: EpochMs): void {
    this.#database.sql.exec('UPDATE channels SET last_digest_at = ? WHERE id = ?', now, id)
  }

  /** A group became a supergroup: everything goes on under the new id, whose message ids start anew. Safe to repeat. */
  move(from: ChannelId, to: Channel): void {
    this.#database.transaction(() => {
      if (this.get(from) === null) return
      // Were the new id registered already (its update came first), the one with the history wins.
      this.#database.sql.exec('DELETE FROM channels WHERE id = ?', to.id)
      this.#database.sql.exec('DELETE FROM subscriptions WHERE channel = ?', to.id)
      this.#database.sql.exec(
        'UPDATE channels SET id = ?, config = ?, last_message = NULL WHERE id = ?',
        to.id,
        JSON.stringify(to),
        from,
      )
      // What waits there already was first.
      this.#database.sql.exec(
        `UPDATE pending SET channel = ?, id = id + (SELECT coalesce(max(id), 0) FROM pending WHERE channel = ?)
         WHERE channel = ?`,
        to.id,
        to.id,
        from,
      )
      for (const table of ['subscriptions', 'messages', 'outcomes', 'wanted']) {
        this.#database.sql.exec(`UPDATE ${table} SET channel = ? WHERE channel = ?`, to.id, from)
      }
    })
  }

  /** Every subscription of the cell, by channel and number. */
  subscriptions(): readonly Subscription[] {
    return readRows(subscriptionRow, this.#database.sql.exec(`${SUBSCRIPTIONS} ORDER BY s.channel, s.number`))
  }

  /** Every use of a feed in the cell, in the least time: once a cycle all of them are gone through. */
  uses(): readonly Use[] {
    const uses = 'SELECT channel, feed, filter, baseline FROM subscriptions WHERE removed_at IS NULL'
    return readRows(useRow, this.#database.sql.exec(uses))
  }

  /** Those uses whose feed was not read since they began. */
  newUses(): readonly Use[] {
    const uses = 'SELECT channel, feed, filter, baseline FROM subscriptions'
    return readRows(useRow, this.#database.sql.exec(`${uses} WHERE baseline <> '' AND removed_at IS NULL`))
  }

  subscriptionsOf(id: ChannelId): readonly Subscription[] {
    return readRows(
      subscriptionRow,
      this.#database.sql.exec(`${SUBSCRIPTIONS} AND s.channel = ? ORDER BY s.number`, id),
    )
  }

  /** Adds a feed that is in the table `feeds` to a channel, after its last one. `newest`: what "post now" would post. */
  subscribe(
    id: ChannelId,
    feed: FeedUrl,
    added: { readonly at: EpochMs; readonly baseline: PackedKeys; readonly newest: readonly Item[] },
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
  }

  /**
   * Every use of one feed becomes one of another, with its number and filter; a channel that uses both keeps the other's.
   * `ofFrom`, `ofTo`: what the channels that used the one or the other have seen besides their baselines.
   */
  resettle(from: FeedUrl, to: FeedUrl, ofFrom: PackedKeys, ofTo: PackedKeys): void {
    const { sql } = this.#database
    const channels = this.subscriptions().flatMap(({ feed, channel }) => (feed === from ? channel : []))
    sql.exec(`UPDATE subscriptions SET baseline = baseline || ? WHERE feed = ${FEED}`, ofTo, to)
    for (const channel of channels) {
      const there = `channel = ? AND feed = ${FEED}`
      // Had it taken the other away within the last day, this one takes its place.
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
    for (const channel of channels) this.#renumber(channel, this.subscriptionsOf(channel))
  }

  /** Takes a feed from a channel and closes the gap in its numbers. What was pending of it stays pending. */
  unsubscribe(id: ChannelId, feed: FeedUrl, now: EpochMs): void {
    this.#database.transaction(() => {
      this.#database.sql.exec(
        `UPDATE subscriptions SET removed_at = ? WHERE channel = ? AND feed = ${FEED}`,
        now,
        id,
        feed,
      )
      this.#renumber(id, this.subscriptionsOf(id))
    })
  }

  /** Puts a feed back that was taken away within the last day, in its place and as it was. @returns whether it was still there */
  resubscribe(id: ChannelId, feed: FeedUrl): boolean {
    return this.#database.transaction(() => {
      const others = this.subscriptionsOf(id)
      const cursor = this.#database.sql.exec(
        `UPDATE subscriptions SET removed_at = NULL WHERE channel = ? AND removed_at IS NOT NULL AND feed = ${FEED}`,
        id,
        feed,
      )
      if (cursor.rowsWritten === 0) return false
      const back = this.subscriptionsOf(id).filter((each) => each.feed === feed)
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

  /** Feeds that were taken away a day ago cannot be put back any more; those that no channel uses go. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM subscriptions WHERE removed_at < ?', now - DAY)
    this.#database.sql.exec('DELETE FROM feeds WHERE id NOT IN (SELECT feed FROM subscriptions)')
  }

  setFeedFilter(id: ChannelId, feed: FeedUrl, filter: string): void {
    this.#database.sql.exec(
      `UPDATE subscriptions SET filter = ? WHERE channel = ? AND feed = ${FEED}`,
      filter,
      id,
      feed,
    )
  }

  /** Their feeds were read since: what these channels found in them when they were added is in dedup's memory now. */
  baselinesAbsorbed(uses: readonly Use[]): void {
    for (const { channel, feed, baseline } of uses) {
      this.#database.sql.exec(
        'UPDATE subscriptions SET baseline = ? WHERE channel = ? AND baseline = ? AND feed = ?',
        noKeys,
        channel,
        baseline,
        feed,
      )
    }
  }

  /** What "Post the newest 5 now" posts; taken once, so that a second press finds nothing. */
  takeNewest(id: ChannelId, feed: FeedUrl): readonly Item[] {
    const row = v.object({ newest: v.nullable(json(v.array(itemSchema))) })
    const where = `WHERE channel = ? AND removed_at IS NULL AND feed = ${FEED}`
    const found = readRows(row, this.#database.sql.exec(`SELECT newest FROM subscriptions ${where}`, id, feed))
    this.#database.sql.exec(`UPDATE subscriptions SET newest = NULL ${where} AND newest IS NOT NULL`, id, feed)
    return found[0]?.newest ?? []
  }
}
