/** Limits of the bot's messages. */

export const bot = {
  /** Attempts to send a reply. */
  replyTries: 3,
  /** A longer text is sent in several messages. Below Telegram's maximum, so that markup fits. */
  chunkUnits: 3500,
  /** Characters of a button's text. Telegram's apps show fewer. */
  buttonCharacters: 60,
  /** Channels with a button of their own. Telegram allows 100 buttons in a message. */
  channelButtons: 40,
  /** Owners with a button of their own. */
  ownerButtons: 20,
  /** Feeds on one screen of the menu. */
  feedsAScreen: 8,
  /** Messages of a digest that /preview sends. */
  previewMessages: 3,
  /** The most opened short links of all channels that /top looks up. */
  topLinks: 60,
  /** Headlines that a button keeps when it drops the rest of a backlog. */
  newestKept: 10,
  /** Channels that a notice about a feed names. */
  namedPlaces: 5,
  /** Lines of a report about several feeds, each with a link: a message has at most 100 entities. */
  reportLines: 80,
  /** A name, title or filter inside a text. UTF-16 units, and links that Telegram would detect in it. */
  valueUnits: 200,
  valueEntities: 5,
  /** A filter in a sentence: UTF-16 units of the sentence and of a word in it, and terms that a list may name, the most first. */
  sentenceUnits: 700,
  sentenceWordUnits: 80,
  sentenceLists: [12, 6, 3, 2],
  /** A longer reading of a query has a number on its button. */
  readingCharacters: 32,
  /** Channels or feeds that are offered for a name that is not there. */
  closeNames: 3,
  /** A corrected template: longer than the mistaken one, which has at most `digest.templateUnits`. */
  suggestionUnits: 400,
  /** Text shown on either side of a mistake. */
  mistakeContextUnits: 40,
  /** Characters of a file's name. */
  fileNameCharacters: 60,
} as const
