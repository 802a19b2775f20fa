/** Which bots a cell has run, and whose memory it refuses: kept in the table `facts`. A bot is named by its Telegram id. */
import * as v from 'valibot'
import { type Database, json, readRows } from './tables.ts'

const OWN = 'bots'
const REFUSED = 'refused-bot'
const idsRow = v.object({ value: json(v.array(v.number())) })

export class Bots {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Whether a document of `bot` in KV is this cell's own: it runs that bot now, or ran it when it last wrote. */
  isOwn(bot: number, present: number): boolean {
    return bot === present || this.#ids(OWN).includes(bot)
  }

  /** `bot` is about to write to KV. What the bot before it wrote stays the cell's own until `ran`. */
  runs(bot: number): void {
    const known = this.#ids(OWN)
    if (!known.includes(bot)) this.#set(OWN, [...known, bot])
  }

  /** KV holds what `bot` wrote: from now on only that is the cell's own. */
  ran(bot: number): void {
    const known = this.#ids(OWN)
    if (known.length !== 1 || known[0] !== bot) this.#set(OWN, [bot])
  }

  /** Whether the cell began anew because KV holds this bot's memory. */
  isRefused(bot: number): boolean {
    return this.#ids(REFUSED).includes(bot)
  }

  refuse(bot: number): void {
    this.#set(REFUSED, [bot])
  }

  refuseNone(): void {
    this.#database.sql.exec('DELETE FROM facts WHERE key = ?', REFUSED)
  }

  #ids(key: string): readonly number[] {
    return readRows(idsRow, this.#database.sql.exec('SELECT value FROM facts WHERE key = ?', key))[0]?.value ?? []
  }

  #set(key: string, bots: readonly number[]): void {
    this.#database.sql.exec('INSERT OR REPLACE INTO facts (key, value) VALUES (?, ?)', key, JSON.stringify(bots))
  }
}
