/** Reads the command line of `npm run torture`. */
import { parseArgs } from 'node:util'
import { wordsOf } from '../../scripts/terminal.ts'
import { err, ok, type Result } from '../../src/result.ts'

export interface TortureArguments {
  readonly json: boolean
  /** How many sequences, and the first one's seed. */
  readonly seeds: number
  readonly from: number
  /** The sequence to print step by step; null: none. */
  readonly seed: number | null
}

export const usage = `Usage: npm run torture -- [--seeds N] [--from SEED] [--seed SEED] [--json]

Ends the program before and after every step of every scenario, then runs sequences of random faults, and counts what was lost
or repeated beyond what is promised.
  --seeds N    so many sequences (10000)
  --from SEED  the first one's seed (1)
  --seed SEED  replays one sequence, and tells all that happens in it
  --json       figures for programs`

/** Fails with what is wrong, in words. */
export function tortureArguments(words: readonly string[]): Result<TortureArguments, string> {
  const number = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { seeds: number, from: number, seed: number, json: { type: 'boolean', default: false } },
    })
    for (const name of ['seeds', 'from', 'seed'] as const)
      if (!/^\d{1,9}$/u.test(values[name] ?? '0')) return err(`--${name} wants a whole number.`)
    return ok({
      json: values.json,
      seeds: Number(values.seeds ?? 10_000),
      from: Number(values.from ?? 1),
      seed: values.seed === undefined ? null : Number(values.seed),
    })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
