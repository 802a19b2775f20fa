/** A cell's cached poll states equal its tables, after any change. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { Ledger } from '../../src/store/ledger.ts'
import { migrate } from '../../src/store/migrate.ts'
import { restoreSnapshot, takeSnapshot } from '../../src/store/snapshot.ts'
import { cellTables } from '../../src/store/tables.ts'
import { type WatchedDatabase, watched } from '../../src/store/watched-database.ts'

const asked = '{"minutes":0,"skipHours":[],"skipDays":[],"server":0}'

function feed(url: string): string {
  return `INSERT INTO feeds (url, title, whole_at, rhythm, asked) VALUES ('${url}', '', 0, '{"awake":0,"times":[]}', '${asked}')`
}

const use = (id: number) => `INSERT INTO subscriptions (channel, feed, number, added_at) VALUES ('1', ${id}, ${id}, 0)`

interface Cell {
  readonly database: WatchedDatabase
  /** Poll states that it remembers, as `id: failures`. */
  readonly states: () => readonly string[]
  /** How often the table was read so far. */
  readonly reads: () => number
}

/** A cell with three feeds, the first two of which are used. */
function inWatched(name: string, work: (cell: Cell) => void): Promise<void> {
  return runInDurableObject(env.CELL.getByName(`watched ${name}`), (_, { storage }) => {
    let reads = 0
    const plain: Database = {
      sql: {
        exec: (query, ...bindings) => {
          if (query.includes('FROM feeds WHERE id >')) reads += 1
          return storage.sql.exec(query, ...bindings)
        },
      },
      transaction: (inside) => storage.transactionSync(inside),
    }
    migrate(plain)
    for (const statement of [...['https://a/', 'https://b/', 'https://c/'].map(feed), use(1), use(2)])
      storage.sql.exec(statement)
    const database = watched(plain)
    const ledger = new Ledger(database)
    const states = () => ledger.feeds.pollStates().map(({ id, failures }) => `${id}: ${failures}`)
    expect(states()).toEqual(['1: 0', '2: 0'])
    work({ database, states, reads: () => reads })
  })
}

describe('poll states', () => {
  it('are read once until feeds change', () =>
    inWatched('once', ({ database, states, reads }) => {
      for (const statement of [
        "INSERT INTO facts (key, value) VALUES ('k', '1')",
        'SELECT * FROM feeds',
        'DELETE FROM messages',
        // No poll state depends on them.
        "UPDATE feeds SET marks = '' WHERE marks <> ''",
      ])
        database.sql.exec(statement)
      states()
      expect(reads()).toBe(1)
    }))

  it('of single feeds are read alone when an update names their ids', () =>
    inWatched('single', ({ database, states, reads }) => {
      for (const id of [1, 3]) database.sql.exec('UPDATE feeds SET failures = 4 WHERE id = ?', id)
      expect(states()).toEqual(['1: 4', '2: 0'])
      expect(reads()).toBe(1)
    }))

  it.each<readonly [name: string, change: (database: Database) => void, after: readonly string[]]>([
    ['a feed is used', ({ sql }) => sql.exec(use(3)), ['1: 0', '2: 0', '3: 0']],
    ['a feed is removed', ({ sql }) => sql.exec('UPDATE subscriptions SET removed_at = 1 WHERE feed = 1'), ['2: 0']],
    ['a channel is removed', ({ sql }) => sql.exec("DELETE FROM subscriptions WHERE channel = '1'"), []],
    ['a feed fails', ({ sql }) => sql.exec('UPDATE feeds SET failures = 2 WHERE id = 1'), ['1: 2', '2: 0']],
    ['a feed goes', ({ sql }) => sql.exec('delete from FEEDS where id = 2'), ['1: 0']],
    [
      'a restore',
      (database) => {
        const snapshot = takeSnapshot(database)
        const tables = snapshot.tables.map((table) => (table.name === 'subscriptions' ? { ...table, rows: [] } : table))
        restoreSnapshot(database, cellTables, { ...snapshot, tables }, () => {})
      },
      [],
    ],
  ])('are read again when %s', (name, change, after) =>
    inWatched(name, ({ database, states }) => {
      change(database)
      expect(states()).toEqual(after)
    }),
  )

  it('read in a failed transaction are dropped', () =>
    inWatched('rolled back', ({ database, states }) => {
      expect(() =>
        database.transaction(() => {
          database.sql.exec('UPDATE feeds SET failures = 9')
          expect(states()).toEqual(['1: 9', '2: 9'])
          throw new Error('the transaction failed')
        }),
      ).toThrow()
      expect(states()).toEqual(['1: 0', '2: 0'])
    }))
})
