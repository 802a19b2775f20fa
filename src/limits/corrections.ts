/** Limits of corrections: sent headlines whose publisher changes their titles, or takes them back. */
import { hourMs, minuteMs } from './units.ts'

export const corrections = {
  /** A headline is corrected for this long after its item was read, and a correction is tried for this long. */
  correctedMs: 48 * hourMs,
  /** Changes of an item's title that its post follows: a publisher may try two titles in turn. */
  editsAnItem: 3,
  /** Maximum changes of an item, edited or not: those of a waiting headline cost rows. */
  keysAnItem: 8,
  /** Polls of a feed in an hour after which changed titles are looked up. Each lookup reads the rows of two days. */
  readingsAnHour: 12,
  /** Edits in a cycle, each of one message with all of its corrections. */
  editsACycle: 5,
  /** Corrections that a cycle looks at, the oldest first: each may read the messages of two days. */
  lookedAtACycle: 20,
  /** How often an edit is repeated in a cycle if a command changed its message meanwhile. */
  repeats: 3,
  /** An item that leaves its feed this soon after its publication may have been withdrawn. */
  withdrawnMs: hourMs,
  /** Items that leave a document at once; with more, the publisher changed the document. */
  withdrawnAtOnce: 2,
  /** Minimum of known items that the document still lists. */
  listedStill: 3,
  /** How long the item must stay away: an old copy of the document from a cache lacks the newest items. */
  awayMs: 10 * minuteMs,
  /** Offers to take a headline back, for each channel and day. */
  offersADay: 3,
} as const
