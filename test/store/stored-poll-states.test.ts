/** An object without memory reads the stored poll states instead of its tables, and they are never out of date. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { Ledger } from '../../src/store/ledger.ts'
import { migrate } from '../../src/store/migrate.ts'
import { restoreSnapshot, takeSnapshot } from '../../src/store/snapshot.ts'
import { cellTables } from '../../src/store/tables.ts'
import { watched } from '../../src/store/watched-database.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const MINUTE = 60_000
const asked = '{"minutes":0,"skipHours":[],"skipDays":[],"server":0}'
const use = (id: number) => `INSERT INTO subscriptions (channel, feed, number, added_at) VALUES ('1', ${id}, ${id}, 0)`
const feed = (url: string) =>
  `INSERT INTO feeds (url, title, whole_at, rhythm, asked) VALUES ('${url}', '', 0, '{"awake":0,"times":[]}', '${asked}')`

interface Cell {
  /** Empties the object's memory. */
  readonly wake: () => { readonly ledger: Ledger; readonly database: Database }
  /** Runs a cycle's end. */
  readonly end: (ledger: Ledger) => void
  readonly states: (ledger: Ledger) => readonly string[]
  /** How often all feeds were read so far. */
  readonly scans: () => number
}

/** A cell with three feeds, the first two of which are used. */
function inCell(name: string, work: (cell: Cell) => void): Promise<void> {
  return runInDurableObject(env.CELL.getByName(`stored ${name}`), (_, { storage }) => {
    let [scans, now] = [0, NOON]
    const plain: Database = {
      sql: {
        exec: (query, ...bindings) => {
          if (query.includes('FROM feeds WHERE id >')) scans += 1
          return storage.sql.exec(query, ...bindings)
        },
      },
      transaction: (inside) => storage.transactionSync(inside),
    }
    migrate(plain)
    for (const statement of [...['https://a/', 'https://b/', 'https://c/'].map(feed), use(1), use(2)])
      plain.sql.exec(statement)
    work({
      wake: () => {
        const database = watched(plain)
        return { ledger: new Ledger(database), database }
      },
      end: (ledger) => {
        now += MINUTE
        ledger.cycleEnded({ at: now, endedAt: now, summary: null, everyMs: MINUTE, crons: [] })
      },
      states: ({ feeds }) => feeds.pollStates().map(({ id, failures }) => `${id}: ${failures}`),
      scans: () => scans,
    })
  })
}

describe('an object without memory', () => {
  it('reads all feeds once, and then what the cycle before has stored', () =>
    inCell('once', ({ wake, end, states, scans }) => {
      for (let cycle = 0; cycle < 3; cycle += 1) {
        const { ledger, database } = wake()
        expect(states(ledger)).toEqual([`1: ${cycle}`, '2: 0'])
        database.sql.exec('UPDATE feeds SET failures = failures + 1 WHERE id = ?', 1)
        expect(states(ledger)).toEqual([`1: ${cycle + 1}`, '2: 0'])
        end(ledger)
      }
      expect(scans()).toBe(1)
    }))

  it.each<readonly [name: string, change: (database: Database) => void, after: readonly string[]]>([
    ['a feed is used', ({ sql }) => sql.exec(use(3)), ['1: 0', '2: 0', '3: 0']],
    ['a feed is removed', ({ sql }) => sql.exec('DELETE FROM subscriptions WHERE feed = 1'), ['2: 0']],
    ['a feed fails', ({ sql }) => sql.exec('UPDATE feeds SET failures = 2 WHERE id = ?', 1), ['1: 2', '2: 0']],
    [
      'a change is undone and made again',
      (database) => {
        const fail = () => database.sql.exec('UPDATE feeds SET failures = 5 WHERE id = ?', 2)
        expect(() =>
          database.transaction(() => {
            fail()
            throw new Error('undone')
          }),
        ).toThrow('undone')
        fail()
      },
      ['1: 0', '2: 5'],
    ],
    [
      'an earlier version ends a cycle and changes a feed',
      ({ sql }) => {
        sql.exec("UPDATE facts SET value = json_remove(value, '$.pollStates') WHERE key = 'last-cycle'")
        // Nobody deletes the stored states before this statement.
        sql.exec('WITH failing AS (SELECT 1 AS id) UPDATE feeds SET failures = 3 WHERE id IN (SELECT id FROM failing)')
      },
      ['1: 3', '2: 0'],
    ],
    [
      'a restore',
      (database) => {
        const snapshot = takeSnapshot(database)
        const tables = snapshot.tables.map((table) => (table.name === 'subscriptions' ? { ...table, rows: [] } : table))
        restoreSnapshot(database, cellTables, { ...snapshot, tables }, () => {})
      },
      [],
    ],
  ])('sees what changed after the states were stored: %s', (name, change, after) =>
    inCell(name, ({ wake, end, states, scans }) => {
      const first = wake().ledger
      states(first)
      end(first)
      change(wake().database)
      const { ledger } = wake()
      const before = scans()
      expect(states(ledger)).toEqual(after)
      expect(scans()).toBe(before + 1)
    }),
  )

  it('reads what a cycle between two crons has stored', () =>
    inCell('pushed', ({ wake, end, states, scans }) => {
      const { ledger: first } = wake()
      states(first)
      end(first)
      const { ledger, database } = wake()
      states(ledger)
      ledger.storeStates(NOON)
      database.sql.exec('UPDATE feeds SET failures = 1 WHERE id = ?', 2)
      ledger.storeStates(NOON + 90_000)
      const { ledger: next } = wake()
      const before = scans()
      expect(states(next)).toEqual(['1: 0', '2: 1'])
      expect(scans()).toBe(before)
      expect(next.lastCycleAt()).toBe(NOON + MINUTE)
    }))

  it('uses stored states of many feeds only while all parts are there, and leaves no part behind', () =>
    inCell('parts', ({ wake, end, states, scans }) => {
      const partsOf = (database: Database) =>
        database.sql.exec("SELECT count(*) AS parts FROM facts WHERE key LIKE 'poll-states%'").toArray()[0]?.['parts']
      const { database, ledger: first } = wake()
      database.sql.exec(
        `WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
        INSERT INTO feeds (url, title, whole_at, rhythm, asked)
        SELECT 'https://' || i || '/' || hex(zeroblob(950)), '', 0, '{"awake":0,"times":[]}', '${asked}' FROM n`,
      )
      database.sql.exec("INSERT INTO subscriptions (channel, feed, number, added_at) SELECT '2', id, id, 0 FROM feeds")
      states(first)
      end(first)
      expect(partsOf(database)).toBe(2)
      const { database: changed } = wake()
      changed.sql.exec('UPDATE feeds SET failures = 1 WHERE id = ?', 1)
      expect(partsOf(changed)).toBe(1)
      const before = scans()
      const { ledger, database: emptied } = wake()
      expect(states(ledger)[0]).toBe('1: 1')
      expect(scans()).toBeGreaterThan(before)
      emptied.sql.exec("DELETE FROM subscriptions WHERE channel = '2'")
      expect(states(ledger)).toHaveLength(2)
      end(ledger)
      expect(partsOf(emptied)).toBe(1)
    }))

  it('that stays in memory does not store them again, and deletes stored ones when a feed changes', () =>
    inCell('resident', ({ wake, end, states, scans }) => {
      const { ledger, database } = wake()
      states(ledger)
      end(ledger)
      database.sql.exec('UPDATE feeds SET failures = 1 WHERE id = ?', 2)
      end(ledger)
      const stored = database.sql.exec("SELECT key FROM facts WHERE key LIKE 'poll-states%'").toArray()
      expect(stored).toEqual([])
      expect(states(wake().ledger)).toEqual(['1: 0', '2: 1'])
      expect(scans()).toBe(2)
    }))

  it('finds none after a backup, which does not contain them', () =>
    inCell('flush', ({ wake, end, states }) => {
      const { ledger, database } = wake()
      states(ledger)
      end(ledger)
      ledger.flush()
      expect(JSON.stringify(takeSnapshot(database))).not.toContain('poll-states')
    }))
})
