import { describe, expect, it } from 'vitest'
import { isLong } from '../runs.ts'
import { correctionScenarios } from './correction-scenarios.ts'
import { crashAtEveryStep } from './crash.ts'
import { mediaScenarios } from './media-scenarios.ts'
import { pushScenarios } from './push-scenarios.ts'
import { readerScenarios } from './reader-scenarios.ts'
import { scenarios } from './scenarios.ts'
import { translationScenarios } from './translation-scenarios.ts'

/** `npm run torture` and `npm run test:long` run all deaths. */
const EVERY = isLong ? 1 : 50

describe('nothing is lost or repeated when the program dies before or after any step', () => {
  const all = [
    ...scenarios,
    ...correctionScenarios,
    ...mediaScenarios,
    ...readerScenarios,
    ...pushScenarios,
    ...translationScenarios,
  ]
  it.each(all)('$name', async (scenario) => {
    const { steps, failures } = await crashAtEveryStep(scenario, EVERY)
    expect(failures).toEqual([])
    expect(steps.length).toBeGreaterThan(3)
  })
})
