/** What a sample of the playground consists of: people, a channel, and invented newspapers in one language. */
import type { Language } from '../../src/language.ts'

export const feedNames = ['rss', 'atom'] as const
/** A feed of the newsroom, named for its format. */
export type FeedName = (typeof feedNames)[number]

/** The content of a feed. */
export interface Sample {
  readonly title: string
  readonly language: string
  /** Headlines at the start, newest first. */
  readonly headlines: readonly string[]
  /** Full texts (HTML) by headline, also for headlines that are published later. */
  readonly texts?: Readonly<Record<string, string>>
  /** Paragraphs of every other item; missing: there is only a summary. */
  readonly article?: readonly string[]
}

export interface SamplePerson {
  readonly firstName: string
  readonly lastName?: string
  readonly username: string
}

/** Parts that `inventHeadline` combines; their numbers have no common factor. */
export interface InventedParts {
  readonly places: readonly string[]
  readonly events: readonly string[]
  /** Between the two. */
  readonly space: string
}

/** The languages that the playground's page and samples are in. */
export const sampleLanguages = ['en', 'zh', 'zh-hant'] as const satisfies readonly Language[]
export type SampleLanguage = (typeof sampleLanguages)[number]

/** @returns English if the playground does not have the language */
export function sampleLanguage(language: Language): SampleLanguage {
  return sampleLanguages.find((each) => each === language) ?? 'en'
}

export interface SampleTexts {
  readonly language: SampleLanguage
  /** IETF tag of the people's Telegram. */
  readonly tag: string
  readonly owner: SamplePerson
  readonly stranger: SamplePerson
  readonly channel: { readonly title: string; readonly username: string }
  /** Titles of channels that are created later. */
  readonly newChannels: readonly string[]
  readonly feeds: Readonly<Record<FeedName, Sample>>
  /** Whether the seed article is the oldest item of the feed `rss`, which then has its title. */
  readonly hasSeed: boolean
  /** A page without a feed. */
  readonly notices: Sample
  /** The feeds of the list to import. */
  readonly list: readonly Sample[]
  readonly invented: InventedParts
  /** An item's summary, after its title. */
  readonly remark: string
  /** A word of some invented headlines, to filter. */
  readonly filterWord: string
  /** A language into which its headlines can be translated. */
  readonly translateTo: Language
}
