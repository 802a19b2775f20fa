/** Limits of filters, stories and digests. */

export const filter = {
  queryUnits: 1000,
  /** Bounds the recursion over a query's groups. */
  nestingDepth: 20,
  /** RE2 instructions of a regular expression: the steps that one character of a text may cost. */
  expressionSize: 500,
  /** Mistakes that a query is corrected for. */
  corrections: 8,
  /** Searches of one text before it is indexed. */
  searchesBeforeIndex: 8,
  /** "Less like this": terms that are suggested, and titles shown for each. */
  suggestions: 4,
  suggestionExamples: 3,
} as const

export const story = {
  /** What is read of a headline. */
  headlineUnits: 400,
  headlineWords: 40,
  /** Tokens that are read of a text. */
  textTokens: 400,
  /** Entries of a cache of words. */
  cachedWords: 4000,
  /** Items that share a word or anchor; a more frequent one is not searched for. */
  itemsAKey: 60,
} as const

export const digest = {
  titleUnits: 200,
  liveGapMinutes: 15,
  templateUnits: 300,
  footerUnits: 200,
  /** Longer texts are no schedule. */
  scheduleUnits: 200,
  timesADay: 24,
  /** Longer texts are no time zone. */
  timezoneUnits: 80,
  timezoneSuggestions: 5,
  /** Time zone offsets that an isolate caches. */
  cachedOffsets: 1000,
  /** A part's headings leave room for any headline. */
  headingUnits: 200,
  headingEntities: 10,
  /** Room for a part's counter, such as (1/3). */
  counterUnits: 30,
  /** A longer public address is not used for links. */
  linkBaseUnits: 200,
  /** A longer link is left out of a plain part. */
  bareLinkUnits: 300,
  /** A feed's or author's name in a template, and the name of another feed with the story. */
  nameUnits: 60,
  otherNameUnits: 40,
  /** Other feeds on one line, and UTF-16 units of their addresses: more may not fit a message. */
  othersALine: 8,
  otherAddressUnits: 1500,
  /** A summary in a line; a card has room for the whole one. */
  lineSummaryUnits: 200,
  /** Entities that Telegram may detect in a summary. */
  summaryEntities: 4,
  hashtags: 4,
  /** Feeds with gaps named in a digest. */
  gaps: 5,
} as const
