/** Limits of filters, stories and digests. */
import { minuteMs } from './units.ts'

export const filter = {
  queryUnits: 1000,
  /** Bounds the recursion over a query's groups. */
  nestingDepth: 20,
  /** RE2 instructions of a regular expression, which bound the steps for each character of a text. */
  expressionSize: 500,
  /** Queries that an isolate remembers, with whether they look at texts. */
  cachedQueries: 500,
  /** Mistakes that are corrected in one query. */
  corrections: 8,
  /** Readings of one unclear query that are offered. */
  readings: 4,
  /** Searches of one text before it is indexed. */
  searchesBeforeIndex: 8,
  /** Slots of a hash table that are tried for one key, so that the time stays linear. */
  probes: 64,
  /** "Less like this": terms that are suggested, and titles shown for each. */
  suggestions: 4,
  suggestionExamples: 3,
} as const

export const story = {
  /** How much of a headline is read. */
  headlineUnits: 400,
  headlineWords: 40,
  /** How much of a text is read. */
  textTokens: 400,
  /** Entries of a cache of words. */
  cachedWords: 4000,
  /** A word or anchor of more items is not searched for. */
  itemsAKey: 60,
} as const

export const digest = {
  titleUnits: 200,
  liveGapMinutes: 15,
  /** Messages of an instant channel within `instantMs`; further stories are gathered in one digest. Telegram takes 20 a minute. */
  instantMessages: 8,
  instantMs: minuteMs,
  /** Messages of all channels, the newest ones, among which those within `instantMs` are counted. */
  recentMessages: 60,
  templateUnits: 300,
  footerUnits: 200,
  /** A longer text is no schedule. One with 24 times on each day of the week has 1041 as `formatSchedule` writes it. */
  scheduleUnits: 1100,
  timesADay: 24,
  /** Schedules that are proposed for a text that is none, and unknown words of it that are corrected. */
  scheduleExamples: 3,
  /** How much of such a text is looked at. */
  nearUnits: 200,
  correctedWords: 4,
  /** A longer text is no time zone. */
  timezoneUnits: 80,
  timezoneSuggestions: 8,
  /** A place and what it is in: parts between commas, words without commas, and Chinese characters. Each takes a search of the gazetteer. */
  placeParts: 5,
  placeWords: 6,
  placeCharacters: 12,
  /** Searches for places in an isolate's cache. */
  cachedPlaces: 100,
  /** Time zone offsets in an isolate's cache. */
  cachedOffsets: 1000,
  /** Formatters of time zones in an isolate's cache, at about 40 KB each. Feeds can name any zone, in any case. */
  cachedFormatters: 100,
  /** Headings of a message, which leave room for any headline. */
  headingUnits: 200,
  headingEntities: 10,
  /** Room for a part's counter, such as (1/3). */
  counterUnits: 30,
  /** A longer public address is not used for links. */
  linkBaseUnits: 200,
  /** A longer link is left out of a plain part. */
  bareLinkUnits: 300,
  /** A feed's or author's name. */
  nameUnits: 60,
  /** The name of another feed with the same story. */
  otherNameUnits: 40,
  /** Other feeds on one line, and their addresses: more may not fit a message. */
  othersALine: 8,
  otherAddressUnits: 1500,
  /** A summary in a line; a card has room for the whole one. */
  lineSummaryUnits: 200,
  /** A summary under a headline: about two lines on a phone. */
  quoteUnits: 160,
  /** A summary with fewer letters and digits of its own says nothing. */
  quoteLetters: 20,
  /** Entities that Telegram may detect in a summary. */
  summaryEntities: 4,
  hashtags: 4,
  /** Minimum room for a summary in a caption; with less, the caption has none. */
  captionSummaryUnits: 60,
  /** Headlines of a feed that a rich message shows; more of them are folded. */
  richListed: 8,
  /** HTML of a rich message. Telegram names no limit for tags and addresses. */
  richMarkupUnits: 100_000,
  /** A sentence of a briefing, and the entities that Telegram may detect in it. */
  sentenceUnits: 400,
  sentenceEntities: 4,
  /** Feeds with gaps named in a digest. */
  gaps: 5,
} as const
