import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { exampleScenarios } from './command-scenarios.ts'
import { exhaust } from './crash.ts'

/** All in `npm run torture` and `npm run test:long`. */
const EVERY = runs(1) > 1 ? 1 : 2

describe('whatever step a command dies before or after, it is carried out once, and answered as it was the first time', () => {
  it.each(exampleScenarios)('$name', async (scenario) => {
    const { steps, failures } = await exhaust(scenario, EVERY)
    expect(failures).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  })
})
