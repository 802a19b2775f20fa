/** All of Paperboy's limits, with their sources, and the units of time. Names contain the unit. */
import { article } from './limits/article.ts'
import { bot } from './limits/bot.ts'
import { cell, directory, linkTtl } from './limits/cell.ts'
import { digest, filter, story } from './limits/content.ts'
import { corrections } from './limits/corrections.ts'
import { access, feed, finding, watching } from './limits/feed.ts'
import { machine } from './limits/machine.ts'
import { html, xml } from './limits/markup.ts'
import { connections, free, object, paid, quotas, requests, telegram } from './limits/platform.ts'
import { readers } from './limits/readers.ts'
import { statistics } from './limits/statistics.ts'
import { dayMinutes, dayMs, daySeconds, hourMs, hourSeconds, minuteMs, secondMs } from './limits/units.ts'
import { web } from './limits/web.ts'
import { hub, push } from './limits/websub.ts'

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
  access,
  finding,
  watching,
  article,
  readers,
  corrections,
  statistics,
  hub,
  push,
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
  machine,
  /** For each person who is not an owner, if the bot is open to everyone. */
  stranger: { channels: 3, feeds: 50 },
  cycle: {
    /** Wall time after which a cycle ends itself. */
    wallMs: 4 * minuteMs,
    /** Wait for slow feeds, even in a shortened cycle. */
    readingMs: minuteMs,
    /** Wait for KV, or for another object. */
    answerMs: 20 * secondMs,
    /** KV may return an older `seen` than the committed one for this long; then it counts as lost. KV promises about a minute. */
    staleMs: hourMs,
    /** The same if KV returns no `seen`: a stale read lacks only a key that was just created. */
    missingMs: 15 * minuteMs,
    /** A stale `seen` is read once more after this. */
    staleRetryMs: 2 * secondMs,
    /** Cells that edition codes can name. */
    cells: 64,
    /** `/health` answers 503 if the last cycle is older than three times the distance of crons plus this. */
    heartbeatSlackMs: 5 * minuteMs,
    /** The distance of crons while it is unknown. */
    unknownEveryMs: 5 * minuteMs,
    /** While the object stays in memory, usage and the last cycle are written this often. */
    recordedMs: 5 * minuteMs,
    /** External subrequests of an invocation reserved for notices. */
    noticeCalls: 3,
    /** Dedup's memory is put into KV this long after the last time. */
    seenPutMs: hourMs,
    /** An edition gets new items for this long. */
    editionOpenMs: hourMs,
    /** The least time while the cell refuses requests from outside, those of links among them. */
    editionOpenRefusedMs: 5 * minuteMs,
    /** An edition stays in the ledger for this long after it was put: KV answers "not found" from its caches for minutes. */
    editionKeptMs: hourMs,
    /** While this many editions could not be put, no feed is polled. */
    unputEditions: 200,
    /** A link whose edition is younger than this is looked up in its cell if KV lacks it. */
    editionAskedMs: 8 * dayMs,
    /** Items in one edition, and in one cycle; the others wait for the next cycle. */
    editionItems: 1000,
    editionBytes: MB,
    /** The texts of all items of an edition. KV takes values up to 25 MB, but memory is shared. */
    bodiesBytes: 4 * MB,
    /** If more headlines wait when a channel reopens, its owner is asked which to send. */
    floodHeadlines: 10,
    /** More waiting headlines are counted only once an hour, as each costs a row read. */
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
    /** Maximum lines a minute in each isolate for requests, at most one for each invocation. */
    linesAMinute: 20,
    /** Calls of a stack in one line. */
    stackCalls: 8,
  },
  store: {
    pendingMs: 7 * dayMs,
    pendingAChannel: 500,
    outcomesMs: 48 * hourMs,
    /** Items of this time share a row. */
    outcomesRowMs: hourMs,
    /** Usually about 2 KB each. */
    outcomesARow: 200,
    /** UTF-8 bytes of a row, which holds 2 MB at most: moved feeds may make the addresses in it longer. */
    outcomesRowBytes: 1_000_000,
    /** Rows for a feed whose headlines change at every poll. */
    recognisedAFeed: 20,
    /** Lifetime of an item's text, for its reading page. */
    bodiesDays: 30,
    /** For this long after a feed was added, "post now" includes the items' texts. */
    newestBodiesMs: dayMs,
    messagesMs: 48 * hourMs,
    /** Days for which posts and retractions are kept. */
    postsDays: 30,
    /** UTF-8 bytes of a row of posts, of 2 MB at most, and of one message in it. */
    postsRowBytes: 256 * KB,
    postBytes: MB,
    /** Posts in a backup, of which an object's answer has 32 MiB at most: developers.cloudflare.com/workers/runtime-apis/rpc. UTF-16 units, of two bytes each. */
    savedPostsUnits: 4_000_000,
    /** Rows of posts that one request reads, at most. */
    postsRowsRead: 16,
    /** Channels that an edition names for an item, at most. */
    channelsOfItem: 10,
    /** Part of a channel transfer in one row, which holds 2 MB at most: developers.cloudflare.com/durable-objects/platform/limits. UTF-16 units, three bytes at most each. */
    transferPartUnits: 500_000,
    /** How long a cell remembers a transfer, so that a repeated one changes nothing. */
    arrivedMs: 90 * dayMs,
    /** Poll states in one row, which holds 2 MB at most. UTF-8 bytes. */
    pollStatesBytes: 1_900_000,
    /** Rows read as one text, which holds 2 MB at most. A poll state has up to 6 KB: two addresses, a publish history and a problem. */
    pollStatesAQuery: 300,
    urlsAQuery: 500,
    /** A row of feeds has up to 15 KB without its keys. */
    feedsAQuery: 100,
    /** Alerts that wait for the operators. */
    alertsDue: 20,
    /** Days of spending kept. */
    spendingDays: 8,
    /** Callback states kept. */
    callbackStates: 300,
    /** Lifetime of an invitation. */
    invitationsMs: 48 * hourMs,
    /** A channel is removed if Telegram keeps it closed for this long. */
    closedMs: 90 * dayMs,
    /** Telegram retries an update for a day (core.telegram.org/bots/api#getting-updates). */
    updatesKeptMs: dayMs,
    updatesKept: 10_000,
    /** Updates whose calls an object keeps, in case of a retry. */
    journalKept: 1000,
    /** The largest kept result of a call that reads, as JSON. */
    journalUnits: 32 * KB,
    /** If its lease is not renewed, an update may be handled by another delivery after this. */
    leaseMs: 30 * secondMs,
    leaseRenewedMs: 10 * secondMs,
    /** A handler that runs longer counts as dead. */
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
