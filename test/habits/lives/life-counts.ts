/** Counts what had to be sent in one life and what was sent, and the habit behind each difference. */

/** Counts of one habit, or of all. */
export interface Tally {
  /** Publications that had to be sent. */
  items: number
  lost: number
  repeated: number
}

/** Counts of the publications with one token. */
interface Copies {
  must: number
  /** Items of a cut document may be sent, or wait for the whole one. */
  may: number
  sent: number
  /** Sent without reason. */
  excess: number
  /** The habits behind unsent publications, in order. */
  readonly missing: string[]
}

/** The fields of a publication that are counted. */
interface Counted {
  readonly number: number
  readonly token: string
  readonly isOld: boolean
}

export class LifeCounts {
  readonly byHabit = new Map<string, Tally>()
  readonly #copies = new Map<string, Copies>()
  readonly #states = new Map<number, 'cut' | 'shown'>()

  /** A document was polled. @param how `added`: the feed was added with it */
  shown(entries: readonly Counted[], how: 'added' | 'whole' | 'cut', habitOf: (token: string) => string): void {
    for (const { number, token, isOld } of entries) {
      const state = this.#states.get(number)
      if (state === 'shown' || (how === 'cut' && state === 'cut')) continue
      this.#states.set(number, how === 'cut' ? 'cut' : 'shown')
      if (isOld || how === 'added') continue
      const copies = this.#of(token)
      if (state === undefined) copies.may += 1
      if (how === 'cut') continue
      copies.must += 1
      this.#tally(habitOf(token)).items += 1
    }
  }

  /** Counts what was sent since the last poll. @returns the deviations as text */
  sent(tokens: readonly string[], habitOf: (token: string) => string): readonly string[] {
    const wrong: string[] = []
    for (const token of tokens) {
      const copies = this.#of(token)
      copies.sent += 1
      if (copies.sent <= copies.may + copies.excess) continue
      copies.excess += 1
      this.#tally(habitOf(token)).repeated += 1
      wrong.push(`${token} is sent again: ${habitOf(token)}`)
    }
    for (const [token, { must, excess, sent, missing }] of this.#copies) {
      const short = Math.max(0, must + excess - sent)
      missing.splice(0, missing.length - short)
      while (missing.length < short) {
        missing.push(habitOf(token))
        wrong.push(`${token} is not sent: ${habitOf(token)}`)
      }
    }
    return wrong
  }

  /** Publications that were not sent count as lost. */
  close(): void {
    for (const { missing } of this.#copies.values()) for (const habit of missing) this.#tally(habit).lost += 1
  }

  #of(token: string): Copies {
    const copies = this.#copies.get(token) ?? { must: 0, may: 0, sent: 0, excess: 0, missing: [] }
    this.#copies.set(token, copies)
    return copies
  }

  #tally(habit: string): Tally {
    const tally = this.byHabit.get(habit) ?? { items: 0, lost: 0, repeated: 0 }
    this.byHabit.set(habit, tally)
    return tally
  }
}

/** Adds the counts. */
export function addTally(to: Tally, { items, lost, repeated }: Tally): void {
  to.items += items
  to.lost += lost
  to.repeated += repeated
}
