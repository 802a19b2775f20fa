/** Wraps a database and counts the changes of its tables, for caches. */
import type { Database } from './database.ts'
import { TableChanges } from './table-changes.ts'

export interface WatchedDatabase extends Database {
  readonly changes: TableChanges
}

/** Every statement has to go through it. */
export function watched({ sql, transaction }: Database): WatchedDatabase {
  const changes = new TableChanges()
  return {
    changes,
    transaction: (work) => {
      try {
        return transaction(work)
      } catch (error) {
        // Cached reads inside the transaction are void.
        changes.changeAll()
        throw error
      }
    },
    sql: {
      exec: (query, ...bindings) => {
        changes.note(query, bindings)
        return sql.exec(query, ...bindings)
      },
    },
  }
}
