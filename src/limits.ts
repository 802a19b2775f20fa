/** Every limit that Paperboy keeps, with its source, and the units of time. Units are in the names. */
import { bot } from './limits/bot.ts'
import { cell, directory, linkTtl } from './limits/cell.ts'
import { digest, filter, story } from './limits/content.ts'
import { feed, finding } from './limits/feed.ts'
import { html, xml } from './limits/markup.ts'
import { connections, free, object, paid, quotas, requests, telegram } from './limits/platform.ts'
import { dayMinutes, dayMs, daySeconds, hourMs, hourSeconds, minuteMs, secondMs } from './limits/units.ts'
import { web } from './limits/web.ts'

export { dayMinutes, dayMs, daySeconds, hourMs, hourSeconds, minuteMs, secondMs }

const KB = 1024
const MB = 1024 * KB

export const limits = {
  free,
  paid,
  object,
  connections,
  telegram,
  quotas,
  requests,
  feed,
  finding,
  xml,
  html,
  bot,
  cell,
  directory,
  linkTtl,
  filter,
  story,
  digest,
  web,
  /** For each person who is not an owner, where the bot is open to everyone. */
  stranger: { channels: 3, feeds: 50 },
  cycle: {
    /** Wall time after which a cycle ends itself. */
    wallMs: 4 * minuteMs,
    /** Wait for slow feeds, even where the cycle is shortened. */
    readingMs: minuteMs,
    /** Wait for KV, or for another object. */
    answerMs: 20 * secondMs,
    /** KV may return an older `seen` than was committed for this long; then it counts as lost. KV promises about a minute. */
    staleMs: hourMs,
    /** The same where KV has no `seen` at all: only a key that is just created can be absent from a stale read. */
    missingMs: 15 * minuteMs,
    /** A stale `seen` is read again once after this. */
    staleRetryMs: 2 * secondMs,
    /** Cells that edition codes can name. */
    cells: 64,
    /** `/health` answers 503 when the last cycle is older: three crons were missed. */
    heartbeatMs: 16 * minuteMs,
    /** External subrequests of an invocation reserved for notices. */
    noticeCalls: 3,
    /** Items in one edition; the others wait for the next cycle. */
    editionItems: 1000,
    editionBytes: MB,
    /** The texts of an edition's items together. KV takes values up to 25 MB, but memory is shared. */
    bodiesBytes: 4 * MB,
    /** A reopened channel with more headlines waiting asks its owner which of them to send. */
    floodHeadlines: 10,
    /** Above this, waiting headlines are counted once an hour only: each costs a row read. */
    countedHeadlines: 200,
  },
  /** Log lines. test/log.test.ts adds up the largest day. */
  log: {
    /** Maximum length of a line. */
    lineBytes: 1000,
    /** Estimate of what Cloudflare adds to each line: script name and version, ids, times. */
    enrichedBytes: 1000,
    /** Maximum lines for failures of one cron in all cells together. */
    linesACron: 20,
    /** Maximum lines a minute in each isolate for requests; also at most one an invocation. */
    linesAMinute: 20,
    /** Calls of a stack in one line. */
    stackCalls: 8,
  },
  store: {
    pendingMs: 7 * dayMs,
    pendingAChannel: 500,
    outcomesMs: 48 * hourMs,
    /** At about 2 KB each, far below the 2 MB that a row may hold. */
    outcomesARow: 200,
    /** Rows for a feed whose headlines change at every poll. */
    recognisedAFeed: 20,
    /** Lifetime of an item's text, for its reading page. */
    bodiesDays: 30,
    /** How long "post now" after adding a feed includes the texts of the items. */
    newestBodiesMs: dayMs,
    messagesMs: 48 * hourMs,
    /** Part of a channel transfer in one row, which holds 2 MB at most: developers.cloudflare.com/durable-objects/platform/limits. UTF-16 units, three bytes at most each. */
    transferPartUnits: 500_000,
    /** How long a cell remembers a transfer that arrived, so that a repeated one changes nothing. */
    arrivedMs: 90 * dayMs,
    /** Rows read as one text, which holds 2 MB at most. A row of feeds has up to 15 KB without its keys. */
    pollStatesAQuery: 1000,
    urlsAQuery: 500,
    feedsAQuery: 100,
    /** Alerts that wait for the operators at once. */
    alertsDue: 20,
    /** Days of spending kept. */
    spendingDays: 8,
    /** Callback states kept. */
    callbackStates: 300,
    /** Lifetime of an invitation. */
    invitationsMs: 48 * hourMs,
    /** A channel that Telegram keeps closed for this long is removed. */
    closedMs: 90 * dayMs,
    /** Telegram retries an update for a day (core.telegram.org/bots/api#getting-updates); a flood leaves fewer. */
    updatesKeptMs: dayMs,
    updatesKept: 10_000,
    /** Updates whose calls an object keeps for a retry. */
    journalKept: 1000,
    /** The largest result of a reading call that is kept, as JSON. UTF-16 units */
    journalUnits: 32 * KB,
    /** Another delivery may handle an update after this, unless its lease is renewed. */
    leaseMs: 30 * secondMs,
    leaseRenewedMs: 10 * secondMs,
    /** A handler that runs for this long counts as dead. */
    leaseAtMostMs: 10 * minuteMs,
  },
  /** The admin API: src/admin/admin-api.ts. */
  operator: {
    /** Maximum JSON body of a request. */
    requestBytes: 4 * KB,
    /** A restored KV document lasts at least this long. */
    leastExpirySeconds: 120,
    /** A saved cell or directory; RPC carries about 32 MiB: developers.cloudflare.com/workers/runtime-apis/rpc. */
    savedBytes: 30 * MB,
    /** A KV value: developers.cloudflare.com/kv/platform/limits. */
    documentBytes: 25 * MB,
    /** KV reads or writes reserved at once. */
    reserved: 200,
    /** Share of a day's quotas for backups and restores; the rest is for cycles and readers. */
    quotaShare: 0.7,
    /** Length of the webhook secret. Telegram sets the maximum: core.telegram.org/bots/api#setwebhook. */
    secretAtLeast: 16,
    secretAtMost: 256,
  },
} as const
