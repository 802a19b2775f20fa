/** The plan of a cycle: when polls are bundled, and which digests do not wait for that. */
import { describe, expect, it } from 'vitest'
import { testFeed } from '../../simulators/published-feed.ts'
import { eachQuota, type Governed } from '../../src/cycle/governor.ts'
import { planReading } from '../../src/cycle/plan.ts'
import type { Channel } from '../../src/model.ts'
import { entry, FEED } from './scene.ts'
import { inCell, type SimulatedCell } from './simulated-cell.ts'

const MINUTE = 60_000
const SLOT = 5 * MINUTE
const settings = { liveGapMinutes: 0, everyMs: SLOT } as Parameters<typeof planReading>[0]['settings']

const governed = (every: number): Governed => ({
  projected: eachQuota(() => 0),
  stretch: 1,
  every,
  wallMs: 4 * MINUTE,
  spent: null,
  because: null,
})

/** A channel with one feed, and the time at which its daily digest is due. */
async function daily(cell: SimulatedCell, change: Partial<Channel> = {}) {
  const feed = testFeed('News', [entry('old')])
  cell.sites.set('news.example', feed.site)
  const channel = cell.addChannel('First', { schedule: { kind: 'times', minutes: [13 * 60] }, ...change })
  await cell.subscribe(channel, FEED)
  return cell.clock.now + 60 * MINUTE
}

function planned(cell: SimulatedCell, every: number, now: number, polledAt: number | null) {
  cell.ledger.setPollQueue({ at: polledAt, waiting: [] })
  const { ledger } = cell
  return planReading({ ledger, settings }, ledger.feeds.pollStates(), governed(every), now)
}

describe('one of three cycles that polls', () => {
  it.each([
    ['polls when no feed was polled before', null, true],
    ['waits in the slot after a poll', SLOT, false],
    ['waits in the second slot after a poll', 2 * SLOT, false],
    ['waits until half a slot before the third', 2.5 * SLOT - 1, false],
    ['polls half a slot before the third', 2.5 * SLOT, true],
    ['polls when its clock was set back to the last poll', 0, true],
    ['polls when its clock was set back further', -SLOT, true],
  ])('%s', (name, ago, polls) =>
    inCell(`plan-${name}`, async (cell) => {
      const due = await daily(cell)
      const now = due - 30 * MINUTE
      expect(planned(cell, 3, now, ago === null ? null : now - ago) !== null).toBe(polls)
    }),
  )

  it('polls for a digest that is due now', () =>
    inCell('plan-due', async (cell) => {
      const due = await daily(cell)
      expect(planned(cell, 3, due - 1, due - SLOT)).toBeNull()
      expect(planned(cell, 3, due, due - SLOT)?.awaited).toEqual(new Set([FEED]))
    }))
})

it('a cycle that polls in every slot never waits', () =>
  inCell('plan-every', async (cell) => {
    const due = await daily(cell)
    expect(planned(cell, 1, due - 30 * MINUTE, due - 30 * MINUTE - 1)).not.toBeNull()
  }))

describe('no digest needs the feeds', () => {
  it.each<[string, Partial<Channel>]>([
    ['of a paused channel', { pause: { by: 'owner', since: 0 } }],
    ['of a live channel', { schedule: { kind: 'live', gapMinutes: null } }],
    ['of a channel whose schedule cannot be evaluated', { timezone: 'Nowhere/At_All' }],
  ])('%s', (name, change) =>
    inCell(`plan-not-${name}`, async (cell) => {
      const due = await daily(cell, change)
      expect(planned(cell, 1, due, null)?.awaited).toEqual(new Set())
    }),
  )
})

it('asks for texts only of feeds whose channel has reading pages', () =>
  inCell('plan-reading', async (cell) => {
    const due = await daily(cell)
    expect(planned(cell, 1, due, null)?.bodied).toEqual(new Set())
    const [state] = cell.ledger.channels.all()
    if (state !== undefined) cell.ledger.channels.configure({ ...state.channel, reading: true })
    expect(planned(cell, 1, due, null)?.bodied).toEqual(new Set([FEED]))
  }))
