/** The bots whose KV documents are a cell's own, and the bot whose documents it refuses, by Telegram id: in the table `facts`. */
import * as v from 'valibot'
import type { Facts } from './facts.ts'

const OWN = 'bots'
const REFUSED = 'refused-bot'
const ids = v.array(v.number())

export class Bots {
  readonly #facts: Facts

  constructor(facts: Facts) {
    this.#facts = facts
  }

  /** Whether a KV document of `bot` belongs to this cell: it runs that bot now, or ran it at its last write. */
  isOwn(bot: number, present: number): boolean {
    return bot === present || this.#own().includes(bot)
  }

  /** Call before `bot` writes to KV. The previous bot's documents stay the cell's own until `hasWritten`. */
  willWrite(bot: number): void {
    const known = this.#own()
    if (!known.includes(bot)) this.#facts.set(OWN, [...known, bot])
  }

  /** KV holds what `bot` wrote: from now on only its documents are the cell's own. */
  hasWritten(bot: number): void {
    const known = this.#own()
    if (known.length !== 1 || known[0] !== bot) this.#facts.set(OWN, [bot])
  }

  /** Whether the cell started over because KV holds this bot's memory. */
  isRefused(bot: number): boolean {
    return this.#facts.get(REFUSED, ids)?.includes(bot) ?? false
  }

  refuse(bot: number): void {
    this.#facts.set(REFUSED, [bot])
  }

  refuseNone(): void {
    this.#facts.remove(REFUSED)
  }

  #own(): readonly number[] {
    return this.#facts.get(OWN, ids) ?? []
  }
}
