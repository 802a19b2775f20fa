/** A database whose statements and written rows are counted. */
import type { Database } from '../../src/store/database.ts'

export interface SqlCounts {
  /** Statements that were made. */
  readonly statements: string[]
  /** Rows that were written by statements which name the table `feeds`, and by all. */
  readonly rows: { feeds: number; all: number }
}

export function countedSql(sql: Database['sql']): SqlCounts & { readonly sql: Database['sql'] } {
  const rows = { feeds: 0, all: 0 }
  const statements: string[] = []
  const counted = new Proxy(sql, {
    get: (target, name) => {
      if (name !== 'exec') return Reflect.get(target, name)
      return (...statement: Parameters<SqlStorage['exec']>) => {
        const cursor = target.exec(...statement)
        statements.push(statement[0])
        rows.all += cursor.rowsWritten
        if (/^\s*(?:UPDATE|INSERT INTO|DELETE FROM) feeds/u.test(statement[0])) rows.feeds += cursor.rowsWritten
        return cursor
      }
    },
  })
  return { sql: counted, statements, rows }
}
