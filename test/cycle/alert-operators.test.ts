/** Alerts to operators: quotas nearly used up, requests turned away, a shared namespace; each once a day. */
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type AlertInput, alertOperators, dueAlerts } from '../../src/cycle/alert-operators.ts'
import { quotasFor } from '../../src/cycle/governor.ts'
import { userIdSchema } from '../../src/model.ts'
import { nothingSpent } from '../../src/store/spending.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

const input = (over: Partial<AlertInput>): AlertInput => ({
  today: nothingSpent,
  stored: { bytes: 0, forEver: 0 },
  quotas: quotasFor('free', 1),
  areRequestsRefused: false,
  sharedWith: null,
  day: '2026-01-05',
  notifiedOn: {},
  ...over,
})
const writes = { ...nothingSpent, kvWrites: 800 }
const full = { bytes: 800_000_000, forEver: 0 }

it.each([
  ['none, far below the quotas', input({ today: { ...writes, kvWrites: 799 } }), [], {}],
  ['a quota nearly used up', input({ today: writes }), ['kvWrites'], { kvWrites: '2026-01-05' }],
  [
    'not the same again that day',
    input({ today: writes, notifiedOn: { kvWrites: '2026-01-05' } }),
    [],
    { kvWrites: '2026-01-05' },
  ],
  [
    'the same on another day',
    input({ today: writes, notifiedOn: { kvWrites: '2026-01-04' } }),
    ['kvWrites'],
    { kvWrites: '2026-01-05' },
  ],
  ['object time', input({ today: { ...nothingSpent, gbSeconds: 10_400 } }), ['gbSeconds'], { gbSeconds: '2026-01-05' }],
  ['none, on a quiet day after an alert', input({ notifiedOn: { kvWrites: '2026-01-04' } }), [], {}],
  ['KV storage', input({ stored: full }), ['kvBytes'], { kvBytes: '2026-01-05' }],
  [
    'what KV holds only once, for as long as it is full',
    input({ stored: full, notifiedOn: { kvBytes: '2026-01-04' } }),
    [],
    { kvBytes: '2026-01-04' },
  ],
  [
    'nothing while it goes down',
    input({ stored: { bytes: 710_000_000, forEver: 0 }, notifiedOn: { kvBytes: '2026-01-04' } }),
    [],
    { kvBytes: '2026-01-04' },
  ],
  [
    'what KV holds again, once it was well below',
    input({ stored: { bytes: 690_000_000, forEver: 0 }, notifiedOn: { kvBytes: '2026-01-04' } }),
    [],
    {},
  ],
  ['requests turned away', input({ areRequestsRefused: true }), ['doors-dark'], { doors: '2026-01-05' }],
  [
    'requests turned away, once a day',
    input({ areRequestsRefused: true, notifiedOn: { doors: '2026-01-05' } }),
    [],
    { doors: '2026-01-05' },
  ],
  [
    'requests turned away on another day',
    input({ areRequestsRefused: true, notifiedOn: { doors: '2026-01-04' } }),
    ['doors-dark'],
    { doors: '2026-01-05' },
  ],
  ['a shared namespace', input({ sharedWith: 5 }), ['namespace-shared'], { namespace: '2026-01-05' }],
  [
    'a shared namespace once a day',
    input({ sharedWith: 5, notifiedOn: { namespace: '2026-01-05' } }),
    [],
    { namespace: '2026-01-05' },
  ],
  ['none on the paid plan', input({ today: { ...writes, kvWrites: 9e9 }, quotas: quotasFor('paid', 1) }), [], {}],
] as const)('%s', (_, given, quotas, told) => {
  const decided = dueAlerts(given)
  expect(decided.alerts.map((alert) => (alert.kind === 'quota-near' ? alert.quota : alert.kind))).toEqual(quotas)
  expect(decided.notifiedOn).toEqual(told)
})

describe('an alert', () => {
  /** The names under which alerts are sent once, and the operators' notices. */
  async function sentOnce(cell: SimulatedCell, sharedWith: number | null) {
    const named: (string | null)[] = []
    const operator = { person: v.parse(userIdSchema, 7), language: 'en' } as const
    const operators = async (alertKey: string | null) => {
      named.push(alertKey)
      return [operator]
    }
    const settings = { quotas: quotasFor('free', 1) } as Parameters<typeof alertOperators>[0]['settings']
    await alertOperators({ ledger: cell.ledger, settings, operators, failed: () => {} }, sharedWith, NOON)
    return { named, notices: cell.ledger.notices.all().map(({ notice }) => notice.kind) }
  }

  it('about a quota or the namespace is sent by one cell for all, once a day', () =>
    inCell('alerts-once', async (cell) => {
      cell.ledger.spending.add(NOON, { ...nothingSpent, kvWrites: 900, rowsRead: 4_900_000 })
      const { named, notices } = await sentOnce(cell, 5)
      expect(named).toEqual(['kvWrites 2026-01-05', 'rowsRead 2026-01-05', 'namespace 2026-01-05'])
      expect(notices).toEqual(['quota-near', 'quota-near', 'namespace-shared'])
      expect(await sentOnce(cell, 5)).toMatchObject({ named: [] })
    }))

  it('about turned away requests is sent by one cell for all', () =>
    inCell('alerts-requests', async (cell) => {
      cell.ledger.alerts.add({ kind: 'doors-dark', day: '2026-01-05' })
      expect(await sentOnce(cell, null)).toEqual({ named: ['doors 2026-01-05'], notices: ['doors-dark'] })
    }))

  it('about a lost channel is sent by its cell, but not to the channel’s owner', () =>
    inCell('alerts-lost', async (cell) => {
      const lost = { kind: 'channel-lost', reason: 'kicked' } as const
      cell.ledger.alerts.add({ ...lost, channel: 'Of the operator', owner: 7 })
      cell.ledger.alerts.add({ ...lost, channel: 'Of another owner', owner: 8 })
      expect(await sentOnce(cell, null)).toEqual({ named: [null, null], notices: ['channel-lost'] })
      expect(cell.ledger.notices.all()).toMatchObject([{ notice: { channel: 'Of another owner' } }])
    }))

  it('stays due while the directory does not answer', () =>
    inCell('alerts-due', async (cell) => {
      cell.ledger.spending.add(NOON, { ...nothingSpent, kvWrites: 900 })
      const failures: unknown[] = []
      const operators = () => Promise.reject(new Error('no answer'))
      const settings = { quotas: quotasFor('free', 1) } as Parameters<typeof alertOperators>[0]['settings']
      const failed = (failure: unknown) => void failures.push(failure)
      await alertOperators({ ledger: cell.ledger, settings, operators, failed }, null, NOON)
      expect(failures).toHaveLength(1)
      expect(await sentOnce(cell, null)).toMatchObject({ notices: ['quota-near'] })
    }))
})
