/** Many feeds with the longest addresses fit into the texts that SQLite may hold: an owner who adds them must not stop the cell. */
import { expect, it } from 'vitest'
import { ObjectStorage } from '../../simulators/cloudflare/sqlite.ts'
import { limits } from '../../src/limits.ts'
import type { Database } from '../../src/store/database.ts'
import { Ledger } from '../../src/store/ledger.ts'
import { migrate } from '../../src/store/migrate.ts'
import { watched } from '../../src/store/watched-database.ts'

const FEEDS = 1500
const asked = '{"minutes":0,"skipHours":[],"skipDays":[],"server":0}'

function storage(): Database {
  const { sql, transactionSync } = new ObjectStorage().open({ check: () => {}, write: (_, effect) => effect() })
  return { sql, transaction: transactionSync } as Database
}

it('the simulated storage refuses texts of more than 2 MB, as Cloudflare does', () => {
  const { sql } = storage()
  expect(sql.exec('SELECT length(hex(zeroblob(?))) AS units', 999_999).toArray()).toEqual([{ units: 1_999_998 }])
  expect(() => sql.exec('SELECT hex(zeroblob(?)) AS text', 1_000_001).toArray()).toThrow('too big')
})

it('poll states of feeds with the longest addresses are read, stored, and read again', () => {
  const plain = storage()
  migrate(plain)
  const address = (number: number) => `https://${number}.example/`.padEnd(limits.feed.linkUnits, 'a')
  plain.transaction(() => {
    for (let number = 1; number <= FEEDS; number += 1) {
      plain.sql.exec(
        `INSERT INTO feeds (url, title, validators_from, whole_at, rhythm, asked) VALUES (?, '', ?, 0, '{"awake":0,"times":[]}', '${asked}')`,
        address(number),
        address(number),
      )
      plain.sql.exec(
        "INSERT INTO subscriptions (channel, feed, number, added_at) VALUES ('1', ?, ?, 0)",
        number,
        number,
      )
    }
  })
  const first = new Ledger(watched(plain))
  expect(first.feeds.pollStates()).toHaveLength(FEEDS)
  first.cycleEnded({ at: 1, endedAt: 1, summary: null, everyMs: 60_000, crons: [] })
  const second = new Ledger(watched(plain))
  expect(second.feeds.pollStates()).toEqual(first.feeds.pollStates())
  const parts = plain.sql.exec("SELECT key FROM facts WHERE key LIKE 'poll-states%'").toArray()
  expect(parts.length).toBeGreaterThanOrEqual(3)
})
