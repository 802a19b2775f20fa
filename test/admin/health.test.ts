/** `/health` is ok only if every cell answers, runs its cycles and has no problem. */
import { describe, expect, it } from 'vitest'
import { healthOf } from '../../src/admin/health.ts'
import type { CellHealth } from '../../src/cell/cell-status.ts'
import { eachQuota, quotasFor } from '../../src/cycle/governor.ts'
import { nothingSpent } from '../../src/store/spending.ts'

const well: CellHealth = {
  lastCycleAt: Date.UTC(2026, 0, 5, 12, 0),
  everyMs: 60_000,
  alive: true,
  channels: 3,
  paused: 1,
  readers: 0,
  feeds: { ok: 5, failing: 2 },
  waiting: 7,
  spent: { ...nothingSpent, kvWrites: 40, messages: 9 },
  stored: { bytes: 5_000_000, forEver: 5_000_000 },
  quotas: quotasFor('free', 2),
  governed: {
    projected: { ...eachQuota(() => 0), kvWrites: 80 },
    stretch: 1,
    every: 1,
    wallMs: 240_000,
    spent: null,
    because: null,
  },
  isRequestQuotaSpent: false,
  problems: [],
}

it('health adds up the cells', () => {
  const slower = { ...well.governed, stretch: 4, because: 'rowsWritten' } as const
  const other = { ...well, lastCycleAt: Date.UTC(2026, 0, 5, 11, 55), governed: slower }
  expect(healthOf([well, other])).toEqual({
    ok: true,
    lastCycle: '2026-01-05T11:55:00.000Z',
    everySeconds: 60,
    channels: { total: 6, paused: 2 },
    feeds: { ok: 10, failing: 4 },
    waitingHeadlines: 14,
    spending: {
      kvReads: { spent: 0, projected: 0, quota: 100_000 },
      kvWrites: { spent: 80, projected: 160, quota: 1000 },
      rowsRead: { spent: 0, projected: 0, quota: 5_000_000 },
      rowsWritten: { spent: 0, projected: 0, quota: 100_000 },
      objectRequests: { spent: 0, projected: 0, quota: 100_000 },
      gbSeconds: { spent: 0, projected: 0, quota: 13_000 },
      kvBytes: { spent: 10_000_000, quota: 1_000_000_000 },
      cycles: 0,
      feedReads: 0,
      messages: 18,
    },
    slowed: { stretch: 4, every: 1, wallMs: 240_000, because: 'rowsWritten' },
    dark: false,
    problems: [],
  })
})

describe('health is not ok', () => {
  it.each([
    ['if cycles do not run', [{ ...well, alive: false }], []],
    ['if a cell does not answer', [well, { silent: 'cell 1 does not answer' }], ['cell 1 does not answer']],
    [
      'if stored data is of a newer version',
      [{ ...well, problems: [{ kind: 'schema-newer', key: 'seen:0', found: 2, known: 1 }] }],
      [expect.stringMatching(/^A newer Paperboy wrote what is stored under seen:0/u)],
    ],
  ] as const)('%s', (_, cells, problems) => {
    expect(healthOf(cells)).toMatchObject({ ok: false, problems })
  })
})
