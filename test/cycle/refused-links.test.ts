/** While a cell refuses requests, links ask it in vain: editions are put sooner. */
import { expect, it } from 'vitest'
import { dayMs, limits } from '../../src/limits.ts'
import { nothingSpent } from '../../src/store/spending.ts'
import { noUsage } from '../../src/store/usage.ts'
import { entry, oneChannel } from './scene.ts'
import { inCell } from './simulated-cell.ts'

const { objectRequestsADay } = limits.free

it.each([
  ['refuses requests', limits.requests.share, 1],
  ['takes requests', limits.requests.share / 2, 0],
])('ten minutes after its first item an edition of a cell that %s is in KV or not: %f, %i', (name, share, editions) =>
  inCell(`refused: ${name}`, async (cell) => {
    const { ledger, clock, kv } = cell
    const { feed } = await oneChannel(cell)
    await cell.cron()
    const used = { ...noUsage, objectRequests: share * objectRequestsADay }
    ledger.spending.add(clock.now, { ...nothingSpent, ...used, requests: used })
    feed.publish(entry('a'))
    for (let round = 0; round < 3; round += 1) await cell.cron()
    expect([...kv.keys()].filter((key) => key.startsWith('edition:'))).toHaveLength(editions)
  }),
)

it('such editions take half of a day’s writes at most', () =>
  inCell('refused: a day', async (cell) => {
    const { ledger, clock, steps } = cell
    const { feed } = await oneChannel(cell)
    const used = { ...noUsage, objectRequests: limits.requests.share * objectRequestsADay }
    for (const day of [0, 1]) ledger.spending.add(clock.now + day * dayMs, { ...nothingSpent, ...used, requests: used })
    for (let round = 0; round < 24; round += 1) {
      feed.publish(entry(`a${round}`))
      await cell.cron()
    }
    const puts = steps.filter((step) => step.startsWith('put'))
    expect(puts.length).toBeLessThanOrEqual((2 * 1000) / 2 / 12)
    expect(puts.length).toBeGreaterThan(5)
  }))
