/** The bot's token and the webhook's secret as this machine keeps them, so that a command can be run again, or go on. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { limits } from '../../src/limits.ts'

export interface Keys {
  readonly token: string | null
  readonly webhookSecret: string | null
  /** Where the Worker was found last. */
  readonly address: string | null
}

export const tokenPattern = /^\d+:[\w-]{10,}$/u
export const secretPattern = new RegExp(`^[\\w-]{${limits.operator.secretAtLeast},256}$`, 'u')

function fileOf(root: string, worker: string): string {
  return path.join(root, '.paperboy', `${worker}.env`)
}

export async function readKeys(root: string, worker: string): Promise<Keys> {
  const kept = parseEnv(await readFile(fileOf(root, worker), 'utf8').catch(() => ''))
  return {
    token: kept['BOT_TOKEN'] ?? null,
    webhookSecret: kept['WEBHOOK_SECRET'] ?? null,
    address: kept['ADDRESS'] ?? null,
  }
}

/** Whole or not at all, and for nobody else to read. */
export async function keepKeys(root: string, worker: string, { token, webhookSecret, address }: Keys): Promise<void> {
  const file = fileOf(root, worker)
  const lines = [
    ['BOT_TOKEN', token],
    ['WEBHOOK_SECRET', webhookSecret],
    ['ADDRESS', address],
  ].flatMap(([name, value]) => (value === null ? [] : `${name}="${value}"\n`))
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, lines.join(''), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
