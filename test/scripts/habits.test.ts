/** Some of the lives of `npm run habits`: nothing is lost. What is repeated, the command counts. */
import { describe, expect, it } from 'vitest'
import { type LifeResult, liveBlock, SEEDS_A_BLOCK, sumOf } from '../habits/lives/block.ts'
import { runs } from '../runs.ts'

const firstBlocks = Array.from({ length: runs(1) }, (_, block) => [1 + block * SEEDS_A_BLOCK, block] as const)

/** Habits in which something was lost, and how much. */
function lostIn({ byHabit }: ReturnType<typeof sumOf>): readonly string[] {
  return Object.entries(byHabit).flatMap(([habit, { lost }]) => (lost > 0 ? [`${habit}: ${lost} lost`] : []))
}

describe('lives', () => {
  it.each(firstBlocks)('from seed %i on lose nothing', async (_, block) => {
    const sum = sumOf(await liveBlock(block))
    expect(lostIn(sum)).toEqual([])
    expect(sum.items).toBeGreaterThan(20 * SEEDS_A_BLOCK)
  })

  it('are the same for the same seed', async () => {
    const kinds = (results: readonly LifeResult[]) => results.map(({ seed, kind, byHabit }) => [seed, kind, byHabit])
    expect(kinds(await liveBlock(3))).toEqual(kinds(await liveBlock(3)))
  })
})
