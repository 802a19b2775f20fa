import { expect, it } from 'vitest'
import { runs } from '../runs.ts'
import { runSequence } from './sequence.ts'

const SEEDS = runs(4)
/** Few enough for a busy machine. */
const SEEDS_A_TEST = 4

const firstSeeds = Array.from({ length: SEEDS / SEEDS_A_TEST }, (_, index) => 1 + index * SEEDS_A_TEST)

it.each(firstSeeds)('random faults from seed %i on lose and repeat nothing', async (first) => {
  for (let seed = first; seed < first + SEEDS_A_TEST; seed += 1) {
    const { steps, ...result } = await runSequence(seed)
    expect(result).toEqual({ seed, lost: [], repeated: [], left: null })
    expect(steps).toBeGreaterThan(100)
  }
})

it('a sequence is the same for the same seed', async () => {
  expect(await runSequence(7)).toEqual(await runSequence(7))
})
