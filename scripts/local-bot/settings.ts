/** Settings of a real bot on this machine: .dev.vars, the environment, and a webhook secret that outlives a run. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { variableNames } from '../deploy/configuration.ts'
import { newSecret } from '../operator/keys.ts'

export type Settings = Readonly<Record<string, string>>

/** A Worker on this machine has no public address and no account. */
const known = [
  ...['BOT_TOKEN', 'WEBHOOK_SECRET', 'ALLOW_PRIVATE_FEEDS'],
  ...variableNames.filter((name) => name !== 'PUBLIC_URL' && name !== 'ACCOUNT_ID'),
]

/** Removed before parsing: parseEnv would continue a line with trailing blanks on the next one. */
const bomOrTrailingBlanks = /^\ufeff|[ \t]+$/gmu

export interface ReadSettings {
  readonly settings: Settings
  /** Where BOT_TOKEN is set but empty; null: it has a value, or is not set. */
  readonly emptyToken: 'environment' | '.dev.vars' | null
}

/** The environment overrides .dev.vars; empty values count as absent. */
export async function readSettings(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ReadSettings> {
  const text = await readFile(path.join(root, '.dev.vars'), 'utf8').catch(() => '')
  const written = parseEnv(text.replace(bomOrTrailingBlanks, ''))
  const settings: Record<string, string> = {}
  for (const name of known) {
    const value = (env[name] ?? written[name] ?? '').trim()
    if (value !== '') settings[name] = value
  }
  if (settings['BOT_TOKEN'] !== undefined) return { settings, emptyToken: null }
  const isInFile = written['BOT_TOKEN'] !== undefined
  return { settings, emptyToken: env['BOT_TOKEN'] !== undefined ? 'environment' : isInFile ? '.dev.vars' : null }
}

/**
 * Replaces the address of a deployed bot in wrangler.toml, where neither short links nor hubs would find the local one, and its
 * language model, which only Cloudflare has.
 */
export function localVariables(settings: Settings): Settings {
  return { ...settings, PUBLIC_URL: '', AI_MODEL: 'off' }
}

/** How to run a real bot instead of the playground. */
export function ownBotHint(emptyToken: ReadSettings['emptyToken']): string {
  switch (emptyToken) {
    case 'environment':
      return 'For a bot of your own, set BOT_TOKEN to the token from @BotFather: it is empty in the environment. Or unset it, and put the token in .dev.vars.'
    case '.dev.vars':
      return 'For a bot of your own, put the token from @BotFather after BOT_TOKEN= in .dev.vars: that line is empty.'
    case null:
      return 'For a bot of your own, put the line BOT_TOKEN=123456:ABC… in .dev.vars, with the token from @BotFather.'
  }
}

/** A secret that is kept in `folder`, so that a claim link stays valid between runs. */
export async function persistentSecret(folder: string): Promise<string> {
  const file = path.join(folder, 'webhook-secret')
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (/^[\w-]{16,256}$/u.test(kept)) return kept
  const secret = newSecret()
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${secret}\n`, { mode: 0o600 })
  return secret
}
