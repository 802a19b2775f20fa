/** What a cell remembers of its polls, and what of it survives an eviction. */
import { describe, expect, it } from 'vitest'
import { emptyMemory } from '../../src/cycle/cycle-memory.ts'
import { forgetPolls, keepPolls, pollProgress } from '../../src/cycle/poll-progress.ts'
import type { Ledger } from '../../src/store/ledger.ts'
import { inCell } from './simulated-cell.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 0, 5, 12)

/** Cycles that poll feed 7, a minute apart. @returns how often the queue was written */
function cycles(ledger: Ledger, count: number, isEvicted: (cycle: number) => boolean) {
  let memory = emptyMemory()
  let writes = 0
  for (let cycle = 0; cycle < count; cycle += 1) {
    if (isEvicted(cycle)) memory = emptyMemory()
    const now = NOW + cycle * MINUTE
    const before = ledger.pollQueue().at
    keepPolls({ ledger, memory }, { at: now, waiting: [] }, [7], now)
    if (ledger.pollQueue().at !== before) writes += 1
  }
  return { memory, writes }
}

describe('the time of the last polls is stored', () => {
  it.each([
    ['every ten minutes while the object remembers them', () => false, 3],
    ['in each cycle if the object is evicted before each', () => true, 30],
  ])('%s', (name, isEvicted, writes) =>
    inCell(`polls-${name}`, async ({ ledger }) => {
      expect(cycles(ledger, 30, isEvicted).writes).toBe(writes)
    }),
  )
})

it('a cell that remembers its polls knows the last cycle, and which feeds it polled', () =>
  inCell('polls-known', async ({ ledger }) => {
    const { memory } = cycles(ledger, 15, () => false)
    expect(pollProgress({ ledger, memory }, MINUTE, NOW + 15 * MINUTE)).toEqual({
      at: NOW + 14 * MINUTE,
      waiting: [],
      polledAt: new Map([[7, NOW + 14 * MINUTE]]),
      forgottenUntil: 0,
    })
    forgetPolls({ memory }, new Set([8]))
    expect(memory.polledAt.size).toBe(0)
  }))

describe('after an eviction a cell', () => {
  it.each([
    ['takes the cycles since the stored time for forgotten', 15, NOW + 14 * MINUTE],
    ['takes none for forgotten if it was away for longer', 60, 0],
  ])('%s', (name, minutes, forgottenUntil) =>
    inCell(`polls-${name}`, async ({ ledger }) => {
      cycles(ledger, 15, () => false)
      const progress = pollProgress({ ledger, memory: emptyMemory() }, MINUTE, NOW + minutes * MINUTE)
      expect(progress).toMatchObject({ at: NOW + 10 * MINUTE, forgottenUntil, polledAt: new Map() })
    }),
  )
})
