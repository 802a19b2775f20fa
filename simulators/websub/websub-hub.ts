/** A WebSub hub by the W3C recommendation (w3.org/TR/websub), with the quirks of real ones as options. It records protocol violations of the subscriber. */
import { createHmac } from 'node:crypto'
import type { Site } from '../published-feed.ts'
import { onlyChanged } from './changed-entries.ts'
import { readSubscriptionForm, type SubscriptionForm } from './subscription-form.ts'

export interface HubOptions {
  readonly url: string
  /** Epoch ms. */
  readonly now: () => number
  /** Sends a request to a subscriber. */
  readonly deliver: (request: Request) => Promise<Response>
  /** Called when a subscription is confirmed. */
  readonly confirmed?: (topic: string) => void
  /**
   * When it verifies: after its answer; before, and refuses if that fails, as PuSHPress does; or before its answer, which does not
   * depend on it.
   */
  readonly verifies?: 'async' | 'sync' | 'before-answer'
  readonly answers?: 200 | 202 | 204
  readonly signature?: 'sha1' | 'sha256' | 'sha384' | 'sha512'
  /** Granted instead of the requested lease; null: names none. Absent: honours the request. */
  readonly leaseSeconds?: number | null
  /** Refuses requests without the field of PubSubHubbub 0.3, as PuSHPress does; or any but this value. */
  readonly needsVerifyField?: true | 'sync'
  /** Refuses requests that name a lease. */
  readonly refusesLease?: boolean
  /** Ends a subscription after one failed delivery, as PuSHPress does. */
  readonly dropsAfterFailure?: boolean
  /** ms before each further attempt of a delivery. */
  readonly retries?: readonly number[]
  /** `diff`: delivers only entries that it has not delivered, as Google and Superfeedr do. */
  readonly content?: 'full' | 'diff'
  readonly deliversTwice?: boolean
  /** Time for the subscriber's answer. */
  readonly patienceMs?: number
}

export interface HubSubscription {
  readonly topic: string
  readonly callback: string
  readonly secret: string | null
  /** Epoch ms. */
  readonly endsAt: number
}

interface Task {
  readonly at: number
  readonly run: () => Promise<void>
}

/** A document to deliver. */
interface Delivery {
  readonly topic: string
  readonly body: string
  readonly contentType: string
}

const DEFAULT_LEASE = 864_000

export class WebSubHub {
  /** The subscriber's violations of the recommendation. */
  readonly violations: string[] = []
  /** Requests that arrived, such as `subscribe https://blog.example/feed`. */
  readonly requests: string[] = []
  /** Deliveries with the status of their answers; 0: none in time. */
  readonly deliveries: { readonly callback: string; readonly status: number }[] = []
  /** Refuses all requests; null: none. */
  refuses: { readonly status: number; readonly reason: string } | null = null
  /** Does not answer any more. */
  hasVanished = false
  readonly #options: HubOptions
  readonly #subscriptions = new Map<string, HubSubscription>()
  readonly #sent = new Map<string, Set<string>>()
  readonly #topicOf = new Map<string, string>()
  #tasks: Task[] = []

  constructor(options: HubOptions) {
    this.#options = options
  }

  /** The subscriptions whose lease has not ended. */
  get subscriptions(): readonly HubSubscription[] {
    return [...this.#subscriptions.values()].filter(({ endsAt }) => endsAt > this.#options.now())
  }

  readonly site: Site = async (request) => {
    if (this.hasVanished) throw new TypeError('no such host')
    const { form, violations } = await readSubscriptionForm(request, new URL(this.#options.url))
    this.violations.push(...violations)
    if (form === null) return refusal(400, violations.join(', '))
    this.requests.push(`${form.mode} ${form.topic}`)
    if (this.refuses !== null) return refusal(this.refuses.status, this.refuses.reason)
    const quirk = this.#quirkAgainst(form)
    if (quirk !== null) return refusal(400, quirk)
    const before = this.#topicOf.get(form.callback)
    if (before !== undefined && before !== form.topic) this.violations.push('uses a callback for several topics')
    this.#topicOf.set(form.callback, form.topic)
    const { verifies = 'async', answers = 202 } = this.#options
    if (verifies === 'async') this.#schedule(0, async () => void (await this.#verify(form)))
    else if (!(await this.#verify(form)) && verifies === 'sync') return refusal(409, 'the subscriber did not confirm')
    return new Response(null, { status: answers })
  }

  #quirkAgainst({ verify, leaseSeconds }: SubscriptionForm): string | null {
    const { needsVerifyField, refusesLease } = this.#options
    if (needsVerifyField !== undefined && verify === null) return 'hub.verify is empty'
    if (needsVerifyField === 'sync' && verify !== 'sync') return 'hub.verify: async is not supported'
    return refusesLease === true && leaseSeconds !== null ? 'invalid hub.lease_seconds' : null
  }

  /** Verifies a request with its subscriber, and carries it out if the subscriber confirms. */
  async #verify({ mode, topic, callback, secret, leaseSeconds }: SubscriptionForm): Promise<boolean> {
    const granted =
      this.#options.leaseSeconds === undefined ? (leaseSeconds ?? DEFAULT_LEASE) : this.#options.leaseSeconds
    const isConfirmed = await this.verify(callback, mode, topic, mode === 'subscribe' ? granted : null)
    if (!isConfirmed) return false
    if (mode === 'unsubscribe') this.#subscriptions.delete(callback)
    else {
      const endsAt = this.#options.now() + (granted ?? DEFAULT_LEASE) * 1000
      this.#subscriptions.set(callback, { topic, callback, secret, endsAt })
      this.#options.confirmed?.(topic)
    }
    return true
  }

  /** Sends a verification, perhaps for a request that was never made. @returns whether the subscriber confirms */
  async verify(callback: string, mode: string, topic: string, leaseSeconds: number | null): Promise<boolean> {
    const challenge = crypto.randomUUID()
    const lease = leaseSeconds === null ? {} : { 'hub.lease_seconds': String(leaseSeconds) }
    const fields = { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge, ...lease }
    const answer = await this.#send(new Request(withFields(callback, fields)))
    if (answer === null || answer.status === 404) return false
    const text = await answer.text()
    const isConfirmed = answer.status >= 200 && answer.status < 300 && text === challenge
    if (!isConfirmed)
      this.violations.push(`answers a verification with ${answer.status}${answer.ok ? ' and other words' : ''}`)
    return isConfirmed
  }

  /** Ends a topic's subscriptions, and tells the subscribers. */
  async deny(topic: string, reason = 'the publisher does not want it'): Promise<void> {
    for (const { callback } of this.#of(topic)) {
      this.#subscriptions.delete(callback)
      await this.#send(
        new Request(withFields(callback, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': reason })),
      )
    }
  }

  /** Ends a topic's subscriptions without telling the subscribers. */
  forget(topic: string): void {
    for (const { callback } of this.#of(topic)) this.#subscriptions.delete(callback)
  }

  /** Counts the entries of a document as delivered, as a hub does with the first document that it fetches. */
  know(topic: string, body: string): void {
    onlyChanged(body, this.#sentOf(topic))
  }

  /** Delivers a document to the subscribers of its topic, and runs all due tasks. */
  async publish(topic: string, body: string, contentType = 'application/atom+xml'): Promise<void> {
    const { content = 'full', deliversTwice = false } = this.#options
    const delivered = content === 'diff' ? onlyChanged(body, this.#sentOf(topic)) : body
    for (const subscription of this.#of(topic)) {
      const delivery = { topic, body: delivered, contentType }
      this.#schedule(0, () => this.#attempt(subscription, delivery, 0))
      if (deliversTwice) this.#schedule(0, () => this.#attempt(subscription, delivery, 0))
    }
    await this.run()
  }

  /** Runs all due tasks, such as verifications and repeated deliveries. */
  async run(): Promise<void> {
    for (let task = this.#nextDue(); task !== null; task = this.#nextDue()) await task.run()
  }

  /** When the next task is due, epoch ms; null: there is none. */
  nextAt(): number | null {
    return this.#tasks.length === 0 ? null : Math.min(...this.#tasks.map(({ at }) => at))
  }

  /** Sends a document with any signature, as a stranger may. @returns the status of the answer; 0: none in time */
  async forge(callback: string, delivery: Delivery, signature: string | null): Promise<number> {
    return (await this.#send(this.#deliveryRequest(callback, delivery, signature)))?.status ?? 0
  }

  #of(topic: string): readonly HubSubscription[] {
    return this.subscriptions.filter((each) => each.topic === topic)
  }

  #sentOf(topic: string): Set<string> {
    const sent = this.#sent.get(topic) ?? new Set<string>()
    this.#sent.set(topic, sent)
    return sent
  }

  async #attempt(subscription: HubSubscription, delivery: Delivery, failures: number): Promise<void> {
    const { callback, secret } = subscription
    if (!this.subscriptions.some((each) => each.callback === callback)) return
    const { signature: method = 'sha256', dropsAfterFailure = false, retries = [5000, 10_000, 15_000] } = this.#options
    const signature = secret === null ? null : signatureOf(method, secret, delivery.body)
    const status = await this.forge(callback, delivery, signature)
    this.deliveries.push({ callback, status })
    if (status >= 200 && status < 300) return
    if (status >= 300 && status < 400) this.violations.push(`redirects a delivery with ${status}`)
    if (status === 410 || dropsAfterFailure) return void this.#subscriptions.delete(callback)
    const wait = retries[failures]
    if (wait !== undefined) this.#schedule(wait, () => this.#attempt(subscription, delivery, failures + 1))
  }

  #deliveryRequest(callback: string, { topic, body, contentType }: Delivery, signature: string | null): Request {
    const headers = {
      'content-type': contentType,
      link: `<${this.#options.url}>; rel="hub", <${topic}>; rel="self"`,
      ...(signature === null ? {} : { 'x-hub-signature': signature }),
    }
    return new Request(callback, { method: 'POST', headers, body })
  }

  /** Null: no answer in time. */
  async #send(request: Request): Promise<Response | null> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), this.#options.patienceMs ?? 5000)
    })
    try {
      return await Promise.race([this.#options.deliver(request).catch(() => null), late])
    } finally {
      clearTimeout(timer)
    }
  }

  #schedule(afterMs: number, run: () => Promise<void>): void {
    this.#tasks.push({ at: this.#options.now() + afterMs, run })
  }

  #nextDue(): Task | null {
    const now = this.#options.now()
    const task = this.#tasks.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at)[0] ?? null
    this.#tasks = this.#tasks.filter((each) => each !== task)
    return task
  }
}

/** The signature of a document, as in `X-Hub-Signature`. */
export function signatureOf(method: string, secret: string, body: string): string {
  return `${method}=${createHmac(method, secret).update(body).digest('hex')}`
}

/** The callback keeps its own query. */
function withFields(callback: string, fields: Readonly<Record<string, string>>): string {
  const url = new URL(callback)
  const added = new URLSearchParams(fields).toString()
  url.search = url.search === '' ? added : `${url.search}&${added}`
  return url.href
}

function refusal(status: number, reason: string): Response {
  return new Response(reason, { status })
}
