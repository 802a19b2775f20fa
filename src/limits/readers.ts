/** Limits of readers' selections from channels. */
import { dayMs, minuteMs } from './units.ts'

export const readers = {
  /** Readers of all channels together, by plan; the operator may set another number. */
  inAll: { free: 200, paid: 10_000 },
  /** Channels that a reader may follow. */
  follows: 10,
  /** How long a channel's headlines are kept for its readers. */
  newsMs: 8 * dayMs,
  /** UTF-8 bytes of a stored row of headlines. */
  newsRowBytes: 100_000,
  /** The newest headlines of a channel that are read at once. */
  newsAtOnce: 1_000,
  /** Selections composed in a cycle, the one that waits longest first. */
  selectionsACycle: 20,
  /** Headlines of a digest, unless the reader has set another number; older ones are counted. */
  headlines: 50,
  /** How often another cell is asked for news of its channels. */
  askMs: 5 * minuteMs,
  /** Channels in a request for another cell's news. */
  newsRequests: 500,
  /** Attempts to send a message that Telegram refuses for an unknown reason, one an hour. */
  attempts: 48,
} as const
