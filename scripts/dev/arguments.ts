/** Reads the command line of `npm run dev`. */
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../src/result.ts'
import { wordsOf } from '../terminal.ts'

export interface DevArguments {
  readonly real: boolean
  /** Null: by a keypress only. Minutes. */
  readonly every: number | null
}

export const usage = `Usage: npm run dev -- [--real] [--every MINUTES]

The Worker on this machine, started anew whenever its sources change, with all that it logs. A key brings a cycle.
  --real           with the real Telegram, and the bot of BOT_TOKEN in .dev.vars; otherwise with the simulated one and its page
  --every MINUTES  cycles come by themselves as well`

/** Fails with what is wrong, in words. */
export function devArguments(words: readonly string[]): Result<DevArguments, string> {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { real: { type: 'boolean', default: false }, every: { type: 'string' } },
    })
    const every = values.every === undefined ? null : Number(values.every)
    if (every !== null && !(every > 0)) return err(`--every wants minutes, not “${values.every}”.`)
    return ok({ real: values.real, every })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
