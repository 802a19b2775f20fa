import { describe, expect, it } from 'vitest'
import { exampleScenarios } from './command-scenarios.ts'
import { exhaust } from './crash.ts'

describe('whatever step a command dies before or after, it is carried out once, and answered as it was the first time', () => {
  it.each(exampleScenarios)('$name', async (scenario) => {
    const { steps, failures } = await exhaust(scenario)
    expect(failures).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  })
})
