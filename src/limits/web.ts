/** Limits of pages, caches and sign-in. */
import { dayMs, daySeconds, minuteMs, secondMs } from './units.ts'

const KB = 1024

export const web = {
  /** How long an edge location may cache a KV value, or its absence. */
  kvCacheSeconds: 300,
  /** Lifetime of a channel's page and feeds in caches. */
  channelSeconds: 300,
  /** Lifetime of the front door in caches. */
  frontDoorSeconds: 300,
  /** Channels on the front door, which stays below 14 KB. */
  listedChannels: 100,
  /** Lifetime in caches of what never changes. */
  editionSeconds: daySeconds,
  /** A short link of an edition further ahead is invalid. */
  linksAheadMs: 30 * dayMs,
  /** Lifetime of reading pages and posts at the edge: what a channel takes back stays there no longer. */
  readingSeconds: 300,
  /** An item with a shorter text has no reading page. */
  readingUnits: 150,
  /** How long browsers may cache a reading page or a digest. */
  browserSeconds: 300,
  /** Maximum length of a path that is corrected, percent-encoded. UTF-16 units. */
  forgivenUnits: 300,
  /** How long browsers may remember a corrected address. */
  forgivenSeconds: daySeconds,
  /** For files whose address changes with their content. */
  immutableSeconds: 365 * daySeconds,
  /** Lifetime in caches of icons whose address has no version, and of files for crawlers. */
  bareSeconds: daySeconds,
  /** How long security.txt is valid: less than a year, RFC 9116, section 2.5.5. */
  securityTextMs: 180 * dayMs,
  /** How long browsers insist on TLS: RFC 6797, section 6.1.1. */
  strictTransportSeconds: 180 * daySeconds,
  /** How much of the headers `accept-language`, `if-none-match` and `if-modified-since` is read. */
  acceptLanguageUnits: 500,
  entityTagUnits: 1000,
  httpDateUnits: 40,
  /** Headlines on one page, which stays below 14 KB. */
  headlinesAPage: 80,
  /** Stories with summaries and pictures on one page, which stays below 14 KB too. */
  storiesAPage: 40,
  /** Maximum length of a picture's address in such a list. */
  pictureUnits: 400,
  /** The beginning of a text in such a list. */
  storySummaryUnits: 180,
  /** Languages and time zones of pages in an isolate's cache. */
  cachedFormatters: 50,
  /** Items in an outbound feed. */
  feedItems: 100,
  /** How far back an outbound feed reaches. */
  feedDays: 7,
  /** Maximum number of articles' texts in it, and of the HTML that they are cleaned from (UTF-16 units). */
  feedTexts: 30,
  feedTextUnits: 512 * KB,
  /** Texts of the last hour among them: one row each. The others come from editions: one KV read each. */
  feedFreshTexts: 10,
  feedEditions: 10,
  /** After this time without a change, a feed gets no further stories of its last cycle. */
  settledMs: minuteMs,
  /** Channels whose written feeds a cell keeps in memory, and documents of each. */
  feedChannels: 3,
  feedDocuments: 6,
  /** How long a browser may remember that scripts of other sites may read a feed. */
  preflightSeconds: daySeconds,
  /** Description in a link preview of a page. */
  descriptionUnits: 200,
  /** Headlines in that description. */
  previewHeadlines: 3,
  /** Days in the charts of the status page. */
  chartDays: 7,
  /** Elements of an article, and their depth; other elements are replaced by their content. */
  elements: 5000,
  elementDepth: 40,
  /** An attribute with text. */
  attributeUnits: 300,
  /** How much of a text, and how many of its letters, are read to detect its script. */
  scriptUnits: 2000,
  scriptLetters: 600,
  /** Body of a submitted form. */
  formBytes: 4 * KB,
  loginCodeMs: 10 * minuteMs,
  sessionMs: 30 * dayMs,
  /** Wrong login codes accepted from one address within `triesMs`. Right codes always work. */
  triesAnAddress: 10,
  triesMs: minuteMs,
  /** Addresses whose tries are remembered. */
  triedAddresses: 1000,
  /** Headlines requested from Analytics Engine for all channels. */
  mostOpened: 100,
  topHeadlines: 10,
  /** `retry-after` of a page that asks to try again. */
  retrySeconds: 60,
  answerMs: 10 * secondMs,
  /** How long `/health` and `/status` reuse an answer. */
  healthMs: minuteMs,
  /** How long a cell reuses a channel's page, unless its owner changes something. */
  pageMs: minuteMs,
} as const
