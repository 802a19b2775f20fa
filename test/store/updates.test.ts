/** Each update acts once. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { Updates } from '../../src/store/updates.ts'

function withUpdates(name: string, work: (updates: Updates) => void): Promise<void> {
  return runInDurableObject(env.DIRECTORY.getByName(`updates-${name}`), (_, { storage }) => {
    work(new Updates({ sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) }))
  })
}

describe('an update', () => {
  it('acts once', () =>
    withUpdates('once', (updates) => {
      expect(updates.beginUpdate(10, 0)).toBe('act')
      expect(updates.beginUpdate(10, 1000)).toBe('busy')
      updates.endUpdate(10)
      expect(updates.beginUpdate(10, 2000)).toBe('done')
    }))

  it('that was cut off acts again, after five minutes', () =>
    withUpdates('cut-off', (updates) => {
      updates.beginUpdate(11, 0)
      expect(updates.beginUpdate(11, 299_999)).toBe('busy')
      expect(updates.beginUpdate(11, 300_000)).toBe('act')
      expect(updates.beginUpdate(11, 300_001)).toBe('busy')
    }))

  it('is remembered among the last thousand', () =>
    withUpdates('thousand', (updates) => {
      for (let id = 1; id <= 1001; id += 1) {
        updates.beginUpdate(id, id)
        updates.endUpdate(id)
      }
      expect(updates.beginUpdate(2, 5000)).toBe('done')
      expect(updates.beginUpdate(1, 5000)).toBe('act')
    }))
})
