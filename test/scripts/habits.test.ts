/** Some of the lives of `npm run habits`: nothing is lost, and hardly anything is repeated. */
import { describe, expect, it } from 'vitest'
import { type HabitTallies, passes } from '../../bench/habits/verdict.ts'
import { liveBlock, SEEDS_A_BLOCK, sumOf } from '../habits/lives/block.ts'
import { Life } from '../habits/lives/life.ts'
import type { Tally } from '../habits/lives/life-counts.ts'
import { runs } from '../runs.ts'

const firstBlocks = Array.from({ length: runs(1) }, (_, block) => [1 + block * SEEDS_A_BLOCK, block] as const)

/** Leaves out items without any evidence: they are rare, but one block may have several. */
function withEvidence({ byHabit }: ReturnType<typeof sumOf>): HabitTallies {
  const known = Object.entries(byHabit).filter(([habit]) => !habit.startsWith('no evidence'))
  const all = (what: keyof Tally) => known.reduce((sum, [, tally]) => sum + tally[what], 0)
  return { items: all('items'), lost: all('lost'), repeated: all('repeated'), byHabit: Object.fromEntries(known) }
}

/** Habits in which something was lost or repeated, and how much. */
function wrongIn({ byHabit }: ReturnType<typeof sumOf>): readonly string[] {
  return Object.entries(byHabit).flatMap(([habit, { lost, repeated }]) =>
    lost + repeated > 0 ? [`${habit}: ${lost} lost, ${repeated} repeated`] : [],
  )
}

describe('lives', () => {
  it.each(firstBlocks)('from seed %i on lose nothing, and repeat one item in a thousand at most', async (_, block) => {
    const sum = sumOf(await liveBlock(block))
    expect(sum.lost).toBe(0)
    expect(passes(withEvidence(sum)) ? [] : wrongIn(sum)).toEqual([])
    expect(sum.items).toBeGreaterThan(20 * SEEDS_A_BLOCK)
  })

  it('are the same for the same seed, and different for another one', () => {
    expect(storyOf(7)).toEqual(storyOf(7))
    expect(storyOf(8)).not.toEqual(storyOf(7))
  })
})

/** What a feed does, and how it answers. */
function storyOf(seed: number): readonly string[] {
  const life = new Life(seed)
  return Array.from({ length: 40 }, (_, hours) => {
    life.proceed(hours, false)
    return [...life.story(), answerOf(life)].join('\n')
  })
}

function answerOf(life: Life): string {
  try {
    return String(life.answer(new Request(life.url), 0).status)
  } catch (problem) {
    return String(problem)
  }
}
