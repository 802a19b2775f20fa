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
  /** Id of the Cloudflare account that the Worker is in. */
  readonly account: string | null
}

export const tokenPattern = /^\d+:[\w-]{10,}$/u
export const secretPattern = new RegExp(`^[\\w-]{${limits.operator.secretAtLeast},256}$`, 'u')

function fileOf(root: string, worker: string): string {
  return path.join(root, '.paperboy', `${worker}.env`)
}

const names = { token: 'BOT_TOKEN', webhookSecret: 'WEBHOOK_SECRET', address: 'ADDRESS', account: 'ACCOUNT' } as const

async function readFields(root: string, worker: string): Promise<Readonly<Record<string, string | undefined>>> {
  return parseEnv(await readFile(fileOf(root, worker), 'utf8').catch(() => ''))
}

export async function readKeys(root: string, worker: string): Promise<Keys> {
  const kept = await readFields(root, worker)
  // An empty field holds nothing.
  return {
    token: kept[names.token] || null,
    webhookSecret: kept[names.webhookSecret] || null,
    address: kept[names.address] || null,
    account: kept[names.account] || null,
  }
}

/** Whole or not at all, and for nobody else to read; fields of a newer version stay as they are. */
export async function keepKeys(root: string, worker: string, keys: Keys): Promise<void> {
  const file = fileOf(root, worker)
  const fields = {
    ...(await readFields(root, worker)),
    [names.token]: keys.token,
    [names.webhookSecret]: keys.webhookSecret,
    [names.address]: keys.address,
    [names.account]: keys.account,
  }
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : `${name}=${quoted(value)}\n`,
  )
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, lines.join(''), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** In quotes that it does not contain: parseEnv knows no escapes. */
function quoted(value: string): string {
  const quote = ['"', "'", '`'].find((each) => !value.includes(each)) ?? ''
  return `${quote}${value}${quote}`
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
