/** Limits of readers' own editions of channels. */
import { dayMs } from './units.ts'

export const readers = {
  /** Readers of all channels together, by plan; the operator may set another number. */
  inAll: { free: 200, paid: 10_000 },
  /** Channels that a reader may follow. */
  follows: 10,
  /** How long a channel's headlines are kept for its readers. */
  newsMs: 8 * dayMs,
  /** Editions composed in a cycle, the one that waits longest first. */
  editionsACycle: 20,
} as const
