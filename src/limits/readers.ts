/** Limits of readers' selections from channels. */
import { dayMs, minuteMs } from './units.ts'

export const readers = {
  /** Readers of all channels together, by plan; the operator may set another number. */
  inAll: { free: 200, paid: 10_000 },
  /** The largest such number. */
  most: 1_000_000,
  /** Channels that a reader may follow. */
  follows: 10,
  /** How long a channel's headlines are kept for its readers. */
  newsMs: 8 * dayMs,
  /** UTF-8 bytes of a stored row of headlines. */
  newsRowBytes: 100_000,
  /** Text of all rows in a backup of a cell, UTF-16 units. */
  savedNewsUnits: 2_000_000,
  /** The newest headlines of a channel that are read at once. */
  newsAtOnce: 1_000,
  /** Selections composed in a cycle, the one that waits longest first. */
  selectionsACycle: 20,
  /** Estimated work of judging headlines in a cycle, as `costOf` counts it: about a second. */
  judging: 8_000_000,
  /** The same for a request of a reader. */
  judgingARequest: 1_000_000,
  /** The newest headlines whose stories are gathered in a digest, and the work for each. */
  gathered: 500,
  gathering: 5_000,
  /** Headlines of a digest, unless the reader has set another number; older ones are counted. */
  headlines: 50,
  /** Readers whom a cycle has the directory forget; the others follow in the next one. */
  forgottenACycle: 100,
  /** How long a stranger who was asked for words may take to answer. */
  askedMs: dayMs,
  /** Strangers who are forgotten at once. */
  strangersAtOnce: 100,
  /** How often another cell is asked for news of its channels. */
  askMs: 5 * minuteMs,
  /** Channels of other cells for which the directory is asked in an hour. */
  asksAnHour: 50,
  /** Channels in a request for another cell's news. */
  newsRequests: 500,
  /** Attempts to send a message that Telegram refuses for an unknown reason, one an hour. */
  attempts: 48,
} as const
