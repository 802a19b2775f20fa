/** The context of a Bot API method, and the shape of its answer. */
import type { Flood } from './flood.ts'
import type { Json } from './model.ts'
import type { Parameters } from './parameters.ts'
import type { State } from './state.ts'
import type { Webhook } from './webhook.ts'

export interface Room {
  readonly state: State
  readonly webhook: Webhook
  /** null: no rate limits. */
  readonly flood: Flood | null
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>
  /** Accepts webhooks over HTTP and on any port, as a self-hosted Bot API server does with --local. */
  readonly localWebhooks: boolean
  readonly polling: Polling
}

/** The waiting getUpdates call; a second one, or a webhook, ends it. */
export interface Polling {
  waiting: AbortController | null
}

export interface Reply {
  readonly result: Json
  readonly description?: string
}

export type Method = (room: Room, parameters: Parameters, signal: AbortSignal) => Reply | Promise<Reply>

export const done: Reply = { result: true }
