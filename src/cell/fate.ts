/** What happened to an item in a channel, as `/why` explains it. */
import type { Certainty, Gathering } from '../headline.ts'
import type { Language } from '../language.ts'
import type { EpochMs, FullText, Recognised, SearchedField } from '../model.ts'
import type { MachineProblem } from '../result.ts'

/** The headline under which a story appeared. */
export interface LeadHeadline {
  readonly title: string
  readonly source: string
  readonly link: string | null
}

/** What happened to an item. */
export type Fate =
  | { readonly kind: 'sent'; readonly at: EpochMs; readonly post: string | null }
  /** `next`: when its digest is due; null: the channel is paused. */
  | { readonly kind: 'waiting'; readonly next: EpochMs | 'now' | null }
  | { readonly kind: 'under-way' | 'left-out' | 'retracted' | 'gone' }
  | {
      readonly kind: 'merged'
      readonly into: LeadHeadline
      /** Why both are the same story; null: an earlier version did not record it. */
      readonly evidence: Certainty | null
      readonly post: string | null
    }
  /** Shown in the line of another headline, with its own link. */
  | {
      readonly kind: 'gathered'
      readonly into: LeadHeadline
      readonly evidence: Gathering
      readonly post: string | null
    }
  /** Not new: its feed had it before. `earlier`: that item; null: it is older than 48 hours. */
  | {
      readonly kind: 'known'
      readonly evidence: Recognised['evidence']
      readonly earlier: { readonly title: string; readonly link: string | null; readonly at: EpochMs } | null
    }
  | {
      readonly kind: 'dropped'
      /** The channel's filter, or the number of the feed that has the filter. */
      readonly by: 'channel' | number
      readonly term: string | null
      /** Where the item has an excluded term; null: unknown. */
      readonly field: SearchedField | null
      /** What was searched for a missing term: a field that it names, everything including the text, or everything else. */
      readonly searched: 'field' | 'everything' | 'no-text'
      /** The present query. */
      readonly filter: string
    }

/** The translation that a post has, or why it has the original. */
export type ShownTranslation =
  | { readonly kind: 'translated'; readonly language: Language; readonly title: string }
  | { readonly kind: 'original'; readonly problem: MachineProblem['kind'] }

export interface Why {
  readonly title: string
  readonly link: string | null
  readonly source: string
  /** When the item was read. */
  readonly at: EpochMs
  readonly fate: Fate
  /** What its post shows of a translation; null: nothing, and nobody wanted one. */
  readonly translation: ShownTranslation | null
  /** What became of its page; null: it was not asked for. */
  readonly fullText: FullText | null
  /** Its publisher changed its title after it was sent; null: it did not. `isLeft`: its post has the former title. */
  readonly corrected: { readonly at: EpochMs; readonly was: string; readonly isLeft: boolean } | null
}
