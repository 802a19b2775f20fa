/** The traffic between the simulated Telegram and the bot, as plain JSON data: updates, calls, faults, deliveries. */
import type { Json, JsonObject } from './model.ts'

/** An update as the bot receives it. */
export interface Update extends JsonObject {
  readonly update_id: number
}

export interface ApiCall {
  readonly number: number
  /** Epoch ms. */
  readonly at: number
  readonly method: string
  /** Parameters as the server reads them: strings, with objects as JSON. */
  readonly parameters: Readonly<Record<string, string>>
  readonly status: number
  readonly answer: ApiAnswer
  /** null: no fault. */
  readonly fault: Fault['kind'] | null
}
export type ApiAnswer =
  | { readonly ok: true; readonly result: Json; readonly description?: string }
  | {
      readonly ok: false
      readonly error_code: number
      readonly description: string
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number }
    }

/** How a call can fail. */
export type Fault =
  /** The call takes effect but its answer is lost: `handle` rejects. */
  | { readonly kind: 'answer-lost' }
  /** The call never arrives: it has no effect, and `handle` rejects. */
  | { readonly kind: 'request-lost' }
  | { readonly kind: 'server-error'; readonly status?: number; readonly effect: boolean }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  /** The call takes effect, and is answered after this many ms of the world's `sleep`. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Status 200 with a body that is not JSON. */
  | { readonly kind: 'malformed'; readonly effect: boolean }
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly description: string
      readonly migrateTo?: number
    }

export interface FaultSeed {
  readonly fault: Fault
  /** A method of the Bot API; missing: all. */
  readonly method?: string
  /** Only calls whose chat_id is this chat. */
  readonly chat?: number
  /** Only calls with these parameters, as the server reads them. */
  readonly where?: Readonly<Record<string, string>>
  /** Calls that succeed before the fault starts. */
  readonly after?: number
  /** Number of calls that fail; missing: until the fault is removed. */
  readonly times?: number
}
export interface ActiveFault extends FaultSeed {
  readonly id: number
  /** Number of calls that failed. */
  readonly failed: number
}

export interface WebhookState {
  /** '': none. */
  readonly url: string
  readonly secretToken: string | null
  /** null: the default kinds. */
  readonly allowedUpdates: readonly string[] | null
  readonly maxConnections: number
  readonly lastErrorAt: number | null
  readonly lastError: string | null
}

/** The result of one round of webhook deliveries. */
export interface Delivery {
  readonly delivered: number
  readonly failed: number
  readonly waiting: number
  /** Epoch ms; null: nothing waits. */
  readonly retryAt: number | null
}

/** A change, as listeners get it. */
export type Change =
  | { readonly kind: 'person'; readonly person: number }
  | { readonly kind: 'chat'; readonly chat: number }
  | { readonly kind: 'message'; readonly chat: number; readonly message: number }
  | { readonly kind: 'callback'; readonly callback: string }
  | { readonly kind: 'update'; readonly update: number }
  | { readonly kind: 'call'; readonly call: number }
  | { readonly kind: 'webhook' }
  | { readonly kind: 'bot' }
  | { readonly kind: 'faults' }
