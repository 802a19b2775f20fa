/** Limits of reading feeds. */
import { dayMs, hourMs, minuteMs, secondMs } from './units.ts'

const KB = 1024
const MB = 1024 * KB

export const feed = {
  /** How much of a document is read, unpacked; and how much of it is received. */
  bodyBytes: 2 * MB,
  /** At most `largeBodies` bodies above this are in memory at a time. */
  largeBytes: 256 * KB,
  largeBodies: 2,
  items: 1000,
  /** Items parsed for a baseline: enough to show, and for the publish history. */
  firstItems: 10,
  /** Ten feeds a call with this many redirects each make the 50 subrequests of an invocation. A repeated request counts as one. */
  redirects: 4,
  /** From the first connection to the document's headers, redirects included; ten feeds on six connections take at most twice as long. */
  headersMs: 15 * secondMs,
  /** From the first connection to the end of the body. */
  timeoutMs: 20 * secondMs,
  summaryUnits: 500,
  titleUnits: 1000,
  linkUnits: 2000,
  categories: 50,
  categoryUnits: 100,
  /** How much of a text identifies an item without a title. */
  keyTextUnits: 4000,
  /** How much of a text is compared. */
  openingUnits: 1000,
  /** A post of Telegram with its markup; it has at most 4096 units of text (core.telegram.org/bots/api#message). */
  postUnits: 64 * KB,
  /** A longer first line of a post is a paragraph. */
  headlineUnits: 120,
  /** A shorter first sentence is joined with the next one. */
  sentenceUnits: 25,
  /** Longer dates are not parsed. */
  dateUnits: 100,
  /** An ETag or a date of modification. */
  validatorUnits: 500,
  /** How much text is examined to guess its encoding, from the first byte that is not ASCII. */
  charsetSampleBytes: 4 * KB,
  /** Where a document's fingerprint searches for the first item, and for the end of the last. */
  fingerprintHeadBytes: 16 * KB,
  fingerprintTailBytes: 2 * KB,
  /** The buffer for a body grows from this. */
  firstBufferBytes: 32 * KB,
  mediaTypeUnits: 100,
  authors: 10,
  authorUnits: 200,
  enclosures: 20,
  /** Maximum length of a declared language; a longer text names none. */
  languageUnits: 60,
  /** Declared languages in an isolate's cache. */
  cachedLanguages: 200,
  /** An item's text in UTF-8. */
  bodyOfItemBytes: 64 * KB,
  /** An item's words for filters, in UTF-16 units. */
  textOfItemUnits: 64 * KB,
  /** The words of all new items of a cycle, in UTF-16 units: at most 16 MB in a call of the reader, and in the cell. */
  textsACycleUnits: 8 * MB,
  /** Bounds of the number of remembered items, which is twice the document's. */
  rememberedAtLeast: 100,
  rememberedAtMost: 1000,
  /** Edited and returned items reported by one poll. */
  recognised: 20,
  /** Feeds that a page may offer. */
  discovered: 10,
  feedsACall: 10,
  callsACycle: 20,
  /** Two large bodies a call, in an isolate of 128 MB. */
  callsAtATime: 3,
  /** A call of the reader; each feed in it has its own, shorter limit. */
  callMs: minuteMs,
  /** A call of a Durable Object, which reads one feed. */
  objectMs: 30 * secondMs,
  /** Feeds read in objects of their own: at most 6 % of a day's requests to objects. */
  objectReadsACycle: 20,
  feedsAChannel: 500,
  /** Feeds read from one list. */
  imported: 2000,
  /** A feed's name, given by its channel's owner. */
  nameUnits: 60,
  backOffAtLeastMs: 5 * minuteMs,
  backOffAtMostMs: 6 * hourMs,
  /** A host that refuses the first request of a cycle, without a time, is left alone for this; twice as long after each further cycle. */
  hostBackOffAtLeastMs: 5 * minuteMs,
  /** A host that refuses every request, without a time, is asked once in this. */
  hostBackOffAtMostMs: hourMs,
  /** The longest spacing of the requests to a host; one whose limit is lower is asked once a cycle. */
  hostSpacingAtMostMs: 5 * minuteMs,
  /** Requests to a host that refuses some are spread over this in any case, and longer for half of its due feeds. */
  hostShortMs: 30 * secondMs,
  /** Calls of the reader for such hosts, of `callsACycle`. */
  pacedCallsACycle: 8,
  /** Requests to such hosts share a call if they are due within this. */
  sharedCallMs: 5 * secondMs,
  /** Requests to a host with a shorter spacing share a call, which waits between them. */
  pausedInCallMs: 10 * secondMs,
  /** No request of a host begins later than this in a call, as they are made one after another. */
  hostACallMs: 25 * secondMs,
  /** A host that refused no request for this long is forgotten. */
  hostKeptMs: 7 * dayMs,
  /** The shortest polling interval. */
  intervalAtLeastMs: 2 * minuteMs,
  /** Expected waiting time until the next poll, summed over the items between two polls; the interval follows from it. */
  waitingAPollMs: 18 * secondMs,
  /** The longest interval by the publish history, unless the feed is silent. */
  usualIntervalAtMostMs: hourMs,
  /** The longest interval just after news, or after the feed was added; later, this share of the time since then. */
  afterNewsIntervalMs: 5 * minuteMs,
  afterNewsShare: 1 / 5,
  /** News after a pause this long is a new occasion. */
  occasionMs: 2 * hourMs,
  /** After this many occasions, habits of the hour and of the day of the week count for half. */
  hourOccasions: 6,
  dayOccasions: 12,
  /** Share of the news that is expected at any time, outside the habit too. */
  unexpectedShare: 0.06,
  /** How often the weights of a habit are aged, and the time in which they shrink to 1/e. */
  habitAgesMs: 7 * dayMs,
  habitLastsMs: 42 * dayMs,
  /** A wait that the server shortens by more than this is stored at once; otherwise when the row is written anyway. */
  waitChangesMinutes: 15,
  /** A pushed feed is polled this often. */
  pushedIntervalMs: dayMs,
  /** Items in the publish history, the newest ones. */
  publishHistoryItems: 8,
  /** Polls whose lateness is remembered, and for how long: two a day on average. */
  latenessPolls: 14,
  latenessMs: 7 * dayMs,
  /** Minimum new items in a document without known items that suggest a gap. */
  gapItems: 3,
  /** A feed is polled as often as allowed for this long after a gap. */
  pollOftenAfterGapMs: 7 * dayMs,
  /** A feed silent for longer is polled less often, down to `intervalAtMostMs` at `dormantMs`. */
  silentMs: 60 * dayMs,
  dormantMs: 182 * dayMs,
  /** The longest polling interval. */
  intervalAtMostMs: 6 * hourMs,
  /** A feed is polled each time it was skipped for this long, so that no items are lost. */
  skippedAtMostMs: 6 * hourMs,
  /** How often a document is requested without validators, as a server's 304 may be wrong. */
  wholeEveryMs: dayMs,
  /** The owners of a feed that fails for this long get a notice. */
  failureNoticeMs: dayMs,
  /** The address changes after this many polls in a row with a permanent redirect. */
  movedReadings: 3,
  /** How much of a document shows how it is compressed. */
  sniffedBytes: 512,
  /** Cookies kept for a chain of redirects, and the length of all their names and values. */
  cookies: 20,
  cookieUnits: 8 * KB,
  /** How much of an error page is read to recognise a challenge. */
  refusalBytes: 8 * KB,
} as const

/** A feed's credentials. */
export const access = {
  originUnits: 300,
  userUnits: 200,
  passwordUnits: 1000,
  headers: 5,
  headerNameUnits: 64,
  /** Room for a site's cookies. */
  headerValueUnits: 4000,
  /** Any of these sealed: base64url of its UTF-8, initialisation vector and authentication tag. */
  sealedUnits: 6000,
} as const

/** Finding the feed that an address leads to, while a person waits for the answer. */
export const finding = {
  /** In total. */
  wallMs: 25 * secondMs,
  /** For one guess. */
  guessMs: 8 * secondMs,
  /** Addresses of one message that are read at once; more are imported. A call for each, and up to five for what it leads to. */
  addresses: 4,
  /** Addresses tried if the page names no feed, and how many in a call: 20 subrequests with redirects. */
  guesses: 8,
  guessesACall: 4,
  /** Guesses from anchors whose address does not look like a feed's. */
  doubtfulGuesses: 3,
  /** `<link>` elements and anchors that are read. */
  links: 500,
  anchors: 3000,
  /** Links to feeds that are compared with each other. */
  comparedLinks: 60,
} as const

/** Watching pages that have no feed. */
export const watching = {
  /** Elements of a page that are read, and how deep. A page of 300 KB has about 6,000. */
  elements: 40_000,
  depth: 250,
  /** A rule's CSS selector, its compounds and its alternatives. */
  selectorUnits: 300,
  compounds: 20,
  alternatives: 10,
  /** Items of a page. */
  items: 500,
  /** Links of an item that are compared. */
  linksOfItem: 30,
  /** Links among which the list is searched, and levels above each. */
  links: 1500,
  levels: 12,
  /** A list has at least this many items. */
  itemsAtLeast: 3,
  /** Headlines that are shown before a person decides to watch a page. */
  shownHeadlines: 3,
  /** Minimum minutes between two polls. */
  minutes: 60,
  /** If a page lists less than this share of the items that it had, its structure has changed. */
  itemsShareAtLeast: 0.2,
  /** Redirects of a page and of its robots.txt: with both requests five subrequests, as for a feed. */
  redirects: 2,
  robotsRedirects: 1,
  /** How much of a robots.txt is read (RFC 9309, section 2.5). */
  robotsBytes: 500 * KB,
} as const
