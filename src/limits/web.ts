/** Limits of pages, caches and sign-in. */
import { dayMs, daySeconds, hourSeconds, minuteMs, secondMs } from './units.ts'

const KB = 1024

export const web = {
  /** How long an edge location may cache a KV value, or its absence. */
  kvCacheSeconds: 300,
  /** Lifetime of a channel's page and feeds in caches. */
  channelSeconds: 300,
  /** Lifetime in caches of what never changes. */
  editionSeconds: daySeconds,
  /** A short link from further ahead is invalid. */
  linksAheadMs: 30 * dayMs,
  readingSeconds: hourSeconds,
  /** An item with a shorter summary has no reading page. */
  readingSummaryUnits: 150,
  /** Headlines on one page, which stays below 14 KB. */
  headlinesAPage: 80,
  /** Items in an outbound feed. */
  feedItems: 100,
  /** Description in a link preview of a page. */
  descriptionUnits: 200,
  /** Elements of an article, and their depth; other elements are replaced by their content. */
  elements: 5000,
  elementDepth: 40,
  /** An attribute with text. */
  attributeUnits: 300,
  /** Letters that a text's script is detected from. */
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
  answerMs: 10 * secondMs,
  /** How long `/health` and `/status` reuse an answer. */
  healthMs: minuteMs,
  /** How long a cell reuses a channel's page, unless its owner changes something. */
  pageMs: minuteMs,
} as const
