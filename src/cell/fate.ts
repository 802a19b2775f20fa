/** What happened to an item in a channel, as `/why` explains it. */
import type { Certainty, EpochMs, Gathering, Recognised } from '../model.ts'

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
  /** `by`: the channel's filter, or the number of the feed that has the filter. `filter`: the present query. */
  | { readonly kind: 'dropped'; readonly by: 'channel' | number; readonly term: string | null; readonly filter: string }

export interface Why {
  readonly title: string
  readonly link: string | null
  readonly source: string
  /** When the item was read. */
  readonly at: EpochMs
  readonly fate: Fate
}
