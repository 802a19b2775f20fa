/** What goes between the simulated Telegram and the bot: updates, calls, faults, deliveries. Plain, JSON-able data. */
import type { Json, JsonObject } from './model.ts'

/** An update in the form that the bot gets it. */
export interface Update extends JsonObject {
  readonly update_id: number
}

export interface ApiCall {
  readonly number: number
  readonly at: number
  readonly method: string
  /** As the server reads them: every value a string, objects as JSON. */
  readonly parameters: Readonly<Record<string, string>>
  readonly status: number
  readonly answer: ApiAnswer
  /** How a fault changed it; null: it went through. */
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

/** What can go wrong with a call. */
export type Fault =
  /** It happens, but the answer never comes: the handler rejects. */
  | { readonly kind: 'answer-lost' }
  /** It never arrives: nothing happens and the handler rejects. */
  | { readonly kind: 'request-lost' }
  | { readonly kind: 'server-error'; readonly status?: number; readonly effect: boolean }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  /** Answered after so many ms of the injected sleep; it has happened before. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Status 200 and a body that is no JSON. */
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
  /** Only calls whose chat_id means this chat. */
  readonly chat?: number
  /** Only calls with these parameters, as the server reads them. */
  readonly where?: Readonly<Record<string, string>>
  /** So many calls go through before it starts. */
  readonly after?: number
  /** For so many calls; until switched off when missing. */
  readonly times?: number
}
export interface ActiveFault extends FaultSeed {
  readonly id: number
  /** How often it struck. */
  readonly struck: number
}

export interface WebhookState {
  /** '' when there is none. */
  readonly url: string
  readonly secretToken: string | null
  /** null: everything but the kinds that must be asked for. */
  readonly allowedUpdates: readonly string[] | null
  readonly maxConnections: number
  readonly lastErrorAt: number | null
  readonly lastError: string | null
}

/** What one round of webhook delivery did. */
export interface Delivery {
  readonly delivered: number
  readonly failed: number
  readonly waiting: number
  /** ms; null when nothing waits. */
  readonly retryAt: number | null
}

/** Something changed; a page that shows it should look again. */
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
