/** Handles the requests of hubs at this cell's callbacks: verifications and documents. Each is one transaction, and may run during a cycle. */
import { hourMs, limits } from '../limits.ts'
import type { EpochMs } from '../model.ts'
import { askDeniedAt, grantedLeaseMs, renewAt } from '../push/lease.ts'
import type { HubSubscription } from '../store/hub-subscriptions.ts'
import type { Ledger } from '../store/ledger.ts'
import type { PushBody } from '../store/pushes.ts'

/** A hub's verification or denial (w3.org/TR/websub, sections 5.2 and 5.3). */
export interface HubIntent {
  readonly mode: 'subscribe' | 'unsubscribe' | 'denied'
  readonly topic: string
  /** As it arrived; null: none. */
  readonly leaseSeconds: string | null
}

/** Documents of each subscription in the present hour, by nonce. */
export type PushCounts = Map<string, { readonly hour: number; count: number }>

/** `gone`: the subscription has ended. `waits`: stored until a cycle reads it. `dropped`: the next cycle polls the feed instead. */
export type PushTaken = 'gone' | 'waits' | 'dropped'

/**
 * Answers a hub that verifies or denies a request. A wanted subscription is confirmed at any time: a hub may verify before it answers
 * the request, and again later.
 * @returns whether the intent is confirmed
 */
export function answerHub({ hubSubscriptions }: Ledger, nonce: string, intent: HubIntent, now: EpochMs): boolean {
  const subscription = hubSubscriptions.get(nonce)
  // The token is valid, so the callback belongs to a subscription that has ended.
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

/** Some hubs return a topic in another spelling, such as with escaped letters. */
function isSameTopic(one: string, other: string): boolean {
  return one === other || (URL.canParse(other) && URL.parse(one)?.href === URL.parse(other)?.href)
}

/** Whether the same lease is stored already: a repeated verification costs no rows. */
function isConfirmed({ askedAt, leaseUntil }: HubSubscription, until: EpochMs): boolean {
  return askedAt === null && leaseUntil !== null && Math.abs(until - leaseUntil) < limits.hub.sameLeaseMs
}

/**
 * Keeps a signed document until a cycle reads it. Without room for it, the next cycle polls the feed.
 * @param push null: it is longer than `limits.push.bodyBytes`
 */
export function takePush(
  ledger: Ledger,
  counts: PushCounts,
  nonce: string,
  push: PushBody | null,
  now: EpochMs,
): PushTaken {
  const { hubSubscriptions, pushes } = ledger
  const subscription = hubSubscriptions.get(nonce)
  if (subscription === null || subscription.isLeaving || ledger.isShutDown()) return 'gone'
  const { feed } = subscription
  return ledger.transaction(() => {
    const isKept = push !== null && mayPush(counts, nonce, now) && pushes.add(feed, push, now) !== 'full'
    if (isKept) return 'waits'
    hubSubscriptions.owe(feed)
    hubSubscriptions.distrust(feed)
    return 'dropped'
  })
}

/** Counts a document. False: too many in this hour. The counts are lost when the object leaves memory: slow floods are limited by the room for documents, and by `gatherPushes`. */
function mayPush(counts: PushCounts, nonce: string, now: EpochMs): boolean {
  const hour = Math.floor(now / hourMs)
  const before = counts.get(nonce)
  const count = before?.hour === hour ? before.count + 1 : 1
  counts.set(nonce, { hour, count })
  return count <= limits.push.anHour
}
