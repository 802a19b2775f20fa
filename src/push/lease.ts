/** When subscriptions are renewed, and when hubs that refused are asked again. Pure. */
import { limits, minuteMs, secondMs } from '../limits.ts'
import type { EpochMs } from '../model.ts'

const {
  leaseAtLeastMs,
  leaseAtMostMs,
  unnamedLeaseMs,
  renewBeforeMs,
  renewSpreadMs,
  shortLeaseMs,
  retryAtLeastMs,
  retryAtMostMs,
  deniedMs,
} = limits.hub

/** The lease that a hub grants, in ms. @param seconds `hub.lease_seconds` as it arrived; null: the hub names none */
export function grantedLeaseMs(seconds: string | null): number {
  const text = seconds?.trim() ?? ''
  // 0 is the permanent subscription of PubSubHubbub 0.3.
  if (!/^\d{1,15}$/u.test(text) || Number(text) === 0) return unnamedLeaseMs
  return Math.min(leaseAtMostMs, Math.max(leaseAtLeastMs, Number(text) * secondMs))
}

/**
 * When a lease is renewed: a day before its end, or earlier, so that renewals of different feeds are spread. A short lease: half-way.
 * @param leaseMs as `grantedLeaseMs` returned it
 * @param feed the feed's id
 */
export function renewAt(grantedAt: EpochMs, leaseMs: number, feed: number): EpochMs {
  if (leaseMs < shortLeaseMs) return grantedAt + Math.floor(leaseMs / 2)
  return grantedAt + leaseMs - renewBeforeMs - spread(feed, renewSpreadMs)
}

/**
 * When a hub that refused or did not answer is asked again: after an hour, then twice as long each time, up to a week.
 * @param refusals in a row, from 1
 */
export function askAgainAt(now: EpochMs, refusals: number, feed: number): EpochMs {
  const wait = Math.min(retryAtMostMs, retryAtLeastMs * 2 ** Math.max(0, refusals - 1))
  // Hubs refuse many requests at once, so they are not repeated at once.
  return now + wait + spread(feed, wait / 4)
}

/** When a hub that denied a subscription is asked again. */
export function askDeniedAt(now: EpochMs, feed: number): EpochMs {
  return now + deniedMs + spread(feed, deniedMs / 4)
}

/** A share of `ms` in whole minutes, different for neighbouring ids. */
function spread(feed: number, ms: number): number {
  const minutes = Math.floor(ms / minuteMs)
  // A prime that divides no such number of minutes spreads consecutive ids evenly.
  return minutes === 0 ? 0 : ((feed * 7919) % minutes) * minuteMs
}
