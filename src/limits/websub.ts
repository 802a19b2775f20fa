/** Limits of WebSub (w3.org/TR/websub): subscriptions at hubs, and the documents that hubs push. */
import { dayMs, hourMs, minuteMs, secondMs } from './units.ts'

const KB = 1024
const MB = 1024 * KB

/** Subscriptions. */
export const hub = {
  /** Hubs read of one document. */
  hubsADocument: 3,
  /** Units of a `Link` header that are read. */
  linkHeaderUnits: 8 * KB,
  topicUnits: 2 * KB,
  /** The shortest time between two changes of a feed's topic; faster ones are ignored. */
  topicKeptMs: dayMs,
  /** Superfeedr accepts callbacks up to this length. */
  callbackUnits: 250,
  /** Callback tokens that a cell remembers. */
  cachedTokens: 1000,
  /** A secret must be shorter (section 5.1). */
  secretBytes: 200,
  /** A challenge that a hub wants to have repeated. */
  challengeUnits: 2 * KB,
  /** Requests of a cycle, which are one call of the reader, each with up to two more: 30 of 50 subrequests. */
  requestsACycle: 10,
  /** Requests of a cycle to one hub: hubs refuse many at once. */
  requestsAHub: 4,
  /** Time for a hub's answer. */
  answerMs: 10 * secondMs,
  /** How much of a refusal is read, and how much of it is kept. */
  refusalBytes: 2 * KB,
  reasonUnits: 200,
  /** The lease that is asked for, section 5.1's suggestion. Google's hub usually grants half of it. */
  leaseSeconds: 864_000,
  /** Shorter leases count as this; polls find what is missed after their end. */
  leaseAtLeastMs: hourMs,
  /** Longer leases count as this: a hub that grants ten years may forget earlier. */
  leaseAtMostMs: 14 * dayMs,
  /** A lease without an end. */
  unnamedLeaseMs: dayMs,
  /** How long before its end a lease is renewed, and the time over which renewals are spread before that. */
  renewBeforeMs: dayMs,
  renewSpreadMs: 12 * hourMs,
  /** Shorter leases are renewed at half of their time. */
  shortLeaseMs: 2 * dayMs,
  /** If a hub confirms a lease again, the new end is stored only if it differs by more than this. */
  sameLeaseMs: hourMs,
  /** Wait after a refusal, or if the hub does not verify; each further one doubles it. */
  retryAtLeastMs: hourMs,
  retryAtMostMs: 7 * dayMs,
  /** Wait after a denial. */
  deniedMs: 7 * dayMs,
  /** Requests to end a subscription; then it is forgotten. */
  leavingAttempts: 3,
  /** A hub that agreed to end a subscription may verify that for this long. */
  leavingMs: dayMs,
} as const

/** Pushed documents. */
export const push = {
  /** A larger body is refused; polled documents are read up to the same size. */
  bodyBytes: 2 * MB,
  contentTypeUnits: 200,
  /** From the first document of a burst to the cycle that sends its news. */
  gatherMs: 3 * secondMs,
  /** Maximum unread documents. If one does not fit, the next cycle polls its feed. */
  waiting: 50,
  waitingBytes: 16 * MB,
  waitingAFeed: 5,
  waitingBytesAFeed: 4 * MB,
  /** Further documents of a subscription in an hour are dropped, and the next cycle polls its feed. */
  anHour: 120,
  /** Part of a body in one row, which holds 2 MB at most: developers.cloudflare.com/durable-objects/platform/limits. Units of base64. */
  partUnits: MB,
  /** Documents and bytes in a call of the reader, and calls in a cycle. */
  documentsACall: 10,
  bytesACall: 2 * MB,
  callsACycle: 10,
  /** A polled item that is older should have been pushed. */
  graceMs: 15 * minuteMs,
} as const
