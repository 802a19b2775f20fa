/** The dependencies of a deployment, so that tests need no terminal, account or bot. */
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type DeployedDeps, operatorDeps } from '../operator/deployed.ts'
import type { Terminal } from '../terminal.ts'
import { type Cloudflare, cloudflareApi } from './cloudflare.ts'
import { type Access, type Wrangler, wranglerOf } from './wrangler.ts'

export interface DeployDeps extends DeployedDeps {
  readonly root: string
  readonly terminal: Terminal
  readonly wrangler: Wrangler
  /** Root of the Bot API, without a trailing slash. */
  readonly telegramRoot: string
  readonly cloudflare: (access: Access) => Cloudflare
  readonly platform: NodeJS.Platform
  readonly isContainer: boolean
  readonly sleep: (ms: number) => Promise<void>
  readonly now: () => number
}

/** Root of Cloudflare's API, without a trailing slash; wrangler reads the same variable. */
export function cloudflareRoot(environment: Readonly<Record<string, string | undefined>>): string {
  return environment['CLOUDFLARE_API_BASE_URL'] ?? 'https://api.cloudflare.com/client/v4'
}

/** The dependencies on this machine. @param root the project's folder */
export function deployDeps(root: string, terminal: Terminal): DeployDeps {
  const { env } = process
  return {
    ...operatorDeps(root),
    root,
    terminal,
    wrangler: wranglerOf(root, env),
    cloudflare: (access) => cloudflareApi(cloudflareRoot(env), access),
    platform: process.platform,
    isContainer: existsSync('/.dockerenv') || existsSync('/run/.containerenv'),
    sleep,
    now: Date.now,
  }
}
