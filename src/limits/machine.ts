/** Limits of translations, briefings and summaries by a language model. */
import { secondMs } from './units.ts'

export const machine = {
  /** Wait for one answer. */
  callMs: 30 * secondMs,
  /** A longer answer is not read. UTF-16 units. */
  answerUnits: 20_000,
  /** The beginning of an error's message in which its code is looked for. UTF-16 units. */
  errorUnits: 500,
  /** Length of a model's name in `AI_MODEL`. */
  nameUnits: 100,
  /** Additional tokens of models whose reasoning cannot be switched off. */
  reasoningTokens: 2000,
  /** Titles translated in one call. */
  titlesACall: 20,
  /** Of a title, as much is translated; a longer one is sent in the original. UTF-16 units. */
  titleUnits: 300,
  /** Titles that address the model are translated alone; of one batch, at most this many. */
  titlesAlone: 4,
  /** The narrower translations are never too long. Width: Han characters count 4, kana and Hangul 2. */
  shortWidth: 40,
  /** How much wider than the original a translation may be. */
  longer: 2,
  /** Headlines that a briefing is made of, the first ones. */
  briefingHeadlines: 40,
  /** The beginning of each headline's text that a briefing is made of. UTF-16 units. */
  briefingTextUnits: 400,
  /** All headlines and texts of a briefing. UTF-16 units. */
  briefingUnits: 12_000,
  briefingSentences: 5,
  /** Headlines that one sentence may cite. */
  cites: 4,
  /** The beginning of an article that a summary is made of. UTF-16 units. */
  summaryTextUnits: 8000,
  /** A shorter article is not summed up. UTF-16 units. */
  summarisedUnits: 600,
  summarySentences: 3,
  /** A longer sentence of a briefing or summary is left out. Width, as above. */
  sentenceWidth: 400,
} as const
