/** Wraps a database and counts possible changes of feeds and of subscriptions at hubs, for caches. */
import type { Database } from './database.ts'

export interface WatchedDatabase extends Database {
  /** Grows whenever feeds or their uses may have changed. */
  readonly feedChanges: () => number
  /** Grows whenever subscriptions at hubs may have changed. */
  readonly hubChanges: () => number
}

const reads = /^\s*SELECT\b/iu
const ofFeeds = /\b(?:feeds|subscriptions)\b/iu
const ofHubs = /\bhub_subscriptions\b/iu

/** Every statement has to go through it. */
export function watched({ sql, transaction }: Database): WatchedDatabase {
  let changes = 0
  let hubChanges = 0
  return {
    feedChanges: () => changes,
    hubChanges: () => hubChanges,
    transaction: (work) => {
      try {
        return transaction(work)
      } catch (error) {
        // Cached reads inside the transaction are void.
        changes += 1
        hubChanges += 1
        throw error
      }
    },
    sql: {
      exec: (query, ...bindings) => {
        const isChange = !reads.test(query)
        if (isChange && ofFeeds.test(query)) changes += 1
        if (isChange && ofHubs.test(query)) hubChanges += 1
        return sql.exec(query, ...bindings)
      },
    },
  }
}
