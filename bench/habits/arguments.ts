/** Reads the command line of `npm run habits`. */
import { parseArgs } from 'node:util'
import { wordsOf } from '../../scripts/terminal.ts'
import { err, ok, type Result } from '../../src/result.ts'

export interface HabitsArguments {
  readonly json: boolean
  /** How many lives, from seed 1 on. */
  readonly seeds: number
  /** The life to print poll by poll; null: none. */
  readonly seed: number | null
}

export const usage = `Usage: npm run habits -- [--seeds N] [--seed SEED] [--json]

Lives the lives of feeds, each from a seed: they publish, edit, publish again, change their ids and addresses, fail and come back.
Counts what was lost and what was sent twice, by the publisher's habit.
  --seeds N    number of lives (10000)
  --seed SEED  tells one of them reading by reading
  --json       figures for programs`

/** Fails with what is wrong, in words. */
export function habitsArguments(words: readonly string[]): Result<HabitsArguments, string> {
  const number = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { seeds: number, seed: number, json: { type: 'boolean', default: false } },
    })
    for (const name of ['seeds', 'seed'] as const)
      if (!/^[1-9]\d{0,8}$/u.test(values[name] ?? '1')) return err(`--${name} wants a whole number above 0.`)
    return ok({
      json: values.json,
      seeds: Number(values.seeds ?? 10_000),
      seed: values.seed === undefined ? null : Number(values.seed),
    })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
