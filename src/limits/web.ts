/** Limits of pages, caches and sign-in. */
import { dayMs, daySeconds, minuteMs, secondMs } from './units.ts'

const KB = 1024

export const web = {
  /** How long an edge location may cache a KV value, or its absence. */
  kvCacheSeconds: 300,
  /** Lifetime of a channel's page and feeds in caches. */
  channelSeconds: 300,
  /** Lifetime in caches of what never changes. */
  editionSeconds: daySeconds,
  /** A short link of an edition further ahead is invalid. */
  linksAheadMs: 30 * dayMs,
  /** Lifetime of reading pages and posts at the edge: what a channel takes back stays there no longer. */
  readingSeconds: 300,
  /** An item with a shorter summary has no reading page. */
  readingSummaryUnits: 150,
  /** How long browsers may cache a reading page or a digest. */
  browserSeconds: 300,
  /** For files whose address changes with their content. */
  immutableSeconds: 365 * daySeconds,
  /** How long browsers insist on TLS: RFC 6797, section 6.1.1. */
  strictTransportSeconds: 180 * daySeconds,
  /** How much of the headers `accept-language` and `if-none-match` is read. */
  acceptLanguageUnits: 500,
  entityTagUnits: 1000,
  /** Headlines on one page, which stays below 14 KB. */
  headlinesAPage: 80,
  /** Items in an outbound feed. */
  feedItems: 100,
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
