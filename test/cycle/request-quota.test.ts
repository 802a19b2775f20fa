/** When requests from outside are refused, so that cycles keep their quotas. */
import { describe, expect, it } from 'vitest'
import { quotasFor } from '../../src/cycle/governor.ts'
import { isDirectoryQuotaSpent, isRequestQuotaSpent } from '../../src/cycle/request-quota.ts'
import { nothingSpent, type Spent } from '../../src/store/spending.ts'
import { nothingMetered, noUsage } from '../../src/store/usage.ts'

const DAY = 24 * 60 * 60 * 1000
const MIDNIGHT = Date.UTC(2026, 0, 5)
const noon = MIDNIGHT + DAY / 2
const free = quotasFor('free', 1)

/** Rows read in a day: by cycles, by requests to the cell, and by requests to the directory. */
function rows(cycles: number, requests: number, directory = 0): Spent {
  return {
    ...nothingSpent,
    rowsRead: cycles + requests + directory,
    requests: { ...noUsage, rowsRead: requests },
    elsewhere: { ...nothingMetered, rowsRead: directory, requests: { ...noUsage, rowsRead: directory } },
  }
}

describe('requests to a cell', () => {
  it.each([
    ['are answered at the beginning of a day', rows(0, 0), rows(0, 0), MIDNIGHT, free, false],
    ['are answered below their share', rows(500_000, 1_490_000), rows(0, 0), noon, free, false],
    ['are turned away above their share', rows(500_000, 1_510_000), rows(0, 0), noon, free, true],
    [
      'are turned away when the directory’s requests use the share',
      rows(500_000, 1_000_000, 510_000),
      rows(0, 0),
      noon,
      free,
      true,
    ],
    ['are turned away when cycles will need the rest', rows(2_000_000, 800_000), rows(0, 0), noon, free, true],
    [
      'are turned away when cycles needed the rest yesterday',
      rows(0, 400_000),
      rows(4_400_000, 0),
      MIDNIGHT,
      free,
      true,
    ],
    ['are answered after a day of many requests', rows(0, 400_000), rows(500_000, 1_500_000), MIDNIGHT, free, false],
    [
      'are answered up to a twentieth, however much cycles need',
      rows(4_700_000, 200_000),
      rows(0, 0),
      noon,
      free,
      false,
    ],
    ['have a share of the cell’s own quotas', rows(100_000, 800_000), rows(0, 0), noon, quotasFor('free', 2), true],
    ['are never turned away on the paid plan', rows(9e9, 9e9), rows(9e9, 9e9), noon, quotasFor('paid', 1), false],
  ])('%s', (_, today, yesterday, now, quotas, isSpent) => {
    expect(isRequestQuotaSpent({ today, yesterday, quotas }, now)).toBe(isSpent)
  })

  it.each([
    ['requests', { objectRequests: 30_000 }],
    ['rows read', { rowsRead: 1_500_000 }],
    ['rows written', { rowsWritten: 30_000 }],
    ['time', { gbSeconds: 3900 }],
  ])('are turned away when their share of %s is used up', (_, used) => {
    const today = { ...nothingSpent, ...used, requests: { ...noUsage, ...used } }
    expect(isRequestQuotaSpent({ today, yesterday: nothingSpent, quotas: free }, noon)).toBe(true)
  })
})

it.each([
  ['answered below their share', 499_999, false],
  ['turned away at their share', 500_000, true],
])('requests to the directory are %s', (_, used, isSpent) => {
  expect(isDirectoryQuotaSpent({ today: rows(0, used), quotas: free })).toBe(isSpent)
})
