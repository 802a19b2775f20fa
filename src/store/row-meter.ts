/** Counts the rows that statements read and write, as Cloudflare counts them, by standing before a database. */
import type { Database } from './tables.ts'

export interface Rows {
  readonly rowsRead: number
  readonly rowsWritten: number
}

/** A database, and what was done to it. */
export interface CountedDatabase extends Database {
  /** What was counted since it was last taken. */
  readonly take: () => Rows
}

/** Statements are carried out as before, and their rows fetched at once: only then is it known how many were read. */
export function counted({ sql, transaction }: Database): CountedDatabase {
  let rowsRead = 0
  let rowsWritten = 0
  return {
    transaction,
    sql: {
      exec: (query, ...bindings) => {
        const cursor = sql.exec(query, ...bindings)
        const rows = cursor.toArray()
        rowsRead += cursor.rowsRead
        rowsWritten += cursor.rowsWritten
        return { toArray: () => rows, rowsRead: cursor.rowsRead, rowsWritten: cursor.rowsWritten }
      },
    },
    take: () => {
      const taken = { rowsRead, rowsWritten }
      rowsRead = 0
      rowsWritten = 0
      return taken
    },
  }
}
