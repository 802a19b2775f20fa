/** Reads the command line of `npm run mutate`. */
import { parseArgs } from 'node:util'
import { wordsOf } from '../../scripts/terminal.ts'
import { err, ok, type Result } from '../../src/result.ts'
import { rooms } from './rooms.ts'

export interface MutateArguments {
  readonly json: boolean
  /** Names of the rooms to mutate. */
  readonly rooms: readonly string[]
  /** Mutants per room, chosen by the seed; null: all. */
  readonly sample: number | null
  readonly seed: number
}

const names = Object.keys(rooms)

export const usage = `Usage: npm run mutate -- [--room NAME] [--sample N] [--seed N] [--json]

Changes one condition, boundary or return value at a time in the pure rooms, runs the tests that reach it, and lists the changes
that no test notices.
  --room NAME  only this room, repeatable: ${names.join(', ')}
  --sample N   N random mutants per room instead of all
  --seed N     another sample (1)
  --json       figures for programs`

/** Fails with a message. */
export function mutateArguments(words: readonly string[]): Result<MutateArguments, string> {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        room: { type: 'string', multiple: true },
        sample: text,
        seed: text,
        json: { type: 'boolean', default: false },
      },
    })
    for (const name of ['sample', 'seed'] as const)
      if (!/^\d{1,9}$/u.test(values[name] ?? '1')) return err(`--${name} needs a whole number.`)
    const unknown = values.room?.find((name) => !names.includes(name))
    if (unknown !== undefined) return err(`There is no room ${unknown}: choose from ${names.join(', ')}.`)
    return ok({
      json: values.json,
      rooms: values.room ?? names,
      sample: values.sample === undefined ? null : Number(values.sample),
      seed: Number(values.seed ?? 1),
    })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
