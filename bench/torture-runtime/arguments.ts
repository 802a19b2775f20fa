/** Reads the command line of `npm run torture:runtime`. */
import { parseArgs } from 'node:util'
import { wordsOf } from '../../scripts/terminal.ts'
import { err, ok, type Result } from '../../src/result.ts'

export interface RuntimeTortureArguments {
  readonly json: boolean
  /** Number of kills. */
  readonly kills: number
  /** The same seed kills at the same calls. */
  readonly seed: number
}

export const usage = `Usage: npm run torture:runtime -- [--kills N] [--seed N] [--json]

Runs the real Worker in workerd with its storage on disk, kills the process (SIGKILL) in the middle of cycles and commands, starts
it again, and counts the headlines that were lost or repeated in broadcast channels.
  --kills N  kill it N times (40), about five seconds each
  --seed N   another choice of moments (1)
  --json     figures for programs`

/** Fails with what is wrong, in words. */
export function runtimeTortureArguments(words: readonly string[]): Result<RuntimeTortureArguments, string> {
  const number = { type: 'string' } as const
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { kills: number, seed: number, json: { type: 'boolean', default: false } },
    })
    for (const name of ['kills', 'seed'] as const)
      if (!/^\d{1,6}$/u.test(values[name] ?? '0')) return err(`--${name} wants a whole number.`)
    return ok({ json: values.json, kills: Number(values.kills ?? 40), seed: Number(values.seed ?? 1) })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
