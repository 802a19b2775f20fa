/** Remembers the poll states of feeds: only those of changed feeds are read again. */
import type { Database } from './database.ts'
import { pollStatesOf, readPollStates } from './feed-queries.ts'
import type { FeedPollState } from './feed-row.ts'
import { notInPollStates, StoredPollStates } from './stored-poll-states.ts'
import type { RowChanges } from './table-changes.ts'

export class PollStateCache {
  readonly #database: Database
  readonly #stored: StoredPollStates
  readonly #stampOf: () => number | null
  /** Null: the database is not watched, and nothing is remembered. */
  readonly #changed: RowChanges | null
  /** In the order of their ids. Null: nothing is in memory. */
  #states: readonly FeedPollState[] | null = null
  #subscriptions = -1

  /** @param stampOf of the states that the last cycle stored; null: none */
  constructor(database: Database, stampOf: () => number | null) {
    this.#database = database
    this.#stampOf = stampOf
    this.#stored = new StoredPollStates(database)
    this.#changed = database.changes?.rowsOf('feeds', notInPollStates) ?? null
  }

  /** The poll states of the feeds that some channel uses. */
  all(): readonly FeedPollState[] {
    const subscriptions = this.#database.changes?.count(['subscriptions']) ?? 0
    const changed = this.#changed?.take() ?? 'all'
    if (this.#states === null) this.#states = this.#storedStates() ?? readPollStates(this.#database)
    else if (changed === 'all' || subscriptions !== this.#subscriptions) this.#states = readPollStates(this.#database)
    else if (changed.size > 0) this.#states = replaced(this.#states, pollStatesOf(this.#database, [...changed]))
    this.#subscriptions = subscriptions
    return this.#states
  }

  /**
   * Stores the states at the end of a cycle. @param at the cycle's time
   * @returns their stamp, which the cycle has to note
   */
  store(at: number): number | null {
    if (this.#changed === null) return null
    const states = this.all()
    if (this.#stored.stamp() === null) this.#stored.write(at, states)
    return this.#stored.stamp()
  }

  /** The stamp of the stored states, if they are still right. */
  stamp(): number | null {
    return this.#stored.stamp()
  }

  /** A backup does not contain them. */
  discard(): void {
    this.#stored.delete()
  }

  #storedStates(): readonly FeedPollState[] | null {
    const stamp = this.#changed === null ? null : this.#stampOf()
    return stamp === null ? null : this.#stored.read(stamp)
  }
}

function replaced(states: readonly FeedPollState[], by: readonly FeedPollState[]): readonly FeedPollState[] {
  const byId = new Map(by.map((state) => [state.id, state]))
  return states.map((state) => byId.get(state.id) ?? state)
}
