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

/** The settings in .dev.vars, and over them those of the environment; empty ones count as absent. `found`: there is such a file. */
export async function readSettings(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly settings: Settings; readonly found: boolean }> {
  const text = await readFile(path.join(root, '.dev.vars'), 'utf8').catch(() => null)
  const written = parseEnv((text ?? '').replace(untidy, ''))
  const settings: Record<string, string> = {}
  for (const name of known) {
    const value = (env[name] ?? written[name] ?? '').trim()
    if (value !== '') settings[name] = value
  }
  return { settings, found: text !== null }
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
