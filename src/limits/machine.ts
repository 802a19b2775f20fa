/** Limits of translations, briefings and summaries by a language model. */
import { minuteMs, secondMs } from './units.ts'

export const machine = {
  /** Neurons that all cells together spend in a day. Both plans include 10,000: developers.cloudflare.com/workers-ai/platform/pricing. */
  neuronsADay: 9000,
  /** Titles translated in a cycle; the others are sent in the original, or translated by the next one. */
  titlesACycle: 100,
  /** Wait for all translations of a cycle into one language. */
  cycleMs: 25 * secondMs,
  /** A headline waits no longer for its translation. */
  waitMs: 2 * minuteMs,
  /** Newest waiting headlines of a channel that a cycle looks at before its digest is due. */
  newestRows: 60,
  /** Wait for one answer. */
  callMs: 30 * secondMs,
  /** Maximum length of an answer. UTF-16 units. */
  answerUnits: 20_000,
  /** The beginning of an error's message in which its code is looked for. UTF-16 units. */
  errorUnits: 500,
  /** Length of a model's name in `AI_MODEL`. */
  nameUnits: 100,
  /** Additional tokens of models whose reasoning cannot be switched off. */
  reasoningTokens: 2000,
  /** Titles translated in one call. */
  titlesACall: 20,
  /** Maximum length of a title that is translated. UTF-16 units. */
  titleUnits: 300,
  /** Maximum titles that address the model and are therefore translated alone, for each call of `translateTitles`. */
  titlesAlone: 4,
  /** Translations up to this width are never too long. Width: a Han character counts 4, kana and Hangul 2, other characters 1. */
  shortWidth: 40,
  /** Maximum width of a translation, as a multiple of the original's. */
  longer: 2,
  /** Minimum lines of a digest with a briefing: fewer are read faster. */
  briefedLines: 3,
  /** Digests with a briefing in a cycle; the others are sent without. */
  briefingsACycle: 20,
  /** Briefings that are written side by side. */
  briefingsAtOnce: 5,
  /** A briefing is made of the first headlines of a digest, at most this many. */
  briefingHeadlines: 40,
  /** A briefing uses the beginning of each headline's text. UTF-16 units. */
  briefingTextUnits: 400,
  /** Maximum length of all headlines and texts of a briefing. UTF-16 units. */
  briefingUnits: 12_000,
  briefingSentences: 5,
  /** Maximum headlines that one sentence cites. */
  cites: 4,
  /** A summary uses the beginning of an article. UTF-16 units. */
  summaryTextUnits: 8000,
  /** Minimum length of an article that is summed up. UTF-16 units. */
  summarisedUnits: 600,
  summarySentences: 3,
  /** An article is summed up in at most this many languages, for the channels that get it. */
  summaryLanguages: 3,
  /** Summaries made in a cycle, side by side, and the maximum wait for them. */
  summariesACycle: 5,
  summariesMs: 20 * secondMs,
  /** Articles of a cell that wait for their summary; those beyond get none. */
  summariesWaiting: 40,
  /** Calls for one summary, if the model is busy or late. */
  summaryAttempts: 3,
  /** Summaries are made until this share of the day's neurons is spent; the rest is for headlines. */
  summaryShare: 0.5,
  /** Maximum width of a sentence in a briefing or summary. */
  sentenceWidth: 400,
} as const
