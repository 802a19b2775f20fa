/** A short simulation: the cost of a small bot's day, without loss or repetition. */
import { expect, it } from 'vitest'
import { judge } from '../../bench/simulate/verdict.ts'
import { simulate } from './simulate.ts'

it('a day of 60 feeds in 6 channels fits the Free plan, on time', async () => {
  const result = await simulate({
    feeds: 60,
    channels: 6,
    days: 1,
    cells: 1,
    plan: 'free',
    seed: 2,
    storiesADay: 180,
    cronMinutes: 10,
  })
  const { pass, worstDay, delayMinutes, quotas } = judge(result, 'free')
  expect(result).toMatchObject({ lost: [], missed: [], repeated: [], problems: {} })
  expect(worstDay.stories).toBeGreaterThan(90)
  // One a cycle, as the cell leaves memory between two, and one an hour before a put.
  expect(worstDay.kvReads).toBeLessThanOrEqual(24 * 6 + 25)
  expect(worstDay.kvWrites).toBeLessThanOrEqual(50)
  expect(delayMinutes.median).toBeGreaterThan(1)
  expect(quotas.map(({ worst, most }) => worst <= most)).not.toContain(false)
  expect(pass).toBe(true)
})

it('cells cost the same for any number of cells', async () => {
  const run = async (cells: number) => {
    const options = {
      channels: 2 * cells,
      feeds: 24 * cells,
      days: 1,
      seed: 4,
      storiesADay: 72 * cells,
      cronMinutes: 30,
    }
    const { days, lost, repeated } = await simulate({ ...options, cells, plan: 'paid' })
    expect({ lost, repeated }).toEqual({ lost: [], repeated: [] })
    const [day] = days
    return { reads: (day?.kvReads ?? 0) / cells, rows: (day?.objectRowsWritten ?? 0) / cells }
  }
  const [one, two] = [await run(1), await run(2)]
  expect(two.reads).toBeLessThanOrEqual(24 * 2 + 25)
  expect(one.reads).toBeLessThanOrEqual(24 * 2 + 25)
  expect(two.rows).toBeLessThan(one.rows * 1.5)
})
