/** The type of the Bot API's methods: their context, and their result. */
import type { Flood } from './flood.ts'
import type { Json } from './model.ts'
import type { Parameters } from './parameters.ts'
import type { State } from './state.ts'
import type { Webhook } from './webhook.ts'

export interface MethodContext {
  readonly state: State
  readonly webhook: Webhook
  /** null: no rate limits. */
  readonly flood: Flood | null
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Accepts webhooks over HTTP and on any port, as a self-hosted Bot API server does with --local. */
  readonly localWebhooks: boolean
  readonly polling: LongPoll
}

/** The waiting getUpdates call; a second one, or a webhook, ends it. */
export interface LongPoll {
  waiting: AbortController | null
}

export interface MethodResult {
  readonly result: Json
  readonly description?: string
}

export type Method = (
  context: MethodContext,
  parameters: Parameters,
  signal: AbortSignal,
) => MethodResult | Promise<MethodResult>

export const done: MethodResult = { result: true }
