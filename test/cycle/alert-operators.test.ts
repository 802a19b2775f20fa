/** Alerts to operators: quotas nearly used up, requests turned away, a shared namespace; each once a day. */
import { expect, it } from 'vitest'
import { type AlertInput, dueAlerts } from '../../src/cycle/alert-operators.ts'
import { quotasFor } from '../../src/cycle/governor.ts'
import { nothingSpent } from '../../src/store/spending.ts'

const input = (over: Partial<AlertInput>): AlertInput => ({
  today: nothingSpent,
  stored: { bytes: 0, forEver: 0 },
  quotas: quotasFor('free', 1),
  isDark: false,
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
  ['requests turned away', input({ isDark: true }), ['doors-dark'], { doors: '2026-01-05' }],
  [
    'requests turned away, once a day',
    input({ isDark: true, notifiedOn: { doors: '2026-01-05' } }),
    [],
    { doors: '2026-01-05' },
  ],
  [
    'closed doors on another day',
    input({ isDark: true, notifiedOn: { doors: '2026-01-04' } }),
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
