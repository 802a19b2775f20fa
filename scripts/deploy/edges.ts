/** What a deployment needs from outside, so that it can be tried without a terminal, an account or a bot. */
import type { BotApi } from '../bot-api.ts'
import type { Asker } from '../operator/ask.ts'
import type { Door } from '../operator/door-client.ts'
import type { Terminal } from '../terminal.ts'
import type { Cloudflare } from './cloudflare.ts'
import type { Access, Wrangler } from './wrangler.ts'

export interface DeployEdges {
  /** The project's folder. */
  readonly root: string
  /** Where this machine keeps tokens and secrets. */
  readonly keysIn: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly terminal: Terminal
  readonly asker: Asker
  readonly wrangler: Wrangler
  readonly cloudflare: (access: Access) => Cloudflare
  readonly telegram: (token: string) => BotApi
  readonly door: (address: string, token: string) => Door
  readonly sleep: (ms: number) => Promise<void>
  readonly now: () => number
}
