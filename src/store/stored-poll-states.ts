/**
 * The poll states of all feeds as a few long values in `facts`, so that an object without memory reads few rows. The first is deleted
 * before anything changes feeds or subscriptions.
 */
import { Buffer } from 'node:buffer'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { json, sql, Table } from './database.ts'
import { type FeedPollState, pollStateElement } from './feed-row.ts'
import { cellTables } from './tables.ts'

/** Columns of `feeds` that change without changing a poll state: each cycle with news writes the first. */
export const notInPollStates: ReadonlySet<string> = new Set(['marks', 'unmarks'])

/** The beginning of their keys in `facts`. */
export const POLL_STATES = 'poll-states'
/** Keys sort by their number. */
const keyOf = (part: number): string => `${POLL_STATES} ${1000 + part}`

const partSchema = json(
  v.object({
    stamp: v.number(),
    format: v.string(),
    parts: v.number(),
    // `write` made them, and the format is compared.
    states: v.custom<readonly FeedPollState[]>(Array.isArray),
  }),
)

/** Another version of the program may store other states. */
const format = `${cellTables.length} ${pollStateElement}`

export class StoredPollStates extends Table {
  /** Stamp of the stored states while they match the tables; null: unknown, or none are stored. */
  #stamp: number | null = null
  #mayBeStored = true

  constructor(...parameters: ConstructorParameters<typeof Table>) {
    super(...parameters)
    const changed = (isKnown: boolean) => {
      this.#stamp = null
      if (isKnown) this.#outdate()
      // After a rollback, or when tables were replaced.
      else this.#mayBeStored = true
    }
    this.database.changes?.beforeChange('feeds', notInPollStates, changed)
    this.database.changes?.beforeChange('subscriptions', new Set(['baseline', 'newest', 'name', 'filter']), changed)
  }

  /** The stamp of the stored states; null: none are stored, or they are not known to be right. */
  stamp(): number | null {
    return this.#stamp
  }

  /** @param stamp as the last cycle noted it; a program that knows no stored states drops it */
  read(stamp: number): readonly FeedPollState[] | null {
    const stored = sql`SELECT value FROM facts WHERE key >= ${POLL_STATES} AND key < ${`${POLL_STATES}~`} ORDER BY key`
    const parts = this.values(partSchema, stored)
    const isWhole =
      parts[0]?.parts === parts.length && parts.every((part) => part.stamp === stamp && part.format === format)
    if (!isWhole) return null
    this.#stamp = stamp
    return parts.flatMap(({ states }) => states)
  }

  write(stamp: number, states: readonly FeedPollState[]): void {
    const packed = inParts(states)
    for (const [part, some] of packed.entries()) {
      const head = JSON.stringify({ stamp, format, parts: packed.length })
      const value = `${head.slice(0, -1)},"states":[${some.join(',')}]}`
      this.run(sql`INSERT INTO facts (key, value) VALUES (${keyOf(part)}, ${value})
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`)
    }
    this.run(sql`DELETE FROM facts WHERE key >= ${keyOf(packed.length)} AND key < ${`${POLL_STATES}~`}`)
    this.#stamp = stamp
    this.#mayBeStored = true
  }

  delete(): void {
    this.run(sql`DELETE FROM facts WHERE key >= ${POLL_STATES} AND key < ${`${POLL_STATES}~`}`)
    this.#stamp = null
    this.#mayBeStored = false
  }

  /** Deletes the first part, without which the others are not used: each deleted part is a written row. */
  #outdate(): void {
    if (!this.#mayBeStored) return
    this.run(sql`DELETE FROM facts WHERE key = ${keyOf(0)}`)
    this.#stamp = null
    this.#mayBeStored = false
  }
}

/** The states as JSON, in as few parts as hold them; at least one. */
function inParts(states: readonly FeedPollState[]): readonly (readonly string[])[] {
  const parts: string[][] = []
  let [part, room]: [string[], number] = [[], 0]
  for (const state of states) {
    const text = JSON.stringify(state)
    const bytes = Buffer.byteLength(text) + 1
    if (bytes > room) {
      part = []
      parts.push(part)
      room = limits.store.pollStatesBytes
    }
    part.push(text)
    room -= bytes
  }
  return parts.length === 0 ? [[]] : parts
}
