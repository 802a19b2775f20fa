/** Limits of the statistics of channels. */
import { minuteMs } from './units.ts'

export const statistics = {
  /** UTC days for which a channel's counts are kept. */
  keptDays: 35,
  /** Days that `/stats` and its page show, today included, and the shorter period in the text. */
  shownDays: 30,
  weekDays: 7,
  /** Feeds in a day's row: those with the most headlines, then those with the most items. */
  feedsADay: 300,
  /** Short links in a day's row, to find their clicks. */
  linksADay: 300,
  /** Runs of consecutive message ids in a day's row. */
  runsADay: 100,
  /** Messages with reactions in a day's row. */
  reactedADay: 100,
  /** Kinds of reactions of a message that are counted apart; the others are counted together. */
  kindsAMessage: 12,
  /** How often a kind of reaction counts: Telegram's counts are numbers of 32 bits, and sums of larger ones may not be stored. */
  reactionTimes: 2 ** 31 - 1,
  /** Length of an emoji: family emoji have 11 units, flags of regions 14. */
  emojiUnits: 16,
  /** Updates about reactions that a cell takes in a UTC day. Each costs two requests to objects, and no row. */
  reactionsADay: 4000,
  /** Messages whose reactions a cell keeps in memory, and how long, until it writes them: a row for each channel and day. */
  reactedInMemory: 1000,
  reactionsWrittenMs: 30 * minuteMs,
  /** How long an isolate remembers which cell has a chat, or that none has, and of how many chats. */
  chatMs: 5 * minuteMs,
  chats: 500,
  /** Opened links requested from Analytics Engine, for all channels. */
  openedLinks: 1000,
  /** Lines in the answer of `/stats`. */
  busiestFeeds: 5,
  silentFeeds: 8,
  topReactions: 5,
  /** Days in a backup, of which an object's answer has 32 MiB at most. UTF-16 units. */
  savedUnits: 1_000_000,
} as const
