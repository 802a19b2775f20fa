/** Delivers updates to a webhook: in ordered queues, each update kept until the bot accepts it (telegram-bot-api, WebhookActor). */
import * as v from 'valibot'
import { Parameters } from './parameters.ts'
import type { Delivery, Update, WebhookState } from './traffic.ts'
import type { Updates } from './updates.ts'

const SECOND = 1000
/** Each failure doubles the wait, up to this. */
const MAX_WAIT_MS = 60 * SECOND
/** The longest Retry-After that is honoured. */
const MAX_RETRY_AFTER_MS = 3600 * SECOND
/** A new webhook may be set once a second. */
const SET_AGAIN_MS = SECOND

/** "If you'd like to make requests while getting updates": core.telegram.org/bots/api#making-requests-when-getting-updates */
const callSchema = v.looseObject({ method: v.string() })

export interface WebhookDeps {
  readonly now: () => number
  readonly updates: Updates
  readonly changed: () => void
  /** Makes the call in the bot's webhook answer; its result is dropped. */
  readonly call: (method: string, parameters: Parameters) => Promise<unknown>
}

type Send = (request: Request) => Promise<Response>

const none = {
  url: '',
  secretToken: null,
  maxConnections: 40,
  lastErrorAt: null,
  lastError: null,
} as const

const queuedSchema = v.object({
  message: v.optional(v.object({ chat: v.object({ id: v.number() }) })),
  callback_query: v.optional(v.object({ from: v.object({ id: v.number() }) })),
  my_chat_member: v.optional(v.object({ chat: v.object({ id: v.number() }) })),
  message_reaction_count: v.optional(v.object({ chat: v.object({ id: v.number() }) })),
})

/**
 * Updates that are delivered in order: the messages of a chat, the callback queries of a person, the bot's membership of a chat,
 * reactions in a chat (telegram-bot-api, Client.cpp). All others are delivered in parallel.
 */
function queueOf(update: Update): string {
  const { message, callback_query, my_chat_member, message_reaction_count } = v.parse(queuedSchema, update)
  if (message !== undefined) return `messages of ${message.chat.id}`
  if (callback_query !== undefined) return `callback queries of ${callback_query.from.id}`
  if (message_reaction_count !== undefined) return `reactions in ${message_reaction_count.chat.id}`
  return my_chat_member === undefined ? `update ${update.update_id}` : `membership of ${my_chat_member.chat.id}`
}

/** A queue whose first update failed. */
interface Backoff {
  /** After the next failure; ms. */
  readonly wait: number
  /** Epoch ms. */
  readonly until: number
}

export class Webhook {
  readonly #deps: WebhookDeps
  #state: Omit<WebhookState, 'allowedUpdates'> = none
  readonly #backoffs = new Map<string, Backoff>()
  #round: Promise<unknown> = Promise.resolve()
  /** The earliest time of the next setWebhook; epoch ms. */
  settableAt = 0

  constructor(deps: WebhookDeps) {
    this.#deps = deps
  }

  state(): WebhookState {
    return { ...this.#state, allowedUpdates: this.#deps.updates.allowed }
  }

  set(url: string, secretToken: string | null, maxConnections: number): void {
    this.settableAt = this.#deps.now() + SET_AGAIN_MS
    this.#backoffs.clear()
    this.#change({ ...none, url, secretToken, maxConnections })
  }

  remove(): void {
    this.#change(none)
  }

  #change(state: Omit<WebhookState, 'allowedUpdates'>): void {
    this.#state = state
    this.#deps.changed()
  }

  /** Rounds do not overlap: a second one starts after the first. */
  deliver(send: Send, force: boolean): Promise<Delivery> {
    const round = this.#round.then(() => this.#deliver(send, force))
    this.#round = round.catch(() => undefined)
    return round
  }

  async #deliver(send: Send, force: boolean): Promise<Delivery> {
    const { updates, now } = this.#deps
    const failed = new Set<string>()
    let delivered = 0
    for (;;) {
      const queues = Map.groupBy(updates.pending(), queueOf)
      const open = [...queues].filter(([name]) => {
        return !failed.has(name) && (force || now() >= (this.#backoffs.get(name)?.until ?? 0))
      })
      if (this.#state.url === '' || open.length === 0) break
      await Promise.all(
        open.map(async ([name, [first]]) => {
          if (first === undefined) return
          if (await this.#deliverUpdate(send, name, first)) delivered += 1
          else failed.add(name)
        }),
      )
    }
    const waiting = updates.pending()
    const retries = waiting.map((update) => this.#backoffs.get(queueOf(update))?.until ?? now())
    return {
      delivered,
      failed: failed.size,
      waiting: waiting.length,
      retryAt: waiting.length === 0 ? null : Math.min(...retries),
    }
  }

  /** @returns whether the bot accepted the update */
  async #deliverUpdate(send: Send, queue: string, update: Update): Promise<boolean> {
    const { url, secretToken } = this.#state
    const headers = new Headers({ 'content-type': 'application/json' })
    if (secretToken !== null) headers.set('x-telegram-bot-api-secret-token', secretToken)
    let response: Response
    let body: string
    try {
      response = await send(new Request(url, { method: 'POST', headers, body: JSON.stringify(update) }))
      body = await response.text()
    } catch {
      this.#failed(queue, 'Connection timed out', null)
      return false
    }
    if (!response.ok) {
      const problem = `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim()
      this.#failed(queue, problem, response.headers.get('retry-after'))
      return false
    }
    this.#deps.updates.accept(update.update_id)
    this.#backoffs.delete(queue)
    this.#deps.changed()
    await this.#callFrom(body)
    return true
  }

  async #callFrom(body: string): Promise<void> {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), callSchema), body)
    if (!parsed.success) return
    const { method, ...rest } = parsed.output
    const values = Object.entries(rest).map(([name, value]) => {
      return [name, typeof value === 'string' ? value : JSON.stringify(value)] as const
    })
    await this.#deps.call(method, new Parameters(new Map(values)))
  }

  #failed(queue: string, lastError: string, retryAfter: string | null): void {
    const now = this.#deps.now()
    const wait = this.#backoffs.get(queue)?.wait ?? SECOND
    const requested = /^\d{1,9}$/u.test(retryAfter ?? '')
      ? Math.min(MAX_RETRY_AFTER_MS, Number(retryAfter) * SECOND)
      : null
    this.#backoffs.set(queue, { wait: Math.min(wait * 2, MAX_WAIT_MS), until: now + (requested ?? wait) })
    this.#change({ ...this.#state, lastError, lastErrorAt: now })
  }
}
