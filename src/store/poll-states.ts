/** Remembers the poll states of feeds: only those of changed feeds are read again. */
import type { Database } from './database.ts'
import { pollStatesOf, readPollStates } from './feed-queries.ts'
import type { FeedPollState } from './feed-row.ts'
import type { RowChanges } from './table-changes.ts'

export class PollStates {
  readonly #database: Database
  /** Null: the database is not watched, and nothing is remembered. */
  readonly #changed: RowChanges | null
  /** In the order of their ids. */
  #states: readonly FeedPollState[] = []
  #subscriptions = -1

  constructor(database: Database) {
    this.#database = database
    this.#changed = database.changes?.rowsOf('feeds') ?? null
  }

  /** The poll states of the feeds that some channel uses. */
  all(): readonly FeedPollState[] {
    const subscriptions = this.#database.changes?.count(['subscriptions']) ?? 0
    const changed = this.#changed?.take() ?? 'all'
    if (changed === 'all' || subscriptions !== this.#subscriptions) this.#states = readPollStates(this.#database)
    else if (changed.size > 0) this.#replace(pollStatesOf(this.#database, [...changed]))
    this.#subscriptions = subscriptions
    return this.#states
  }

  #replace(states: readonly FeedPollState[]): void {
    const byId = new Map(states.map((state) => [state.id, state]))
    this.#states = this.#states.map((state) => byId.get(state.id) ?? state)
  }
}
