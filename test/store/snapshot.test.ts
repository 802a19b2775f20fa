/** All tables of an object as plain data, and back: in the real SQLite of Durable Objects, from every version there ever was. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { directoryTables } from '../../src/store/directory-tables.ts'
import { migrate } from '../../src/store/migrate.ts'
import { restoreSnapshot, takeSnapshot } from '../../src/store/snapshot.ts'
import { cellTables } from '../../src/store/tables.ts'

function inDatabase(name: string, work: (database: Database) => void): Promise<void> {
  return runInDurableObject(env.DIRECTORY.getByName(name), (_, { storage }) => {
    const database: Database = { sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) }
    restoreSnapshot(database, [[]], { version: 1, tables: [] }, () => {})
    storage.sql.exec('DROP TABLE schema')
    work(database)
  })
}

/** A row of made-up values for each table, as its columns allow. */
function fill(database: Database): void {
  const { sql } = database
  for (const { name } of takeSnapshot(database).tables) {
    const columns = sql.exec(`SELECT name, type FROM pragma_table_info('${name}')`).toArray()
    const names = columns.map((column) => column['name']).join(', ')
    const values = columns.map(({ type }, at) => (type === 'INTEGER' ? 1 : `text ${at} “quoted” 文字`))
    sql.exec(`INSERT INTO ${name} (${names}) VALUES (${values.map(() => '?').join(', ')})`, ...values)
  }
}

describe.each([
  ['the cell', cellTables],
  ['the directory', directoryTables],
])('%s', (of, steps) => {
  it('is the same after a save and a restore', () =>
    inDatabase(`same ${of}`, (database) => {
      migrate(database, steps)
      fill(database)
      const saved = takeSnapshot(database)
      expect(saved.tables.filter(({ rows }) => rows.length > 0).length).toBeGreaterThan(5)
      database.sql.exec('DELETE FROM facts')
      expect(restoreSnapshot(database, steps, saved, () => {}).ok).toBe(true)
      expect(takeSnapshot(database)).toEqual(saved)
    }))

  it.each(steps.map((_, at) => at + 1))('is upgraded from version %i', (version) =>
    inDatabase(`forward ${of} ${version}`, (database) => {
      migrate(database, steps.slice(0, version))
      fill(database)
      const old = takeSnapshot(database)
      expect(old.version).toBe(version)
      migrate(database, steps)
      const brought = takeSnapshot(database)
      expect(restoreSnapshot(database, steps, old, () => {}).ok).toBe(true)
      expect(takeSnapshot(database)).toEqual(brought)
      expect(brought.version).toBe(steps.length)
    }),
  )

  it('of a newer version is refused, and nothing changes', () =>
    inDatabase(`newer ${of}`, (database) => {
      migrate(database, steps)
      fill(database)
      const before = takeSnapshot(database)
      const newer = { ...before, version: steps.length + 1 }
      expect(restoreSnapshot(database, steps, newer, () => {})).toMatchObject({ problem: { kind: 'schema-newer' } })
      expect(takeSnapshot(database)).toEqual(before)
    }))

  it('does not touch the platform’s own tables', () =>
    inDatabase(`own ${of}`, (database) => {
      migrate(database, steps)
      database.sql.exec('CREATE TABLE __platform (name TEXT)')
      expect(restoreSnapshot(database, steps, takeSnapshot(database), () => {}).ok).toBe(true)
      expect(database.sql.exec('SELECT * FROM __platform').toArray()).toEqual([])
      database.sql.exec('DROP TABLE __platform')
    }))

  it('stays unchanged when the restore fails halfway', () =>
    inDatabase(`failing ${of}`, (database) => {
      migrate(database, steps)
      fill(database)
      const before = takeSnapshot(database)
      const foreign = { ...before, tables: [...before.tables, { name: 'strangers', columns: [], rows: [] }] }
      expect(() => restoreSnapshot(database, steps, foreign, () => {})).toThrow()
      expect(takeSnapshot(database)).toEqual(before)
    }))
})
