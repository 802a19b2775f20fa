/** What a cell remembers of its polls, and what of it survives an eviction. */
import { describe, expect, it } from 'vitest'
import { emptyMemory } from '../../src/cycle/cycle-memory.ts'
import { forgetPolls, keepPolls, pollProgress } from '../../src/cycle/poll-progress.ts'
import type { Ledger } from '../../src/store/ledger.ts'
import { inCell } from './simulated-cell.ts'

const MINUTE = 60_000
const NOW = Date.UTC(2026, 0, 5, 12)

/** Cycles that poll feed 7, a minute apart, and that the object spends in memory. */
function cycles(ledger: Ledger, count: number) {
  const memory = emptyMemory()
  for (let cycle = 0; cycle < count; cycle += 1) {
    const now = NOW + cycle * MINUTE
    keepPolls({ ledger, memory }, { at: now, waiting: [8] }, [7], now)
    ledger.cycleEnded({ at: now, endedAt: now, summary: {}, everyMs: MINUTE, crons: [] })
  }
  return memory
}

it('a cell that remembers its polls knows the last cycle, and which feeds it polled', () =>
  inCell('polls-known', async ({ ledger }) => {
    const memory = cycles(ledger, 15)
    expect(pollProgress({ ledger, memory }, MINUTE, NOW + 15 * MINUTE)).toEqual({
      at: NOW + 14 * MINUTE,
      waiting: [8],
      polledAt: new Map([[7, NOW + 14 * MINUTE]]),
      forgottenUntil: 0,
    })
    forgetPolls({ memory }, new Set([8]))
    expect(memory.polledAt.size).toBe(0)
  }))

describe('after an eviction a cell', () => {
  it.each([
    ['that was in memory for one cycle knows that one', 1, 1, NOW],
    [
      'knows the last cycle of which the queue was stored, and takes those since for forgotten',
      15,
      15,
      NOW + 10 * MINUTE,
    ],
    ['takes no cycle for forgotten if it was away for longer', 15, 60, NOW + 10 * MINUTE],
  ])('%s', async (name, count, minutes, at) => {
    const now = NOW + minutes * MINUTE
    await inCell(`polls-${name}`, async ({ ledger }) => {
      cycles(ledger, count)
    })
    // The same tables, and an empty memory.
    await inCell(`polls-${name}`, async ({ ledger }) => {
      const progress = pollProgress({ ledger, memory: emptyMemory() }, MINUTE, now)
      const forgottenUntil = minutes < 60 ? now - MINUTE : 0
      expect(progress).toEqual({ at, waiting: [8], forgottenUntil, polledAt: new Map() })
    })
  })
})
