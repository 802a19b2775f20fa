/** Reads the command line of `npm run doctor`. */
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../src/result.ts'
import { wordsOf } from '../terminal.ts'

export interface DoctorArguments {
  readonly name: string
  readonly address: string | null
  readonly fix: boolean
  readonly json: boolean
}

export const usage = `Usage: npm run doctor -- [--name NAME] [--address URL] [--fix] [--json]

Looks at a deployed bot from all sides and says what is wrong, with the fix; ends with 1 if something is.
  --name NAME    the Worker's name (paperboy)
  --address URL  where it answers, if that is not what npm run deploy used or what Telegram has as the webhook
  --fix          repairs what is safe to repair, then looks again: the cron, workers.dev, the webhook, and a
                 KV namespace or secret that is missing; takes over nothing, and deploys no other version
  --json         findings for programs`

/** Fails with what is wrong, in words. @param usual the Worker's name in wrangler.toml */
export function doctorArguments(words: readonly string[], usual: string): Result<DoctorArguments, string> {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        name: { type: 'string', default: usual },
        address: { type: 'string' },
        fix: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    return ok({ name: values.name, address: values.address ?? null, fix: values.fix, json: values.json })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}
