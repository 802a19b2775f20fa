/** What a day cost, and what KV is left holding: tables `spending` and `stored`. */

import * as v from 'valibot'
import { dayMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type Database, json, readRows } from './tables.ts'
import {
  addMetered,
  addUsage,
  type Metered,
  meteredSchema,
  nothingMetered,
  noUsage,
  type Usage,
  type UsageMeter,
} from './usage.ts'

/** A day that an earlier version began lacks what it did not count. */
const count = v.optional(v.number(), 0)
const spentSchema = v.object({
  cycles: count,
  kvReads: count,
  kvWrites: count,
  /** Bytes of the editions that were put. */
  kvBytes: count,
  telegramCalls: count,
  readerCalls: count,
  /** Feeds that were read in objects of their own. */
  objectReads: count,
  feedReads: count,
  messages: count,
  /** Of this object. */
  ...meteredSchema.entries,
  /** This cell's share of what other objects cost; a part of the sums above wherever a day is read. */
  elsewhere: v.optional(meteredSchema, {}),
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
    telegramCalls: one.telegramCalls + other.telegramCalls,
    readerCalls: one.readerCalls + other.readerCalls,
    objectReads: one.objectReads + other.objectReads,
    feedReads: one.feedReads + other.feedReads,
    messages: one.messages + other.messages,
    ...addMetered(one, other),
    elsewhere: addMetered(one.elsewhere, other.elsewhere),
  }
}

/** With what was spent elsewhere in the sums. */
function summed(spent: Spent): Spent {
  return { ...spent, ...addUsage(spent, spent.elsewhere) }
}

/** Bytes in KV, as far as this cell has put them there and they have not expired. */
export interface Stored {
  readonly bytes: number
  /** Of these, what stays for ever. */
  readonly forEver: number
}

/** Days whose spending is kept. */
const KEPT = 8
const FOR_EVER = ''
/** A day in UTC, as in `2026-01-05`. */
export const dayOf = (now: EpochMs): string => new Date(now).toISOString().slice(0, 10)
const monthOf = (now: EpochMs): string => new Date(now).toISOString().slice(0, 7)

/**
 * Usage is written down this far ahead of what was used. An object that leaves memory forgets how far ahead it was, so a
 * day is counted too high by at most this much for each time that it does, and never too low.
 */
export const writtenAhead: Usage = { objectRequests: 8, rowsRead: 50, rowsWritten: 4, gbSeconds: 0.25 }

export class Spending {
  readonly #database: Database
  readonly #meter: Pick<UsageMeter, 'take'>
  /** Used, but not written down; below 0: written ahead. */
  #unwritten: Metered = nothingMetered
  /** Days as they are stored, of this object's own writing. */
  readonly #days = new Map<string, Spent>()

  constructor(database: Database, meter: Pick<UsageMeter, 'take'>) {
    this.#database = database
    this.#meter = meter
  }

  /** Puts it on the day's account, with what requests have cost meanwhile. @param elsewhere this cell's share of the day so far; null: not known */
  add(now: EpochMs, spent: Spent = nothingSpent, elsewhere: Metered | null = null): void {
    const used = this.#used()
    const ahead = { ...writtenAhead, doors: isOver(used.doors) ? writtenAhead : noUsage }
    const before = this.#stored(dayOf(now))
    const sum = addSpent(before, { ...spent, ...addMetered(addMetered(spent, used), ahead) })
    this.#write(now, { ...sum, elsewhere: elsewhere ?? before.elsewhere })
    this.#unwritten = addMetered(nothingMetered, ahead, -1)
  }

  /** At the end of a request: writes a row once more was used than is written down. */
  note(now: EpochMs): void {
    this.#unwritten = this.#used()
    if (isOver(this.#unwritten) || isOver(this.#unwritten.doors)) this.add(now)
  }

  /** What the day of this time has cost so far. */
  of(now: EpochMs): Spent {
    return summed(this.#stored(dayOf(now)))
  }

  #used(): Metered {
    return addMetered(this.#unwritten, this.#meter.take())
  }

  #stored(day: string): Spent {
    const known = this.#days.get(day)
    if (known !== undefined) return known
    const row = v.object({ spent: json(spentSchema) })
    const cursor = this.#database.sql.exec('SELECT spent FROM spending WHERE day = ?', day)
    const stored = readRows(row, cursor)[0]?.spent ?? nothingSpent
    this.#days.set(day, stored)
    return stored
  }

  #write(now: EpochMs, spent: Spent): void {
    const day = dayOf(now)
    // The day's first.
    if (this.#stored(day) === nothingSpent) this.#forgetDays(now)
    this.#database.sql.exec(
      'INSERT INTO spending (day, spent) VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET spent = excluded.spent',
      day,
      JSON.stringify(spent),
    )
    this.#days.set(day, spent)
  }

  /** The days of the last week that cost something, oldest first, this one included. */
  week(now: EpochMs): readonly { readonly day: string; readonly spent: Spent }[] {
    const row = v.object({ day: v.string(), spent: json(spentSchema) })
    const since = dayOf(now - 6 * dayMs)
    const days = readRows(row, this.#database.sql.exec('SELECT * FROM spending WHERE day >= ? ORDER BY day', since))
    return days.map(({ day, spent }) => ({ day, spent: summed(spent) }))
  }

  /** Bytes were put that live for so many days; 0: for ever. They are counted to the end of the month in which they expire. */
  keeps(bytes: number, days: number, now: EpochMs): void {
    this.#database.sql.exec(
      'INSERT INTO stored (until, bytes) VALUES (?, ?) ON CONFLICT (until) DO UPDATE SET bytes = bytes + excluded.bytes',
      days === 0 ? FOR_EVER : monthOf(now + days * dayMs),
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

  /** After a restore: the day has cost this here, whatever it has cost elsewhere. @param spent as `of` has it */
  costs(now: EpochMs, spent: Spent): void {
    this.#days.clear()
    this.#write(now, { ...spent, elsewhere: nothingMetered })
  }

  /** Those of more than a week ago. */
  #forgetDays(now: EpochMs): void {
    this.#days.clear()
    this.#database.sql.exec('DELETE FROM spending WHERE day < ?', dayOf(now - KEPT * dayMs))
  }

  /** Forgets what has expired in KV. */
  prune(now: EpochMs): void {
    this.#database.sql.exec('DELETE FROM stored WHERE until <> ? AND until < ?', FOR_EVER, monthOf(now))
  }
}

function isOver({ objectRequests, rowsRead, rowsWritten, gbSeconds }: Usage): boolean {
  return objectRequests > 0 || rowsRead > 0 || rowsWritten > 0 || gbSeconds > 0
}
