/** Copies all tables of a Durable Object to plain data and back, also from an earlier schema version. */
import * as v from 'valibot'
import { err, ok, type Result, type StoreProblem } from '../result.ts'
import { type Database, readRows } from './database.ts'
import { migrate } from './migrate.ts'

const nameSchema = v.pipe(v.string(), v.regex(/^[a-z_]{1,40}$/u))

export const snapshotSchema = v.object({
  /** Schema version of the tables. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  tables: v.array(
    v.object({
      name: nameSchema,
      columns: v.array(nameSchema),
      rows: v.array(v.array(v.union([v.string(), v.number(), v.null()]))),
    }),
  ),
})
export type Snapshot = Readonly<v.InferOutput<typeof snapshotSchema>>

// Names with a leading underscore are the platform's own.
const tablesQuery =
  "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE '!_%' ESCAPE '!' ORDER BY name"

function tableNames({ sql }: Pick<Database, 'sql'>): readonly string[] {
  return readRows(v.object({ name: nameSchema }), sql.exec(tablesQuery)).map(({ name }) => name)
}

/** @param conditions of the rows to copy, by table; absent: all of them */
export function takeSnapshot(
  { sql }: Pick<Database, 'sql'>,
  conditions: Readonly<Record<string, string>> = {},
): Snapshot {
  const [schema] = readRows(v.object({ version: v.number() }), sql.exec('SELECT version FROM schema'))
  const tables = tableNames({ sql })
    .filter((name) => name !== 'schema')
    .map((name) => {
      const rows = sql.exec(`SELECT * FROM ${name} WHERE ${conditions[name] ?? 'TRUE'}`).toArray()
      return { name, columns: Object.keys(rows[0] ?? {}), rows: rows.map((row) => Object.values(row)) }
    })
  return v.parse(snapshotSchema, { version: schema?.version ?? 0, tables })
}

/**
 * Replaces all tables with a snapshot in one transaction, and migrates them to this code's version. Refuses a newer snapshot.
 * @param steps as in `migrate` @param after runs in the same transaction, after the restore
 */
export function restoreSnapshot(
  database: Database,
  steps: readonly (readonly string[])[],
  snapshot: Snapshot,
  after: () => void,
): Result<void, StoreProblem> {
  const { sql } = database
  const { version, tables } = snapshot
  if (version > steps.length) return err({ kind: 'schema-newer', key: 'tables', found: version, known: steps.length })
  database.transaction(() => {
    for (const name of tableNames(database)) sql.exec(`DROP TABLE ${name}`)
    migrate(database, steps.slice(0, version))
    const made = new Set(tableNames(database))
    for (const { name, columns, rows } of tables) {
      if (!made.has(name)) throw new Error('the snapshot has a table that its version lacks')
      const query = `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
      for (const row of rows) sql.exec(query, ...row)
    }
    migrate(database, steps)
    after()
  })
  return ok(undefined)
}
