import { describe, expect, it } from 'vitest'
import { exhaust } from './crash.ts'
import { scenarios } from './scenarios.ts'

describe('whatever step it dies before or after, nothing is lost and nothing is repeated', () => {
  it.each(scenarios)('$name', async (scenario) => {
    const { steps, failures } = await exhaust(scenario)
    expect(failures).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  })
})
