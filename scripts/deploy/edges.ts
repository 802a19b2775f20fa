/** What a deployment needs from outside, so that it can be tried without a terminal, an account or a bot. */
import type { DeployedEdges } from '../operator/deployed.ts'
import type { Terminal } from '../terminal.ts'
import type { Cloudflare } from './cloudflare.ts'
import type { Access, Wrangler } from './wrangler.ts'

export interface DeployEdges extends DeployedEdges {
  /** The project's folder. */
  readonly root: string
  readonly terminal: Terminal
  readonly wrangler: Wrangler
  /** Of the Bot API, without a trailing slash. */
  readonly telegramRoot: string
  readonly cloudflare: (access: Access) => Cloudflare
  readonly platform: NodeJS.Platform
  readonly isContainer: boolean
  readonly sleep: (ms: number) => Promise<void>
  readonly now: () => number
}
