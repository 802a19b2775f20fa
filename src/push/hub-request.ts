/** Requests to hubs, and what their answers mean (w3.org/TR/websub, section 5.1). Pure. */
import { limits } from '../limits.ts'

const { reasonUnits } = limits.hub

/** A request that a hub subscribe a callback to a topic, or unsubscribe it. */
export interface HubRequest {
  /** Absolute http(s). */
  readonly hub: string
  readonly mode: 'subscribe' | 'unsubscribe'
  readonly topic: string
  readonly callback: string
  /** The hub signs documents with it. */
  readonly secret: string
  /** Null: the hub decides. */
  readonly leaseSeconds: number | null
}

export type HubAnswer =
  /** The hub will verify at the callback that it was asked, or has done so already. */
  | { readonly kind: 'accepted' }
  /** `reason`: one line of what the hub said; empty: nothing. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  /** No answer, or none in time. */
  | { readonly kind: 'unreachable' }
  /** The hub has another address, which is not asked: it is a second one, or of a private network. */
  | { readonly kind: 'moved'; readonly to: string }
  /** 410: the hub is closed. */
  | { readonly kind: 'gone' }

/** The parts of a request's form in which hubs differ. */
export interface Wording {
  /** PubSubHubbub 0.3: when the hub verifies. PuSHPress refuses requests without it; later hubs ignore it. */
  readonly verify: 'async' | 'sync'
  /** Whether a lease is asked for: some hubs refuse some lengths. */
  readonly namesLease: boolean
}

export const firstWording: Wording = { verify: 'async', namesLease: true }

/** The form of a request. */
export function formOf({ mode, topic, callback, secret, leaseSeconds }: HubRequest, wording: Wording): string {
  const form = new URLSearchParams({
    'hub.mode': mode,
    'hub.topic': topic,
    'hub.callback': callback,
    'hub.verify': wording.verify,
  })
  if (mode === 'subscribe') {
    form.set('hub.secret', secret)
    if (leaseSeconds !== null && wording.namesLease) form.set('hub.lease_seconds', String(leaseSeconds))
  }
  return form.toString()
}

/** An answer of a hub as it arrived. */
export interface HubResponse {
  readonly status: number
  /** `Location`, resolved; null: none. */
  readonly location: string | null
  /** The beginning of the body. */
  readonly text: string
}

/** What an answer means. Hubs accept with 202, and also with 200 and 204. */
export function answerOf({ status, location, text }: HubResponse): HubAnswer {
  if (status >= 200 && status < 300) return { kind: 'accepted' }
  if (location !== null && isRedirect(status)) return { kind: 'moved', to: location }
  if (status === 410) return { kind: 'gone' }
  return { kind: 'refused', status, reason: reasonIn(text) }
}

/** 307 and 308 keep the request (RFC 9110, section 15.4); 301 and 302 usually lead to https. */
function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 307 || status === 308
}

/** Another wording, after a refusal that complains about this one; null: the refusal is about something else. */
export function otherWording({ status, reason }: Extract<HubAnswer, { kind: 'refused' }>): Wording | null {
  if (status < 400 || status >= 500) return null
  if (/\bverify\b|\basync\b|\bsync\b/iu.test(reason)) return { verify: 'sync', namesLease: true }
  return /lease/iu.test(reason) ? { verify: 'async', namesLease: false } : null
}

/** A refusal as one line of plain text. */
function reasonIn(text: string): string {
  const plain = text.replace(/<[^<>]*>/gu, ' ').replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
  return plain.trim().slice(0, reasonUnits).toWellFormed()
}
