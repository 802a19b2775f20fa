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
import type { MachineProblem } from '../result.ts'
import { json, raw, sql, Table } from './database.ts'
import { isUnsent } from './messages.ts'
import { followsSchema, type StoredFollow } from './stored-follow.ts'

/** A channel with the state of its delivery. Times are epoch ms. */
const stateSchema = v.object({
  channel: json(channelSchema),
  /** When the schedule was last changed: earlier digest times do not count. */
  scheduleSince: v.number(),
  lastDigestAt: v.nullable(v.number()),
  /** Telegram's id of the bot's newest known message there. */
  lastMessage: v.nullable(v.number()),
  /** Telegram asked to send nothing before. */
  notBefore: v.number(),
  /** Why Telegram closed it, as the owner was notified; null: open, or the owner knows that it is open again. */
  lockout: v.nullable(lockoutSchema),
})
export type ChannelState = Readonly<v.InferOutput<typeof stateSchema>>

/** A reader's selection. `follows`: null until the reader has chosen a channel; an empty one is deleted. */
const selectionSchema = v.object({ ...stateSchema.entries, follows: v.nullable(json(followsSchema)) })
export type Selection = Readonly<v.InferOutput<typeof selectionSchema>>

const columns = raw(`config AS channel, schedule_since AS scheduleSince, last_digest_at AS lastDigestAt,
  last_message AS lastMessage, not_before AS notBefore, lockout`)
const states = sql`SELECT ${columns} FROM channels`
const selections = sql`SELECT ${columns}, follows FROM channels`
/** Ids of selections begin with a letter, and others with a digit or a sign. */
const isOrdinary = raw("id < 'r'")
const isSelected = raw("id >= 'r'")

/** Tables with rows of a channel, beside `newest_bodies`, whose rows last a day, and `retracted`, which still counts when the channel is gone. */
export const channelTables = [
  'subscriptions',
  'pending',
  'messages',
  'outcomes',
  'wanted',
  'gaps',
  'imports',
  'posts',
  'channel_days',
  'channel_news',
  'corrections',
] as const

export class Channels extends Table {
  readonly #all = this.remembered(['channels'], () =>
    this.rows(stateSchema, sql`${states} WHERE ${isOrdinary} ORDER BY id`),
  )
  readonly #selections = this.remembered(['channels'], () =>
    this.rows(selectionSchema, sql`${selections} WHERE ${isSelected} ORDER BY id`),
  )

  /** Without readers' selections. */
  all(): readonly ChannelState[] {
    return this.#all()
  }

  /** Reads a row for each reader. */
  selections(): readonly Selection[] {
    return this.#selections()
  }

  selection(id: ChannelId): Selection | null {
    return this.rows(selectionSchema, sql`${selections} WHERE id = ${id} AND ${isSelected}`)[0] ?? null
  }

  countSelections(): number {
    return this.values(v.number(), sql`SELECT count(*) FROM channels WHERE ${isSelected}`)[0] ?? 0
  }

  /** The channels that a person registered. */
  of(owner: UserId): readonly ChannelId[] {
    const own = sql`${isOrdinary} AND json_extract(config, '$.owner') = ${owner}`
    return this.values(channelIdSchema, sql`SELECT id FROM channels WHERE ${own}`)
  }

  /** @param digestAt when a digest was due; null: none was */
  setFollows(id: ChannelId, follows: readonly StoredFollow[], digestAt: EpochMs | null = null): void {
    this.run(sql`UPDATE channels
      SET follows = ${JSON.stringify(follows)}, last_digest_at = coalesce(${digestAt}, last_digest_at) WHERE id = ${id}`)
  }

  get(id: ChannelId): ChannelState | null {
    return this.rows(stateSchema, sql`${states} WHERE id = ${id}`)[0] ?? null
  }

  /** Adds a channel, or updates the owner and Telegram's details of a known one; its settings stay. */
  register(channel: Channel, now: EpochMs): void {
    const known = this.get(channel.id)?.channel
    const { title, username, kind, owner } = channel
    const config = JSON.stringify(known === undefined ? channel : { ...known, title, username, kind, owner })
    this.run(sql`INSERT INTO channels (id, config, schedule_since) VALUES (${channel.id}, ${config}, ${now})
      ON CONFLICT (id) DO UPDATE SET config = excluded.config`)
  }

  configure(channel: Channel): void {
    // If a layout is chosen again, its refusal is reported again.
    this.run(sql`UPDATE channels SET config = ${JSON.stringify(channel)},
      rich_refused = iif(json_extract(config, '$.layout') IS ${channel.layout}, rich_refused, 0) WHERE id = ${channel.id}`)
  }

  /** Telegram refuses the channel's rich messages. @returns whether the owner does not know it yet */
  noteRichRefused(id: ChannelId): boolean {
    const noted = sql`UPDATE channels SET rich_refused = 1 WHERE id = ${id} AND rich_refused = 0 RETURNING id`
    return this.values(channelIdSchema, noted).length > 0
  }

  /** The language model has a problem with the channel's headlines, or with its briefings. @returns whether the owner does not know it of this day yet */
  noteMachineProblem(
    id: ChannelId,
    kind: MachineProblem['kind'] | `briefing:${MachineProblem['kind']}`,
    now: EpochMs,
  ): boolean {
    const told = this.values(v.nullable(v.string()), sql`SELECT machine_told FROM channels WHERE id = ${id}`)[0] ?? ''
    const day = new Date(now).toISOString().slice(0, 10)
    const [known = '', ...kinds] = told.split(' ')
    if (known === day && kinds.includes(kind)) return false
    const next = [day, ...(known === day ? kinds : []), kind].join(' ')
    this.run(sql`UPDATE channels SET machine_told = ${next} WHERE id = ${id}`)
    return true
  }

  /** A new schedule does not make up for earlier digest times. */
  reschedule(channel: Channel, now: EpochMs): void {
    this.configure(channel)
    this.run(sql`UPDATE channels SET schedule_since = ${now} WHERE id = ${channel.id}`)
  }

  pause(id: ChannelId, pause: Pause | null): void {
    const state = this.get(id)
    if (state !== null) this.configure({ ...state.channel, pause })
  }

  wait(id: ChannelId, until: EpochMs): void {
    this.run(sql`UPDATE channels SET not_before = ${until} WHERE id = ${id}`)
  }

  /** Why Telegram closed the channel, once its owner gets a notice; null: the owner knows that it is open. */
  setNotifiedLockout(id: ChannelId, lockout: Lockout | null): void {
    this.run(sql`UPDATE channels SET lockout = ${lockout} WHERE id = ${id}`)
  }

  /** Counts expired headlines until the next notice. */
  countExpired(id: ChannelId, headlines: number): void {
    this.run(sql`UPDATE channels SET expired = expired + ${headlines} WHERE id = ${id}`)
  }

  /** Takes the counts of expired headlines that owners have not been notified of; at most once a day per channel. */
  takeExpired(now: EpochMs): ReadonlyMap<ChannelId, number> {
    const row = v.object({ id: channelIdSchema, expired: v.number() })
    const before = now - dayMs
    const counts = this.rows(
      row,
      sql`SELECT id, expired FROM channels WHERE expired > 0 AND expired_told_at <= ${before}`,
    )
    for (const { id } of counts)
      this.run(sql`UPDATE channels SET expired = 0, expired_told_at = ${now} WHERE id = ${id}`)
    return new Map(counts.map(({ id, expired }) => [id, expired]))
  }

  /** The next digest is due as soon as the selection resumes. */
  digestWithdrawn(id: ChannelId): void {
    this.run(sql`UPDATE channels SET last_digest_at = NULL WHERE id = ${id}`)
  }

  setLastDigest(id: ChannelId, now: EpochMs): void {
    this.run(sql`UPDATE channels SET last_digest_at = ${now} WHERE id = ${id}`)
  }

  /** Deletes a channel. The next prune deletes feeds that only it used. */
  forget(id: ChannelId): void {
    this.database.transaction(() => {
      this.run(sql`DELETE FROM channels WHERE id = ${id}`)
      for (const table of [...channelTables, 'newest_bodies'])
        this.run(sql`DELETE FROM ${raw(table)} WHERE channel = ${id}`)
    })
  }

  /** A group became a supergroup: moves everything to the new id, whose message ids start again. Safe to repeat. */
  move(from: ChannelId, to: Channel): void {
    this.database.transaction(() => {
      if (this.get(from) === null) return
      // The new id may be registered already, if its update came first: the one with the history wins.
      this.run(sql`DELETE FROM channels WHERE id = ${to.id}`)
      this.run(sql`DELETE FROM subscriptions WHERE channel = ${to.id}`)
      this.run(
        sql`UPDATE channels SET id = ${to.id}, config = ${JSON.stringify(to)}, last_message = NULL WHERE id = ${from}`,
      )
      // The ids of its messages name other messages there.
      this.run(sql`UPDATE messages SET telegram_id = NULL WHERE channel = ${from} AND state = 'sent'`)
      // Headlines that wait there come first.
      const last =
        this.values(v.number(), sql`SELECT coalesce(max(id), 0) FROM pending WHERE channel = ${to.id}`)[0] ?? 0
      this.run(sql`UPDATE pending SET channel = ${to.id}, id = id + ${last} WHERE channel = ${from}`)
      this.run(sql`UPDATE messages
        SET headlines = (SELECT json_group_array(value + ${last}) FROM json_each(headlines))
        WHERE channel = ${from} AND ${isUnsent}`)
      for (const table of channelTables)
        if (table !== 'pending')
          this.run(sql`UPDATE OR REPLACE ${raw(table)} SET channel = ${to.id} WHERE channel = ${from}`)
    })
  }
}
