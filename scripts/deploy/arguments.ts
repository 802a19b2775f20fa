/** Reads the command line of `npm run deploy`, and the settings in the environment. */
import { parseArgs } from 'node:util'
import { err, ok, type Result } from '../../src/result.ts'
import { sinceOf } from '../backup/arguments.ts'
import { wordsOf } from '../terminal.ts'

export interface DeployArguments {
  /** The Worker's name. */
  readonly name: string
  readonly dryRun: boolean
  /** Nobody is asked. */
  readonly unattended: boolean
  readonly takeOver: boolean
  readonly replace: boolean
  /** The workers.dev subdomain to register where the account has none; null: asked for. */
  readonly subdomain: string | null
  /** A domain of the operator's own, for wrangler.toml and the bot's address; null: as wrangler.toml has it. */
  readonly domain: string | null
  /** The bot and all it knows move to another account. */
  readonly move: boolean
  /** A backup to restore before Telegram is told; null: none. */
  readonly restore: string | null
  /** What feeds have published since that backup; null: by whether it was final. */
  readonly since: 'send' | 'skip' | null
}

export const usage = `Usage: npm run deploy -- [--name NAME] [--dry-run] [--yes] [--take-over] [--replace]
                         [--subdomain NAME] [--domain HOST] [--move]
                         [--restore FILE [--send-since | --skip-since]]

Deploys the bot to Cloudflare and tells Telegram of it; run again, it changes only what differs.
  --name NAME       what the Worker is called (paperboy); another name for each further bot
  --dry-run         only look, and show what would be done
  --yes             ask nothing; also where nobody sits at the terminal
  --take-over       even if the bot is in use at another address now, or was retired by a final backup
  --replace         even if the Worker of this name runs another bot now
  --subdomain NAME  the workers.dev subdomain to register, where the account has none yet
  --domain HOST     a domain of your own on Cloudflare, such as news.example.com: it is set up, and written to wrangler.toml
  --move            moves the bot with all it knows to another account, the one that you log in to or name now
  --restore FILE    restores a backup before Telegram brings anything; --send-since and --skip-since
                    are those of npm run restore

Taken from the environment, where set: BOT_TOKEN, WEBHOOK_SECRET, CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID, and each
variable of wrangler.toml.`

/** Fails with what is wrong, in words. @param usual the Worker's name in wrangler.toml */
export function deployArguments(words: readonly string[], usual: string): Result<DeployArguments, string> {
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      args: [...words],
      options: {
        name: { type: 'string', default: usual },
        subdomain: { type: 'string' },
        domain: { type: 'string' },
        move: flag,
        restore: { type: 'string' },
        'dry-run': flag,
        yes: flag,
        'take-over': flag,
        'send-since': flag,
        'skip-since': flag,
        replace: flag,
      },
    })
    const { name, subdomain } = values
    const since = sinceOf(values)
    if (!since.ok) return since
    // developers.cloudflare.com/workers/wrangler/configuration: letters, digits and dashes; a part of an address.
    if (!isLabel(name))
      return err(`A Worker cannot be called “${name}”: lower-case letters, digits and dashes make a name.`)
    if (subdomain !== undefined && !isLabel(subdomain)) return err(`“${subdomain}” cannot be a subdomain.`)
    const domain = values.domain === undefined ? null : domainOf(values.domain)
    if (domain === '') return err(`“${values.domain}” is no name below a domain, such as news.example.com.`)
    if (values.move && values.restore !== undefined) return err('Either --move or --restore.')
    return ok({
      name,
      dryRun: values['dry-run'],
      unattended: values.yes,
      takeOver: values['take-over'],
      replace: values.replace,
      subdomain: subdomain ?? null,
      domain,
      move: values.move,
      restore: values.restore ?? null,
      since: since.value,
    })
  } catch (problem) {
    return err(wordsOf(problem))
  }
}

/** A part of a host's name: RFC 1035, section 2.3.1. */
export function isLabel(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(text)
}

/** As typed or copied from an address bar; '' where it is none. */
export function domainOf(typed: string): string {
  const url = URL.parse(typed.includes('://') ? typed : `https://${typed}`)
  const labels = url?.hostname.split('.') ?? []
  return url !== null && url.port === '' && labels.length > 1 && labels.every(isLabel) ? url.hostname : ''
}

/** The variables that go over those of wrangler.toml, where they are set and not empty. */
export const variableNames = [
  'OWNER_IDS',
  'PUBLIC_URL',
  'TELEGRAM_API_ROOT',
  'LIVE_GAP_MINUTES',
  'LINK_TTL_DAYS',
  'PLAN',
  'CELLS',
  'PUBLIC_BOT',
  'ACCOUNT_ID',
] as const

export function variablesIn(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    variableNames.flatMap((name) => {
      const value = env[name]?.trim() ?? ''
      return value === '' ? [] : [[name, value]]
    }),
  )
}
