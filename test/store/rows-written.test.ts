/** The simulated storage counts at least as many rows as Cloudflare does. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import {
  entriesQuery,
  indicesQuery,
  readIndex,
  rowsWritten,
  updateQueries,
} from '../../simulators/cloudflare/rows-written.ts'
import { migrate } from '../../src/store/migrate.ts'
import { nothingMetered, UsageMeter } from '../../src/store/usage.ts'

const feed = `INSERT INTO feeds (url, title, whole_at, rhythm, asked) VALUES (?, '', 0, '{}', '{}')`
const message = `INSERT INTO messages (channel, html, plain, silent, headlines, at) VALUES ('1', '', '', 0, '[1]', 0)`
const pending = `INSERT INTO pending (channel, id, edition, headline, at) VALUES ('1', ?, 'e', '{}', 0)`

/** The frequent statements, in an order in which each has rows to work on. */
const statements: readonly [string, ...(string | number)[]][] = [
  ["INSERT INTO channels (id, config, schedule_since) VALUES ('1', '{}', 0)"],
  [
    "INSERT INTO channels (id, config, schedule_since) VALUES ('1', '{}', 0) ON CONFLICT (id) DO UPDATE SET config = excluded.config",
  ],
  ["UPDATE channels SET last_digest_at = 5 WHERE id = '1'"],
  [feed, 'https://a.example/'],
  [feed, 'https://b.example/'],
  ["UPDATE feeds SET marks = 'x' WHERE url = ? AND marks <> 'x'", 'https://a.example/'],
  ["UPDATE feeds SET url = 'https://c.example/' WHERE id = 2"],
  ['UPDATE feeds SET moved_times = 3 WHERE id = 1'],
  ['UPDATE feeds SET failures = 1, moved_times = 0 WHERE id = 1'],
  ['UPDATE feeds SET failures = 0 WHERE id = 1'],
  ["INSERT OR REPLACE INTO subscriptions (channel, feed, number, added_at, baseline) VALUES ('1', 1, 1, 0, 'k')"],
  ["INSERT OR REPLACE INTO subscriptions (channel, feed, number, added_at, baseline) VALUES ('1', 1, 1, 0, 'k')"],
  ["UPDATE subscriptions SET baseline = ''"],
  [pending, 1],
  [pending, 2],
  [message],
  ["UPDATE messages SET state = 'sending', attempts = attempts + 1 WHERE id = 1 AND state = 'ready' RETURNING id"],
  ["UPDATE messages SET state = 'sent', telegram_id = 7 WHERE id = 1"],
  [
    "DELETE FROM pending WHERE channel = '1' AND id IN (SELECT value FROM messages JOIN json_each(headlines) WHERE messages.id = 1) RETURNING id",
  ],
  ["INSERT INTO outcomes (channel, at, part, stories, outcomes) VALUES ('1', 0, 0, '[]', '[]')"],
  ['DELETE FROM outcomes WHERE at < 5'],
  ["INSERT OR REPLACE INTO facts (key, value) VALUES ('k', '1')"],
  ["INSERT OR REPLACE INTO facts (key, value) VALUES ('k', '2')"],
  ["INSERT INTO spending (day, spent) VALUES ('d', '{}') ON CONFLICT (day) DO UPDATE SET spent = excluded.spent"],
  ['DELETE FROM messages WHERE at < 5'],
  ['DELETE FROM feeds WHERE id NOT IN (SELECT feed FROM subscriptions)'],
  ["DELETE FROM facts WHERE key = 'none'"],
]

const idsOf = (rows: readonly Readonly<Record<string, unknown>>[]) => JSON.stringify(rows.map(({ id }) => Number(id)))

it.each(statements.map(([query], index) => [index, query] as const))('%i: %s', (index) =>
  runInDurableObject(env.CELL.getByName(`rows-${index}`), (_, { storage }) => {
    migrate({ sql: storage.sql, transaction: (work) => storage.transactionSync(work) })
    for (const [query, ...values] of statements.slice(0, index)) storage.sql.exec(query, ...values).toArray()
    const [query, ...values] = statements[index] ?? ['']
    const changes = () => Number(storage.sql.exec('SELECT total_changes() AS rows').one()['rows'])
    const indices = storage.sql.exec(indicesQuery).toArray().map(readIndex)
    const counted = entriesQuery(query, indices)
    const entries = () => (counted === null ? 0 : Number(storage.sql.exec(counted).one()['entries']))
    const update = updateQueries(query, indices)
    const ids = update === null ? '[]' : idsOf(storage.sql.exec(update.ids).toArray())
    const before = { changes: changes(), entries: entries() }
    const cursor = storage.sql.exec(query, ...values)
    cursor.toArray()
    const grown = counted === null ? undefined : entries() - before.entries
    const added = update === null ? grown : Number(storage.sql.exec(update.entries, ids).one()['entries'])
    const estimated = rowsWritten(query, changes() - before.changes, indices, added)
    expect(estimated).toBeGreaterThanOrEqual(cursor.rowsWritten)
    expect(estimated).toBeLessThanOrEqual(2 * cursor.rowsWritten + 1)
  }),
)

it('what a cell counts is what the platform counts', () =>
  runInDurableObject(env.CELL.getByName('rows-counted'), (_, { storage }) => {
    const meter = new UsageMeter()
    const database = meter.countRows({ sql: storage.sql, transaction: (work) => storage.transactionSync(work) })
    migrate(database)
    meter.take()
    for (const [query, ...values] of statements.slice(0, 5)) database.sql.exec(query, ...values)
    database.sql.exec('SELECT * FROM feeds').toArray()
    const { rowsRead, rowsWritten: written } = meter.take()
    expect(rowsRead).toBeGreaterThanOrEqual(2)
    expect(written).toBeGreaterThanOrEqual(7)
    expect(meter.take()).toEqual(nothingMetered)
  }))
