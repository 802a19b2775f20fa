/** Limits of cells and the directory. */
import { hourMs } from './units.ts'

export const cell = {
  /** A cron that is earlier than the last one by less than this was delayed; otherwise, the clock was wrong. */
  lateCronMs: hourMs,
  /** Newest headlines shown for an added feed, and posted on request. */
  newestHeadlines: 5,
  /** Entries of each list that the report of an import names. A message has room for about 90 lines. */
  namedFeeds: 100,
  /** Rows in each list of the operator's page. */
  statusRows: 200,
  /** Feeds in its list of the slowest ones. */
  slowestFeeds: 10,
  /** Titles that a back-test of a filter names. */
  hiddenTitles: 3,
  /** Headlines that "less like this" offers. */
  recentHeadlines: 8,
  /** Items that one `/why` explains. */
  whyItems: 3,
  /** Titles to choose from if a text matches several headlines. */
  severalTitles: 5,
} as const

export const directory = {
  /** Maximum people who are notified of trouble. */
  operators: 5,
  /** Sent alerts that are remembered, so that none is sent twice. */
  alerts: 20,
  /** Channels that the front door lists of each cell. */
  listedACell: 100,
} as const

/** LINK_TTL_DAYS. */
export const linkTtl = {
  /** A headline may wait for a week. */
  leastDays: 8,
  mostDays: 100_000,
} as const
