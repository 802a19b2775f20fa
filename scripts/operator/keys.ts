/** The bot's token, the webhook's secret, and the Worker's address and account, kept on this machine for the next command. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { limits } from '../../src/limits.ts'

export interface Keys {
  readonly token: string | null
  readonly webhookSecret: string | null
  /** The Worker's last known address. */
  readonly address: string | null
  /** Id of its Cloudflare account. */
  readonly account: string | null
  /** Its address before a move that has not ended. */
  readonly movingFrom: string | null
}

export const tokenPattern = /^\d+:[\w-]{10,}$/u
export const secretPattern = new RegExp(`^[\\w-]{${limits.operator.secretAtLeast},256}$`, 'u')

const names = {
  token: 'BOT_TOKEN',
  webhookSecret: 'WEBHOOK_SECRET',
  address: 'ADDRESS',
  account: 'ACCOUNT',
  movingFrom: 'MOVING_FROM',
} as const satisfies Record<keyof Keys, string>

const fileOf = (root: string, worker: string) => path.join(root, '.paperboy', `${worker}.env`)

async function readFileOf(root: string, worker: string): Promise<Readonly<Record<string, string | undefined>>> {
  return parseEnv(await readFile(fileOf(root, worker), 'utf8').catch(() => ''))
}

export async function readKeys(root: string, worker: string): Promise<Keys> {
  const kept = await readFileOf(root, worker)
  const get = (key: keyof Keys) => kept[names[key]] || null
  return {
    token: get('token'),
    webhookSecret: get('webhookSecret'),
    address: get('address'),
    account: get('account'),
    movingFrom: get('movingFrom'),
  }
}

/** Written atomically and readable by the owner alone. Keys that are not named stay; null removes one. */
export async function keepKeys(root: string, worker: string, keys: Partial<Keys>): Promise<void> {
  const file = fileOf(root, worker)
  const all = { ...(await readFileOf(root, worker)) }
  for (const key of Object.keys(names) as (keyof Keys)[]) {
    const value = keys[key]
    if (value === null) delete all[names[key]]
    else if (value !== undefined) all[names[key]] = value
  }
  const lines = Object.entries(all).map(([name, value = '']) => `${name}=${quoted(value)}\n`)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, lines.join(''), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Uses quotes that the value does not contain, as parseEnv knows no escapes. */
function quoted(value: string): string {
  const quote = ['"', "'", '`'].find((each) => !value.includes(each)) ?? ''
  return `${quote}${value}${quote}`
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}
