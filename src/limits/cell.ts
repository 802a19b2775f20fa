/** Limits of what cells and the directory answer. */
import { hourMs } from './units.ts'

export const cell = {
  /** A cron older than the last one by less than this was delayed, rather than from another clock. */
  lateCronMs: hourMs,
  /** Newest headlines that an added feed shows, and posts on request. */
  newestHeadlines: 5,
  /** Invalid entries of an import that the answer names. */
  wrongEntries: 20,
  /** Rows in each list of the operator's page. */
  statusRows: 200,
  /** Titles that a back-test of a filter names. */
  hiddenTitles: 3,
  /** Headlines that "less like this" offers. */
  recentHeadlines: 8,
  /** Items that one `/why` explains. */
  whyItems: 3,
  /** Titles from which the owner chooses when a text names several headlines. */
  severalTitles: 5,
} as const

export const directory = {
  /** Maximum people who are notified of trouble. */
  operators: 5,
  /** Sent alerts that are remembered, so that none is sent twice. */
  alerts: 20,
} as const

/** LINK_TTL_DAYS. */
export const linkTtl = {
  /** Longer than the week that a headline may wait. */
  leastDays: 8,
  mostDays: 100_000,
} as const
