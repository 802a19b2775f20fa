/** Each update is handled once, even when a handler dies, and the table of updates stays small. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { limits } from '../../src/limits.ts'
import { chatIdSchema } from '../../src/model.ts'
import { Updates } from '../../src/store/updates.ts'
import { UsageMeter } from '../../src/store/usage.ts'

const { leaseMs, updatesKept, updatesKeptMs } = limits.store

interface Here {
  readonly updates: Updates
  readonly ids: () => readonly number[]
  /** Rows read and written since the last time. */
  readonly rows: () => number
}

function withUpdates(name: string, work: (here: Here) => void): Promise<void> {
  return runInDurableObject(env.DIRECTORY.getByName(`updates-${name}`), (_, { storage }) => {
    const meter = new UsageMeter()
    const database = meter.countRows({ sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) })
    work({
      updates: new Updates(database),
      ids: () => [...storage.sql.exec('SELECT id FROM updates ORDER BY id')].map(({ id }) => Number(id)),
      rows: () => {
        const { rowsRead, rowsWritten } = meter.take()
        return rowsRead + rowsWritten
      },
    })
  })
}

describe('an update', () => {
  it('is handled once', () =>
    withUpdates('once', ({ updates }) => {
      expect(updates.begin(10, 0)).toEqual({ kind: 'act', since: null })
      expect(updates.begin(10, 1000)).toEqual({ kind: 'busy', until: leaseMs })
      updates.end(10, [])
      expect(updates.begin(10, 2000)).toEqual({ kind: 'done' })
    }))

  it('whose handler died is handled again after the lease', () =>
    withUpdates('cut-off', ({ updates }) => {
      updates.begin(11, 0)
      expect(updates.begin(11, leaseMs - 1)).toMatchObject({ kind: 'busy' })
      expect(updates.begin(11, leaseMs)).toEqual({ kind: 'act', since: 0 })
      expect(updates.begin(11, leaseMs + 1)).toMatchObject({ kind: 'busy' })
    }))

  it('is not handled twice while the lease is renewed', () =>
    withUpdates('renewed', ({ updates }) => {
      updates.begin(12, 0)
      updates.renew(12, 20_000)
      expect(updates.begin(12, leaseMs)).toEqual({ kind: 'busy', until: 20_000 + leaseMs })
      expect(updates.begin(12, 20_000 + leaseMs)).toEqual({ kind: 'act', since: 0 })
    }))

  it('returns unsent answers until they get through', () =>
    withUpdates('unsent', ({ updates }) => {
      const answer = { chat: v.parse(chatIdSchema, 5), thread: null, html: 'Added', markup: null }
      updates.begin(13, 0)
      updates.end(13, [answer, { ...answer, edits: 7 }])
      expect(updates.begin(13, 1)).toEqual({ kind: 'unanswered', answers: [answer, { ...answer, edits: 7 }] })
      updates.end(13, [])
      expect(updates.begin(13, 2)).toEqual({ kind: 'done' })
    }))

  it('costs few rows in a flood, which leaves a limited number of ids', () =>
    withUpdates('flood', ({ updates, ids, rows }) => {
      const costs: number[] = []
      for (let id = 1; id <= updatesKept + 500; id += 1) {
        rows()
        updates.begin(id, 1000)
        updates.end(id, [])
        costs.push(rows())
      }
      expect(Math.max(...costs)).toBeLessThanOrEqual(12)
      expect(ids().length).toBeLessThanOrEqual(updatesKept)
      expect(updates.begin(502, 2000)).toEqual({ kind: 'done' })
    }))

  it('is deleted after a day, even when Telegram’s ids start again at random', () =>
    withUpdates('elsewhere', ({ updates, ids }) => {
      for (const id of [100, 101, 102, 103]) updates.begin(id, 0)
      const later = updatesKeptMs + 1
      for (const id of [40, 41, 42, 43, 44]) updates.begin(id, later)
      expect(ids()).toEqual([40, 41, 42, 43, 44])
      for (const id of [200, 201, 202]) updates.begin(id, 2 * later)
      expect(ids()).toEqual([200, 201, 202])
    }))
})
