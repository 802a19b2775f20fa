import { describe, expect, it } from 'vitest'
import { isLong } from '../runs.ts'
import { exampleScenarios } from './command-scenarios.ts'
import { crashAtEveryStep } from './crash.ts'

/** `npm run torture` and `npm run test:long` run all deaths. */
const EVERY = isLong ? 1 : 9

describe('a command that dies before or after any step takes effect once, and is answered as if it had not died', () => {
  it.each(exampleScenarios)('$name', async (scenario) => {
    const { steps, failures } = await crashAtEveryStep(scenario, EVERY)
    expect(failures).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  })
})
