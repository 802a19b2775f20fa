/** Traffic between the simulated Telegram and the bot: updates, calls, faults, deliveries. Plain JSON data. */
import type { Json, JsonObject } from './model.ts'

/** An update as the bot receives it. */
export interface Update extends JsonObject {
  readonly update_id: number
}

export interface ApiCall {
  readonly number: number
  readonly at: number
  readonly method: string
  /** Parameters as the server reads them: strings, with objects as JSON. */
  readonly parameters: Readonly<Record<string, string>>
  readonly status: number
  readonly answer: ApiAnswer
  /** The fault that changed it; null: none. */
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
  /** The call happens but its answer is lost: the handler rejects. */
  | { readonly kind: 'answer-lost' }
  /** The call never arrives: nothing happens and the handler rejects. */
  | { readonly kind: 'request-lost' }
  | { readonly kind: 'server-error'; readonly status?: number; readonly effect: boolean }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  /** The call happens, and is answered after this many ms of the injected sleep. */
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
  /** As the Bot API writes it; all methods when missing. */
  readonly method?: string
  /** Only calls whose chat_id is this chat. */
  readonly chat?: number
  /** Only calls with these parameters, as the server reads them. */
  readonly where?: Readonly<Record<string, string>>
  /** Calls that succeed before the fault starts. */
  readonly after?: number
  /** Number of calls that fail; without it, until switched off. */
  readonly times?: number
}
export interface ActiveFault extends FaultSeed {
  readonly id: number
  /** Number of calls that failed. */
  readonly struck: number
}

export interface WebhookState {
  /** '' when there is none. */
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
  /** ms; null when nothing waits. */
  readonly retryAt: number | null
}

/** Called after each change, so that a page can refresh. */
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
