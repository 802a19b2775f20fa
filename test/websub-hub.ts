/** A WebSub hub of one host in the simulated internet, which verifies and delivers through the simulated cloud. */
import { createHmac } from 'node:crypto'
import type { SimulatedPaperboy } from '../simulators/cloudflare/paperboy.ts'

export const HUB = 'https://hub.example/'

export type Verifies = 'async' | 'sync' | 'before-answer'

interface Subscription {
  readonly topic: string
  readonly secret: string
}

export interface HubOptions {
  readonly verifies?: Verifies
  readonly status?: number
  readonly leaseSeconds?: number
}

export interface Delivery {
  readonly method?: 'sha1' | 'sha256' | 'sha384' | 'sha512'
  /** `null`: none. */
  readonly signature?: string | null
  readonly contentType?: string
}

export interface TestHub {
  /** Confirmed subscriptions, by callback. */
  readonly subscriptions: Map<string, Subscription>
  /** The requests to the hub. */
  readonly requests: URLSearchParams[]
  /** Makes the verifications that wait. @returns the statuses of the answers; 599: none */
  readonly verify: () => Promise<readonly number[]>
  /** Delivers a document to each subscriber. @returns the statuses of the answers; 599: none */
  readonly deliver: (body: string | Uint8Array, options?: Delivery) => Promise<readonly number[]>
}

export function installHub(
  { cloud, sites }: Pick<SimulatedPaperboy, 'cloud' | 'sites'>,
  options: HubOptions = {},
): TestHub {
  const { verifies = 'async', status = 202, leaseSeconds } = options
  const subscriptions = new Map<string, Subscription>()
  const requests: URLSearchParams[] = []
  const waiting: URLSearchParams[] = []
  const ask = async (request: Request): Promise<Response> => {
    const response = await cloud.fetch(request)
    return response === 'ended' ? new Response(null, { status: 599 }) : response
  }
  const verifyOne = async (form: URLSearchParams): Promise<number> => {
    const [mode, topic = '', callback = ''] = ['mode', 'topic', 'callback'].map((name) => form.get(`hub.${name}`) ?? '')
    const url = new URL(callback)
    const challenge = `challenge-${requests.length}`
    url.searchParams.set('hub.mode', mode ?? '')
    url.searchParams.set('hub.topic', topic)
    url.searchParams.set('hub.challenge', challenge)
    if (mode === 'subscribe')
      url.searchParams.set('hub.lease_seconds', String(leaseSeconds ?? form.get('hub.lease_seconds') ?? 864_000))
    const response = await ask(new Request(url))
    const isConfirmed = response.ok && (await response.text()) === challenge
    if (isConfirmed && mode === 'subscribe')
      subscriptions.set(callback, { topic, secret: form.get('hub.secret') ?? '' })
    if (isConfirmed && mode === 'unsubscribe') subscriptions.delete(callback)
    return response.status
  }
  sites.set('hub.example', async (request) => {
    const form = new URLSearchParams(await request.text())
    requests.push(form)
    if (verifies === 'async') waiting.push(form)
    else if (verifies === 'before-answer') await verifyOne(form)
    else if ((await verifyOne(form)) !== 200) return new Response('not verified', { status: 409 })
    return new Response(null, { status })
  })
  return {
    subscriptions,
    requests,
    verify: async () => {
      const statuses: number[] = []
      for (const form of waiting.splice(0)) statuses.push(await verifyOne(form))
      return statuses
    },
    deliver: async (body, { method = 'sha256', signature, contentType = 'application/rss+xml' } = {}) => {
      const statuses: number[] = []
      for (const [callback, { secret }] of subscriptions) {
        const signed = `${method}=${createHmac(method, secret).update(body).digest('hex')}`
        const value = signature === undefined ? signed : signature
        const headers = { 'content-type': contentType, ...(value === null ? {} : { 'x-hub-signature': value }) }
        const bytes = typeof body === 'string' ? body : new Uint8Array(body)
        const response = await ask(new Request(callback, { method: 'POST', headers, body: bytes }))
        if (response.status === 410) subscriptions.delete(callback)
        statuses.push(response.status)
      }
      return statuses
    },
  }
}
