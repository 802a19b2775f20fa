/** Usage of each day, and bytes stored in KV: tables `spending` and `stored`. */

import * as v from 'valibot'
import { dayMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { type Database, json, sql, Table } from './database.ts'
import {
  addMetered,
  addUsage,
  type Metered,
  nothingMetered,
  noUsage,
  type Usage,
  type UsageMeter,
  usageSchema,
} from './usage.ts'

/** Days of earlier versions lack some counts. */
const count = v.optional(v.number(), 0)
/** As `Metered` is stored. */
const meteredEntries = { ...usageSchema.entries, doors: v.optional(usageSchema, {}) }
const countsSchema = v.object({
  cycles: count,
  kvReads: count,
  kvWrites: count,
  /** Bytes of editions put. */
  kvBytes: count,
  telegramCalls: count,
  readerCalls: count,
  /** Feeds read in objects of their own. */
  objectReads: count,
  feedReads: count,
  /** Documents of hubs that were read; also counted as feeds read. */
  pushReads: count,
  messages: count,
  /** Pages of articles that were fetched. */
  articles: count,
  /** Of Workers AI. */
  neurons: count,
})
const spentSchema = v.pipe(
  v.object({ ...countsSchema.entries, ...meteredEntries, elsewhere: v.optional(v.object(meteredEntries), {}) }),
  v.transform(({ doors, elsewhere, ...spent }): Spent => {
    const { doors: ofOthers, ...others } = elsewhere
    return { ...spent, requests: doors, elsewhere: { ...others, requests: ofOthers } }
  }),
)
/** The cost of a day (UTC) or of a cycle, with this object's own usage. */
export interface Spent extends Metered, Readonly<v.InferOutput<typeof countsSchema>> {
  /** This cell's share of what other objects cost; included in the sums when a day is read. */
  readonly elsewhere: Metered
}
export const nothingSpent: Spent = v.parse(spentSchema, {})

/** A cost in the form that `readSpent` reads. */
export function storedSpent({ requests: doors, elsewhere, ...spent }: Spent): object {
  const { requests, ...others } = elsewhere
  return { ...spent, doors, elsewhere: { ...others, doors: requests } }
}

export function readSpent(stored: unknown): Spent {
  return v.parse(spentSchema, stored)
}

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
    pushReads: one.pushReads + other.pushReads,
    messages: one.messages + other.messages,
    articles: one.articles + other.articles,
    neurons: one.neurons + other.neurons,
    ...addMetered(one, other),
    elsewhere: addMetered(one.elsewhere, other.elsewhere),
  }
}

/** Adds the usage elsewhere to the sums. */
function summed(spent: Spent): Spent {
  return { ...spent, ...addUsage(spent, spent.elsewhere) }
}

/** Bytes of this cell in KV that have not expired. */
export interface Stored {
  readonly bytes: number
  /** The part that never expires. */
  readonly forEver: number
}

const FOR_EVER = ''
/** A day in UTC, as in `2026-01-05`. */
export const dayOf = (now: EpochMs): string => new Date(now).toISOString().slice(0, 10)
const monthOf = (now: EpochMs): string => new Date(now).toISOString().slice(0, 7)

/**
 * Usage is recorded in advance, up to this much, so that not every request writes. When an object leaves memory, it loses the unused
 * part: the day's count is then too high by at most this much, and never too low.
 */
export const writtenAhead: Usage = { objectRequests: 8, rowsRead: 50, rowsWritten: 4, gbSeconds: 0.25 }

/** The same for the cycles of an object that stays in memory. */
export const cyclesAhead = { kvReads: 10, objectRequests: 12, rowsRead: 500, rowsWritten: 10, gbSeconds: 4 } as const

export class Spending extends Table {
  readonly #meter: Pick<UsageMeter, 'take'>
  /** Costs of `#day` that are not recorded yet; below 0: recorded in advance. */
  #unwritten: Spent = nothingSpent
  #day: EpochMs | null = null
  /** The last known share of usage elsewhere, if it is not recorded yet. */
  #elsewhere: Metered | null = null
  /** When the cost of a cycle was last recorded since the object woke up. */
  #writtenAt: EpochMs | null = null
  readonly #bytes = this.remembered(['stored'], (): Stored => {
    const row = v.object({ until: v.string(), bytes: v.number() })
    const rows = this.rows(row, sql`SELECT until, bytes FROM stored`)
    return {
      bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0),
      forEver: rows.find(({ until }) => until === FOR_EVER)?.bytes ?? 0,
    }
  })
  /** Cache of stored days; only this object writes them. */
  readonly #days = new Map<string, Spent>()

  constructor(database: Database, meter: Pick<UsageMeter, 'take'>) {
    super(database)
    this.#meter = meter
  }

  /**
   * Adds a cost to the day, with the usage of requests meanwhile. Writes if more was used than is recorded, and at least every
   * `limits.cycle.recordedMs`.
   * @param elsewhere this cell's share of the day so far; null: unknown
   */
  add(now: EpochMs, spent: Spent = nothingSpent, elsewhere: Metered | null = null): void {
    this.#take(now)
    this.#unwritten = addSpent(this.#unwritten, spent)
    this.#elsewhere = elsewhere ?? this.#elsewhere
    const since = now - (this.#writtenAt ?? Number.NEGATIVE_INFINITY)
    if (since < 0 || since >= limits.cycle.recordedMs || exceedsRecorded(this.#unwritten)) this.#record(now, true)
  }

  /** Counts pages before they are fetched, in one row: a cycle that dies afterwards has fetched them. */
  addArticles(now: EpochMs, articles: number): void {
    this.#take(now)
    this.#unwritten = addSpent(this.#unwritten, { ...nothingSpent, articles })
    this.#record(now, false)
  }

  /** Counts the most that calls of the language model can cost before they are made, in one row; `chargeNeurons` corrects it. */
  reserveNeurons(now: EpochMs, neurons: number): void {
    this.#take(now)
    this.#unwritten = addSpent(this.#unwritten, { ...nothingSpent, neurons })
    this.#record(now, false)
  }

  /** Gives back what calls did not cost. Written with the next record: until then the count may be too high. */
  chargeNeurons(now: EpochMs, reserved: number, neurons: number): void {
    this.#take(now)
    this.#unwritten = addSpent(this.#unwritten, { ...nothingSpent, neurons: neurons - reserved })
  }

  /** Called at the end of a request: writes if more was used than is recorded. */
  note(now: EpochMs): void {
    this.#take(now)
    if (exceedsRecorded(this.#unwritten)) this.#record(now, false)
  }

  /** The cost of this day so far. */
  of(now: EpochMs): Spent {
    const isOpen = this.#day !== null && dayOf(this.#day) === dayOf(now)
    return summed(isOpen ? this.#sum(now) : this.#stored(dayOf(now)))
  }

  /** Writes what is only in memory. */
  flush(): void {
    if (this.#day === null) return
    this.#write(this.#day, this.#sum(this.#day))
    this.#unwritten = nothingSpent
    this.#elsewhere = null
  }

  /** Takes the usage since the last call. What is not recorded yet belongs to the day on which it was taken. */
  #take(now: EpochMs): void {
    if (this.#day !== null && dayOf(this.#day) !== dayOf(now)) {
      this.flush()
      this.#writtenAt = null
    }
    this.#day = now
    this.#unwritten = addSpent(this.#unwritten, { ...nothingSpent, ...this.#meter.take() })
  }

  /** The day's cost without what is recorded in advance. */
  #sum(day: EpochMs): Spent {
    const stored = this.#stored(dayOf(day))
    return { ...addSpent(stored, this.#unwritten), elsewhere: this.#elsewhere ?? stored.elsewhere }
  }

  /** @param isCycle at the end of a cycle. If the object was in memory before it, it records the cycles that follow, too. */
  #record(now: EpochMs, isCycle: boolean): void {
    const { requests } = this.#unwritten
    const isResident = isCycle && this.#writtenAt !== null
    const ahead: Spent = {
      ...nothingSpent,
      ...(isResident ? addUsage(writtenAhead, cyclesAhead) : writtenAhead),
      kvReads: isResident ? cyclesAhead.kvReads : 0,
      requests: hasUsage(requests) ? writtenAhead : noUsage,
    }
    this.#write(now, addSpent(this.#sum(now), ahead))
    this.#unwritten = { ...nothingSpent, ...addMetered(nothingMetered, ahead, -1), kvReads: -ahead.kvReads }
    this.#elsewhere = null
    if (isCycle) this.#writtenAt = now
  }

  #stored(day: string): Spent {
    const known = this.#days.get(day)
    if (known !== undefined) return known
    const spent = sql`SELECT spent FROM spending WHERE day = ${day}`
    const [stored = nothingSpent] = this.values(json(spentSchema), spent)
    this.#days.set(day, stored)
    return stored
  }

  #write(now: EpochMs, spent: Spent): void {
    const day = dayOf(now)
    // The first write of the day.
    if (this.#stored(day) === nothingSpent) this.#forgetDays(now)
    this.run(sql`INSERT INTO spending (day, spent) VALUES (${day}, ${JSON.stringify(storedSpent(spent))})
      ON CONFLICT (day) DO UPDATE SET spent = excluded.spent`)
    this.#days.set(day, spent)
  }

  /** The last seven days with costs, oldest first, including today. */
  week(now: EpochMs): readonly { readonly day: string; readonly spent: Spent }[] {
    const row = v.object({ day: v.string(), spent: json(spentSchema) })
    const since = dayOf(now - 6 * dayMs)
    const days = this.rows(row, sql`SELECT * FROM spending WHERE day >= ${since} ORDER BY day`)
    const open = this.#day === null ? null : dayOf(this.#day)
    return days.map(({ day, spent }) => ({ day, spent: day === open ? this.of(now) : summed(spent) }))
  }

  /** Counts bytes put, until the end of the month in which they expire. @param days their lifetime; 0: for ever */
  addStored(bytes: number, days: number, now: EpochMs): void {
    const until = days === 0 ? FOR_EVER : monthOf(now + days * dayMs)
    this.run(sql`INSERT INTO stored (until, bytes) VALUES (${until}, ${bytes})
      ON CONFLICT (until) DO UPDATE SET bytes = bytes + excluded.bytes`)
  }

  stored(): Stored {
    return this.#bytes()
  }

  /** After a restore: sets the day's cost, without the part elsewhere. @param spent as from `of` */
  setDay(now: EpochMs, spent: Spent): void {
    this.#days.clear()
    this.#unwritten = nothingSpent
    this.#elsewhere = null
    this.#write(now, { ...spent, elsewhere: nothingMetered })
  }

  #forgetDays(now: EpochMs): void {
    this.#days.clear()
    this.run(sql`DELETE FROM spending WHERE day < ${dayOf(now - limits.store.spendingDays * dayMs)}`)
  }

  /** Deletes the counts of what has expired in KV. */
  prune(now: EpochMs): void {
    this.run(sql`DELETE FROM stored WHERE until <> ${FOR_EVER} AND until < ${monthOf(now)}`)
  }
}

/** Not for statistics: they may lose a few minutes. */
function exceedsRecorded({ kvReads, kvWrites, requests, ...spent }: Spent): boolean {
  return kvReads > 0 || kvWrites > 0 || hasUsage(spent) || hasUsage(requests)
}

function hasUsage({ objectRequests, rowsRead, rowsWritten, gbSeconds }: Usage): boolean {
  return objectRequests > 0 || rowsRead > 0 || rowsWritten > 0 || gbSeconds > 0
}
