/** Wraps a database and counts possible changes of feeds, for caches. */
import type { Database } from './database.ts'

export interface WatchedDatabase extends Database {
  /** Grows whenever feeds or their uses may have changed. */
  readonly feedChanges: () => number
}

const reads = /^\s*SELECT\b/iu
const ofFeeds = /\b(?:feeds|subscriptions)\b/iu

/** Every statement has to go through it. */
export function watched({ sql, transaction }: Database): WatchedDatabase {
  let changes = 0
  return {
    feedChanges: () => changes,
    transaction: (work) => {
      try {
        return transaction(work)
      } catch (error) {
        // Cached reads inside the transaction are void.
        changes += 1
        throw error
      }
    },
    sql: {
      exec: (query, ...bindings) => {
        if (!reads.test(query) && ofFeeds.test(query)) changes += 1
        return sql.exec(query, ...bindings)
      },
    },
  }
}
