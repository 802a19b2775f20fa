/** What a day cost, and what KV is left holding: tables `spending` and `stored`. */
import * as v from 'valibot'
import type { EpochMs } from '../model.ts'
import type { CountedDatabase } from './row-meter.ts'
import { json, readRows } from './tables.ts'

/** A day that an earlier version began lacks what it did not count. */
const count = v.optional(v.number(), 0)
const spentSchema = v.object({
  cycles: count,
  kvReads: count,
  kvWrites: count,
  /** Bytes of the editions that were put. */
  kvBytes: count,
  /** Of this cell's tables. */
  rowsRead: count,
  rowsWritten: count,
  telegramCalls: count,
  readerCalls: count,
  feedReads: count,
  messages: count,
})
/** What a day (UTC) or a cycle cost. */
export type Spent = Readonly<v.InferOutput<typeof spentSchema>>
export const nothingSpent: Spent = v.parse(spentSchema, {})

export function addSpent(one: Spent, other: Spent): Spent {
  return {
    cycles: one.cycles + other.cycles,
    kvReads: one.kvReads + other.kvReads,
    kvWrites: one.kvWrites + other.kvWrites,
    kvBytes: one.kvBytes + other.kvBytes,
    rowsRead: one.rowsRead + other.rowsRead,
    rowsWritten: one.rowsWritten + other.rowsWritten,
    telegramCalls: one.telegramCalls + other.telegramCalls,
    readerCalls: one.readerCalls + other.readerCalls,
    feedReads: one.feedReads + other.feedReads,
    messages: one.messages + other.messages,
  }
}

/** Bytes in KV, as far as this cell has put them there and they have not expired. */
export interface Stored {
  readonly bytes: number
  /** Of these, what stays for ever. */
  readonly forEver: number
}

const DAY = 24 * 60 * 60 * 1000
/** Days whose spending is kept. */
const KEPT = 8
const FOR_EVER = ''
const dayOf = (now: EpochMs): string => new Date(now).toISOString().slice(0, 10)
const monthOf = (now: EpochMs): string => new Date(now).toISOString().slice(0, 7)

export class Spending {
  readonly #database: CountedDatabase

  constructor(database: CountedDatabase) {
    this.#database = database
  }

  /** Puts it on the day's account, with the rows that were read and written since the last time. */
  add(now: EpochMs, spent: Spent): void {
    const sum = addSpent(this.of(now), { ...spent, ...this.#database.take() })
    this.#database.sql.exec(
      'INSERT INTO spending (day, spent) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET spent = excluded.spent',
      dayOf(now),
      JSON.stringify(sum),
    )
  }

  /** What the day of this time has cost so far. */
  of(now: EpochMs): Spent {
    const row = v.object({ spent: json(spentSchema) })
    const cursor = this.#database.sql.exec('SELECT spent FROM spending WHERE day = ?', dayOf(now))
    return readRows(row, cursor)[0]?.spent ?? nothingSpent
  }

  /** The days of the last week that cost something, oldest first, this one included. */
  week(now: EpochMs): readonly { readonly day: string; readonly spent: Spent }[] {
    const row = v.object({ day: v.string(), spent: json(spentSchema) })
    const since = dayOf(now - 6 * DAY)
    return readRows(row, this.#database.sql.exec('SELECT * FROM spending WHERE day >= ? ORDER BY day', since))
  }

  /** Bytes were put that live for so many days; 0: for ever. They are counted to the end of the month in which they expire. */
  keeps(bytes: number, days: number, now: EpochMs): void {
    this.#database.sql.exec(
      'INSERT INTO stored (until, bytes) VALUES (?, ?) ON CONFLICT (until) DO UPDATE SET bytes = bytes + excluded.bytes',
      days === 0 ? FOR_EVER : monthOf(now + days * DAY),
      bytes,
    )
  }

  stored(): Stored {
    const row = v.object({ until: v.string(), bytes: v.number() })
    const rows = readRows(row, this.#database.sql.exec('SELECT until, bytes FROM stored'))
    return {
      bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
      forEver: rows.find(({ until }) => until === FOR_EVER)?.bytes ?? 0,
    }
  }

  /** The day has cost this here, whatever it has cost elsewhere. */
  costs(now: EpochMs, spent: Spent): void {
    this.#database.sql.exec(
      'INSERT OR REPLACE INTO spending (day, spent) VALUES (?, ?)',
      dayOf(now),
      JSON.stringify(spent),
    )
  }

  /** Forgets days of more than a week ago, and what has expired. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM spending WHERE day < ?', dayOf(now - KEPT * DAY))
    this.#database.sql.exec('DELETE FROM stored WHERE until <> ? AND until < ?', FOR_EVER, monthOf(now))
  }
}
