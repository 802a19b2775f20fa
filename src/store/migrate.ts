/** Migrates the tables of an object to this code's version. */
import * as v from 'valibot'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { type Database, readRows } from './database.ts'
import { cellTables } from './tables.ts'

/** The error of an object whose tables have a newer version; `/health` shows it. */
export const NEWER_VERSION = 'a newer version of Paperboy wrote the stored data; deploy that version again'

/**
 * Migrates the tables to this code's version in one transaction. Refuses tables of a newer version: an older Worker must not
 * write into them.
 */
export function migrate(
  database: Database,
  steps: readonly (readonly string[])[] = cellTables,
): Result<number, StoreProblem> {
  database.sql.exec('CREATE TABLE IF NOT EXISTS schema (version INTEGER NOT NULL)')
  const found =
    readRows(v.object({ version: v.number() }), database.sql.exec('SELECT version FROM schema'))[0]?.version ?? 0
  if (found > steps.length) return err({ kind: 'schema-newer', key: 'tables', found, known: steps.length })
  if (found < steps.length) {
    database.transaction(() => {
      for (const statement of steps.slice(found).flat()) database.sql.exec(statement)
      database.sql.exec('DELETE FROM schema')
      database.sql.exec('INSERT INTO schema (version) VALUES (?)', steps.length)
    })
  }
  return ok(steps.length)
}
