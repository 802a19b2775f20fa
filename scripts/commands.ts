/** The command lines of the scripts: one table of options, from which usage is printed and arguments are parsed. */
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { languageSchema, languages } from '../src/language.ts'
import { err, ok, type Result } from '../src/result.ts'
import { domainOf, isLabel } from './deploy/host-names.ts'
import { messageOf } from './terminal.ts'

const text = (value: string, help: string) => ({ type: 'string', value, help }) as const
const texts = (value: string, help: string) => ({ type: 'string', multiple: true, value, help }) as const
const flag = (help: string) => ({ type: 'boolean', default: false, value: '', help }) as const

const name = text('NAME', 'the Worker’s name (the one in wrangler.toml)')
const address = text('URL', 'the Worker’s address, if it is not the one that npm run deploy used')
const yes = flag('asks no questions')
const dryRun = flag('shows what would be done, and changes nothing')
const since = {
  'send-since': flag('sends what feeds published since the backup (the default within a day after a final one)'),
  'skip-since': flag('counts what feeds published since the backup as sent (the default otherwise)'),
}

export const commands = {
  deploy: {
    about: 'Deploys the bot to Cloudflare and sets it up in Telegram. A second run changes only what differs.',
    options: {
      name: text('NAME', 'the Worker’s name (the one in wrangler.toml); each further bot needs its own'),
      'dry-run': dryRun,
      yes: flag('asks no questions; implied without a terminal'),
      'take-over': flag('even if the bot is in use at another address, or was shut down by a final backup'),
      replace: flag('even if the Worker of this name runs another bot'),
      subdomain: text('NAME', 'the workers.dev subdomain to register if the account has none'),
      domain: text('HOST', 'your own domain on Cloudflare, such as news.example.com; written to wrangler.toml'),
      move: flag('moves the bot with all its data to another account: the one you log in to or name now'),
      restore: text('FILE', 'restores a backup before Telegram sends updates'),
      ...since,
    },
    note: `Read from the environment, if set: BOT_TOKEN, WEBHOOK_SECRET, CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID,
and each variable of wrangler.toml.`,
  },
  doctor: {
    about: 'Examines a deployed bot and says what is wrong and how to repair it. Exits with 1 if something is wrong.',
    options: {
      name,
      address,
      fix: flag(`repairs what is safe to repair, then examines again: the cron, workers.dev, the webhook, and a missing
KV namespace or secret; takes nothing over and deploys no other version`),
      json: flag('prints the findings as JSON'),
    },
  },
  backup: {
    files: '[FILE]',
    about: `Saves all data of a deployed bot to one file (paperboy-backup-<bot>-<time>.jsonl.gz): channels, feeds, filters,
seen and sent items, and the targets of short links.`,
    options: {
      final: flag('for a move: shuts the bot down, so that the old and the new one do not both send'),
      days: text('N', 'only short links of the last N days; 0: none, which costs no KV reads (else one per digest)'),
      name,
      address,
      yes,
    },
  },
  restore: {
    files: 'FILE',
    about: 'Replaces all data of a deployed bot with a backup. Deploy first: npm run deploy.',
    options: {
      ...since,
      'take-over': flag('even if the bot is in use at another address that is gone for good'),
      name,
      address,
      yes,
    },
    note: 'The Free plan allows 1,000 KV writes a day: run the same command the next day for the rest.',
  },
  upgrade: {
    about: `Fetches the newest release, shows what is new, keeps your settings in wrangler.toml and your own changes, runs a few
tests and deploys. If a test or the deployment fails, everything is put back. After an interruption, run it again.`,
    options: {
      to: text('VERSION', 'another release, also an older one; main: what is not released yet'),
      yes: flag('asks no questions; without it and without a terminal, only shows what is new'),
      'dry-run': dryRun,
      name,
      here: flag('upgrades the branch that is checked out, even if it is not the default one'),
      base: text('VERSION', 'the release that your copy was made from, if it cannot be found'),
      from: text('URL', 'the git repository with the releases (the one in package.json)'),
    },
  },
  dev: {
    about:
      'Runs the Worker on this machine, with its logs, and restarts it when its sources change. A key runs a cycle.',
    options: {
      real: flag('with the real Telegram and the bot of BOT_TOKEN in .dev.vars, instead of the playground'),
      every: text('MINUTES', 'also runs a cycle at this interval'),
    },
  },
  parse: {
    files: 'FILE|URL...',
    about: 'Prints feeds as the reader understands them, as JSON; several feeds one per line.',
    options: {
      'content-type': text('TYPE', "the HTTP header that came with a file, such as 'text/xml; charset=gbk'"),
      url: text('ADDRESS', 'where a file came from, for its relative links'),
    },
  },
  contract: {
    about: `Tries in a test channel what the simulated Telegram assumes of the real one, and says where they differ. It posts some
twenty messages there. Without BOT_TOKEN it tries the simulated one. With --model it tries models of Workers AI instead:
some fifty headlines and a briefing through each, which costs neurons of your account; without a login at Cloudflare
through a stand-in.`,
    options: {
      channel: text('@NAME', 'the test channel, in which the bot of BOT_TOKEN may post and delete'),
      'foreign-post': text('ID', 'a post there that a person made (the number at the end of its link)'),
      model: texts('NAME', 'a model of Workers AI, such as @cf/zai-org/glm-4.7-flash; several: repeat the option'),
      to: text('LANGUAGE', 'the language into which models translate, such as de (English otherwise)'),
      estimate: flag('prints what each known model costs by its prices, and asks none'),
      json: flag('prints the results as JSON'),
    },
  },
} as const satisfies Record<string, Command>

interface Command {
  readonly about: string
  readonly files?: string
  readonly options: Readonly<Record<string, ReturnType<typeof text | typeof texts | typeof flag>>>
  readonly note?: string
}
export type CommandName = keyof typeof commands

/** A line for each option, with the help texts in one column. */
export function optionLines(rows: readonly (readonly [option: string, help: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([option]) => option.length))
  return rows.map(
    ([option, help]) => `  ${option.padEnd(width)}  ${help.replaceAll('\n', `\n${' '.repeat(width + 4)}`)}`,
  )
}

export function usageOf(command: CommandName): string {
  const { about, files = '', options, note = '' }: Command = commands[command]
  const rows = Object.entries(options).map(
    ([option, { value, help }]) => [`--${option} ${value}`.trimEnd(), help] as const,
  )
  return [
    `Usage: npm run ${command} -- ${files === '' ? '' : `${files} `}[options]\n`,
    about,
    ...optionLines(rows),
    ...(note === '' ? [] : [`\n${note}`]),
  ].join('\n')
}

type Parsed<Parse extends (...args: never[]) => Result<unknown, string>> = Extract<
  ReturnType<Parse>,
  { readonly ok: true }
>['value']

/** Turns an error of `parseArgs` into a failure. */
function parsed<Value>(parse: () => Result<Value, string>): Result<Value, string> {
  try {
    return parse()
  } catch (problem) {
    return err(messageOf(problem))
  }
}

/** What happens to items published since a backup; null: the default. */
function sinceOf(values: {
  readonly 'send-since': boolean
  readonly 'skip-since': boolean
}): Result<'send' | 'skip' | null, string> {
  const [send, skip] = [values['send-since'], values['skip-since']]
  return send && skip ? err('Choose either --send-since or --skip-since.') : ok(send ? 'send' : skip ? 'skip' : null)
}

export type DeployArguments = Parsed<typeof deployArguments>

/** @param defaultName the Worker's name in wrangler.toml */
export const deployArguments = (args: readonly string[], defaultName: string) =>
  parsed(() => {
    const { values } = parseArgs({ args: [...args], options: commands.deploy.options })
    const { name = defaultName, subdomain = null, restore = null, move, replace, yes: unattended } = values
    const since = sinceOf(values)
    if (!since.ok) return since
    // developers.cloudflare.com/workers/wrangler/configuration: letters, digits and dashes; a part of an address.
    if (!isLabel(name)) return err(`“${name}” cannot be a Worker’s name: use lower-case letters, digits and dashes.`)
    if (subdomain !== null && !isLabel(subdomain)) return err(`“${subdomain}” cannot be a subdomain.`)
    const domain = values.domain === undefined ? null : domainOf(values.domain)
    if (domain === '') return err(`“${values.domain}” is not a host name such as news.example.com.`)
    if (move && restore !== null) return err('Choose either --move or --restore.')
    const [dryRun, takeOver] = [values['dry-run'], values['take-over']]
    return ok({ name, dryRun, unattended, takeOver, replace, subdomain, domain, move, restore, since: since.value })
  })

export const doctorArguments = (args: readonly string[], defaultName: string) =>
  parsed(() => {
    const { values } = parseArgs({ args: [...args], options: commands.doctor.options })
    const { name = defaultName, address = null, fix, json } = values
    return ok({ name, address, fix, json })
  })

export const backupArguments = (args: readonly string[], defaultName: string) =>
  parsed(() => {
    const { options } = commands.backup
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const { name = defaultName, address = null, final, yes } = values
    const days = values.days === undefined ? null : Number(values.days)
    if (days !== null && !(Number.isInteger(days) && days >= 0))
      return err(`--days needs a number, not “${values.days}”.`)
    if (positionals.length > 1) return err('Name one file.')
    return ok({ name, address, file: positionals[0] ?? null, final, days, yes })
  })

export const restoreArguments = (args: readonly string[], defaultName: string) =>
  parsed(() => {
    const { options } = commands.restore
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    const { name = defaultName, address = null, 'take-over': takeOver, yes } = values
    const [file, ...others] = positionals
    if (file === undefined || others.length > 0) return err('Name one file that npm run backup wrote.')
    const since = sinceOf(values)
    return since.ok ? ok({ file, name, address, since: since.value, takeOver, yes }) : since
  })

export type UpgradeArguments = Parsed<typeof upgradeArguments>

export const upgradeArguments = (args: readonly string[]) =>
  parsed(() => {
    const { values } = parseArgs({ args: [...args], options: commands.upgrade.options })
    const { to = null, from = null, name = null, base = null, here, yes: unattended } = values
    return ok({ to, from, name, base, here, dryRun: values['dry-run'], unattended })
  })

export const devArguments = (args: readonly string[]) =>
  parsed(() => {
    const { values } = parseArgs({ args: [...args], options: commands.dev.options })
    const every = values.every === undefined ? null : Number(values.every)
    if (every !== null && !(every > 0)) return err(`--every needs a number of minutes, not “${values.every}”.`)
    return ok({ real: values.real, every })
  })

/** The address of a file whose origin is unknown. */
const NOWHERE = 'https://unknown.invalid/'

export const parseArguments = (args: readonly string[]) =>
  parsed(() => {
    const { options } = commands.parse
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options })
    if (positionals.length === 0) return err('Name a file or an address.')
    return ok({ sources: positionals, contentType: values['content-type'] || null, url: values.url || NOWHERE })
  })

export const contractArguments = (args: readonly string[]) =>
  parsed(() => {
    const { values } = parseArgs({ args: [...args], options: commands.contract.options })
    const foreignPost = values['foreign-post'] === undefined ? null : Number(values['foreign-post'])
    if (foreignPost !== null && !(Number.isInteger(foreignPost) && foreignPost > 0))
      return err('--foreign-post needs a number.')
    const to = v.safeParse(languageSchema, values.to ?? 'en')
    if (!to.success) return err(`--to needs one of these languages: ${languages.join(', ')}.`)
    const { channel = null, model: models = [], estimate, json } = values
    return ok({ channel, foreignPost, models, to: to.output, estimate, json })
  })
