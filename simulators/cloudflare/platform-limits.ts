/** Cloudflare's limits, as the simulated platform enforces them: developers.cloudflare.com/workers/platform/limits, durable-objects/platform/pricing. */

/** The Free plan's limits, per invocation or day. */
export const freePlan = {
  externalSubrequests: 50,
  internalSubrequests: 1000,
  objectGbSecondsADay: 13_000,
} as const

/** Connections of one invocation that may wait for response headers; others queue. */
export const MAX_CONNECTING = 6

/** An idle object that could hibernate leaves memory after this: durable-objects/concepts/durable-object-lifecycle. */
export const HIBERNATION_MS = 10_000

/** GB that an object is billed for while it is awake. */
export const OBJECT_MEMORY_GB = 0.128

/** An object's SQLite storage, by the names of `node:sqlite`. Lengths in bytes: durable-objects/platform/limits. */
export const objectSqlite = {
  length: 2_000_000,
  sqlLength: 100_000,
  column: 100,
  variableNumber: 100,
  functionArg: 32,
  likePatternLength: 50,
} as const
