/** Limits of WebSub (w3.org/TR/websub). */
import { dayMs, hourMs, secondMs } from './units.ts'

const KB = 1024

export const push = {
  /** Hubs read of one document. */
  hubs: 3,
  /** Units of a `Link` header that are read. */
  linkHeaderUnits: 8 * KB,
  /** Superfeedr takes callbacks up to this. */
  callbackUnits: 250,
  tokenUnits: 60,
  /** A secret must be shorter (section 5.1). */
  secretBytes: 200,
  /** Requests to hubs in a call of the reader, each with up to two more: 30 of 50 subrequests. */
  hubsACall: 10,
  /** A hub's answer. */
  hubMs: 10 * secondMs,
  /** How much of a refusal is read, and how much of it is kept. */
  refusalBytes: 2 * KB,
  reasonUnits: 200,
  /** The lease that is asked for, section 5.1's suggestion. Google's hub usually grants half of it. */
  leaseSeconds: 864_000,
  /** Shorter leases count as this; what is missed after their end, polls find. */
  leaseAtLeastMs: hourMs,
  /** Longer leases count as this: a hub that grants ten years may forget earlier. */
  leaseAtMostMs: 14 * dayMs,
  /** A lease that names no end. */
  unnamedLeaseMs: dayMs,
  /** How long before its end a lease is renewed, and the time over which renewals are spread before that. */
  renewBeforeMs: dayMs,
  renewSpreadMs: 12 * hourMs,
  /** Shorter leases are renewed at half of their time. */
  shortLeaseMs: 2 * dayMs,
  /** A hub that accepted must verify within this. */
  verificationMs: hourMs,
  /** After a refusal; each further one doubles it. */
  retryAtLeastMs: hourMs,
  retryAtMostMs: 7 * dayMs,
  /** After a denial. */
  deniedMs: 7 * dayMs,
} as const
