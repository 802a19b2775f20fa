/** Requests from outside: when pages and strangers are turned away, so that cycles have what they need. */
import { describe, expect, it } from 'vitest'
import { quotasFor } from '../../src/cycle/governor.ts'
import { isDirectoryQuotaSpent, isRequestQuotaSpent } from '../../src/cycle/request-quota.ts'
import { nothingSpent, type Spent } from '../../src/store/spending.ts'
import { nothingMetered, noUsage } from '../../src/store/usage.ts'

const DAY = 24 * 60 * 60 * 1000
const MIDNIGHT = Date.UTC(2026, 0, 5)
const noon = MIDNIGHT + DAY / 2
const free = quotasFor('free', 1)

/** Rows that a day read: by cycles, by the cell's doors, and by the directory's. */
function rows(cycles: number, doors: number, directory = 0): Spent {
  return {
    ...nothingSpent,
    rowsRead: cycles + doors + directory,
    doors: { ...noUsage, rowsRead: doors },
    elsewhere: { ...nothingMetered, rowsRead: directory, doors: { ...noUsage, rowsRead: directory } },
  }
}

describe('a cell’s doors', () => {
  it.each([
    ['are open at the beginning of a day', rows(0, 0), rows(0, 0), MIDNIGHT, free, false],
    ['are open below their share', rows(500_000, 1_490_000), rows(0, 0), noon, free, false],
    ['are closed above it', rows(500_000, 1_510_000), rows(0, 0), noon, free, true],
    ['are closed by what the directory’s doors use', rows(500_000, 1_000_000, 510_000), rows(0, 0), noon, free, true],
    ['leave cycles what they will need', rows(2_000_000, 800_000), rows(0, 0), noon, free, true],
    ['leave cycles what they needed yesterday', rows(0, 400_000), rows(4_400_000, 0), MIDNIGHT, free, true],
    ['are open when yesterday’s doors used much', rows(0, 400_000), rows(500_000, 1_500_000), MIDNIGHT, free, false],
    ['keep a twentieth, however much cycles need', rows(4_700_000, 200_000), rows(0, 0), noon, free, false],
    ['have a share of the cell’s quotas', rows(100_000, 800_000), rows(0, 0), noon, quotasFor('free', 2), true],
    ['are never closed on the paid plan', rows(9e9, 9e9), rows(9e9, 9e9), noon, quotasFor('paid', 1), false],
  ])('%s', (_, today, yesterday, now, quotas, isDark) => {
    expect(isRequestQuotaSpent({ today, yesterday, quotas }, now)).toBe(isDark)
  })

  it.each([
    ['requests', { objectRequests: 30_000 }],
    ['rows read', { rowsRead: 1_500_000 }],
    ['rows written', { rowsWritten: 30_000 }],
    ['time', { gbSeconds: 3900 }],
  ])('are closed when their share of %s is used up', (_, used) => {
    const today = { ...nothingSpent, ...used, doors: { ...noUsage, ...used } }
    expect(isRequestQuotaSpent({ today, yesterday: nothingSpent, quotas: free }, noon)).toBe(true)
  })
})

it.each([
  ['open below its share', 499_999, false],
  ['closed above it', 500_000, true],
])('the directory’s doors are %s', (_, used, isDark) => {
  expect(isDirectoryQuotaSpent({ today: rows(0, used), quotas: free })).toBe(isDark)
})
