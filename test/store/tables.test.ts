/** Versions of the tables: migrated in one transaction, and left alone if a newer Paperboy wrote them. */

import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { cellTables } from '../../src/store/tables.ts'

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

it.each([
  ['above those of later messages', 'supergroup', [900, 901, 5, 6], 6, [null, null, 5, 6]],
  ['above the newest known one, as nothing was sent since', 'supergroup', [900, 901], null, [null, null]],
  ['in their order', 'supergroup', [5, 6, 9], 9, [5, 6, 9]],
  ['of another kind of chat', 'channel', [900, 901, 5], 901, [900, 901, 5]],
] as const)('an upgrade knows messages of a former group by their ids: %s', async (name, kind, ids, last, after) => {
  await runInDurableObject(env.CELL.getByName(`former group ${name}`), (_, { storage: { sql } }) => {
    const insert = "INSERT INTO channels (id, config, schedule_since, last_message) VALUES ('-1', ?, 0, ?)"
    sql.exec(insert, JSON.stringify({ kind }), last)
    for (const id of ids)
      sql.exec(
        "INSERT INTO messages (channel, html, plain, silent, contents, state, at, telegram_id) VALUES ('-1', '', '', 0, '[]', 'sent', 0, ?)",
        id,
      )
    for (const statement of cellTables.flat())
      if (statement.startsWith('UPDATE messages SET telegram_id')) sql.exec(statement)
    const rows = sql.exec('SELECT telegram_id FROM messages ORDER BY id').toArray()
    expect(rows.map((row) => row['telegram_id'])).toEqual(after)
  })
})

it('changes nothing when a step fails', async () => {
  await inDatabase('failing', (database) => {
    expect(() => migrate(database, [first, ['CREATE TABLE things (again TEXT)']])).toThrow()
    expect(database.sql.exec("SELECT name FROM sqlite_master WHERE name = 'things'").toArray()).toEqual([])
  })
})
