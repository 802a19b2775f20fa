/** `/health`: green only when every cell answers, has its cycles, and could do all of its work. */
import { describe, expect, it } from 'vitest'
import type { CellHealth } from '../../src/cell/api.ts'
import { nothingSpent } from '../../src/store/ledger.ts'
import { healthOf } from '../../src/web/health.ts'

const well: CellHealth = {
  lastCycleAt: Date.UTC(2026, 0, 5, 12, 0),
  alive: true,
  channels: 3,
  paused: 1,
  feeds: { ok: 5, failing: 2 },
  waiting: 7,
  spent: { ...nothingSpent, kvWrites: 40, messages: 9 },
  problems: [],
}

it('adds the cells up', () => {
  expect(healthOf([well, { ...well, lastCycleAt: Date.UTC(2026, 0, 5, 11, 55) }])).toEqual({
    ok: true,
    lastCycle: '2026-01-05T11:55:00.000Z',
    channels: { total: 6, paused: 2 },
    feeds: { ok: 10, failing: 4 },
    waitingHeadlines: 14,
    spending: {
      kvReads: { spent: 0, quota: 100_000 },
      kvWrites: { spent: 80, quota: 1000 },
      cycles: 0,
      feedReads: 0,
      messages: 18,
    },
    problems: [],
  })
})

describe('is not well', () => {
  it.each([
    ['when cycles do not come', [{ ...well, alive: false }], []],
    ['when a cell is silent', [well, { silent: 'cell 1 does not answer' }], ['cell 1 does not answer']],
    [
      'when what is stored is of a newer version',
      [{ ...well, problems: [{ kind: 'schema-newer', key: 'seen:0', found: 2, known: 1 }] }],
      [expect.stringMatching(/^What is stored under seen:0 was written by a newer Paperboy/u)],
    ],
  ] as const)('%s', (_, cells, problems) => {
    expect(healthOf(cells)).toMatchObject({ ok: false, problems })
  })
})
