/** Everything `npm run doctor` learns about a bot before it decides. */
import type { Report } from '../../src/admin/report.ts'
import type { TelegramReport } from '../../src/admin/telegram.ts'
import type { Member } from '../../src/telegram/answers.ts'
import type { Me, WebhookInfo } from '../bot-api.ts'
import type { WorkerState } from '../deploy/cloudflare.ts'
import type { DesiredWorker } from '../deploy/desired-worker.ts'
import type { Trouble } from './trouble.ts'

export type Answer<Value> = { readonly value: Value } | { readonly problem: string; readonly trouble: Trouble }

export type CloudflareFacts =
  | { readonly kind: 'logged-out' }
  | { readonly kind: 'unread'; readonly problem: string; readonly advice: string }
  | {
      readonly kind: 'read'
      readonly account: string
      /** Null: the account has no Worker of this name. */
      readonly current: WorkerState | null
      readonly desired: DesiredWorker
      readonly namespaceExists: boolean
      /** Whether the Worker has this bot's token by the record of its deployment. */
      readonly isOwn: boolean
    }

export interface Facts {
  readonly name: string
  /** The Worker's name in wrangler.toml, the default of `--name`. */
  readonly defaultName: string
  readonly me: Answer<Me>
  readonly webhook: Answer<WebhookInfo>
  readonly workerTelegram: Answer<TelegramReport>
  readonly address: string | null
  readonly report: Answer<Report>
  readonly cloudflare: CloudflareFacts
  readonly build: string
  readonly documents: Answer<unknown>
  /** The bot's membership in each chat; empty if Telegram cannot be reached from here. */
  readonly members: ReadonlyMap<number, Answer<Member>>
  /** ms; clocks of servers, minus this machine's. */
  readonly clockOffsets: readonly number[]
  /** This machine's time, epoch ms. */
  readonly now: number
}
