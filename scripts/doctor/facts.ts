/** All that `npm run doctor` has learned of a bot before it decides. */
import type { Report } from '../../src/admin/report.ts'
import type { TelegramReport } from '../../src/admin/telegram.ts'
import type { Member } from '../../src/telegram/answers.ts'
import type { Me, WebhookInfo } from '../bot-api.ts'
import type { WorkerState } from '../deploy/cloudflare.ts'
import type { WantedWorker } from '../deploy/wanted-worker.ts'
import type { Trouble } from './trouble.ts'

/** An answer, or in words why there is none. */
export type Answer<Value> = { readonly value: Value } | { readonly problem: string; readonly trouble: Trouble }

/** What Cloudflare's API says of the Worker. */
export type CloudflareFacts =
  | { readonly kind: 'logged-out' }
  | { readonly kind: 'unread'; readonly problem: string; readonly advice: string }
  | {
      readonly kind: 'read'
      /** The account's name. */
      readonly account: string
      /** Null: the account has no Worker of this name. */
      readonly there: WorkerState | null
      readonly wanted: WantedWorker
      /** The KV namespace that the Worker is bound to exists. */
      readonly isNamespaceThere: boolean
      /** `npm run deploy` noted this bot's token there. */
      readonly isOwn: boolean
    }

export interface Facts {
  /** The Worker's. */
  readonly name: string
  /** The Worker's name in wrangler.toml, which commands take without `--name`. */
  readonly usualName: string
  /** PollingHints from this machine. */
  readonly me: Answer<Me>
  readonly webhook: Answer<WebhookInfo>
  /** PollingHints by the Worker. */
  readonly workerTelegram: Answer<TelegramReport>
  /** Null: nobody knows it. */
  readonly address: string | null
  readonly report: Answer<Report>
  readonly cloudflare: CloudflareFacts
  /** What `npm run deploy` would put there now. */
  readonly build: string
  readonly documents: Answer<unknown>
  /** By chat; empty where Telegram is not reached from here. */
  readonly members: ReadonlyMap<number, Answer<Member>>
  /** Clocks of servers, minus this machine's. ms */
  readonly clockOffsets: readonly number[]
  /** By this machine's clock. */
  readonly now: number
}
