/** Limits of subscriptions at hubs, and of the documents that hubs deliver, in a cell. */
import { dayMs, hourMs, minuteMs, secondMs } from './units.ts'

const KB = 1024
const MB = 1024 * KB

export const pushes = {
  /** A larger body is refused; as much as is read of a polled document. */
  bodyBytes: 2 * MB,
  /** A challenge that a hub wants to have repeated. */
  challengeUnits: 2 * KB,
  /** `content-type` of a body. */
  contentTypeUnits: 200,
  /** From the first document of a burst to the cycle that sends its news. */
  gatherMs: 3 * secondMs,
  /** Documents that wait to be read. The feed of one without room is polled in the next cycle. */
  waiting: 50,
  waitingBytes: 16 * MB,
  waitingAFeed: 5,
  waitingBytesAFeed: 4 * MB,
  /** Further documents of a subscription in an hour are dropped, and its feed is polled in the next cycle. */
  anHour: 120,
  /** Part of a body in one row, which holds 2 MB at most: developers.cloudflare.com/durable-objects/platform/limits. Units of base64. */
  partUnits: MB,
  /** Documents and bytes in a call of the reader, and calls in a cycle. */
  documentsACall: 10,
  bytesACall: 2 * MB,
  callsACycle: 10,
  /** Requests of a cycle to hubs, and to one of them: hubs refuse many at once. */
  requestsACycle: 10,
  requestsAHub: 4,
  /** Requests to end a subscription; then it is forgotten. */
  leavingAttempts: 3,
  /** A hub that agreed to end a subscription may verify that for this long. */
  leavingMs: dayMs,
  /** A feed that announces another topic more often than this is not followed. */
  topicKeptMs: dayMs,
  /** A lease that a hub confirms again is written only if it differs by more than this. */
  sameLeaseMs: hourMs,
  /** A polled item that is older should have been pushed. */
  graceMs: 15 * minuteMs,
  topicUnits: 2 * KB,
  /** Tokens of callbacks that a cell remembers. */
  cachedTokens: 1000,
} as const
