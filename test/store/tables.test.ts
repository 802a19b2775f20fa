/** Versions of the tables: migrated in one transaction, and left alone if a newer Paperboy wrote them. */

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'

function inDatabase(name: string, work: (database: Database) => void): Promise<void> {
  return runInDurableObject(env.CELL.getByName(name), (_, { storage }) => {
    storage.sql.exec('DROP TABLE schema')
    work({ sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) })
  })
}

const first = ['CREATE TABLE things (name TEXT)']
const second = ["ALTER TABLE things ADD COLUMN colour TEXT DEFAULT 'red'"]

it('migrates through every missing version, and keeps the rows', async () => {
  await inDatabase('forward', (database) => {
    expect(migrate(database, [first])).toEqual({ ok: true, value: 1 })
    database.sql.exec("INSERT INTO things (name) VALUES ('kite')")
    expect(migrate(database, [first, second])).toEqual({ ok: true, value: 2 })
    expect(database.sql.exec('SELECT * FROM things').toArray()).toEqual([{ name: 'kite', colour: 'red' }])
    expect(migrate(database, [first, second])).toEqual({ ok: true, value: 2 })
  })
})

it('refuses tables of a newer version, and does not change them', async () => {
  await inDatabase('newer', (database) => {
    migrate(database, [first, second])
    const problem = { kind: 'schema-newer', key: 'tables', found: 2, known: 1 }
    expect(migrate(database, [first])).toEqual({ ok: false, problem })
    expect(database.sql.exec('SELECT version FROM schema').toArray()).toEqual([{ version: 2 }])
  })
})

it('changes nothing when a step fails', async () => {
  await inDatabase('failing', (database) => {
    expect(() => migrate(database, [first, ['CREATE TABLE things (again TEXT)']])).toThrow()
    expect(database.sql.exec("SELECT name FROM sqlite_master WHERE name = 'things'").toArray()).toEqual([])
  })
})
