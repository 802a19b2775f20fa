/** Growth: over weeks nothing stored grows except the editions. */
import { expect, it } from 'vitest'
import { simulate } from './simulate.ts'

/** Days; longer than every bound: 48 hours of outcomes and receipts, 7 days of pending, 8 of spending. */
const SETTLED = 10
const [CHANNELS, DAYS] = [3, 21]

it('three weeks take no more space than ten days', async () => {
  const { sizes, lost, repeated } = await simulate({
    feeds: 8,
    channels: CHANNELS,
    days: DAYS,
    cells: 1,
    plan: 'free',
    seed: 3,
    storiesADay: 40,
    cronMinutes: 120,
  })
  expect({ lost, repeated }).toEqual({ lost: [], repeated: [] })
  const largest = (days: typeof sizes, name: string) => Math.max(...days.map((day) => day[name] ?? 0))
  const names = Object.keys(sizes[0] ?? {})
  expect(names).toContain('pending')
  // A row a channel and day, the one before the first included.
  expect(largest(sizes, 'channel_days')).toBeLessThanOrEqual(CHANNELS * (DAYS + 1))
  for (const name of names.filter((each) => each !== 'channel_days')) {
    const [early, late] = [largest(sizes.slice(0, SETTLED), name), largest(sizes.slice(SETTLED), name)]
    // Days differ; a table that grows would have doubled more than once.
    expect([name, late <= early * 1.5 + 5]).toEqual([name, true])
  }
})
