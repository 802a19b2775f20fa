/** Reads what .dev.vars and the environment say of a real bot, and keeps the one secret that must outlive a run. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { newSecret } from '../operator/keys.ts'

export type Settings = Readonly<Record<string, string>>

/** The vars that the Worker knows, but for PUBLIC_URL: a Worker on this machine has no public address. */
const known = [
  'BOT_TOKEN',
  'WEBHOOK_SECRET',
  'OWNER_IDS',
  'TELEGRAM_API_ROOT',
  'LINK_TTL_DAYS',
  'PLAN',
  'CELLS',
  'PUBLIC_BOT',
  'ALLOW_PRIVATE_FEEDS',
  'LIVE_GAP_MINUTES',
] as const

/** What the editors of some systems put first, and blanks at the end of a line, behind which parseEnv takes the next line in. */
const untidy = /^\ufeff|[ \t]+$/gmu

export interface ReadSettings {
  readonly settings: Settings
  /** Where BOT_TOKEN is set to nothing; null: it has a value, or is not set at all. */
  readonly emptyToken: 'environment' | '.dev.vars' | null
}

/** The settings in .dev.vars, and over them those of the environment; empty ones count as absent. */
export async function readSettings(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<ReadSettings> {
  const text = await readFile(path.join(root, '.dev.vars'), 'utf8').catch(() => '')
  const written = parseEnv(text.replace(untidy, ''))
  const settings: Record<string, string> = {}
  for (const name of known) {
    const value = (env[name] ?? written[name] ?? '').trim()
    if (value !== '') settings[name] = value
  }
  if (settings['BOT_TOKEN'] !== undefined) return { settings, emptyToken: null }
  const isInFile = written['BOT_TOKEN'] !== undefined
  return { settings, emptyToken: env['BOT_TOKEN'] !== undefined ? 'environment' : isInFile ? '.dev.vars' : null }
}

/** Why there is no bot of one's own, and how there will be one. */
export function noTokenWords(emptyToken: ReadSettings['emptyToken']): string {
  switch (emptyToken) {
    case 'environment':
      return 'BOT_TOKEN is empty in the environment. For a bot of your own, set it to the token from @BotFather; or unset it, and put the token in .dev.vars.'
    case '.dev.vars':
      return 'The line BOT_TOKEN= in .dev.vars is empty. For a bot of your own, put the token from @BotFather after the equals sign.'
    case null:
      return 'There is no BOT_TOKEN. For a bot of your own, put the line BOT_TOKEN=123456:ABC… in .dev.vars, with the token from @BotFather.'
  }
}

/** A secret made once and kept in `folder`, so that a claim link stays good from run to run. */
export async function keptSecret(folder: string): Promise<string> {
  const file = path.join(folder, 'webhook-secret')
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (/^[\w-]{16,256}$/u.test(kept)) return kept
  const secret = newSecret()
  await mkdir(folder, { recursive: true })
  await writeFile(file, `${secret}\n`, { mode: 0o600 })
  return secret
}
