/** Delivers updates to a webhook: in ordered queues, each update kept until the bot accepts it (telegram-bot-api, WebhookActor). */
import * as v from 'valibot'
import { Parameters } from './parameters.ts'
import type { Delivery, Update, WebhookState } from './traffic.ts'
import type { Updates } from './updates.ts'

const SECOND = 1000
/** Each failure doubles the wait, up to this. */
const LONGEST_WAIT_MS = 60 * SECOND
/** The longest Retry-After that is honoured. */
const LONGEST_ASKED_MS = 3600 * SECOND
/** A new webhook may be set once a second. */
const SET_AGAIN_MS = SECOND

/** "If you'd like to make requests while getting updates": core.telegram.org/bots/api#making-requests-when-getting-updates */
const asCall = v.looseObject({ method: v.string() })

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

const asQueued = v.object({
  message: v.optional(v.object({ chat: v.object({ id: v.number() }) })),
  callback_query: v.optional(v.object({ from: v.object({ id: v.number() }) })),
  my_chat_member: v.optional(v.object({ chat: v.object({ id: v.number() }) })),
})

/**
 * What keeps its order: the messages of a chat, a person's presses, the bot's standing in a chat (telegram-bot-api, Client.cpp).
 * Everything else is delivered in parallel.
 */
function queueOf(update: Update): string {
  const { message, callback_query, my_chat_member } = v.parse(asQueued, update)
  if (message !== undefined) return `messages of ${message.chat.id}`
  if (callback_query !== undefined) return `presses of ${callback_query.from.id}`
  return my_chat_member === undefined ? `update ${update.update_id}` : `standing in ${my_chat_member.chat.id}`
}

/** A queue whose first update failed. */
interface Rest {
  /** ms; what the next failure waits. */
  readonly wait: number
  readonly until: number
}

export class Webhook {
  readonly #deps: WebhookDeps
  #state: Omit<WebhookState, 'allowedUpdates'> = none
  readonly #resting = new Map<string, Rest>()
  #round: Promise<unknown> = Promise.resolve()
  settableAt = 0

  constructor(deps: WebhookDeps) {
    this.#deps = deps
  }

  state(): WebhookState {
    return { ...this.#state, allowedUpdates: this.#deps.updates.allowed }
  }

  set(url: string, secretToken: string | null, maxConnections: number): void {
    this.settableAt = this.#deps.now() + SET_AGAIN_MS
    this.#resting.clear()
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
        return !failed.has(name) && (force || now() >= (this.#resting.get(name)?.until ?? 0))
      })
      if (this.#state.url === '' || open.length === 0) break
      await Promise.all(
        open.map(async ([name, [first]]) => {
          if (first === undefined) return
          if (await this.#hand(send, name, first)) delivered += 1
          else failed.add(name)
        }),
      )
    }
    const waiting = updates.pending()
    const retries = waiting.map((update) => this.#resting.get(queueOf(update))?.until ?? now())
    return {
      delivered,
      failed: failed.size,
      waiting: waiting.length,
      retryAt: waiting.length === 0 ? null : Math.min(...retries),
    }
  }

  /** @returns whether the bot accepted the update */
  async #hand(send: Send, queue: string, update: Update): Promise<boolean> {
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
      const trouble = `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim()
      this.#failed(queue, trouble, response.headers.get('retry-after'))
      return false
    }
    this.#deps.updates.take(update.update_id)
    this.#resting.delete(queue)
    this.#deps.changed()
    await this.#answerCall(body)
    return true
  }

  async #answerCall(body: string): Promise<void> {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), asCall), body)
    if (!parsed.success) return
    const { method, ...rest } = parsed.output
    const values = Object.entries(rest).map(([name, value]) => {
      return [name, typeof value === 'string' ? value : JSON.stringify(value)] as const
    })
    await this.#deps.call(method, new Parameters(new Map(values)))
  }

  #failed(queue: string, lastError: string, retryAfter: string | null): void {
    const now = this.#deps.now()
    const wait = this.#resting.get(queue)?.wait ?? SECOND
    const asked = /^\d{1,9}$/u.test(retryAfter ?? '') ? Math.min(LONGEST_ASKED_MS, Number(retryAfter) * SECOND) : null
    this.#resting.set(queue, { wait: Math.min(wait * 2, LONGEST_WAIT_MS), until: now + (asked ?? wait) })
    this.#change({ ...this.#state, lastError, lastErrorAt: now })
  }
}
