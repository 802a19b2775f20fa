/** Which headlines of a due live channel wait for translations, and how long. */
import { expect, it } from 'vitest'
import { readyHeadlines } from '../../src/cycle/ready-headlines.ts'
import { instant } from '../../src/digest/schedule/instant.ts'
import type { Schedule } from '../../src/model.ts'

const MINUTE = 60_000
const now = 1000 * MINUTE
const quarter: Schedule = { kind: 'live', gapMinutes: 15 }
const usual: Schedule = { kind: 'live', gapMinutes: null }
const atEight: Schedule = { kind: 'times', minutes: [480] }

interface Case {
  readonly schedule: Schedule
  /** Minutes for which each headline has waited, by its name: the oldest first. Capital letters are held, `!` is urgent. */
  readonly waiting: Readonly<Record<string, number>>
  /** Minutes since the last digest. */
  readonly last?: number
  readonly everyMs?: number
  /** `null`: the digest waits. */
  readonly ready: string | null
}

it.each<readonly [what: string, how: Case]>([
  ['nothing held: all are sent', { schedule: instant, waiting: { a: 1, b: 0 }, ready: 'ab' }],
  ['instant: what is older than a held one is sent', { schedule: instant, waiting: { a: 1, B: 0 }, ready: 'a' }],
  ['instant: what came behind a held one waits with it', { schedule: instant, waiting: { A: 1, b: 0 }, ready: '' }],
  ['instant: an urgent one does not wait', { schedule: instant, waiting: { A: 1, 'b!': 0, c: 0 }, ready: 'b!' }],
  ['a gap: the whole digest waits', { schedule: quarter, waiting: { a: 9, B: 0 }, last: 15, ready: null }],
  ['a gap: it waits a second minute', { schedule: quarter, waiting: { a: 9, B: 0 }, last: 16, ready: null }],
  ['a gap: it waits no third one', { schedule: quarter, waiting: { a: 9, B: 0 }, last: 17, ready: 'aB' }],
  [
    'a gap that is long over: it waits from its first headline on',
    { schedule: quarter, waiting: { A: 1 }, ready: null },
  ],
  [
    'a gap that is long over: headlines that never stop do not keep it',
    { schedule: quarter, waiting: { A: 2, B: 1, C: 0 }, ready: 'ABC' },
  ],
  ['the usual gap counts too', { schedule: usual, waiting: { a: 9, B: 0 }, last: 15, ready: null }],
  ['rare cycles: nothing waits', { schedule: quarter, waiting: { A: 0 }, everyMs: 5 * MINUTE, ready: 'A' }],
  ['a set time does not wait', { schedule: atEight, waiting: { A: 0 }, ready: 'A' }],
])('%s', (_, { schedule, waiting, last, everyMs = MINUTE, ready }) => {
  const pending = Object.entries(waiting).map(([name, minutes]) => ({
    name,
    at: now - minutes * MINUTE,
    urgent: name.endsWith('!'),
  }))
  const lastDigestAt = last === undefined ? null : now - last * MINUTE
  const time = { now, lastDigestAt, liveGapMinutes: 15, everyMs }
  const found = readyHeadlines(pending, schedule, ({ name }) => /^[A-Z]/u.test(name), time)
  expect(found?.map(({ name }) => name).join('') ?? null).toBe(ready)
})
