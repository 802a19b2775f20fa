/** Reads the command lines of `npm run backup` and `npm run restore`. */
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../src/result.ts'
import { wordsOf } from '../terminal.ts'

export interface BackupArguments {
  readonly name: string
  readonly address: string | null
  /** Null: named by the bot and the time. */
  readonly file: string | null
  /** The bot rests from now on: another Paperboy goes on with it. */
  readonly final: boolean
  /** Short links of so many days; null: all. */
  readonly days: number | null
  readonly yes: boolean
}

export const backupUsage = `Usage: npm run backup -- [FILE] [--final] [--days N] [--name NAME] [--address URL] [--yes]

Writes all that a deployed bot knows to one file: channels, feeds, filters, what was seen and sent, and where short links lead.
  FILE           where to (paperboy-backup-<bot>-<time>.jsonl.gz)
  --final        for moving: the bot rests from now on, so that it and the one that goes on do not both send
  --days N       short links of the last N days only; 0: none, which costs no KV reads (else one an edition, of the day's 100,000)
  --name NAME    the Worker's name (paperboy)
  --address URL  where it answers
  --yes          ask nothing`

export interface RestoreArguments {
  readonly file: string
  readonly name: string
  readonly address: string | null
  /** What feeds have published since the backup; null: sent after a final one, else left out. */
  readonly since: 'send' | 'skip' | null
  /** Even if the bot is in use at another address. */
  readonly takeOver: boolean
  readonly yes: boolean
}

export const restoreUsage = `Usage: npm run restore -- FILE [--send-since | --skip-since] [--take-over] [--name NAME] [--address URL] [--yes]

Puts what a backup holds in the place of all that a deployed bot knows. Deploy first: npm run deploy.
  --send-since   what feeds have published since the backup is sent: nobody else did (usual for a day after a backup with --final)
  --skip-since   it counts as seen: the bot went on after the backup, and sent it already (usual otherwise)
  --take-over    even if the bot is in use at another address, which is gone for good
  --name NAME    the Worker's name (paperboy)
  --address URL  where it answers
  --yes          ask nothing

Run again, it goes on: on the Free plan KV takes 1,000 writes a day, and what is left over is written the next day.`

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

/** Fails with what is wrong, in words. @param usual the Worker's name in wrangler.toml */
export function backupArguments(words: readonly string[], usual: string): Result<BackupArguments, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { name: { ...text, default: usual }, address: text, final: flag, days: text, yes: flag },
    })
    const days = values.days === undefined ? null : Number(values.days)
    if (days !== null && !(Number.isInteger(days) && days >= 0))
      return err(`--days wants a number, not “${values.days}”.`)
    if (positionals.length > 1) return err('One file, please.')
    const { name, address = null, final, yes } = values
    return ok({ name, address, file: positionals[0] ?? null, final, days, yes })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}

/** Fails with what is wrong, in words. @param usual the Worker's name in wrangler.toml */
export function restoreArguments(words: readonly string[], usual: string): Result<RestoreArguments, string> {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        name: { ...text, default: usual },
        address: text,
        'send-since': flag,
        'skip-since': flag,
        'take-over': flag,
        yes: flag,
      },
    })
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) return err('Which file? Name one that npm run backup wrote.')
    const since = sinceOf(values)
    if (!since.ok) return since
    const { name, address = null, 'take-over': takeOver, yes } = values
    return ok({ file, name, address, since: since.value, takeOver, yes })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}

/** What becomes of what feeds have published since a backup; null: as is usual. */
export function sinceOf(values: {
  readonly 'send-since': boolean
  readonly 'skip-since': boolean
}): Result<'send' | 'skip' | null, string> {
  const [send, skip] = [values['send-since'], values['skip-since']]
  if (send && skip) return err('Either --send-since or --skip-since.')
  return ok(send ? 'send' : skip ? 'skip' : null)
}
