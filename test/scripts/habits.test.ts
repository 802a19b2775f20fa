/** Some of the lives of `npm run habits`: nothing is lost, and only what nothing tells from a new item is sent again. */
import { describe, expect, it } from 'vitest'
import { type LifeResult, liveBlock, SEEDS_A_BLOCK, sumOf } from '../habits/lives/block.ts'
import { runs } from '../runs.ts'

const firstBlocks = Array.from({ length: runs(2) }, (_, block) => [1 + block * SEEDS_A_BLOCK, block] as const)

/** A habit, and how much of it was lost and repeated. */
function wrongIn({ byHabit }: ReturnType<typeof sumOf>): readonly string[] {
  return Object.entries(byHabit)
    .filter(([habit, { lost, repeated }]) => lost > 0 || (repeated > 0 && !habit.startsWith('no evidence: ')))
    .map(([habit, { lost, repeated }]) => `${habit}: ${lost} lost, ${repeated} repeated`)
}

describe('lives', () => {
  it.each(firstBlocks)('from seed %i on lose nothing and repeat nothing', async (_, block) => {
    const sum = sumOf(await liveBlock(block))
    expect(wrongIn(sum)).toEqual([])
    expect(sum.items).toBeGreaterThan(20 * SEEDS_A_BLOCK)
  })

  it('are the same for the same seed', async () => {
    const kinds = (results: readonly LifeResult[]) => results.map(({ seed, kind, byHabit }) => [seed, kind, byHabit])
    expect(kinds(await liveBlock(3))).toEqual(kinds(await liveBlock(3)))
  })
})
