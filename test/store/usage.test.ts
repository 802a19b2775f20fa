/** The cost of requests to an object: time awake is the union of their times, and the recorded usage is never too low. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { nothingSpent, Spending, writtenAhead } from '../../src/store/spending.ts'
import { addUsage, gbSecondsOf, nothingMetered, noUsage, UsageMeter } from '../../src/store/usage.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const NOON = Date.UTC(2026, 0, 5, 12)

/** From second to second, of a cycle or of a request from outside. */
type Interval = readonly [from: number, to: number, whose: 'cycle' | 'request']

/** Seconds awake, in all and for requests alone. */
function awake(intervals: readonly Interval[]): readonly [number, number] {
  let now = NOON
  const meter = new UsageMeter(() => now)
  const ends = new Map<Interval, () => void>()
  const events = intervals.flatMap((each) => [
    { at: each[0], run: () => ends.set(each, meter.begin(each[2] === 'request')) },
    { at: each[1], run: () => ends.get(each)?.() },
  ])
  for (const { at, run } of events.toSorted((one, other) => one.at - other.at)) {
    now = NOON + at * SECOND
    run()
  }
  const { gbSeconds, requests } = meter.take()
  const secondsOf = (gb: number) => Math.round(gb / gbSecondsOf(SECOND))
  return [secondsOf(gbSeconds), secondsOf(requests.gbSeconds)]
}

describe('an object is awake', () => {
  it.each<[string, readonly Interval[], readonly [number, number]]>([
    ['not without a request', [], [0, 0]],
    ['for as long as a request takes', [[0, 10, 'cycle']], [10, 0]],
    [
      'only once for requests at the same time',
      [
        [0, 10, 'request'],
        [5, 15, 'request'],
        [6, 7, 'request'],
      ],
      [15, 15],
    ],
    [
      'not between two requests',
      [
        [0, 10, 'request'],
        [20, 25, 'request'],
      ],
      [15, 15],
    ],
    [
      'for the cycle, even with a request during it',
      [
        [0, 60, 'cycle'],
        [10, 20, 'request'],
      ],
      [60, 0],
    ],
    [
      'for a request only while no cycle runs',
      [
        [0, 60, 'cycle'],
        [50, 70, 'request'],
      ],
      [70, 10],
    ],
    [
      'for at most a quarter of an hour for one thing that never ends',
      [
        [0, 7200, 'request'],
        [900, 900, 'request'],
      ],
      [900, 900],
    ],
  ])('%s', (_, intervals, seconds) => {
    expect(awake(intervals)).toEqual(seconds)
  })

  it('for work that nobody waits for', async () => {
    let now = NOON
    const meter = new UsageMeter(() => now)
    const end = meter.begin(false)
    const work = Promise.withResolvers<void>()
    meter.keepAwake(work.promise)
    now += SECOND
    end()
    expect(meter.isIdle()).toBe(false)
    now += 9 * SECOND
    work.resolve()
    await work.promise
    await Promise.resolve()
    expect(meter.isIdle()).toBe(true)
    expect(meter.take().gbSeconds).toBeCloseTo(gbSecondsOf(10 * SECOND))
  })
})

it('rows count for requests from outside while one is handled', () => {
  let isDoor = true
  const meter = new UsageMeter(
    () => NOON,
    () => isDoor,
  )
  const cursor = { toArray: () => [], rowsRead: 3, rowsWritten: 2 }
  const { sql } = meter.countRows({ sql: { exec: () => cursor }, transaction: (work) => work() })
  meter.begin(true)
  sql.exec('one')
  isDoor = false
  meter.begin(false)
  sql.exec('another')
  const one = { objectRequests: 1, rowsRead: 3, rowsWritten: 2, gbSeconds: 0 }
  expect(meter.take()).toEqual({ ...addUsage(one, one), requests: one })
})

function inDatabase(name: string, work: (database: Database) => void): Promise<void> {
  return runInDurableObject(env.CELL.getByName(name), (_, { storage }) => {
    const database: Database = { sql: storage.sql, transaction: (inside) => storage.transactionSync(inside) }
    migrate(database)
    work(database)
  })
}

describe('the usage of a day', () => {
  it('is recorded in advance, so that many small requests write few rows', () =>
    inDatabase('ahead', (database) => {
      const meter = new UsageMeter(() => NOON)
      const spending = new Spending(meter.countRows(database), meter)
      let writes = 0
      for (let round = 0; round < 90; round += 1) {
        meter.begin(true)()
        const before = spending.of(NOON)
        spending.note(NOON)
        if (spending.of(NOON) !== before && spending.of(NOON).rowsWritten !== before.rowsWritten) writes += 1
      }
      const { objectRequests, requests } = spending.of(NOON)
      expect(objectRequests).toBeGreaterThanOrEqual(90)
      expect(objectRequests).toBeLessThanOrEqual(90 + writtenAhead.objectRequests)
      expect(requests.objectRequests).toBe(objectRequests)
      expect(writes).toBe(10)
    }))

  it('is never recorded too low, whenever the object leaves memory', () =>
    inDatabase('evicted', (database) => {
      for (let life = 1; life <= 20; life += 1) {
        const meter = new UsageMeter(() => NOON)
        const spending = new Spending(meter.countRows(database), meter)
        for (let request = 0; request < 3; request += 1) {
          meter.begin(false)()
          spending.note(NOON)
        }
        const { objectRequests } = spending.of(NOON)
        expect(objectRequests).toBeGreaterThanOrEqual(3 * life)
        expect(objectRequests).toBeLessThanOrEqual((3 + writtenAhead.objectRequests) * life)
      }
    }))

  it('includes the last known share of usage elsewhere', () =>
    inDatabase('elsewhere', (database) => {
      const spending = new Spending(database, { take: () => nothingMetered })
      const share = { ...nothingMetered, rowsRead: 700, requests: { ...noUsage, rowsRead: 70 } }
      spending.add(NOON, { ...nothingSpent, kvReads: 1 }, { ...nothingMetered, rowsRead: 500 })
      spending.add(NOON + MINUTE, { ...nothingSpent, kvReads: 1 }, share)
      spending.add(NOON + 2 * MINUTE, { ...nothingSpent, kvReads: 1 })
      const today = spending.of(NOON)
      expect(today).toMatchObject({ kvReads: 3, rowsRead: 700, elsewhere: share })
      expect(spending.week(NOON)).toEqual([{ day: '2026-01-05', spent: today }])
    }))

  it('is deleted after a week', () =>
    inDatabase('forgotten', (database) => {
      const spending = new Spending(database, { take: () => nothingMetered })
      for (let day = 0; day < 30; day += 1) spending.add(NOON + day * 24 * 60 * MINUTE)
      expect(database.sql.exec('SELECT count(*) AS days FROM spending').toArray()).toEqual([{ days: 9 }])
    }))
})
