/** Limits of Cloudflare and Telegram, and the shares of them that Paperboy uses. */
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
  /** Seconds awake × GB of memory: developers.cloudflare.com/durable-objects/platform/pricing. */
  objectGbSecondsADay: 13_000,
  /** Of Workers AI, reset at midnight UTC, on Workers Paid too: developers.cloudflare.com/workers-ai/platform/pricing. */
  neuronsADay: 10_000,
} as const

/** Workers Paid has no daily quotas: developers.cloudflare.com/workers/platform/limits#subrequests. */
export const paid = { externalSubrequests: 10_000 } as const

export const object = {
  /** GB billed while an object is awake, regardless of its use: durable-objects/platform/pricing. */
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
  /** Of a photo, after entity parsing: core.telegram.org/bots/api#sendphoto */
  captionUnits: 1024,
  /** core.telegram.org/bots/api#rich-message-limits: characters of the text, and blocks with nested ones and list items. */
  richUnits: 32_768,
  richBlocks: 500,
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
  /** If a reply could not be sent, Telegram is asked to deliver the update again after this. */
  unansweredSeconds: 5,
  /** Time limit of a call; afterwards its outcome is unknown. */
  answerMs: 20 * secondMs,
  /** The cycle waits for a `retry_after` up to this, at most `shortWaits` times in a row. */
  shortWaitSeconds: 5,
  shortWaits: 3,
  /** This many calls in a row without an answer mean an outage. */
  silences: 3,
  /** A channel that Telegram closed is tried again after this; at most `lockoutChecks` channels a cycle. */
  lockoutRetryMs: hourMs,
  lockoutChecks: 5,
  /** Longest wait before an unanswered message is reconciled; each attempt doubles it. */
  unansweredAtMostMs: 6 * hourMs,
  /** The owner gets a notice after this many unanswered attempts. */
  unansweredAttempts: 3,
  /** Message ids that the probe tries in a cycle; this many in a row without a message mean the end of the channel. */
  probeIds: 20,
  /** The probe gives up after this many posts of others that follow the last known message. */
  probeAtMost: 400,
} as const

/** Use of the daily quotas: src/cycle/governor.ts. */
export const quotas = {
  /** Target utilisation; the rest is headroom. */
  plannedShare: 0.9,
  /** Polling stops until midnight UTC above this; the rest is for messages and commands. */
  spentShare: 0.97,
  /** Operators get an alert above this. */
  alertShare: 0.8,
  /** Storage, which midnight does not reset, must fall below this before the next alert. */
  alertAgainShare: 0.7,
  /** Feeds are polled at least this often while cycles without polls save object time. */
  pollsAtLeastEveryMs: hourMs,
  /** Links expire earlier above this share of KV storage. */
  fullShare: 0.8,
  /** Their shortest lifetime; a headline waits for a week at most. */
  linkDaysAtLeast: 8,
} as const

/** Requests from outside, as shares of each daily quota of objects: src/cycle/request-quota.ts. */
export const requests = {
  /** Pages, commands and people who are not owners, together; above it, pages and these people are refused. */
  share: 0.3,
  /** The directory's part of `share`. */
  directoryShare: 0.1,
  /** Always available to requests, even if cycles need it. */
  guaranteedShare: 0.05,
  /** Cycles and requests together. Polling stops later, at `quotas.spentShare`. */
  totalShare: 0.94,
  /** How long an isolate remembers that its requests were refused. */
  rememberedMs: minuteMs,
  /** Maximum people whose refusals an isolate remembers. */
  rememberedPeople: 1000,
} as const
