/** Delivery to a webhook: one update after the other, kept until the bot takes it (telegram-bot-api, WebhookActor). */
import * as v from 'valibot'
import { Parameters } from './parameters.ts'
import type { Delivery, Update, WebhookState } from './traffic.ts'
import type { Updates } from './updates.ts'

const SECOND = 1000
/** Each failure doubles the wait, up to this. */
const LONGEST_WAIT_MS = 60 * SECOND
/** A new webhook may be set once a second. */
const SET_AGAIN_MS = SECOND

/** "If you'd like to make requests while getting updates": core.telegram.org/bots/api#making-requests-when-getting-updates */
const asCall = v.looseObject({ method: v.string() })

export interface WebhookEdges {
  readonly now: () => number
  readonly updates: Updates
  readonly changed: () => void
  /** Carries out a call that the bot made in its answer; its result goes nowhere. */
  readonly call: (method: string, parameters: Parameters) => Promise<unknown>
}

type Send = (request: Request) => Promise<Response>

const none = {
  url: '',
  secretToken: null,
  maxConnections: 40,
  lastErrorAt: null,
  lastError: null,
  retryAt: 0,
} as const

export class Webhook {
  readonly #edges: WebhookEdges
  #state: Omit<WebhookState, 'allowedUpdates'> = none
  #wait = SECOND
  #round: Promise<unknown> = Promise.resolve()
  settableAt = 0

  constructor(edges: WebhookEdges) {
    this.#edges = edges
  }

  state(): WebhookState {
    return { ...this.#state, allowedUpdates: this.#edges.updates.allowed }
  }

  set(url: string, secretToken: string | null, maxConnections: number): void {
    this.settableAt = this.#edges.now() + SET_AGAIN_MS
    this.#change({ ...none, url, secretToken, maxConnections })
    this.#wait = SECOND
  }

  remove(): void {
    this.#change(none)
  }

  #change(state: Omit<WebhookState, 'allowedUpdates'>): void {
    this.#state = state
    this.#edges.changed()
  }

  /** Rounds do not overlap: a second one begins when the first has ended. */
  deliver(send: Send, force: boolean): Promise<Delivery> {
    const round = this.#round.then(() => this.#deliver(send, force))
    this.#round = round.catch(() => undefined)
    return round
  }

  async #deliver(send: Send, force: boolean): Promise<Delivery> {
    const { updates, now } = this.#edges
    let delivered = 0
    let failed = 0
    while (this.#state.url !== '' && (force || now() >= this.#state.retryAt)) {
      const update = updates.pending()[0]
      if (update === undefined) break
      const trouble = await this.#hand(send, update)
      if (trouble !== null) {
        failed = 1
        this.#failed(trouble)
        break
      }
      delivered += 1
    }
    const waiting = updates.pending().length
    return { delivered, failed, waiting, retryAt: waiting === 0 ? null : this.#state.retryAt }
  }

  /** @returns why the update was not taken; null: it was */
  async #hand(send: Send, update: Update): Promise<string | null> {
    const { url, secretToken } = this.#state
    const headers = new Headers({ 'content-type': 'application/json' })
    if (secretToken !== null) headers.set('x-telegram-bot-api-secret-token', secretToken)
    let body: string
    try {
      const response = await send(new Request(url, { method: 'POST', headers, body: JSON.stringify(update) }))
      body = await response.text()
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`.trim()
    } catch {
      return 'Connection timed out'
    }
    this.#edges.updates.take(update.update_id)
    this.#wait = SECOND
    this.#change({ ...this.#state, retryAt: 0 })
    await this.#answerCall(body)
    return null
  }

  async #answerCall(body: string): Promise<void> {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), asCall), body)
    if (!parsed.success) return
    const { method, ...rest } = parsed.output
    const values = Object.entries(rest).map(([name, value]) => {
      return [name, typeof value === 'string' ? value : JSON.stringify(value)] as const
    })
    await this.#edges.call(method, new Parameters(new Map(values)))
  }

  #failed(lastError: string): void {
    const now = this.#edges.now()
    this.#change({ ...this.#state, lastError, lastErrorAt: now, retryAt: now + this.#wait })
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS)
  }
}
