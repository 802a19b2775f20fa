/** Tells when tables may have changed, by standing before a database: what was made of them is then made anew. */
import type { Database } from './tables.ts'

export interface WatchedDatabase extends Database {
  /** Another number each time that feeds, or their uses, may have changed, by whomever. */
  readonly feedChanges: () => number
}

const reads = /^\s*SELECT\b/iu
const ofFeeds = /\b(?:feeds|subscriptions)\b/iu

/** To stand before all else: a statement that goes past it is not noticed. */
export function watched({ sql, transaction }: Database): WatchedDatabase {
  let changes = 0
  return {
    feedChanges: () => changes,
    transaction: (work) => {
      try {
        return transaction(work)
      } catch (error) {
        // What was read within it never was.
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
