/** Reads the command line of `npm run contract`. */
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../src/result.ts'
import { wordsOf } from '../terminal.ts'

export interface ContractArguments {
  /** Null: against the simulated Telegram. */
  readonly channel: string | null
  /** Id of a post that somebody else made there; null: not tried. */
  readonly foreignPost: number | null
  readonly json: boolean
}

export const usage = `Usage: npm run contract -- [--channel @NAME] [--foreign-post ID] [--json]

Tries in a test channel what the simulated Telegram assumes of the real one, and says where they differ. It posts some twenty
messages there. Without BOT_TOKEN it tries the simulated one.
  --channel @NAME    the test channel, in which the bot of BOT_TOKEN may post and delete
  --foreign-post ID  a post there that a person made (the number at the end of its link)
  --json             what was seen, for programs`

/** Fails with what is wrong, in words. */
export function contractArguments(words: readonly string[]): Result<ContractArguments, string> {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        channel: { type: 'string' },
        'foreign-post': { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    })
    const post = values['foreign-post'] === undefined ? null : Number(values['foreign-post'])
    if (post !== null && !(Number.isInteger(post) && post > 0)) return err('--foreign-post wants a number.')
    return ok({ channel: values.channel ?? null, foreignPost: post, json: values.json })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
