import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { exhaust } from './crash.ts'
import { scenarios } from './scenarios.ts'

/** All in `npm run torture` and `npm run test:long`. */
const EVERY = runs(1) > 1 ? 1 : 2

describe('whatever step it dies before or after, nothing is lost and nothing is repeated', () => {
  it.each(scenarios)('$name', async (scenario) => {
    const { steps, failures } = await exhaust(scenario, EVERY)
    expect(failures).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  })
})
