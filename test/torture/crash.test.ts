import { describe, expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { crashAtEveryStep } from './crash.ts'
import { mediaScenarios } from './media-scenarios.ts'
import { pushScenarios } from './push-scenarios.ts'
import { readerScenarios } from './reader-scenarios.ts'
import { scenarios } from './scenarios.ts'

/** `npm run torture` and `npm run test:long` run all deaths. */
const EVERY = runs(1) > 1 ? 1 : 25

describe('nothing is lost or repeated when the program dies before or after any step', () => {
  it.each([...scenarios, ...mediaScenarios, ...readerScenarios, ...pushScenarios])('$name', async (scenario) => {
    const { steps, failures } = await crashAtEveryStep(scenario, EVERY)
    expect(failures).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  })
})
