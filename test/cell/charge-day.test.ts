/** The share of the day's KV quotas that the operator's commands may use. */
import { describe, expect, it } from 'vitest'
import { chargeDay } from '../../src/cell/charge-day.ts'
import { quotasFor } from '../../src/cycle/governor.ts'
import { limits } from '../../src/limits.ts'
import { nothingSpent, type Spent } from '../../src/store/spending.ts'

const quotas = { ...quotasFor('free', 1), kvReads: 1000, kvWrites: 100 }
const [reads, writes] = [limits.operator.quotaShare * 1000, limits.operator.quotaShare * 100]

describe('a cost of the operator is', () => {
  const cases: readonly (readonly [string, today: Partial<Spent>, cost: Partial<Spent>, hasRoom: boolean])[] = [
    ['booked if it fits into both shares', {}, { kvReads: 1, kvWrites: 1 }, true],
    ['booked if it uses up the share of reads', { kvReads: reads - 10 }, { kvReads: 10 }, true],
    ['refused if one read is too many', { kvReads: reads - 10 }, { kvReads: 11 }, false],
    ['booked if it uses up the share of writes', { kvWrites: writes - 10 }, { kvWrites: 10 }, true],
    ['refused if one write is too many', { kvWrites: writes - 10 }, { kvWrites: 11 }, false],
    ['refused for its reads even if it needs no writes', { kvReads: reads }, { kvReads: 1 }, false],
  ]
  it.each(cases)('%s', (_, today, cost, hasRoom) => {
    const booked: Spent[] = []
    const spending = {
      of: () => ({ ...nothingSpent, ...today }),
      add: (_now: number, spent: Spent = nothingSpent) => void booked.push(spent),
    }
    const { kvReads, kvWrites } = { ...nothingSpent, ...cost }
    expect(chargeDay({ spending }, quotas, { kvReads, kvWrites }, 0)).toBe(hasRoom)
    expect(booked).toEqual(hasRoom ? [{ ...nothingSpent, ...cost }] : [])
  })
})
