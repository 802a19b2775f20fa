/** Every limit that Paperboy lives within, with its source; the only home of such numbers. Units are in the names. */

const KB = 1024
const MB = 1024 * KB
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const limits = {
  /** Cloudflare Workers Free: developers.cloudflare.com/workers/platform/limits, /kv/platform/limits, /durable-objects/platform/limits. */
  free: {
    externalSubrequests: 50,
    internalSubrequests: 1000,
    requestsADay: 100_000,
    kvReadsADay: 100_000,
    kvWritesADay: 1000,
    kvListsADay: 1000,
    kvDeletesADay: 1000,
    /** In all. */
    kvBytes: 1_000_000_000,
    objectRequestsADay: 100_000,
    objectRowsReadADay: 5_000_000,
    objectRowsWrittenADay: 100_000,
    /** From 1 December 2026 on, with what Cloudflare adds to each line; what is over is dropped until midnight UTC: developers.cloudflare.com/workers/observability/pricing. */
    logBytesADay: 500_000_000,
    /** Time that objects are awake, times their memory: developers.cloudflare.com/durable-objects/platform/pricing. */
    objectGbSecondsADay: 13_000,
  },
  /** Workers Paid, where nothing is counted by the day: developers.cloudflare.com/workers/platform/limits#subrequests. */
  paid: { externalSubrequests: 10_000 },
  object: {
    /** GB that an object is billed for while it is awake, whatever it uses: durable-objects/platform/pricing. */
    memoryGb: 0.128,
    /** Pending I/O and timers keep an object awake for at most this long (since compatibility date 2026-10-01). */
    pendingMs: 15 * MINUTE,
  },
  /** Requests from outside: shares of each of the day's quotas of objects (src/cycle/request-quota.ts). */
  doors: {
    /** What the open web, strangers and commands may use together before pages and strangers are turned away. */
    share: 0.3,
    /** Of this, the directory's. */
    directoryShare: 0.1,
    /** What they may always use, however much cycles need. */
    guaranteedShare: 0.05,
    /** Cycles and doors together: above this, doors are closed. Feeds rest only at 97 %. */
    totalShare: 0.94,
    /** How long an isolate remembers that it was turned away, and asks no object again. */
    rememberedMs: MINUTE,
  },
  /**
   * Connections of one invocation that may wait for response headers; a further one queues, on every plan:
   * developers.cloudflare.com/workers/platform/limits/#simultaneous-open-connections.
   */
  connections: 6,
  /** Telegram Bot API: core.telegram.org/bots/api#sendmessage, core.telegram.org/bots/faq (broadcast limits). */
  telegram: {
    messageUnits: 4096,
    messageEntities: 100,
    /** Of all entities of a message together, their addresses included: github.com/tdlib/telegram-bot-api/issues/165 says some 9,500. */
    entityUnits: 8000,
    messagesASecond: 30,
    messagesASecondAChat: 1,
    messagesAMinuteAGroup: 20,
    callbackDataBytes: 64,
    /** A list of feeds that people send; the Bot API itself hands out files up to 20 MB. */
    fileBytes: MB,
    /** A larger update is refused. */
    updateBytes: MB,
    /** Telegram is asked to deliver an update again after this if an answer to it was not sent. */
    unansweredSeconds: 5,
    /** An answer that has not come by then is unknown. */
    answerMs: 20 * SECOND,
    /** A `retry_after` up to this is waited for inside the cycle. */
    shortWaitSeconds: 5,
    /** A channel that Telegram locked out is tried again after this. */
    lockoutRetryMs: HOUR,
    /** The longest rest of a message that is sent and never answered. */
    unansweredAtMostMs: 6 * HOUR,
    /** How many ids the probe looks at in a cycle, and how many in a row with nothing in them are the channel's end. */
    probeIds: 20,
    /** A message that is not among so many posts of others after the last known one is looked for no further. */
    probeAtMost: 400,
  },
  feed: {
    bodyBytes: 2 * MB,
    /** A body above this waits until fewer than so many such are in memory. */
    largeBytes: 256 * KB,
    largeBodies: 2,
    items: 1000,
    /** Items of a first reading that are read: enough to show, and to tell the rhythm by. */
    firstItems: 10,
    /** Ten feeds a call, each with so many hops more, are the 50 subrequests of an invocation. */
    redirects: 4,
    /** From the first connection to the document's headers, redirects included: ten feeds on six connections are done in twice that. */
    headersMs: 15 * SECOND,
    /** From the first connection to the end of the body. */
    timeoutMs: 20 * SECOND,
    summaryUnits: 500,
    titleUnits: 1000,
    linkUnits: 2000,
    categories: 20,
    authors: 10,
    authorUnits: 200,
    enclosures: 20,
    /** Of an item's text, in UTF-8. */
    bodyOfItemBytes: 64 * KB,
    /** Items remembered: twice what the feed shows, at least and at most these. */
    rememberedAtLeast: 100,
    rememberedAtMost: 1000,
    /** Edited items, and old ones that came back, that a reading tells of. */
    recognised: 20,
    /** How many names of feeds a page may offer. */
    discovered: 10,
    feedsACall: 10,
    callsACycle: 20,
    /** Feeds that a cycle reads in objects of their own: of a day's requests to objects, 6 % at most. */
    objectReadsACycle: 20,
    feedsAChannel: 500,
    /** Feeds of one list that are looked at. */
    imported: 2000,
    /** What an owner may call a feed. */
    nameUnits: 60,
    backOffAtLeastMs: 5 * MINUTE,
    backOffAtMostMs: 6 * HOUR,
    /** Turns are counted on this grid: cron's own. No interval is shorter. */
    slotMs: 5 * MINUTE,
    /** A feed's own rhythm stretches its interval up to this. */
    rhythmAtMostMs: 30 * MINUTE,
    /** How many of its newest items its rhythm is taken from. */
    rhythmItems: 8,
    /** So long after news, or after it was added, a feed is read in every cycle. */
    awakeMs: 2 * HOUR,
    /** A document of fewer items, all of them new, is no sign that others were missed. */
    gapItems: 3,
    /** So long after items may have been missed a feed is read in every cycle. */
    hurriedMs: 7 * DAY,
    /** Silent for longer, its interval grows on, to the longest that there is at half a year. */
    silentMs: 60 * DAY,
    dormantMs: 182 * DAY,
    /** The longest interval, whoever asks for it. */
    intervalAtMostMs: 6 * HOUR,
    /** In hours that are to be skipped a feed is looked at once all the same after so many: nothing is to be lost. */
    skippedAtMostMs: 6 * HOUR,
    /** A document is asked for without conditions when it last came whole so long ago: a 304 may be wrong for ever. */
    wholeEveryMs: DAY,
    /** The owners of a feed that has failed for so long are told. */
    failingToldMs: DAY,
    /** A permanent redirect that was met in so many readings in a row is believed. */
    movedReadings: 3,
    /** As much is looked at of a refusal, to tell whether it is a test for browsers. */
    refusalBytes: 8 * KB,
  },
  /** Finding the feed that an address leads to, while a person waits for the answer. */
  finding: {
    /** In all. */
    wallMs: 25 * SECOND,
    /** No guess is waited for longer. */
    guessMs: 8 * SECOND,
    /** Addresses that are tried where nothing names a feed, and how many at once: with their redirects, 20 subrequests. */
    guesses: 8,
    guessesACall: 4,
    /** Links of a page that are looked at. */
    anchors: 3000,
  },
  filter: {
    queryUnits: 1000,
    /** RE2's instructions of a regular expression: each letter of a text costs at most as many steps. */
    expressionSize: 500,
  },
  /** What the bot's messages show. */
  bot: {
    /** Times that an answer is tried. */
    replyTries: 3,
    /** A longer text is sent in several messages. UTF-16 units, so that its markup finds room. */
    chunkUnits: 3500,
    /** Characters of a button's text. Telegram's apps show fewer. */
    buttonCharacters: 60,
    /** Channels with a button of their own. Telegram takes 100 buttons a message. */
    channelButtons: 40,
    /** Owners with a button of their own. */
    ownerButtons: 20,
    /** Feeds on one screen of the menu. */
    feedsAScreen: 8,
    /** Messages of a digest that /preview sends. */
    previewMessages: 3,
    /** Short links of all channels that /top looks up, the most opened first. */
    topLinks: 60,
    /** Characters of a file's name. */
    fileNameCharacters: 60,
  },
  /** What somebody may have of a bot that lets anybody in; its owners have all. */
  stranger: { channels: 3, feeds: 50 },
  digest: {
    titleUnits: 200,
    liveGapMinutes: 15,
    templateUnits: 300,
    footerUnits: 200,
    /** Feeds that may have skipped items are named up to so many. */
    gaps: 5,
  },
  cycle: {
    /** A cycle ends itself within this, by the wall clock. */
    wallMs: 4 * MINUTE,
    /** A cycle that reads feeds waits up to this long for those that do not answer, even when time is short. */
    readingMs: MINUTE,
    /** A store, or another object, that hangs must not hold up a cell for ever. */
    answerMs: 20 * SECOND,
    /** So long may KV answer with an older `seen` than was committed; after that it is lost. KV promises a minute or so. */
    staleMs: HOUR,
    /** So long may KV have no `seen` although one was committed: what is published meanwhile is missed. Only a key that was just made can be absent from a stale read. */
    missingMs: 15 * MINUTE,
    /** Edition codes have room for so many. */
    cells: 64,
    /** /health answers 503 when the last cycle is older: three crons were missed. */
    heartbeatMs: 16 * MINUTE,
    /** Of an invocation's external subrequests, kept for telling people what they should know. */
    noticeCalls: 3,
    /** Items in one edition; what is over waits, unseen, for the next. */
    editionItems: 1000,
    editionBytes: MB,
    /** The texts of an edition's items, together; KV takes values up to 25 MB, but memory is shared with all else. */
    bodiesBytes: 4 * MB,
  },
  web: {
    /** A page of a channel, and its feeds, are made anew after so long. */
    channelSeconds: 300,
    /** What never changes is kept at the edge for so long, and asked for again. */
    editionSeconds: DAY / SECOND,
    /** A short link from longer after now than this is none, and is not looked up. */
    linksAheadMs: 30 * DAY,
    readingSeconds: HOUR / SECOND,
    /** Headlines on one page, so that it stays below 14 KB; the others are on the next. */
    headlinesAPage: 80,
    /** Items of an outbound feed. */
    feedItems: 100,
    loginCodeMs: 10 * MINUTE,
    sessionMs: 30 * DAY,
    /** Wrong codes from one address within this time; after that it is told to wait. Right ones are always taken. */
    triesAnAddress: 10,
    triesMs: MINUTE,
    /** Addresses that are remembered for it, the newest. */
    triedAddresses: 1000,
    /** Headlines that Analytics Engine is asked for; of these, a channel is shown its own. */
    mostOpened: 100,
    topHeadlines: 10,
    answerMs: 10 * SECOND,
    /** `/health` and `/status` tell everybody the same for so long. */
    healthMs: MINUTE,
    /** A cell makes a channel's page anew after so long, or when something was changed by its owner. */
    pageMs: MINUTE,
  },
  /** Lines of log. test/log.test.ts adds up the largest day. */
  log: {
    /** Maximum length of a line. */
    lineBytes: 1000,
    /** What Cloudflare adds to each line: the script's name and version, ids, times. An estimate. */
    enrichedBytes: 1000,
    /** Maximum lines for failures of one cron, all cells together. */
    linesACron: 20,
    /** Maximum lines a minute in each isolate that requests bring about; also at most one an invocation. */
    linesAMinute: 20,
  },
  store: {
    pendingMs: 7 * DAY,
    pendingAChannel: 500,
    outcomesMs: 48 * HOUR,
    /** How long an item's text is kept, for its reading page. */
    bodiesDays: 30,
    /** As long one can still post at once what the adding of a feed showed with its texts. */
    newestBodiesMs: DAY,
    messagesMs: 48 * HOUR,
    /** A channel that Telegram has kept closed for so long is given up. */
    closedMs: 90 * DAY,
    /** Telegram brings an update again for a day (core.telegram.org/bots/api#getting-updates); a flood leaves fewer. */
    updatesKeptMs: DAY,
    updatesKept: 10_000,
    /** Updates whose calls an object keeps, for when they are handled again. */
    journalKept: 1000,
    /** A result of a call that only looks something up is kept up to this size, as JSON. UTF-16 units */
    journalUnits: 32 * KB,
    /** An update that is being handled is taken up by another delivery after this, unless its lease is renewed. */
    leaseMs: 30 * SECOND,
    leaseRenewedMs: 10 * SECOND,
    /** A handler that has run for this long is taken for dead. */
    leaseAtMostMs: 10 * MINUTE,
  },
  /** What the operator's commands may ask for: src/admin/admin-api.ts. */
  operator: {
    /** A saved cell or directory; RPC carries some 32 MiB: developers.cloudflare.com/workers/runtime-apis/rpc. */
    savedBytes: 30 * MB,
    /** A value of KV: developers.cloudflare.com/kv/platform/limits. */
    documentBytes: 25 * MB,
    /** KV reads or writes that are reserved at once. */
    reserved: 200,
    /** So much of a day's quotas backups and restores may take; the rest is for cycles and readers. */
    quotaShare: 0.7,
    /** A shorter secret could be guessed; Telegram takes up to 256 characters: core.telegram.org/bots/api#setwebhook. */
    secretAtLeast: 16,
  },
} as const
