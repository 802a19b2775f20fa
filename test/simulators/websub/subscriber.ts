/** A subscriber for tests of the simulated hub, and a hub on a clock that stands still. */
import { type HubOptions, WebSubHub } from '../../../simulators/websub/websub-hub.ts'

export const HUB = 'https://hub.example/'
export const TOPIC = 'https://blog.example/feed'
export const CALLBACK = 'https://paperboy.example/websub/token?x=1'
export const START = Date.UTC(2026, 0, 5, 12)

export interface Arrived {
  readonly body: string
  readonly signature: string | null
  readonly contentType: string | null
}

/** A hub and its subscriber. */
export class Scene {
  now = START
  /** What the subscriber wants, by callback; it confirms nothing else. */
  readonly wanted = new Map<string, string>([[CALLBACK, TOPIC]])
  readonly arrived: Arrived[] = []
  /** Leases that the hub offered, in seconds. */
  readonly leases: (string | null)[] = []
  readonly denied: (string | null)[] = []
  /** Answers deliveries. */
  answer: () => Response | Promise<Response> = () => new Response(null, { status: 204 })
  /** Answers verifications in place of the subscriber. */
  confirm: ((challenge: string) => Response) | null = null
  readonly hub: WebSubHub

  constructor(options: Partial<HubOptions> = {}) {
    this.hub = new WebSubHub({
      url: HUB,
      now: () => this.now,
      deliver: (request) => this.#receive(request),
      ...options,
    })
  }

  async #receive(request: Request): Promise<Response> {
    const url = new URL(request.url)
    const fields = url.searchParams
    if (request.method === 'POST') {
      const { headers } = request
      this.arrived.push({
        body: await request.text(),
        signature: headers.get('x-hub-signature'),
        contentType: headers.get('content-type'),
      })
      return this.answer()
    }
    if (fields.get('hub.mode') === 'denied') {
      this.denied.push(fields.get('hub.reason'))
      return new Response(null)
    }
    this.leases.push(fields.get('hub.lease_seconds'))
    const challenge = fields.get('hub.challenge') ?? ''
    if (this.confirm !== null) return this.confirm(challenge)
    for (const name of [...fields.keys()].filter((each) => each.startsWith('hub.'))) {
      if (name !== 'hub.topic') fields.delete(name)
    }
    const topic = fields.get('hub.topic')
    fields.delete('hub.topic')
    const isWanted = this.wanted.get(url.href) === topic
    return new Response(isWanted ? challenge : null, { status: isWanted ? 200 : 404 })
  }

  /** Sends a form to the hub, and lets it verify. @returns the status of its answer */
  async ask(change: Readonly<Record<string, string | null>> = {}, init: RequestInit = {}): Promise<number> {
    const fields = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.callback': CALLBACK, ...change }
    const form = new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    )
    const response = await this.hub.site(new Request(HUB, { method: 'POST', body: form, ...init }))
    await this.hub.run()
    return response.status
  }

  /** Lets time pass, and the hub do what is due. */
  async wait(ms: number): Promise<void> {
    const end = this.now + ms
    for (let at = this.hub.nextAt(); at !== null && at <= end; at = this.hub.nextAt()) {
      this.now = Math.max(this.now, at)
      await this.hub.run()
    }
    this.now = end
  }
}
