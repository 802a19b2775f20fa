/** Limits of Cloudflare and Telegram, and how close to them Paperboy goes. */
import { hourMs, minuteMs, secondMs } from './units.ts'

const MB = 1024 * 1024

/** Cloudflare Workers Free: developers.cloudflare.com/workers/platform/limits, /kv/platform/limits, /durable-objects/platform/limits. */
export const free = {
  externalSubrequests: 50,
  internalSubrequests: 1000,
  requestsADay: 100_000,
  kvReadsADay: 100_000,
  kvWritesADay: 1000,
  kvListsADay: 1000,
  kvDeletesADay: 1000,
  /** In total. */
  kvBytes: 1_000_000_000,
  objectRequestsADay: 100_000,
  objectRowsReadADay: 5_000_000,
  objectRowsWrittenADay: 100_000,
  /** From 1 December 2026, including what Cloudflare adds to each line; the excess is dropped until midnight UTC: developers.cloudflare.com/workers/observability/pricing. */
  logBytesADay: 500_000_000,
  /** Time awake times memory: developers.cloudflare.com/durable-objects/platform/pricing. */
  objectGbSecondsADay: 13_000,
} as const

/** Workers Paid has no daily quotas: developers.cloudflare.com/workers/platform/limits#subrequests. */
export const paid = { externalSubrequests: 10_000 } as const

export const object = {
  /** GB billed while an object is awake, independent of its use: durable-objects/platform/pricing. */
  memoryGb: 0.128,
  /** Pending I/O and timers keep an object awake for at most this long (since compatibility date 2026-10-01). */
  pendingMs: 15 * minuteMs,
} as const

/**
 * Connections of one invocation that may wait for response headers at a time; others queue, on every plan:
 * developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections.
 */
export const connections = 6

/** Telegram Bot API: core.telegram.org/bots/api#sendmessage, core.telegram.org/bots/faq (broadcast limits). */
export const telegram = {
  messageUnits: 4096,
  messageEntities: 100,
  /** All entities of a message with their addresses; github.com/tdlib/telegram-bot-api/issues/165 says about 9,500. */
  entityUnits: 8000,
  messagesASecond: 30,
  messagesASecondAChat: 1,
  messagesAMinuteAGroup: 20,
  callbackDataBytes: 64,
  /** A list of feeds that a person sends. The Bot API itself serves files up to 20 MB. */
  fileBytes: MB,
  /** A larger update is refused. */
  updateBytes: MB,
  /** Telegram is asked to deliver an update again after this if an answer to it was not sent. */
  unansweredSeconds: 5,
  /** The outcome of a call without an answer by then is unknown. */
  answerMs: 20 * secondMs,
  /** A `retry_after` up to this is waited for inside the cycle, at most `shortWaits` times in a row. */
  shortWaitSeconds: 5,
  shortWaits: 3,
  /** Calls in a row without an answer that mean an outage of Telegram. */
  silences: 3,
  /** A channel that Telegram closed is tried again after this; at most `lockoutChecks` channels a cycle. */
  lockoutRetryMs: hourMs,
  lockoutChecks: 5,
  /** Longest wait before an unanswered message is reconciled; each attempt doubles it. */
  unansweredAtMostMs: 6 * hourMs,
  /** The owner gets a notice after this many unanswered attempts. */
  unansweredAttempts: 3,
  /** Message ids that the probe tries in a cycle; as many without a message mean the end of the channel. */
  probeIds: 20,
  /** Posts of others after the last known message, beyond which the probe gives up. */
  probeAtMost: 400,
} as const

/** Use of the daily quotas: src/cycle/governor.ts. */
export const quotas = {
  /** Target utilisation; the rest is headroom. */
  plannedShare: 0.9,
  /** Polling stops until midnight UTC: the rest is for messages and commands. */
  spentShare: 0.97,
  /** Operators get an alert. For storage, which no midnight resets, again once it was below `alertAgainShare`. */
  alertShare: 0.8,
  alertAgainShare: 0.7,
  /** Feeds are polled at least in one of this many slots: once an hour. */
  slotsAtMost: 12,
  /** Share of KV storage above which links expire, and their shortest lifetime: longer than any headline waits. */
  fullShare: 0.8,
  linkDaysAtLeast: 8,
} as const

/** Requests from outside, as shares of each daily quota of objects: src/cycle/request-quota.ts. */
export const requests = {
  /** Pages, commands and people who are not owners, together; above it pages and these people are turned away. */
  share: 0.3,
  /** The directory's part of it. */
  directoryShare: 0.1,
  /** Available to requests however much cycles need. */
  guaranteedShare: 0.05,
  /** Cycles and requests together. Polling stops later, at `quotas.spentShare`. */
  totalShare: 0.94,
  /** How long an isolate that was turned away asks no object again. */
  rememberedMs: minuteMs,
  /** Maximum people whose refusals an isolate remembers. */
  rememberedPeople: 1000,
} as const
