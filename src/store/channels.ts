/** The cell's channels, and the state of their delivery: table `channels`. */

import * as v from 'valibot'
import { dayMs } from '../limits.ts'
import {
  type Channel,
  type ChannelId,
  channelIdSchema,
  channelSchema,
  type EpochMs,
  type Lockout,
  lockoutSchema,
  type Pause,
  type UserId,
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
  /** When the schedule was last changed: earlier digest times do not count. */
  readonly scheduleSince: EpochMs
  readonly lastDigestAt: EpochMs | null
  /** Telegram's id of the bot's newest known message there. */
  readonly lastMessage: number | null
  /** Telegram asked to send nothing before. */
  readonly notBefore: EpochMs
  /** Why Telegram closed it, as the owner was notified; null: open, or the owner knows that it is open again. */
  readonly lockout: Lockout | null
}

/** Other tables with rows of a channel. */
const OF_A_CHANNEL = [
  'subscriptions',
  'pending',
  'messages',
  'outcomes',
  'wanted',
  'gaps',
  'imports',
  'newest_bodies',
] as const

export class Channels {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  all(): readonly ChannelState[] {
    return readRows(channelRow, this.#database.sql.exec('SELECT * FROM channels ORDER BY id'))
  }

  /** The channels that a person registered. */
  of(owner: UserId): readonly ChannelId[] {
    const query = "SELECT id FROM channels WHERE json_extract(config, '$.owner') = ?"
    return readRows(v.object({ id: channelIdSchema }), this.#database.sql.exec(query, owner)).map(({ id }) => id)
  }

  get(id: ChannelId): ChannelState | null {
    return readRows(channelRow, this.#database.sql.exec('SELECT * FROM channels WHERE id = ?', id))[0] ?? null
  }

  /** Whether some channel has reading pages. */
  isReading(): boolean {
    const reading = "SELECT 1 AS found FROM channels WHERE json_extract(config, '$.reading') LIMIT 1"
    return this.#database.sql.exec(reading).toArray().length > 0
  }

  /** Adds a channel, or updates the owner and Telegram's details of a known one; its settings stay. */
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

  /** A new schedule does not make up for earlier digest times. */
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

  /** Records the owner's notice about its closure; null: about its reopening. */
  lockedOut(id: ChannelId, lockout: Lockout | null): void {
    this.#database.sql.exec('UPDATE channels SET lockout = ? WHERE id = ?', lockout, id)
  }

  /** Counts expired headlines. */
  expired(id: ChannelId, headlines: number): void {
    this.#database.sql.exec('UPDATE channels SET expired = expired + ? WHERE id = ?', headlines, id)
  }

  /** Takes the counts of expired headlines that owners have not been notified of; at most once a day per channel. */
  takeExpired(now: EpochMs): ReadonlyMap<ChannelId, number> {
    const counts = readRows(
      v.object({ id: channelIdSchema, expired: v.number() }),
      this.#database.sql.exec(
        'SELECT id, expired FROM channels WHERE expired > 0 AND expired_told_at <= ?',
        now - dayMs,
      ),
    )
    for (const { id } of counts)
      this.#database.sql.exec('UPDATE channels SET expired = 0, expired_told_at = ? WHERE id = ?', now, id)
    return new Map(counts.map(({ id, expired }) => [id, expired]))
  }

  digested(id: ChannelId, now: EpochMs): void {
    this.#database.sql.exec('UPDATE channels SET last_digest_at = ? WHERE id = ?', now, id)
  }

  /** Deletes a channel. The next prune deletes feeds that only it used. */
  forget(id: ChannelId): void {
    this.#database.transaction(() => {
      this.#database.sql.exec('DELETE FROM channels WHERE id = ?', id)
      for (const table of OF_A_CHANNEL) this.#database.sql.exec(`DELETE FROM ${table} WHERE channel = ?`, id)
    })
  }

  /** A group became a supergroup: moves everything to the new id, whose message ids start again. Safe to repeat. */
  move(from: ChannelId, to: Channel): void {
    this.#database.transaction(() => {
      if (this.get(from) === null) return
      // The new id may be registered already, if its update came first: the one with the history wins.
      this.#database.sql.exec('DELETE FROM channels WHERE id = ?', to.id)
      this.#database.sql.exec('DELETE FROM subscriptions WHERE channel = ?', to.id)
      this.#database.sql.exec(
        'UPDATE channels SET id = ?, config = ?, last_message = NULL WHERE id = ?',
        to.id,
        JSON.stringify(to),
        from,
      )
      // Headlines that wait there come first.
      this.#database.sql.exec(
        `UPDATE pending SET channel = ?, id = id + (SELECT coalesce(max(id), 0) FROM pending WHERE channel = ?)
         WHERE channel = ?`,
        to.id,
        to.id,
        from,
      )
      for (const table of ['subscriptions', 'messages', 'outcomes', 'wanted', 'gaps', 'imports']) {
        this.#database.sql.exec(`UPDATE OR REPLACE ${table} SET channel = ? WHERE channel = ?`, to.id, from)
      }
    })
  }
}
