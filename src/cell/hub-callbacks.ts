/** What hubs ask and deliver at the callbacks of this cell's subscriptions. Each is one transaction, also in the middle of a cycle. */
import { hourMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { askDeniedAt, grantedLeaseMs, renewAt } from '../push/lease.ts'
import type { HubSubscription } from '../store/hub-subscriptions.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PushBody } from '../store/pushes.ts'

/** What a hub asks (w3.org/TR/websub, sections 5.2 and 5.3). */
export interface HubIntent {
  readonly mode: 'subscribe' | 'unsubscribe' | 'denied'
  readonly topic: string
  /** As it arrived; null: none. */
  readonly leaseSeconds: string | null
}

/** Documents of each subscription in the present hour, by nonce. */
export type PushCounts = Map<string, { readonly hour: number; count: number }>

/** `gone`: nobody wants it any more. `waits`: a cycle has to read it. */
export type PushTaken = 'gone' | 'waits' | 'dropped'

/**
 * Answers a hub that verifies a request, or denies it. A subscription is confirmed as long as it is wanted, whoever asks first: a hub
 * may verify before it answers the request, and again later.
 * @returns whether it is to be confirmed
 */
export function answerHub({ hubSubscriptions }: Ledger, nonce: string, intent: HubIntent, now: EpochMs): boolean {
  const subscription = hubSubscriptions.get(nonce)
  // The callback is known to be this cell's, and nothing is wanted there any more.
  if (subscription === null) return intent.mode !== 'subscribe'
  const { isLeaving, topic, feed } = subscription
  if (!isSameTopic(topic, intent.topic)) return false
  switch (intent.mode) {
    case 'subscribe': {
      if (isLeaving) return false
      const leaseMs = grantedLeaseMs(intent.leaseSeconds)
      if (!isConfirmed(subscription, now + leaseMs))
        hubSubscriptions.confirmed(subscription, now + leaseMs, renewAt(now, leaseMs, feed))
      return true
    }
    case 'unsubscribe':
      if (isLeaving) hubSubscriptions.remove(nonce)
      return isLeaving
    case 'denied':
      if (isLeaving) hubSubscriptions.remove(nonce)
      else if (subscription.askedAt !== null || subscription.leaseUntil !== null)
        hubSubscriptions.lapsed(subscription, askDeniedAt(now, feed))
      return true
  }
}

/** Some hubs repeat a topic in another spelling, such as with escaped letters. */
function isSameTopic(one: string, other: string): boolean {
  return one === other || (URL.canParse(other) && URL.parse(one)?.href === URL.parse(other)?.href)
}

/** Whether the same was confirmed a moment ago: a hub that repeats itself costs no rows. */
function isConfirmed({ askedAt, leaseUntil }: HubSubscription, until: EpochMs): boolean {
  return askedAt === null && leaseUntil !== null && Math.abs(until - leaseUntil) < limits.pushes.sameLeaseMs
}

/** Keeps a signed document until a cycle reads it. Without room for it, the next cycle polls the feed. */
export function takePush(ledger: Ledger, counts: PushCounts, nonce: string, push: PushBody, now: EpochMs): PushTaken {
  const { hubSubscriptions, pushes } = ledger
  const subscription = hubSubscriptions.get(nonce)
  if (subscription === null || subscription.isLeaving || ledger.isShutDown()) return 'gone'
  const { feed } = subscription
  return ledger.transaction(() => {
    const added = mayPush(counts, nonce, now) ? pushes.add(feed, push, now) : 'full'
    if (added !== 'full') return 'waits'
    hubSubscriptions.owe(feed)
    hubSubscriptions.distrust(feed)
    return 'dropped'
  })
}

/** Counts a document. Lost when the object leaves memory: those that come slowly are limited by their room, and by `gatherPushes`. */
function mayPush(counts: PushCounts, nonce: string, now: EpochMs): boolean {
  const hour = Math.floor(now / hourMs)
  const before = counts.get(nonce)
  const count = before?.hour === hour ? before.count + 1 : 1
  counts.set(nonce, { hour, count })
  return count <= limits.pushes.anHour
}
